import http from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';

export const CONNECTIONS = 32;

/** What one of the connections sends: a subscription's own bell. */
export interface Bell {
  readonly subscriptionId: string;
  readonly clientState: string;
}

export interface Load {
  /** How many were acknowledged with 202, by connection. */
  readonly acknowledged: readonly number[];
  /** Milliseconds from each request to its answer, shortest first. */
  readonly times: readonly number[];
}

/**
 * So many connections, each with one request under way, for so long. With `kill`, half way through the server is killed,
 * and whatever gets no answer then ends its connection.
 */
export async function ring(
  port: number,
  bells: readonly Bell[],
  milliseconds: number,
  kill?: () => void,
): Promise<Load> {
  const agent = new http.Agent({ keepAlive: true, maxSockets: bells.length });
  const times: number[] = [];
  const begun = performance.now();
  let isKilled = false;
  const killing = wait(milliseconds / 2).then(() => {
    isKilled = kill !== undefined;
    kill?.();
  });
  const acknowledged = await Promise.all(
    bells.map(async (bell) => {
      const body = bodyOf(bell);
      let count = 0;
      while (performance.now() - begun < milliseconds) {
        const start = performance.now();
        const status = await post(agent, port, body);
        if (status === null && isKilled) break;
        if (status !== 202) throw new Error(`A notification was answered with ${status ?? 'nothing'}.`);
        count += 1;
        times.push(performance.now() - start);
      }
      return count;
    }),
  );
  await killing;
  agent.destroy();
  return { acknowledged, times: times.toSorted((a, b) => a - b) };
}

/** As Graph writes it. */
function bodyOf(bell: Bell): string {
  const value = {
    ...bell,
    changeType: 'updated',
    resource: 'Users/1/Events/2',
    subscriptionExpirationDateTime: '2026-12-01T10:00:00.0000000Z',
    resourceData: { '@odata.type': '#Microsoft.Graph.Event', '@odata.id': 'Users/1/Events/2', id: '2' },
    tenantId: '5f0c3b5e-1111-4222-8333-944455556666',
  };
  return JSON.stringify({ value: [value] });
}

/** The status, or null where the connection ended. */
function post(agent: http.Agent, port: number, body: string): Promise<number | null> {
  return new Promise((resolve) => {
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
    const options = { agent, port, host: '127.0.0.1', method: 'POST', path: '/graph/notifications', headers };
    const request = http.request(options, (response) => {
      response.resume();
      response.on('end', () => resolve(response.statusCode ?? null));
      response.on('error', () => resolve(null));
    });
    request.on('error', () => resolve(null));
    request.end(body);
  });
}
