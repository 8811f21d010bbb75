import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunningSandbox } from '../../../sandbox/start.ts';
import { freshSandbox } from './fresh-sandbox.ts';

let sandbox: RunningSandbox;
let remove: () => Promise<void>;
let server: Server;
let origin: string;

beforeAll(async () => {
  ({ sandbox, remove } = await freshSandbox());
  server = express().use('/sandbox', sandbox.routes).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await remove();
});

async function call(method: string, path: string, body?: object) {
  const response = await fetch(`${origin}/sandbox${path}`, {
    method,
    headers: { 'content-type': 'application/json' },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  const text = await response.text();
  return { status: response.status, text, json: () => JSON.parse(text) };
}

describe('the fake Teams host page', () => {
  it('frames the tab for the person asked for, with nothing inline that runs', async () => {
    const { status, text } = await call('GET', '/teams?as=maja&page=week&theme=dark&lang=en&sub=mon');
    const data = JSON.parse(
      /<script type="application\/json" id="teams-host">(.*?)<\/script>/.exec(text)?.[1] ?? '',
    );
    expect(status).toBe(200);
    expect(data).toEqual({
      person: {
        key: 'maja',
        objectId: sandbox.people().find((person) => person.key === 'maja')?.objectId,
        name: 'Maja Lindeskog',
        address: 'maja.lindeskog@tranvik.example',
        timeZone: 'Europe/Stockholm',
      },
      tenantId: sandbox.microsoft.tenantId,
      appId: sandbox.microsoft.appId,
      page: 'week',
      subPage: 'mon',
      theme: 'dark',
      locale: 'en-gb',
      hostName: 'Teams',
      signIn: 'teams',
      without: [],
    });
    expect(text.match(/<script(?! type="application\/json"| type="module" src=)/g)).toBeNull();
    expect((await call('GET', '/teams-host.js')).text).toContain("'authentication.getAuthToken'");
    expect((await call('GET', '/teams-host.css')).status).toBe(200);
  });

  it.each([
    ['manager', 'karin'],
    ['manager-norr', 'eirik'],
    ['rep', 'maja'],
    ['rep-norr', 'ingrid'],
    ['admin', 'mats'],
    ['director', 'helena'],
  ])('knows %s by role', async (as, key) => {
    expect((await call('GET', `/teams?as=${as}`)).text).toContain(`"key":"${key}"`);
  });

  it('lets no closing tag out of its data', async () => {
    const { text } = await call('GET', '/teams?as=maja&sub=%3C/script%3E%3Cscript%3E');
    expect(text.match(/<\/script>/g)).toHaveLength(2);
  });

  it.each([
    ['/teams', 400, 'bad_input'],
    ['/teams?as=nobody', 404, 'nobody'],
    ['/teams?as=maja&theme=pink', 400, 'bad_input'],
  ])('answers %s with %i %s', async (path, status, code) => {
    const answer = await call('GET', path);
    expect([answer.status, answer.json().code]).toEqual([status, code]);
  });
});

describe('the sandbox’s own API', () => {
  it('gives a token for anybody in the company', async () => {
    const { token } = (await call('POST', '/api/token', { as: 'oskar' })).json();
    expect(decodeJwt(token)).toMatchObject({ preferred_username: 'oskar.brannmark@tranvik.example' });
    expect((await call('POST', '/api/token', { as: 'nobody' })).status).toBe(404);
    expect((await call('POST', '/api/token', {})).status).toBe(400);
  });

  it('says who is who', async () => {
    const { people, teams } = (await call('GET', '/api/people')).json();
    expect(people).toEqual(sandbox.people());
    expect(teams).toEqual(sandbox.company().teams);
  });

  it('steps the clock, and to the next morning', async () => {
    const { now } = (await call('GET', '/api/clock')).json();
    const stepped = (await call('POST', '/api/clock/step', { milliseconds: 60_000 })).json();
    expect(Date.parse(stepped.now) - Date.parse(now)).toBe(60_000);
    const morning = (await call('POST', '/api/clock/next-day')).json();
    expect(morning.now).toBe('2026-11-26T07:00:00.000Z');
    expect((await call('POST', '/api/clock/step', { milliseconds: -1 })).status).toBe(400);
  });

  it('shows a week and lets its owner drag, answer and delete', async () => {
    const created = await call('POST', '/api/calendar/maja/events', {
      subject: 'Demo Lindtorp',
      start: '2026-11-27T13:00:00+01:00',
      end: '2026-11-27T14:00:00+01:00',
      attendees: [{ name: 'Peter Lindtorp', address: 'peter.lindtorp@lindtorp.example' }],
    });
    const { id } = created.json();
    const path = `/api/calendar/maja/events/${id}`;
    const inWeek = async (week: number) =>
      (await call('GET', `/api/calendar/maja?week=${week}`))
        .json()
        .events.find((event: { id: string }) => event.id === id);
    expect(created.status).toBe(201);
    expect(await inWeek(0)).toEqual({
      id,
      seriesMasterId: null,
      type: 'singleInstance',
      subject: 'Demo Lindtorp',
      start: '2026-11-27T12:00:00.000Z',
      end: '2026-11-27T13:00:00.000Z',
      isAllDay: false,
      isOrganizer: true,
      organizer: { name: 'Maja Lindeskog', address: 'maja.lindeskog@tranvik.example' },
      attendees: [{ name: 'Peter Lindtorp', address: 'peter.lindtorp@lindtorp.example', response: 'none' }],
      response: 'organizer',
      showAs: 'busy',
      sensitivity: 'normal',
      isCancelled: false,
    });
    const moved = await call('POST', `${path}/move`, {
      start: '2026-12-02T09:00:00Z',
      end: '2026-12-02T10:00:00Z',
    });
    expect(moved.status).toBe(204);
    expect(await inWeek(0)).toBeUndefined();
    expect(await inWeek(1)).toMatchObject({ start: '2026-12-02T09:00:00.000Z' });
    expect((await call('POST', `${path}/respond`, { response: 'declined' })).json().code).toBe(
      'is_organizer',
    );
    expect((await call('DELETE', path)).status).toBe(204);
    expect((await call('DELETE', path)).json().code).toBe('not_found');
    expect((await call('POST', `${path}/move`, { start: 'tomorrow', end: '' })).status).toBe(400);
  });

  it('has every fault as a switch, and refuses one that it does not know', async () => {
    const names = Object.keys((await call('GET', '/api/faults')).json());
    for (const name of names) {
      const value = sandbox.inside.graph.faults[name as keyof typeof sandbox.inside.graph.faults];
      expect([name, (await call('PATCH', '/api/faults', { [name]: value })).status]).toEqual([name, 200]);
    }
    expect((await call('PATCH', '/api/faults', { loopingPage: true })).json()).toMatchObject({
      loopingPage: true,
    });
    expect((await call('PATCH', '/api/faults', { earthquake: true })).status).toBe(400);
    expect((await call('DELETE', '/api/faults')).json()).toMatchObject({ loopingPage: false });
  });

  it('starts over with other meetings, on Wednesday again', async () => {
    const ids = async () =>
      (await call('GET', '/api/calendar/maja')).json().events.map((event: { id: string }) => event.id);
    await sandbox.clock.stepTo(Date.parse('2026-11-27T09:00:00Z'));
    const before = await ids();
    const clock = (await call('POST', '/api/start-over')).json();
    expect(clock).toMatchObject({ now: '2026-11-25T09:05:00.000Z', generation: 2 });
    const after = await ids();
    expect(after.filter((id: string) => before.includes(id))).toEqual([]);
    expect(after.length).toBeGreaterThan(10);
  });
});
