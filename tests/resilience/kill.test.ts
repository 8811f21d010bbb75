import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, onTestFailed } from 'vitest';
import type { CalendarEvent } from '../../shared/calendar/event.ts';
import { DAY, type Instant, type Interval, type LocalDate } from '../../shared/calendar/time.ts';
import { createCardLedger, type CardLedger, type OpenCard } from './card-ledger.ts';
import { PHASES, provoke, type Phase } from './kill-phases.ts';
import { look, startKillWorld, type KillWorld } from './kill-world.ts';
import type { ShownEvent } from './sandbox-process.ts';

const KILLS = 20;
const SEED = process.env['KILL_SEED'] ?? 'tranvik';
/** How long the work of each phase takes, about: the kill comes somewhere in it, or shortly after. */
const KILLED_WITHIN_MS: Readonly<Record<Phase, number>> = { sync: 100, settle: 40, send: 12, answer: 150 };
/** A test that only kills idle apps shows nothing. */
const LEAST_CUT_OFF = 7;
/** Jobs in hand at a kill are taken up again after about 15 s, those of the last kills too. */
const DRAINED_WITHIN_MS = 60_000;

let world: KillWorld;
let ledger: CardLedger;

beforeAll(async () => {
  world = await startKillWorld(SEED);
  ledger = createCardLedger(world.sandbox, world.reps);
});

afterAll(async () => {
  await world.remove();
});

describe('an app and a database that are killed twenty times', () => {
  it('lose no event and no answer, and ask nothing twice', async () => {
    const kills: Kill[] = [];
    onTestFailed(() => void process.stderr.write(`${story(kills)}\n${world.app().lines.join('\n')}\n`));
    const phases = world.random.shuffle(
      Array.from({ length: KILLS }, (_, kill) => PHASES[kill % PHASES.length] ?? 'sync'),
    );
    for (const [index, phase] of phases.entries()) {
      const kill = await killIn(phase, index % 5 === 4);
      kills.push(kill);
      if (world.random.chance(0.2)) await world.killInStart();
      await world.restart();
      // Whoever sees no answered card taps again.
      if (kill.unanswered) await ledger.tap(kill.unanswered.card, kill.unanswered.code);
    }
    expect(await drain()).toEqual([]);
    for (let days = 0; days < 4; days += 1) {
      await ledger.observe();
      await world.sandbox.step(DAY);
      expect(await drain()).toEqual([]);
    }
    await ledger.observe();

    expect(await eventsThatDiffer()).toEqual([]);
    expect(await movesOfNothing()).toEqual([]);
    expect(await dragsWithoutTheirMove()).toEqual([]);
    expect(await promptsOfOneMove()).toEqual([]);
    expect([...ledger.cards.values()].filter((messages) => messages.size > 1)).toEqual([]);
    expect(await ledger.unexplained()).toEqual([]);
    expect(await confirmedTapsNotStored()).toEqual([]);
    expect(await promptsNotAnsweredOnce()).toEqual([]);
    expect(ledger.confirmed.length).toBeGreaterThanOrEqual(3);
    expect(kills.filter(({ cutOff }) => cutOff.length > 0).length).toBeGreaterThanOrEqual(LEAST_CUT_OFF);

    // The database ends with the app.
    const shown = await figures(kills);
    expect(await world.app().interrupt()).toEqual({ code: 0, signal: null });
    expect(await world.processes()).toEqual([]);
    process.stdout.write(`${shown}\n`);
  });
});

interface Kill {
  readonly phase: Phase;
  readonly withDatabase: boolean;
  /** The work that was in hand. */
  readonly cutOff: readonly string[];
  /** A tap that nobody confirmed. */
  readonly unanswered: { readonly card: OpenCard; readonly code: string } | null;
}

function story(kills: readonly Kill[]): string {
  const lines = kills.map(({ phase, withDatabase, cutOff }, index) =>
    [`${index + 1}.`, phase, withDatabase ? 'with its database' : '', cutOff.join(', ')].join(' '),
  );
  return [
    `KILL_SEED=${SEED}`,
    ...lines,
    `${ledger.cards.size} cards, ${ledger.confirmed.length} answers`,
  ].join('\n');
}

