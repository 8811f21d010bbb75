import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createApiClient } from '../../../tab/api-client.ts';
import {
  errorCode,
  isPassing,
  ProblemError,
  SignInNeeded,
  UnreachableError,
  UnreadableError,
} from '../../../tab/api-errors.ts';

let server: Server | null = null;
afterEach(() => server?.close());

async function serve(listener: RequestListener): Promise<string> {
  const started = Promise.withResolvers<void>();
  server = createServer(listener).listen(0, '127.0.0.1', started.resolve);
  await started.promise;
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const isText = (body: unknown): body is string => typeof body === 'string';
const client = () => createApiClient({ token: async () => 'a-token', language: 'sv' });

describe('the client of our own API', () => {
  it('asks as the reader, in the reader’s language', async () => {
    const origin = await serve(({ headers }, response) => {
      response.end(JSON.stringify(`${headers.authorization} ${headers['accept-language']}`));
    });
    expect(await client().get(`${origin}/api/me`, isText)).toBe('Bearer a-token sv');
  });

  it('passes on a refusal in the server’s words', async () => {
    const problem = { code: 'team_not_found', message: 'Teamet finns inte.', action: 'Välj ett annat.' };
    const origin = await serve((_, response) => {
      response.writeHead(404).end(JSON.stringify(problem));
    });
    const error = await client()
      .get(`${origin}/api/teams/x/time`, isText)
      .catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(ProblemError);
    expect(error).toMatchObject({ ...problem, status: 404 });
  });

  it('gives a refusal without words a code', async () => {
    const origin = await serve((_, response) => {
      response.writeHead(502).end('<html>');
    });
    await expect(client().get(origin, isText)).rejects.toMatchObject({ code: 'http_502', status: 502 });
  });

  it('tells an answer that is not as agreed from no answer', async () => {
    const origin = await serve((_, response) => {
      response.end('{}');
    });
    await expect(client().get(origin, isText)).rejects.toBeInstanceOf(UnreadableError);
    await expect(client().get('http://127.0.0.1:1/', isText)).rejects.toBeInstanceOf(UnreachableError);
  });

  it('sends nothing without a token', async () => {
    let asked = 0;
    const origin = await serve((_, response) => {
      asked += 1;
      response.end('"text"');
    });
    const refused = createApiClient({
      token: () => Promise.reject(new SignInNeeded('consent_required')),
      language: 'en',
    });
    await expect(refused.get(origin, isText)).rejects.toMatchObject({ code: 'consent_required' });
    expect(asked).toBe(0);
  });
});

describe('an error', () => {
  const refusal = (status: number) => new ProblemError({ code: 'x', message: '', action: '' }, status);
  it.each<[string, Error, boolean, string | null]>([
    ['a fault of the server', refusal(503), true, 'x'],
    ['a refusal', refusal(403), false, 'x'],
    ['no answer', new UnreachableError(), true, 'unreachable'],
    ['an unreadable answer', new UnreadableError(), false, 'unreadable'],
    ['a missing sign-in', new SignInNeeded(null), false, null],
    ['a fault of the page', new TypeError(), false, 'page'],
  ])('that is %s is worth another try: %#', (_, error, isWorthIt, code) => {
    expect(isPassing(error)).toBe(isWorthIt);
    expect(errorCode(error)).toBe(code);
  });
});
