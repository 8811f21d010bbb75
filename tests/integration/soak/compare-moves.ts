import type { StoredMove } from '../../../api/store/stored-move.ts';
import { listMoves } from '../../../api/store/move-store.ts';
import { DAY } from '../../../shared/calendar/time.ts';
import type { SoakWorld } from './soak-world.ts';
import type { Made, Story } from './story.ts';

/** A move that was made and not found, found and not made, or found otherwise than it was made. */
export interface Difference {
  readonly story: string;
  readonly rep: string;
  readonly what: string;
  readonly made?: string;
  readonly found?: string;
}

interface Found {
  readonly rep: string;
  readonly title: string;
  readonly stored: StoredMove;
}

/** The set of moves found beside the set made: each of one title and old start, everything else compared. */
export async function compareMoves(world: SoakWorld, stories: readonly Story[]): Promise<Difference[]> {
  const found: Found[] = [];
  for (const rep of world.reps) found.push(...(await listFound(world, rep)));
  const differences: Difference[] = [];
  const left = new Set(found);
  const bursts = new Map<string, Set<string>>();
  for (const { name, made } of stories)
    for (const one of made) {
      const same = [...left].find(
        ({ rep, title, stored }) =>
          rep === one.rep && title === one.title && stored.move.oldStart === one.oldStart,
      );
      if (same === undefined) {
        differences.push({ story: name, rep: one.rep, what: 'missed', made: describeMade(one) });
        continue;
      }
      left.delete(same);
      if (one.burst !== null)
        bursts.set(one.burst, (bursts.get(one.burst) ?? new Set()).add(same.stored.burstId ?? 'none'));
      const [expected, seen] = [describeMade(one), describeFound(same)];
      if (expected !== seen)
        differences.push({ story: name, rep: one.rep, what: 'otherwise', made: expected, found: seen });
    }
  for (const one of left)
    differences.push({ story: one.title, rep: one.rep, what: 'invented', found: describeFound(one) });
  for (const [burst, ids] of bursts)
    if (ids.size !== 1 || ids.has('none'))
      differences.push({ story: burst, rep: '', what: `burst split: ${[...ids].join(', ')}` });
  return differences;
}

async function listFound(world: SoakWorld, rep: string): Promise<Found[]> {
  const personId = world.personIdOf(rep);
  return world.asWorker(async (trx) => {
    const moves = await listMoves(trx, personId, world.clock.now() - 200 * DAY);
    const events = await world.events.listByIds(
      trx,
      moves.map(({ eventId }) => eventId),
    );
    const titleOf = new Map(events.map(({ key, event }) => [key, event.title]));
    return moves.map((stored) => ({ rep, title: titleOf.get(stored.eventId) ?? '', stored }));
  });
}

const time = (instant: number | null): string =>
  instant === null ? 'nowhere' : new Date(instant).toISOString().slice(0, 16);

function describeMade(made: Made): string {
  return [
    made.isSeries ? 'series' : 'single',
    made.kind,
    `${time(made.oldStart)} → ${time(made.newStart)}`,
    `${made.direction} ${made.workingDays}`,
    `by ${made.mover}`,
    `for ${made.displacedBy}`,
    `then ${made.filledBy}`,
    made.afterStart ? 'after its start' : '',
    made.planning ? 'planning' : '',
  ].join(', ');
}

function describeFound({ stored }: Found): string {
  const { move, occurrences } = stored;
  const taker = (of: typeof move.displacedBy): string | null => of && `${of.class} ${of.role}`;
  return [
    occurrences === null ? 'single' : 'series',
    move.kind,
    `${time(move.oldStart)} → ${time(move.newStart)}`,
    `${move.direction} ${move.workingDays}`,
    `by ${move.mover}`,
    `for ${taker(move.displacedBy)}`,
    `then ${taker(move.filledBy)}`,
    move.afterStart ? 'after its start' : '',
    move.planning ? 'planning' : '',
  ].join(', ');
}