/** What the run has shown, in numbers. */
async function figures(kills: readonly Kill[]): Promise<string> {
  const byPhase = PHASES.map((phase) => `${kills.filter((kill) => kill.phase === phase).length} ${phase}`);
  const [stored] = await world.database.query<Record<'events' | 'moves' | 'prompts' | 'answers', number>>(
    `select (select count(*)::int from event) as events, (select count(*)::int from move) as moves,
      (select count(*)::int from prompt) as prompts, (select count(*)::int from answer) as answers`,
  );
  return [
    `${kills.length} kills (${byPhase.join(', ')}), ${kills.filter(({ withDatabase }) => withDatabase).length} with the database,`,
    `${kills.filter(({ cutOff }) => cutOff.length > 0).length} of them in the middle of work;`,
    `${stored?.events} events, ${stored?.moves} moves of ${world.script.touches.length} touches, ${stored?.prompts} prompts,`,
    `${ledger.cards.size} cards, ${stored?.answers} answers of ${ledger.confirmed.length} confirmed taps.`,
  ].join(' ');
}

/** Brings the app to a phase and kills it there. */
async function killIn(phase: Phase, withDatabase: boolean): Promise<Kill> {
  await provoke(phase, world, ledger);
  const tap = phase === 'answer' ? await beginTap() : null;
  await wait(world.random.between(0, KILLED_WITHIN_MS[phase]));
  await world.kill({ withDatabase });
  const unanswered = tap && !(await tap.confirmed) ? tap : null;
  const cutOff = withDatabase ? [] : await inHand();
  return { phase, withDatabase, unanswered, cutOff: unanswered ? [...cutOff, 'a tap'] : cutOff };
}

async function beginTap() {
  const [card] = world.random.shuffle(await ledger.observe());
  const [code] = world.random.shuffle(card?.codes ?? []);
  return card && code ? { card, code, confirmed: ledger.tap(card, code) } : null;
}

async function inHand(): Promise<string[]> {
  const rows = await world.database.query<{ name: string }>(
    `select distinct name from pgboss.job where state = 'active' and heartbeat_on > now() - interval '3 s'`,
  );
  return rows.map(({ name }) => name);
}

/** Until nothing is due by the clock, nothing waits and nothing is at work. Returns what stays. */
async function drain(): Promise<readonly object[]> {
  await look(async () => ((await stuck()).length === 0 ? true : null), DRAINED_WITHIN_MS, 100);
  return stuck();
}

/** A killed job gives way to one of its key that waits already: that has been done in its place. */
async function stuck(): Promise<object[]> {
  const now = new Date(await world.sandbox.now());
  return world.database.query(
    `select 'calendar to be read' as what from mailbox where sync_due_at <= $1
      union all select 'move to be settled' from mailbox where settle_due_at <= $1
      union all select 'move that settles' from move where state = 'settling' and settle_due_at <= $1
      union all select 'question to be planned' from person where plan_due_at <= $1
      union all select 'prompt to be sent' from prompt where due_at <= $1 or (state = 'due' and lapse_at <= $1)
      union all select 'prompt that is sent' from prompt where state = 'sending'
      union all select 'card to be changed' from prompt where close_due_at <= $1 or refresh_due_at <= $1
      union all select 'timer' from timer where due_at <= $1
      union all select 'bell' from graph_notification
      union all select name || ' ' || state from pgboss.job where state in ('created', 'retry', 'active')
      union all select name || ' failed ' || coalesce(output::text, '') from pgboss.job failed where state = 'failed'
        and not exists (select from pgboss.job later where later.name = failed.name and later.state = 'completed'
          and later.singleton_key = failed.singleton_key and later.completed_on > failed.completed_on)`,
    [now],
  );
}

