import http from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { redirectEgress } from '../../../sandbox/egress.ts';

let emulator: http.Server;
let restore: () => void;
let port: number;

beforeEach(async () => {
  emulator = http.createServer((request, response) => {
    response.end(
      JSON.stringify({ host: request.headers.host, url: request.url, accept: request.headers.accept }),
    );
  });
  await new Promise<void>((resolve) => emulator.listen(0, '127.0.0.1', resolve));
  port = (emulator.address() as AddressInfo).port;
  restore = redirectEgress({ emulator: new URL(`http://127.0.0.1:${port}`), hosts: ['graph.microsoft.com'] });
});

afterEach(async () => {
  restore();
  emulator.closeAllConnections();
  await new Promise((resolve) => emulator.close(resolve));
});

function overNode(client: typeof http | typeof https, url: string, options: https.RequestOptions = {}) {
  return new Promise<unknown>((resolve, reject) => {
    client
      .get(url, { headers: { accept: 'application/json' }, ...options }, (response) => {
        let text = '';
        response.on('data', (chunk: Buffer) => (text += chunk.toString('utf8')));
        response.on('end', () => resolve(JSON.parse(text)));
      })
      .on('error', reject);
  });
}

const clients: Record<string, (url: string) => Promise<unknown>> = {
  fetch: (url) => fetch(url, { headers: { accept: 'application/json' } }).then((response) => response.json()),
  'node:http and node:https': (url) => overNode(url.startsWith('https') ? https : http, url),
  'an agent of its own, as axios and the Bot Framework have': (url) =>
    url.startsWith('https')
      ? overNode(https, url, { agent: new https.Agent({ keepAlive: true }) })
      : overNode(http, url, { agent: new http.Agent({ keepAlive: true }) }),
};

describe.each(Object.entries(clients))('calls by %s', (_name, call) => {
  it('to a known host arrive at the emulator with path, headers and the real host name', async () => {
    expect(await call('https://graph.microsoft.com/v1.0/users?$top=1')).toEqual({
      host: 'graph.microsoft.com',
      url: '/v1.0/users?$top=1',
      accept: 'application/json',
    });
  });

  it('to loopback pass', async () => {
    expect(await call(`http://127.0.0.1:${port}/healthz`)).toMatchObject({
      host: `127.0.0.1:${port}`,
      url: '/healthz',
    });
  });

  it.each(['https://example.com/', 'http://example.com/', 'https://graph.microsoft.com.evil.example/'])(
    'to %s are refused before anything leaves the machine',
    async (url) => {
      const error: unknown = await call(url).then(
        () => 'no error',
        (caught: unknown) => caught,
      );
      const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
      expect(String(cause)).toContain(`egress refused: ${new URL(url).hostname}`);
    },
  );
});
