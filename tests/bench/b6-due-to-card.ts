import { randomUUID } from 'node:crypto';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { pino } from 'pino';
import { createRestOutbound } from '../../bot/connector/rest-outbound.ts';
import { installQueue, startQueue } from '../../api/jobs/queue.ts';
import { startTicker } from '../../api/jobs/ticker.ts';
import { sendPromptJob, type SendDeps } from '../../api/prompts/send-prompt.ts';
import { createVault } from '../../api/store/encryption.ts';
import { createEventStore } from '../../api/store/event-store.ts';
import { createPersonStore } from '../../api/store/person-store.ts';
import type { Store } from '../../api/store/transaction.ts';
import { redirectEgress } from '../../sandbox/egress.ts';
import { defaultWorkingHours } from '../../shared/calendar/working-hours.ts';
import { REASON_CODES } from '../../shared/reasons/codes.ts';
import { TENANT, withBenchDatabase } from './bench-database.ts';
import type { Row } from './bench.ts';

const REPS = 1_000;
const A_SECOND = 3;
const SECONDS = 300;
const SERVICE_URL = 'https://smba.trafficmanager.net/emea/';
const KEY = Buffer.alloc(32, 1).toString('base64');
/** What is due in the last second arrives within this, or counts as lost. */
const LAST_CARDS_MS = 10_000;

/**
 * B6: three prompts a second become due among 1,000 reps, for five minutes; the time from each due time to its card at
 * the connector, through the real tick, queue, outbox and REST calls.
 */
export async function run(): Promise<Row[]> {
  const arrivals = new Map<string, number>();
  const connector = await startConnector(arrivals);
  const restore = redirectEgress({ emulator: connector.url, hosts: ['smba.trafficmanager.net'] });
  try {
    const waits = await withBenchDatabase(({ store, ownerUrl, appUrl }) =>
      measure(store, ownerUrl, appUrl, arrivals),
    );
    return rowsOf(waits);
  } finally {
    restore();
    await connector.close();
  }
}

function rowsOf({ waits, lost }: { waits: readonly number[]; lost: number }): Row[] {
  const p95 = Math.round([...waits].sort((a, b) => a - b)[Math.floor(waits.length * 0.95)] ?? Infinity);
  return [
    {
      id: 'B6',
      what: `due prompt to card at the connector, p95 of ${waits.length}, ${A_SECOND} a second among ${REPS} reps`,
      value: p95 / 1000,
      unit: 's',
      bar: '≤ 2',
      pass: p95 <= 2_000,
    },
    { id: 'B6-lost', what: 'due prompts without a card', value: lost, unit: '', bar: '0', pass: lost === 0 },
  ];
}

async function measure(store: Store, ownerUrl: string, appUrl: string, arrivals: Map<string, number>) {
  const log = pino({ level: 'silent' });
  const clock = { now: () => Date.now() };
  const deps = sendDeps(store);
  const chats = await seed(store, deps);
  await installQueue(ownerUrl, [sendPromptJob]);
  const queue = await startQueue(appUrl, [sendPromptJob], log);
  await queue.work([sendPromptJob], deps);
  const ticker = startTicker({ store, clock, queue }, log);
  const due = new Map<string, number>();
  for (let second = 0; second < SECONDS; second += 1) {
    const started = Date.now();
    const batch = chats.splice(0, A_SECOND);
    await store.as({ kind: 'worker' })(async (trx) => {
      for (const { promptId, conversationId } of batch) {
        await trx
          .updateTable('prompt')
          .set({ due_at: new Date(started) })
          .where('prompt_id', '=', promptId)
          .execute();
        due.set(conversationId, started);
      }
    });
    await wait(Math.max(0, started + 1_000 - Date.now()));
  }
  const giveUpAt = Date.now() + LAST_CARDS_MS;
  while (arrivals.size < due.size && Date.now() < giveUpAt) await wait(100);
  await ticker.stop();
  await queue.stop(5_000);
  const waits = [...due].flatMap(([id, at]) => {
    const arrived = arrivals.get(id);
    return arrived === undefined ? [] : [arrived - at];
  });
  return { waits, lost: due.size - waits.length };
}

function sendDeps(store: Store): SendDeps & { vault: ReturnType<typeof createVault> } {
  const vault = createVault({ dataKey: KEY, indexKey: KEY });
  return {
    store,
    vault,
    clock: { now: () => Date.now() },
    events: createEventStore(vault),
    people: createPersonStore(vault),
    holidaysBetween: () => [],
    outbound: createRestOutbound({
      botAppId: randomUUID(),
      token: async () => 'bench',
      serviceHosts: ['smba.trafficmanager.net'],
      report: () => undefined,
    }),
    tenantId: TENANT,
    defaultServiceUrl: SERVICE_URL,
  };
}

/** A question waits for working hours; the bench does not. */
const AROUND_THE_CLOCK = {
  ...defaultWorkingHours('Europe/Stockholm'),
  days: Object.fromEntries([1, 2, 3, 4, 5, 6, 7].map((day) => [day, [{ from: '00:00', to: '24:00' }]])),
};