/** What stands in the pretend mailboxes but not in the database, or the other way round, or otherwise. */
async function eventsThatDiffer(): Promise<object[]> {
  const differences: object[] = [];
  for (const { key, objectId } of world.reps) {
    const { start, end, events } = await world.sandbox.calendar(key);
    const calendars = await world.database.openCalendars({ start, end });
    const inner = { start: start + DAY, end: end - DAY };
    const expected = within(inner, events.map(describeShown));
    const found = within(inner, (calendars.get(objectId) ?? []).map(describeStored));
    for (const id of new Set([...expected.keys(), ...found.keys()])) {
      const [there, here] = [expected.get(id), found.get(id)];
      if (JSON.stringify(there) !== JSON.stringify(here)) differences.push({ key, there, here });
    }
  }
  return differences;
}

interface Described {
  readonly id: string;
  readonly title: string;
  readonly isCancelled: boolean;
  readonly response: string;
  readonly showAs: string;
  /** Of a whole day its date. */
  readonly start: Instant | LocalDate;
  readonly end: Instant | LocalDate;
}

/** By one rule for both sides: Graph's dates of whole days have no zone, so that at the edges one may see more. */
function within(time: Interval, events: readonly Described[]): Map<string, Described> {
  const instant = (at: Instant | LocalDate) => (typeof at === 'number' ? at : Date.parse(at));
  return new Map(
    events
      .filter((event) => instant(event.start) < time.end && instant(event.end) > time.start)
      .map((event) => [event.id, event]),
  );
}

function describeStored({ event }: { readonly event: CalendarEvent }): Described {
  return {
    id: event.id,
    title: event.title,
    isCancelled: event.isCancelled,
    response: event.response,
    showAs: event.showAs,
    start: event.allDay?.start ?? event.start,
    end: event.allDay?.end ?? event.end,
  };
}

function describeShown(event: ShownEvent): Described {
  const at = (text: string) => (event.isAllDay ? text : Date.parse(text));
  return {
    id: event.id,
    title: event.sensitivity === 'normal' ? event.subject : '',
    isCancelled: event.isCancelled,
    response: event.response,
    showAs: event.showAs,
    start: at(event.start),
    end: at(event.end),
  };
}

interface MovedEvent {
  readonly graph_id: string;
  readonly class: string;
  readonly moves: number;
}

async function moves(): Promise<readonly MovedEvent[]> {
  return world.database.query<MovedEvent>(
    `select e.graph_id, m.class, count(*)::int as moves from move m join event e using (event_id) group by 1, 2`,
  );
}

async function movesOfNothing(): Promise<object[]> {
  const touched = new Set(world.script.touches.map(({ eventId }) => eventId));
  return (await moves()).filter(({ graph_id }) => !touched.has(graph_id));
}

/** Each event is touched once, so a drag is one move; what is no work is none. */
async function dragsWithoutTheirMove(): Promise<object[]> {
  const known = new Map((await moves()).map((move) => [move.graph_id, move.moves]));
  const ignored = new Set(
    (
      await world.database.query<{ graph_id: string }>(
        `select graph_id from event where not exists (select from event_version v
        where v.event_id = event.event_id and v.class <> 'ignored')`,
      )
    ).map(({ graph_id }) => graph_id),
  );
  return world.script.touches.filter(
    ({ kind, eventId }) => kind === 'dragged' && !ignored.has(eventId) && known.get(eventId) !== 1,
  );
}

async function promptsOfOneMove(): Promise<object[]> {
  return world.database.query('select move_id from prompt group by move_id having count(*) > 1');
}

async function confirmedTapsNotStored(): Promise<object[]> {
  const stored = await world.database.query<{ tap: string }>(
    `select prompt_id || ' ' || code as tap from answer`,
  );
  const taps = new Set(stored.map(({ tap }) => tap));
  return ledger.confirmed.filter(({ promptId, code }) => !taps.has(`${promptId} ${code}`));
}

/** Prompts of answers, or answered prompts, that have none or several first answers. */
async function promptsNotAnsweredOnce(): Promise<object[]> {
  return world.database.query(
    `select p.prompt_id, p.state, count(*) filter (where a.is_first) as first from prompt p
      left join answer a using (prompt_id) group by 1, 2
      having count(*) filter (where a.is_first) <> case when p.state = 'answered' then 1 else 0 end`,
  );
}
