import type { Server } from 'node:http';
import express, { type RequestHandler } from 'express';

/** Real host name → what answers in its place. */
export type EmulatedHosts = Readonly<Record<string, RequestHandler>>;

export interface Emulator {
  readonly url: URL;
  stop(): Promise<void>;
}

/** One plain-http server on loopback for all of Microsoft's hosts, told apart by the Host header. */
export async function startEmulator(hosts: EmulatedHosts, port = 0): Promise<Emulator> {
  const app = express();
  app.disable('x-powered-by');
  app.set('etag', false);
  app.use((request, response, next) => {
    const host = (request.get('host') ?? '').split(':')[0] ?? '';
    const answer = hosts[host];
    if (!answer) return void response.status(421).json({ error: { code: 'UnknownHost', message: host } });
    return void answer(request, response, next);
  });
  const server = await listen(app, port);
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The emulator has no port.');
  return {
    url: new URL(`http://127.0.0.1:${address.port}`),
    stop: () => close(server),
  };
}

export function listen(app: express.Express, port: number): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = app.listen(port, '127.0.0.1', (error?: Error) =>
      error ? reject(error) : resolve(server),
    );
  });
}

export function close(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => (error ? reject(error) : resolve()));
    server.closeAllConnections();
  });
}
