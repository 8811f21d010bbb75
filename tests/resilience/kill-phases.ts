import { toLocalDate } from '../../shared/calendar/time-zone.ts';
import { MINUTE } from '../../shared/calendar/time.ts';
import type { CardLedger } from './card-ledger.ts';
import { look, type KillWorld } from './kill-world.ts';
import type { SandboxRep } from './sandbox-process.ts';

export const PHASES = ['sync', 'settle', 'send', 'answer'] as const;
export type Phase = (typeof PHASES)[number];

/** How long the app may take for one step of its work; after a kill, jobs in hand are taken up again after 15 s. */
const STEP_MS = 4_000;
/** A doorbell is waited for so long, in case others follow. */
const DEBOUNCED = MINUTE / 2 + 1_000;
const SETTLED = 10 * MINUTE + 1_000;

/**
 * Brings the app to where this phase begins. Resolves as soon as it has begun, or could not be brought about in time:
 * then the kill comes at some other point.
 */
export async function provoke(phase: Phase, world: KillWorld, ledger: CardLedger): Promise<void> {
  const since = await databaseNow(world);
  switch (phase) {
    case 'sync':
      await world.script.act(3);
      if (world.random.chance(0.3)) return untilAtWork(world, ['drain-notifications'], since);
      await untilRung(world);
      await world.sandbox.step(DEBOUNCED);
      return untilAtWork(world, ['sync-mailbox'], since);
    case 'settle':
      await world.script.act(3);
      await untilSynced(world);
      await world.sandbox.step(SETTLED);
      return untilAtWork(world, ['settle-moves'], since);
    case 'send': {
      const cutOffBefore = await listSending(world);
      const rep = await dragSelling(world, ledger);
      await untilSynced(world);
      await world.sandbox.step(SETTLED);
      if (world.random.chance(0.3)) return untilAtWork(world, ['plan-prompt'], since);
      if (rep) await untilAsked(world, ledger, rep, since);
      return untilSending(world, cutOffBefore);
    }
    case 'answer':
      return untilOpenCard(world, ledger);
  }
}

/** Some rep's selling meeting goes to another day, so that there is something to ask about; tomorrow, if today nobody may be asked. */
async function dragSelling(world: KillWorld, ledger: CardLedger): Promise<SandboxRep | null> {
  for (const _ of ['today', 'tomorrow']) {
    const today = toLocalDate(await world.sandbox.now(), 'Europe/Stockholm');
    const candidates = await world.database.query<{ entra_id: string; graph_id: string }>(ASKABLE, [today]);
    for (const { entra_id, graph_id } of candidates) {
      const rep = world.reps.find(({ objectId }) => objectId === entra_id);
      if (rep && (await world.script.drag(rep, graph_id))) return rep;
    }
    await ledger.observe();
    await world.sandbox.nextDay();
  }
  return null;
}

/** Own selling meetings of reps who are not asked today, and for whom no killed job is still to be taken up. */
const ASKABLE = `
  select p.entra_id, e.graph_id from event e
    join event_version v on v.event_id = e.event_id and v.valid_to is null
    join person p on p.person_id = e.person_id
    where v.class = 'selling' and v.confidence >= .8 and v.is_organizer and e.kind = 'singleInstance'
      and not exists (select from prompt q where q.person_id = p.person_id
        and (q.asked_on = $1 or q.state in ('due', 'sending', 'sent', 'unknown')))
      and not exists (select from pgboss.job j
        where j.data->>'personId' = p.person_id::text and j.state in ('active', 'retry'))
    order by v.start_at, e.graph_id`;

async function databaseNow(world: KillWorld): Promise<Date> {
  const [row] = await world.database.query<{ now: Date }>('select now() as now');
  return row?.now ?? new Date(0);
}

/** Work of these kinds has begun since then, and may be over already. */
async function untilAtWork(world: KillWorld, jobs: readonly string[], since: Date): Promise<void> {
  await look(
    async () => {
      const [row] = await world.database.query(
        'select id from pgboss.job where name = any($1) and started_on > $2 limit 1',
        [jobs, since],
      );
      return row ?? null;
    },
    STEP_MS,
    4,
  );
}

/** A card is on its way: the moment after which nobody may send it again. It lasts for some milliseconds. */
async function untilSending(world: KillWorld, cutOffBefore: readonly string[]): Promise<void> {
  const isNew = (id: string): boolean => !cutOffBefore.includes(id);
  await look(async () => ((await listSending(world)).some(isNew) ? true : null), STEP_MS, 1);
}

async function listSending(world: KillWorld): Promise<string[]> {
  const sending = await world.database.query<{ id: string }>(
    `select prompt_id as id from prompt where state = 'sending'`,
  );
  return sending.map(({ id }) => id);
}

/** A doorbell has made some calendar due soon. */
async function untilRung(world: KillWorld): Promise<void> {
  const soon = new Date((await world.sandbox.now()) + DEBOUNCED);
  await look(async () => {
    const [row] = await world.database.query(
      'select person_id from mailbox where sync_due_at <= $1 and not exists (select from graph_notification) limit 1',
      [soon],
    );
    return row ?? null;
  }, STEP_MS);
}

/** What changed in the calendars is known, and settles. */
async function untilSynced(world: KillWorld): Promise<void> {
  await untilRung(world);
  const before = await settling(world);
  await world.sandbox.step(DEBOUNCED);
  await look(async () => ((await settling(world)) > before ? true : null), STEP_MS);
}

async function settling(world: KillWorld): Promise<number> {
  const rows = await world.database.query(`select move_id from move where state = 'settling'`);
  return rows.length;
}

/** The planner has drawn a question for this rep; the clock goes to where it says that there is room for one. */
async function untilAsked(world: KillWorld, ledger: CardLedger, rep: SandboxRep, since: Date): Promise<void> {
  for (let steps = 0; steps < 4; steps += 1) {
    const seen = await look(async () => {
      const [row] = await world.database.query<{ asked: boolean; plan_due_at: Date | null }>(
        `select plan_due_at, exists (select from prompt q where q.person_id = p.person_id
            and q.state in ('due', 'sending', 'sent', 'unknown')) as asked
          from person p where entra_id = $1 and exists (select from pgboss.job j where j.name = 'plan-prompt'
            and j.completed_on > $2 and j.data->>'personId' = p.person_id::text)`,
        [rep.objectId, since],
      );
      return row ?? null;
    }, STEP_MS);
    if (!seen || seen.asked || seen.plan_due_at === null) return;
    await ledger.observe();
    await world.sandbox.stepTo(seen.plan_due_at.getTime());
  }
}

async function untilOpenCard(world: KillWorld, ledger: CardLedger): Promise<void> {
  if ((await ledger.observe()).length > 0) return;
  await provoke('send', world, ledger);
  await look(async () => ((await ledger.observe()).length > 0 ? true : null), STEP_MS);
}
