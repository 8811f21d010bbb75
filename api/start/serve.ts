import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Express } from 'express';

/** The app cannot listen: says where and what to do. */
export class ListenError extends Error {
  override readonly name = 'ListenError';
}

export interface Serving {
  readonly port: number;
  /** Stops taking requests; those under way have `graceMs` to end. */
  stop(graceMs: number): Promise<void>;
}

/** @throws ListenError for a port that is taken or not allowed. */
export async function serve(app: Express, host: string, port: number): Promise<Serving> {
  const server = await new Promise<Server>((resolve, reject) => {
    const listening = app.listen(port, host, (error?: Error) => {
      if (error) reject(toListenError(error, host, port));
      else resolve(listening);
    });
  });
  return {
    port: portOf(server.address(), port),
    stop: (graceMs) => stop(server, graceMs),
  };
}

function portOf(address: string | AddressInfo | null, asked: number): number {
  return address !== null && typeof address === 'object' ? address.port : asked;
}

function toListenError(error: Error & { code?: string }, host: string, port: number): Error {
  if (error.code === 'EADDRINUSE')
    return new ListenError(
      `Port ${port} is taken by another program. Stop it, or start with another port: PORT=${port + 1} npm start`,
    );
  if (error.code === 'EACCES')
    return new ListenError(`Port ${port} may not be used by this user. Set PORT to a number above 1023.`);
  if (error.code === 'EADDRNOTAVAIL')
    return new ListenError(`HOST ${host} is not an address of this machine. Set HOST to one that is.`);
  return error;
}

async function stop(server: Server, graceMs: number): Promise<void> {
  const closed = new Promise<void>((resolve) => {
    server.close(() => {
      resolve();
    });
  });
  server.closeIdleConnections();
  const timer = setTimeout(() => {
    server.closeAllConnections();
  }, graceMs);
  await closed;
  clearTimeout(timer);
}
