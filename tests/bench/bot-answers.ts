import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { sql } from 'kysely';
import { settleMovesJob } from '../../api/moves/settle-moves.ts';
import { planPrompts } from '../../api/prompts/plan-prompts.ts';
import { readAhead } from '../../api/prompts/read-ahead.ts';
import type { Store } from '../../api/store/transaction.ts';
import { conversationIdOf } from '../../sandbox/connector/connector.ts';
import { SERVICE_URL } from '../../sandbox/connector/incoming-activity.ts';
import { startBenchConnector, type BenchConnector } from './bench-connector.ts';
import { withBenchDatabase } from './bench-database.ts';
import { benchDeps } from './bench-deps.ts';
import type { Row } from './bench.ts';
import { fillCalendars } from './full-calendars.ts';
import { inventReps, seedMovedReps, type MovedRep } from './moved-reps.ts';

const AT_ONCE = 50;
const ROUNDS = 5;
/** The first fifty find a process that has just started, without connections, keys and compiled code. */
const WARMING = 1;
/** A Tuesday at nine: people may be asked. */
const BEGINS = Date.parse('2026-11-24T08:00:00Z');

/** One rep's tap on the question that they were asked. */
interface Tap {
  readonly objectId: string;
  readonly promptId: string;
}

/**
 * Fifty reps answer at the same moment, four times over, each their own question: the time from each tap to its card, at the
 * product's own endpoint with verification, transaction and evidence from four months of calendar. The app is a process of
 * its own; those who tap and the pretend connector are another.
 */
export async function run(): Promise<Row[]> {
  return withBenchDatabase(async (database) => {
    const clock = { now: () => BEGINS };
    const people = inventReps(AT_ONCE * ROUNDS);
    const connector = await startBenchConnector(database.sandboxUrl, people, clock);
    const store = database.storeOf(connector.tenantId);
    try {
      const { vault } = benchDeps(store, clock);
      const reps = await seedMovedReps(store, vault, people, clock.now());
      await fillCalendars(store, vault, reps, clock.now());
      const taps = await ask(store, reps, clock);
      const app = await startApp(database.appUrl, connector, clock.now());
      const times = await answer(`http://127.0.0.1:${app.port}/bot/messages`, connector, taps);
      return await rowsOf(store, times, await app.stop());
    } finally {
      await connector.close();
    }
  });
}

async function startApp(appUrl: string, connector: BenchConnector, now: number) {
  const { tenantId, botAppId, emulatorUrl } = connector;
  const given = { appUrl, emulatorUrl, tenantId, botAppId, token: await connector.token(), now };
  const child = spawn(
    process.execPath,
    [path.join(import.meta.dirname, 'answers-child.ts'), JSON.stringify(given)],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  );
  const lines = createInterface({ input: child.stdout });
  const said: unknown[] = await once(lines, 'line');
  return {
    port: Number(said[0]),
    /** Milliseconds of processor that it took. */
    stop: async () => {
      child.stdin.end();
      const cpu: unknown[] = await once(lines, 'line');
      await once(child, 'exit');
      return Number(cpu[0]);
    },
  };
}

/** Each rep's move is judged and planned as it always is; of the sending only what it leaves behind is needed. */
async function ask(store: Store, reps: readonly MovedRep[], clock: { now: () => number }): Promise<Tap[]> {
  const deps = { ...benchDeps(store, clock), enqueue: async () => undefined };
  for (const { personId } of reps) {
    await settleMovesJob.runWith({ personId }, deps);
    await planPrompts(personId, deps);
  }
  const asWorker = store.as({ kind: 'worker' });
  const asked = await asWorker((trx) =>
    trx
      .selectFrom('prompt')
      .select(['prompt_id as promptId', 'person_id as personId', 'move_id as moveId'])
      .execute(),
  );
  for (const prompt of asked) await readAhead(prompt, deps);
  return asWorker(async (trx) => {
    for (const { personId, objectId } of reps)
      await sql`insert into chat (person_id, conversation_id, service_url, state, changed_at)
        values (${personId}, ${conversationIdOf(objectId)}, ${SERVICE_URL}, 'open', now())`.execute(trx);
    await sql`update prompt set state = 'sent', sent_at = planned_at, activity_id = prompt_id::text`.execute(
      trx,
    );
    const { rows } = await sql<Tap>`select entra_id as "objectId", prompt_id as "promptId"
      from prompt join person using (person_id)`.execute(trx);
    return rows;
  });
}

/** Milliseconds of each answer that brought a card, those of the first round left out. */
async function answer(url: string, connector: BenchConnector, taps: readonly Tap[]): Promise<number[]> {
  const token = await connector.signBotToken();
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1)
    times.push(
      ...(await Promise.all(
        taps
          .slice(round * AT_ONCE, (round + 1) * AT_ONCE)
          .map((tap) => answerOne(url, token, connector.tenantId, tap)),
      )),
    );
  return times.slice(WARMING * AT_ONCE);
}

async function answerOne(
  url: string,
  token: string,
  tenantId: string,
  { objectId, promptId }: Tap,
): Promise<number> {
  const begun = performance.now();
  const response = await fetch(url, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      type: 'invoke',
      name: 'adaptiveCard/action',
      id: `f:${promptId}`,
      channelId: 'msteams',
      serviceUrl: SERVICE_URL,
      from: { id: `29:${objectId}`, aadObjectId: objectId },
      conversation: { conversationType: 'personal', tenantId, id: conversationIdOf(objectId) },
      channelData: { tenant: { id: tenantId } },
      replyToId: promptId,
      value: { action: { type: 'Action.Execute', verb: `answer ${promptId} internal-load`, data: {} } },
    }),
  });
  const body = await response.text();
  const time = performance.now() - begun;
  return response.status === 200 && body.includes('Tack. Ditt svar: Mycket internt') ? time : Infinity;
}

async function rowsOf(store: Store, times: readonly number[], cpuMs: number): Promise<Row[]> {
  const sorted = times.toSorted((a, b) => a - b);
  const p99 = sorted[Math.ceil(sorted.length * 0.99) - 1] ?? Infinity;
  const { rows } = await store.as({ kind: 'worker' })((trx) =>
    sql<{ n: number }>`select count(*)::int as n from answer where is_first`.execute(trx),
  );
  const lost = AT_ONCE * ROUNDS - (rows[0]?.n ?? 0);
  return [
    {
      id: 'bot-answers',
      what: `tap to card at the bot’s endpoint, ${AT_ONCE} answers at once, p99 of ${times.length} in a process that has begun to work (${(cpuMs / (AT_ONCE * ROUNDS)).toFixed(1)} ms of its processor each)`,
      value: p99 / 1_000,
      unit: 's',
      bar: '< 1',
      pass: p99 < 1_000,
    },
    {
      id: 'bot-answers-lost',
      what: 'such answers that were not kept',
      value: lost,
      unit: '',
      bar: '0',
      pass: lost === 0,
    },
  ];
}
