import { readFile } from 'node:fs/promises';
import http from 'node:http';
import https from 'node:https';
import { fileURLToPath } from 'node:url';

const CERTIFICATE = fileURLToPath(new URL('../fixtures/tls/localhost.pem', import.meta.url));
const KEY = fileURLToPath(new URL('../fixtures/tls/localhost-key.pem', import.meta.url));

/** What stands in front of web instances: ends TLS, and gives requests to where it is told to. */
export interface TlsFront {
  readonly url: string;
  /** Makes Node trust it, in processes that start with it. */
  readonly trust: { readonly NODE_EXTRA_CA_CERTS: string };
  target: string;
  get(path: string, token?: string): Promise<{ status: number; text: string }>;
  send(
    path: string,
    body: object,
    options: { token: string; method?: string },
  ): Promise<{ status: number; text: string }>;
  stop(): Promise<void>;
}

export async function startTlsFront(): Promise<TlsFront> {
  const [cert, key] = await Promise.all([readFile(CERTIFICATE, 'utf8'), readFile(KEY, 'utf8')]);
  const server = https.createServer({ cert, key }, (request, response) => {
    const onward = http.request(
      new URL(request.url ?? '/', front.target),
      { method: request.method, headers: request.headers },
      (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      },
    );
    onward.on('error', () => response.writeHead(502).end());
    request.pipe(onward);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The front has no port.');
  const url = `https://localhost:${address.port}`;
  const call = (path: string, options: https.RequestOptions, body?: object) =>
    new Promise<{ status: number; text: string }>((resolve, reject) => {
      const request = https.request(new URL(path, url), { ca: cert, ...options }, (answer) => {
        let text = '';
        answer.setEncoding('utf8').on('data', (part: string) => (text += part));
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text }));
      });
      request.on('error', reject);
      request.end(body === undefined ? undefined : JSON.stringify(body));
    });
  const bearer = (token?: string) => (token === undefined ? {} : { authorization: `Bearer ${token}` });
  const front: TlsFront = {
    url,
    trust: { NODE_EXTRA_CA_CERTS: CERTIFICATE },
    target: '',
    get: (path, token) => call(path, { headers: bearer(token) }),
    send: (path, body, { token, method = 'POST' }) =>
      call(path, { method, headers: { 'content-type': 'application/json', ...bearer(token) } }, body),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return front;
}