/** A rep each with a chat, one event, one move of it, and a prompt that is not due yet. */
async function seed(
  store: Store,
  { vault }: ReturnType<typeof sendDeps>,
): Promise<{ promptId: string; conversationId: string }[]> {
  const content = vault.seal(
    JSON.stringify({
      title: 'Demo',
      organizer: null,
      attendees: [],
      categories: [],
      isOnlineMeeting: false,
      response: 'organizer',
      showAs: 'busy',
      sensitivity: 'normal',
      instanceKey: 'x',
      seriesKey: null,
      type: 'singleInstance',
      createdAt: null,
      lastModifiedAt: null,
      because: [],
    }),
  );
  return store.as({ kind: 'worker' })(async (trx) => {
    const chats: { promptId: string; conversationId: string }[] = [];
    const now = Date.now();
    const [start, end] = [new Date(now + 86_400_000), new Date(now + 90_000_000)];
    for (let rep = 0; rep < REPS; rep += 1) {
      const conversationId = `a:${rep}`;
      const { person_id } = await trx
        .insertInto('person')
        .values({
          entra_id: randomUUID(),
          name_sealed: vault.seal('Rep'),
          address_sealed: vault.seal(`rep${rep}@tranvik.example`),
          address_hash: vault.fingerprint('address', `rep${rep}`),
          other_addresses_sealed: vault.seal('[]'),
          language: 'sv',
          time_zone: 'Europe/Stockholm',
          country: 'SE',
          working_hours: JSON.stringify(AROUND_THE_CLOCK),
          manager_id: null,
          is_rep: true,
        })
        .returning('person_id')
        .executeTakeFirstOrThrow();
      await trx
        .insertInto('chat')
        .values({
          person_id,
          conversation_id: conversationId,
          service_url: SERVICE_URL,
          state: 'open',
          changed_at: start,
        })
        .execute();
      const { event_id } = await trx
        .insertInto('event')
        .values({
          person_id,
          graph_id: 'g',
          instance_key: Buffer.of(1),
          series_key: null,
          series_master_id: null,
          kind: 'singleInstance',
          first_seen_at: new Date(now),
          booked_at: new Date(now),
        })
        .returning('event_id')
        .executeTakeFirstOrThrow();
      const { version_id } = await trx
        .insertInto('event_version')
        .values({
          event_id,
          person_id,
          valid_from: new Date(now),
          seen_at: new Date(now),
          is_backfill: false,
          start_at: start,
          end_at: end,
          all_day_start: null,
          all_day_end: null,
          content_sealed: content,
          content_hash: Buffer.of(1),
          title_hash: Buffer.of(1),
          external_domains: [],
          external_addresses: [],
          is_organizer: true,
          response: 'organizer',
          show_as: 'busy',
          sensitivity: 'normal',
          is_cancelled: false,
          class: 'selling',
          top_class: 'selling',
          activity: 'demo',
          confidence: 1,
          classifier_version: '1',
        })
        .returning('version_id')
        .executeTakeFirstOrThrow();
      const { move_id } = await trx
        .insertInto('move')
        .values({
          person_id,
          event_id,
          state: 'settled',
          baseline_version_id: version_id,
          first_change_at: new Date(now),
          last_change_at: new Date(now),
          gone_evidence: null,
          kind: 'postponed',
          direction: 'later',
          old_start: start,
          old_end: end,
          new_start: end,
          new_end: end,
          working_days: 1,
          minutes_lost: 0,
          after_start: false,
          is_planning: false,
          class: 'selling',
          activity: 'demo',
          confidence: 1,
          displaced_by: null,
          displaced_class: null,
          displaced_role: null,
          filled_by: null,
          filled_class: null,
          filled_role: null,
          mover: 'unknown',
          mover_evidence: 'nothing-known',
          twin_event_id: null,
          burst_id: null,
          held_back: null,
          not_asked: null,
        })
        .returning('move_id')
        .executeTakeFirstOrThrow();
      const { prompt_id } = await trx
        .insertInto('prompt')
        .values({
          person_id,
          move_id,
          state: 'due',
          planned_at: new Date(now),
          lapse_at: new Date(now + 172_800_000),
          activity_id: null,
          conversation_id: null,
          gone_reason: null,
          reason_order: JSON.stringify(REASON_CODES),
          eligible_count: 1,
        })
        .returning('prompt_id')
        .executeTakeFirstOrThrow();
      chats.push({ promptId: prompt_id, conversationId });
    }
    return chats;
  });
}

/** Notes when each conversation gets its card. */
async function startConnector(
  arrivals: Map<string, number>,
): Promise<{ url: URL; close: () => Promise<void> }> {
  const server = http.createServer((request, response) => {
    const conversation = /conversations\/([^/]+)\/activities/.exec(request.url ?? '')?.[1];
    request.resume();
    request.on('end', () => {
      if (conversation) arrivals.set(decodeURIComponent(conversation), Date.now());
      response
        .writeHead(201, { 'content-type': 'application/json' })
        .end(JSON.stringify({ id: randomUUID() }));
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: new URL(`http://127.0.0.1:${port}`),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
