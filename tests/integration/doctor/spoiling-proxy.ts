import http from 'node:http';
import type { AddressInfo } from 'node:net';

/** What stands between the world and the app, and what it does wrong. */
export interface SpoilingProxy {
  readonly url: string;
  /** Answers in the app's place; null lets the request through. */
  spoil: ((request: http.IncomingMessage) => { status: number; type: string; body: string } | null) | null;
  /** Changes the headers of the app's answers. */
  headers: ((headers: http.IncomingHttpHeaders) => http.OutgoingHttpHeaders) | null;
  stop(): Promise<void>;
}

/** A reverse proxy to `origin` that can be told to get in the way. */
export async function startSpoilingProxy(origin: string): Promise<SpoilingProxy> {
  const server = http.createServer((request, response) => {
    const spoilt = proxy.spoil?.(request) ?? null;
    if (spoilt) {
      request.resume();
      response.writeHead(spoilt.status, { 'content-type': spoilt.type }).end(spoilt.body);
      return;
    }
    const url = new URL(request.url ?? '/', origin);
    const onward = http.request(url, { method: request.method, headers: request.headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, proxy.headers?.(answer.headers) ?? answer.headers);
      answer.pipe(response);
    });
    onward.on('error', () => response.destroy());
    request.pipe(onward);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port }: AddressInfo = addressOf(server);
  const proxy: SpoilingProxy = {
    url: `http://127.0.0.1:${port}`,
    spoil: null,
    headers: null,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return proxy;
}

function addressOf(server: http.Server): AddressInfo {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The proxy has no port.');
  return address;
}
