import type { Instant } from '../../../shared/calendar/time.ts';
import { DAY, HOUR, MINUTE } from '../../../shared/calendar/time.ts';
import { createSeededRandom } from '../../../sandbox/company/seeded-random.ts';
import { AFTERMATH, type Chaos, createChaos, mayBeAway } from './chaos.ts';
import { compareMoves, type Difference } from './compare-moves.ts';
import { createStage } from './create-stage.ts';
import * as series from './series-stories.ts';
import * as shared from './shared-stories.ts';
import * as single from './single-stories.ts';
import { CLIENT_STATE, Crash, type SoakWorld, startSoakWorld } from './soak-world.ts';
import type { Step, Story, Tell } from './story.ts';

const TELLS: readonly Tell[] = [single, shared, series].flatMap((stories) => Object.values(stories));
const AT_ONCE = 10;
/** Work is taken up this late at the most, all that is due together. */
const GRID = 20 * MINUTE;

/** Titles, addresses and their domains, tokens and client states of the soak; names of people are their keys. */
const SECRETS = new RegExp(
  `\\b(Demo|Ring|Offert|Möte|Privat|Inställt|s\\d+x|rep\\d+|chef\\d+)\\b|@|\\.example|Bearer|eyJ|[a-z]+token=|${CLIENT_STATE}`,
);

export interface SoakReport {
  readonly stories: number;
  readonly made: number;
  readonly differences: readonly Difference[];
  readonly counts: Readonly<Record<string, number>>;
  readonly logLines: readonly string[];
  /** Those log lines that say what stands in a calendar, who is in it, or what lets somebody in. */
  readonly indiscretions: readonly string[];
  /** Requests at Graph by what they were for. */
  readonly requests: ReturnType<SoakWorld['requests']['counts']>;
}

/**
 * Weeks of edits at a pretend Graph that misbehaves, read by the product, and the moves that it found beside those that
 * were made. The same for the same seed.
 */
export async function runSoak(options: {
  readonly seed: string;
  readonly reps: number;
  readonly weeks: number;
  readonly storiesPerRep: number;
  /** A Monday 00:00. */
  readonly start: Instant;
}): Promise<SoakReport> {
  const random = createSeededRandom(options.seed);
  const reps = Array.from({ length: options.reps }, (_, index) => `rep${index}`);
  const chaos = createChaos(`${options.seed} chaos`, ['rep0', ...reps.slice(1)]);
  const world = await startSoakWorld({ ...options, crashes: (work) => isRunning && chaos.crashes(work) });
  let isRunning = false;
  try {
    const until = options.start + options.weeks * 7 * DAY;
    const stage = createStage(world, random, { from: options.start + 12 * HOUR, until });
    const stories = tellAll(stage, reps, options.storiesPerRep);
    const counts: Record<string, number> = {};
    for (const { name } of stories) counts[name] = (counts[name] ?? 0) + 1;
    isRunning = true;
    await play(world, chaos, stories, until);
    isRunning = false;
    const made = stories.flatMap((story) => story.made);
    return {
      stories: stories.length,
      made: made.length,
      differences: await compareMoves(world, stories),
      counts: { ...counts, ...chaos.counts },
      logLines: world.logLines,
      indiscretions: world.logLines.filter((line) => SECRETS.test(line)),
      requests: world.requests.counts(),
    };
  } finally {
    await world.stop();
  }
}

/** Every kind of story is told about as often as any other. */
function tellAll(
  stage: ReturnType<typeof createStage>,
  reps: readonly string[],
  perRep: number,
): readonly Story[] {
  const order = stage.random.shuffle(
    Array.from({ length: reps.length * perRep }, (_, index) => TELLS[index % TELLS.length]),
  );
  // Series need one hour in every week, and are told while there are such hours.
  const weekly = new Set<Tell>(Object.values(series));
  const needy = order.toSorted(
    (a, b) => Number(weekly.has(b ?? single.edits)) - Number(weekly.has(a ?? single.edits)),
  );
  return needy.flatMap((tell, index) => {
    const place = index % reps.length;
    const team = reps.slice(Math.floor(place / 5) * 5, Math.floor(place / 5) * 5 + 5);
    const rep = reps[place];
    if (tell === undefined || rep === undefined) return [];
    const mates = stage.random.shuffle(team.filter((mate) => mate !== rep));
    // Where a mailbox is away for a day, nobody can tell when in that day something was deleted.
    const told = mayBeAway(place) && tell === single.deletesAndRecreates ? single.deletes : tell;
    return [told(stage, rep, mates)];
  });
}

/** Lets time pass from one thing that happens to the next: edits to the minute, work as it comes due. */
async function play(
  world: SoakWorld,
  chaos: Chaos,
  stories: readonly Story[],
  until: Instant,
): Promise<void> {
  world.onAnnounce((announcements) => chaos.announced(announcements, world.clock.now()));
  const steps = stories.flatMap((story) => story.steps).toSorted((a, b) => a.at - b.at);
  const end = Math.max(until, steps.at(-1)?.at ?? until) + AFTERMATH;
  let next = 0;
  let isRung = true;
  let failed: { sync: readonly string[]; settle: readonly string[] } = { sync: [], settle: [] };
  let due = await world.nextDue();
  for (;;) {
    const times = [onGrid(chaos.nextBell()), onGrid(due), retryTime(failed, world.clock.now())];
    const workAt = Math.min(...times.filter((time) => time !== null));
    const at = Math.min(workAt, steps[next]?.at ?? Infinity);
    if (at > end) return;
    world.clock.set(at);
    const now = world.clock.now();
    if (now > end - AFTERMATH) chaos.settle(world.faults);
    else chaos.unsettle(world.faults, now);
    next = await edit(steps, next, now);
    if (at < workAt) continue;
    const bells = chaos.takeBells(now);
    if (bells.length > 0 || !isRung) isRung = await surviving(() => world.ring(bells));
    failed = await work(world, failed);
    due = await world.nextDue();
  }
}

function onGrid(time: Instant | null): Instant | null {
  return time === null ? null : Math.ceil(time / GRID) * GRID;
}

function retryTime(
  failed: { sync: readonly string[]; settle: readonly string[] },
  now: Instant,
): Instant | null {
  return failed.sync.length + failed.settle.length === 0 ? null : onGrid(now + 1);
}

async function edit(steps: readonly Step[], from: number, now: Instant): Promise<number> {
  let next = from;
  for (; (steps[next]?.at ?? Infinity) <= now; next += 1) await steps[next]?.run();
  return next;
}

/** What is due, a few at a time; whoever was killed is taken up again later, as the queue does. */
async function work(
  world: SoakWorld,
  failed: { readonly sync: readonly string[]; readonly settle: readonly string[] },
): Promise<{ sync: readonly string[]; settle: readonly string[] }> {
  const due = await world.takeDue();
  const sync = await runAll([...new Set([...failed.sync, ...due.sync])], world.sync);
  const settle = await runAll([...new Set([...failed.settle, ...due.settle])], world.settle);
  return { sync, settle };
}

async function runAll(
  ids: readonly string[],
  run: (id: string) => Promise<void>,
): Promise<readonly string[]> {
  const waiting = [...ids];
  const failed: string[] = [];
  const worker = async (): Promise<void> => {
    for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) {
      const one = id;
      if (!(await surviving(() => run(one)))) failed.push(one);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return failed;
}

async function surviving(run: () => Promise<void>): Promise<boolean> {
  try {
    await run();
    return true;
  } catch (error) {
    if (error instanceof Crash) return false;
    throw error;
  }
}
