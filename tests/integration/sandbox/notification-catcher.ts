import http from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Caught {
  readonly path: string;
  readonly body: { readonly value: readonly Record<string, unknown>[] };
}

/** A product's notification endpoint on loopback: shakes hands as told and keeps what arrives. */
export async function startNotificationCatcher() {
  const caught: Caught[] = [];
  const behaviour = { handshake: 'decoded' as 'decoded' | 'silent' | 'wrong-type', refusals: 0 };
  const server = http.createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    const token = url.searchParams.get('validationToken');
    if (token !== null) {
      const type = behaviour.handshake === 'wrong-type' ? 'application/json' : 'text/plain';
      response.writeHead(behaviour.handshake === 'silent' ? 404 : 200, { 'content-type': type });
      response.end(token);
      return;
    }
    let text = '';
    request.on('data', (chunk: Buffer) => (text += chunk.toString('utf8')));
    request.on('end', () => {
      if (behaviour.refusals > 0) {
        behaviour.refusals -= 1;
        response.writeHead(503).end();
        return;
      }
      caught.push({ path: url.pathname, body: JSON.parse(text) });
      response.writeHead(202).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    caught,
    behaviour,
    url: `http://127.0.0.1:${port}`,
    stop: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
