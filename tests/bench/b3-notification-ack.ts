import { randomUUID } from 'node:crypto';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type Express } from 'express';
import { acceptDoorbells } from '../../api/http/accept-doorbells.ts';
import { changeSchema } from '../../api/http/notification-schema.ts';
import { graphRoutes } from '../../api/http/routes/graph.ts';
import { hashClientState } from '../../api/store/subscription-store.ts';
import type { Store } from '../../api/store/transaction.ts';
import { createClientStateCheck, createNotificationWriter } from '../../api/sync/notifications.ts';
import { withBenchDatabase } from './bench-database.ts';
import type { Row } from './bench.ts';

const CONNECTIONS = 32;
const ROUND_MS = 2_000;
const ROUNDS = 5;
const SUBSCRIPTION = 'bench-subscription';
const CLIENT_STATE = 'bench-client-state';
const BODY = JSON.stringify({
  value: [
    {
      subscriptionId: SUBSCRIPTION,
      clientState: CLIENT_STATE,
      changeType: 'updated',
      resource: 'Users/1/Events/2',
      tenantId: randomUUID(),
    },
  ],
});

/**
 * B3: a notification that is committed before its 202, against express and zod without a database, by turns from the
 * same process, 32 connections.
 */
export async function run(): Promise<Row[]> {
  return withBenchDatabase(async ({ store }) => {
    await subscribe(store);
    const durable = await listen(durableApp(store));
    const plain = await listen(plainApp());
    const rounds = { durable: [] as Round[], plain: [] as Round[] };
    await load(durable.port);
    await load(plain.port);
    for (let round = 0; round < ROUNDS; round += 1) {
      rounds.durable.push(await load(durable.port));
      rounds.plain.push(await load(plain.port));
    }
    const acknowledged = [...rounds.durable].reduce((sum, { count }) => sum + count, 0);
    const kept = await countKept(store);
    await Promise.all([durable.close(), plain.close()]);
    return rowsOf(rounds.durable, rounds.plain, acknowledged, kept);
  });
}

interface Round {
  readonly count: number;
  readonly perSecond: number;
  readonly p99: number;
}

function rowsOf(
  durable: readonly Round[],
  plain: readonly Round[],
  acknowledged: number,
  kept: number,
): Row[] {
  const rate = median(durable.map(({ perSecond }) => perSecond));
  const ratio = Math.round((rate / median(plain.map(({ perSecond }) => perSecond))) * 100) / 100;
  const p99 = Math.round(median(durable.map(({ p99: value }) => value)) * 10) / 10;
  // The first, unmeasured round is kept too.
  const lost = Math.max(0, acknowledged - kept);
  return [
    {
      id: 'B3',
      what: `durable notification ack (${Math.round(rate)} a second) against express and zod without a database`,
      value: ratio,
      unit: '×',
      bar: '≥ 0.30',
      pass: ratio >= 0.3,
    },
    { id: 'B3-p99', what: 'durable ack, p99', value: p99, unit: 'ms', bar: '≤ 100', pass: p99 <= 100 },
    {
      id: 'B3-kept',
      what: `acknowledged notifications that are not in the database (of ${acknowledged})`,
      value: lost,
      unit: '',
      bar: '0',
      pass: lost === 0,
    },
  ];
}

async function subscribe(store: Store): Promise<void> {
  await store.as({ kind: 'worker' })(async (trx) => {
    const { person_id } = await trx
      .insertInto('person')
      .values({
        entra_id: randomUUID(),
        name_sealed: Buffer.of(1),
        address_sealed: Buffer.of(1),
        address_hash: Buffer.of(1),
        other_addresses_sealed: Buffer.of(1),
        language: 'sv',
        time_zone: 'Europe/Stockholm',
        country: 'SE',
        working_hours: '{}',
        manager_id: null,
      })
      .returning('person_id')
      .executeTakeFirstOrThrow();
    const ahead = new Date(Date.now() + 86_400_000);
    await trx
      .insertInto('subscription')
      .values({
        subscription_id: SUBSCRIPTION,
        person_id,
        client_state_hash: hashClientState(CLIENT_STATE),
        expires_at: ahead,
        renew_at: ahead,
      })
      .execute();
  });
}

function durableApp(store: Store): Express {
  const accept = acceptDoorbells({
    matches: createClientStateCheck(store),
    write: createNotificationWriter(store).accept,
    now: Date.now,
  });
  return express().use('/graph', express.json({ limit: '1mb' }), graphRoutes({ accept }));
}

function plainApp(): Express {
  return express().post('/graph/notifications', express.json({ limit: '1mb' }), (request, response) => {
    changeSchema.parse(request.body);
    response.status(202).end();
  });
}

async function countKept(store: Store): Promise<number> {
  const row = await store.as({ kind: 'worker' })((trx) =>
    trx
      .selectFrom('graph_notification')
      .select((eb) => eb.fn.countAll().as('n'))
      .executeTakeFirstOrThrow(),
  );
  return Number(row.n);
}

async function listen(app: Express): Promise<{ port: number; close: () => Promise<void> }> {
  const server = http.createServer(app);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** 32 connections, each with one request under way, for two seconds. */
async function load(port: number): Promise<Round> {
  const agent = new http.Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const times: number[] = [];
  const until = performance.now() + ROUND_MS;
  const worker = async (): Promise<void> => {
    while (performance.now() < until) {
      const start = performance.now();
      await post(agent, port);
      times.push(performance.now() - start);
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, worker));
  agent.destroy();
  times.sort((a, b) => a - b);
  return {
    count: times.length,
    perSecond: times.length / (ROUND_MS / 1000),
    p99: times[Math.floor(times.length * 0.99)] ?? 0,
  };
}

function post(agent: http.Agent, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = http.request(
      {
        agent,
        port,
        host: '127.0.0.1',
        method: 'POST',
        path: '/graph/notifications',
        headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(BODY) },
      },
      (response) => {
        response.resume();
        response.on('end', () =>
          response.statusCode === 202 ? resolve() : reject(new Error(`Status ${response.statusCode}`)),
        );
      },
    );
    request.on('error', reject);
    request.end(BODY);
  });
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
