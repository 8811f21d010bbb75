import type { Transaction } from 'kysely';
import { addWeeks, isoWeekOf, weekInterval } from '../../shared/calendar/week.ts';
import type { IsoWeek } from '../../shared/calendar/time.ts';
import { fillingEnds } from '../../shared/moves/displacement.ts';
import type { EvidenceInputs, TakerCustomers } from '../../shared/reasons/evidence.ts';
import { summariseLoad, type WeekLoad } from '../../shared/reasons/internal-load.ts';
import type { StoredEvent } from '../store/event-store.ts';
import type { StoredMove } from '../store/stored-move.ts';
import type { Database } from '../store/schema.ts';
import { customersOf, type EvidenceContext } from './evidence-context.ts';
import { loadMaterial, materialWindow } from './load-material.ts';
import { loadStretch, type Stretch } from './load-stretch.ts';

/** Domain §7: own trailing 8–12 valid weeks; a few more are read, because some are not valid. */
const WEEKS_READ = 16;

/**
 * What one answer is compared with, from our own rows: no call to any service, for the rep is waiting. Read as the
 * rep, so that nobody else's rows can be in it. `known` are weeks that were read before: months of a calendar cost more
 * than all else of an answer.
 */
export async function loadEvidence(
  trx: Transaction<Database>,
  personId: string,
  stored: StoredMove,
  moved: StoredEvent,
  context: EvidenceContext,
  known: readonly WeekLoad[] | null = null,
): Promise<EvidenceInputs> {
  const { workingHours, holidays, now } = context;
  const { timeZone } = workingHours;
  const week = isoWeekOf(stored.move.oldStart, timeZone);
  const before = weeksBefore(week);
  const unread = before.filter((one) => !known?.some((own) => own.week === one));
  const material = materialWindow(stored.move, context);
  const whole = {
    start: Math.min(weekInterval(unread.at(-1) ?? week, timeZone).start, material.start),
    end: Math.max(weekInterval(week, timeZone).end, material.end),
  };
  const stretch = await loadStretch(trx, personId, whole, context.events);
  const ownWeeks = before.map(
    (one) => known?.find((own) => own.week === one) ?? weekLoad(stretch, one, null, context),
  );
  const customers = customersOf(moved, context);
  return {
    load: weekLoad(stretch, week, stored.move.displacedBy?.key ?? null, context),
    ownWeeks: ownWeeks.filter((own) => own.coverage > 0),
    customers,
    takers: await loadTakers(trx, stored, context),
    slotStillOpen: now < fillingEnds(stored.move.changedAt, stored.move.oldStart, { workingHours, holidays }),
    material: await loadMaterial(trx, stretch, stored, customers, context),
  };
}

/**
 * The weeks before a move's own that have begun, to be kept until its answer comes: their plan is settled until something is
 * sorted anew.
 */
export async function loadBegunWeeks(
  trx: Transaction<Database>,
  personId: string,
  { move }: StoredMove,
  context: EvidenceContext,
): Promise<WeekLoad[]> {
  const { timeZone } = context.workingHours;
  const week = isoWeekOf(move.oldStart, timeZone);
  const begun = weeksBefore(week).filter((one) => weekInterval(one, timeZone).start <= context.now);
  const [last] = begun;
  const first = begun.at(-1);
  if (last === undefined || first === undefined) return [];
  const whole = { start: weekInterval(first, timeZone).start, end: weekInterval(last, timeZone).end };
  const stretch = await loadStretch(trx, personId, whole, context.events);
  return begun.map((one) => weekLoad(stretch, one, null, context));
}

/** The nearest first. */
function weeksBefore(week: IsoWeek): IsoWeek[] {
  return Array.from({ length: WEEKS_READ }, (_, back) => addWeeks(week, -back - 1));
}

/** A week as planned on Monday 00:00; as it stands now, where that is to come. */
function weekLoad(
  stretch: Stretch,
  week: IsoWeek,
  displacing: string | null,
  { workingHours, holidays, now }: EvidenceContext,
): WeekLoad {
  const interval = weekInterval(week, workingHours.timeZone);
  const plan = interval.start > now ? stretch.current(interval) : stretch.asStoodAt(interval, interval.start);
  return summariseLoad(plan, week, displacing, { workingHours, holidays });
}

async function loadTakers(
  trx: Transaction<Database>,
  { move }: StoredMove,
  context: EvidenceContext,
): Promise<TakerCustomers[]> {
  const used = [
    { taker: move.displacedBy, used: 'took' as const },
    { taker: move.filledBy, used: 'later' as const },
  ];
  const keys = used.flatMap(({ taker }) => taker?.key ?? []);
  const events = new Map((await context.events.listByIds(trx, keys)).map((event) => [event.key, event]));
  return used.flatMap(({ taker, used: how }) => {
    const event = taker && events.get(taker.key);
    return event ? [{ used: how, class: event.class, customers: customersOf(event, context) }] : [];
  });
}
