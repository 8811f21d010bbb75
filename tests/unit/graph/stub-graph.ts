import http, { type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { redirectEgress } from '../../../sandbox/egress.ts';

export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

export interface Answer {
  readonly status?: number;
  readonly headers?: Record<string, string>;
  readonly body?: object | string;
}

/** Microsoft's hosts as one function: what it answers, and what it was asked. */
export async function startStubGraph(answer: (request: SeenRequest) => Answer | Promise<Answer>) {
  const seen: SeenRequest[] = [];
  const server = http.createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method = '', url = '', headers } = request;
      const one = { method, path: url, headers, body: Buffer.concat(chunks).toString('utf8') };
      seen.push(one);
      void Promise.resolve(answer(one)).then(({ status = 200, headers: extra = {}, body = {} }) => {
        const isText = typeof body === 'string';
        response.writeHead(status, { 'content-type': isText ? 'text/html' : 'application/json', ...extra });
        response.end(isText ? body : JSON.stringify(body));
      });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const restore = redirectEgress({
    emulator: new URL(`http://127.0.0.1:${port}`),
    hosts: ['graph.microsoft.com', 'graph.microsoft.us', 'login.microsoftonline.com'],
  });
  return {
    seen,
    stop: async () => {
      restore();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
