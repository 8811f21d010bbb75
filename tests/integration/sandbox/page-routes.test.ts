import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunningSandbox } from '../../../sandbox/start.ts';
import { freshSandbox } from './fresh-sandbox.ts';

let sandbox: RunningSandbox;
let remove: () => Promise<void>;
let server: Server;
let origin = '';
/** What the bot was sent, newest last, and what it answers next. */
const received: { type: string; text?: string; value?: unknown; replyToId?: string }[] = [];
let reply: { status: number; body: unknown } = { status: 200, body: null };

const CARD = 'application/vnd.microsoft.card.adaptive';
const card = (text: string) => ({
  type: 'AdaptiveCard',
  version: '1.5',
  body: [{ type: 'TextBlock', text }],
});

beforeAll(async () => {
  ({ sandbox, remove } = await freshSandbox({ publicUrl: () => origin }));
  const app = express();
  app.post('/bot/messages', express.json(), (request, response) => {
    received.push(request.body);
    response.status(reply.status).json(reply.body);
  });
  server = app.use('/sandbox', sandbox.routes).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await remove();
});

async function call(method: string, path: string, body?: object) {
  const response = await fetch(`${origin}/sandbox/api${path}`, {
    method,
    headers: { 'content-type': 'application/json' },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  const text = await response.text();
  return { status: response.status, body: text === '' ? null : JSON.parse(text) };
}

describe('the chat', () => {
  it('is empty at first, takes a word and shows it', async () => {
    expect(await call('GET', '/chat?as=maja')).toEqual({ status: 200, body: [] });
    reply = { status: 200, body: null };
    expect((await call('POST', '/chat/say', { as: 'maja', text: ' hjälp ' })).status).toBe(204);
    expect(received.at(-1)).toMatchObject({ type: 'message', text: 'hjälp' });
    expect((await call('GET', '/chat?as=maja')).body).toMatchObject([
      { from: 'person', text: 'hjälp', card: null },
    ]);
    expect((await call('GET', '/chat?as=oskar')).body).toEqual([]);
  });

  it('carries a tap to the bot and puts its reply in the place of the card', async () => {
    const chats = await sandbox.inside.teams.chat.chat('maja');
    const activityId = chats[0]?.id ?? '';
    reply = { status: 200, body: { statusCode: 200, type: CARD, value: card('Tack') } };
    const action = {
      type: 'Action.Execute',
      title: 'Mycket internt',
      verb: 'answer 1 internal-load',
      data: {},
    };
    expect((await call('POST', '/chat/tap', { as: 'maja', activityId, action })).body).toEqual({
      kind: 'card',
      card: card('Tack'),
    });
    expect(received.at(-1)).toMatchObject({ type: 'invoke', replyToId: activityId });
    expect((await call('GET', '/chat?as=maja')).body).toMatchObject([{ id: activityId, card: card('Tack') }]);
  });

  it('passes on what the bot says when it fails', async () => {
    reply = { status: 500, body: { code: 'x' } };
    const action = { type: 'Action.Submit', data: { verb: 'pause' } };
    expect((await call('POST', '/chat/tap', { as: 'maja', activityId: 'x', action })).body).toEqual({
      kind: 'error',
      status: 500,
      text: null,
    });
  });

  it.each([
    ['GET', '/chat', undefined, 400, 'bad_input'],
    ['GET', '/chat?as=nobody', undefined, 404, 'nobody'],
    ['POST', '/chat/say', { as: 'maja', text: '  ' }, 400, 'bad_input'],
    [
      'POST',
      '/chat/tap',
      { as: 'maja', activityId: 'x', action: { type: 'Action.Explode' } },
      400,
      'bad_input',
    ],
  ])('refuses %s %s %j with %i %s', async (method, path, body, status, code) => {
    const answer = await call(method, path, body);
    expect([answer.status, answer.body.code]).toEqual([status, code]);
  });
});

describe('the next free gap', () => {
  const meeting = (subject: string, start: string, end: string) =>
    sandbox.inside.mailboxes.createEvent('mats', { subject, start: Date.parse(start), end: Date.parse(end) });
  const next = async () => (await call('POST', '/clock/next-gap', { as: 'mats' })).body.now;

  it('lies where the product may ask, once a change made now has settled', async () => {
    // It is Wednesday 25 November 2026, 10:05 in Stockholm; Mats has nothing of his own until 16:30.
    expect(await next()).toBe('2026-11-25T09:16:00.000Z');
    await meeting('Driftmöte', '2026-11-25T09:20:00Z', '2026-11-25T10:30:00Z');
    expect(await next()).toBe('2026-11-25T10:35:00.000Z');
  });

  it('passes over a gap that the clock would run through before the question is there', async () => {
    await meeting('Kort', '2026-11-25T10:40:00Z', '2026-11-25T12:00:00Z');
    await meeting('Strax efter', '2026-11-25T12:15:00Z', '2026-11-25T15:30:00Z');
    expect(await next()).toBe('2026-11-25T15:35:00.000Z');
  });

  it('waits over the night, and over the weekend', async () => {
    expect(await next()).toBe('2026-11-26T07:00:00.000Z');
    await sandbox.clock.stepTo(Date.parse('2026-11-27T15:50:00Z'));
    expect(await next()).toBe('2026-11-30T07:00:00.000Z');
  });

  it('is refused where two weeks are full', async () => {
    await meeting('Bortrest', '2026-11-30T07:00:00Z', '2026-12-24T16:00:00Z');
    const answer = await call('POST', '/clock/next-gap', { as: 'mats' });
    expect([answer.status, answer.body.code]).toEqual([409, 'no_gap']);
  });
});
