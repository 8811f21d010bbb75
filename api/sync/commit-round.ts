import type { Transaction } from 'kysely';
import type { CalendarEvent } from '../../shared/calendar/event.ts';
import type { ClassifiedEvent } from '../../shared/calendar/time-split.ts';
import { type Instant, type Interval, MINUTE } from '../../shared/calendar/time.ts';
import { createFindCorrection } from '../../shared/classification/standing-corrections.ts';
import { listStandingCorrections } from '../store/correction-store.ts';
import { loadDomains } from '../store/domain-store.ts';
import { type Bell, hastenSync, lockMailbox, OVERBOOKED_SINCE, saveRound } from '../store/mailbox-store.ts';
import type { Database } from '../store/schema.ts';
import type { RoundPlan } from './plan-round.ts';
import type { Reader } from './reader.ts';
import { recordChanges, touchRecentMoves } from './record-changes.ts';
import { recordSeriesChanges } from './record-series.ts';
import { loadTeaching } from './load-teaching.ts';
import { pollEvery } from './poll-every.ts';
import { refreshWeeks } from './refresh-weeks.ts';
import { noteSilence } from './silent-bell.ts';
import { splitBySeries } from './split-by-series.ts';
import type { SyncDeps } from './sync-deps.ts';
import { isTouched, weekSpans } from './week-spans.ts';
import { nextNight } from './window.ts';
import { type Findings, type Written, writeReading } from './write-reading.ts';

type Trx = Transaction<Database>;

export interface Round {
  readonly plan: RoundPlan;
  readonly readAt: Instant;
  readonly deltaLink: string | null;
}

/**
 * As worker: everything that a round brought, in the caller's transaction; the delta link last. Null where somebody else
 * has read the mailbox in the meantime: then nothing was written.
 */
export async function commitReading(
  trx: Trx,
  reader: Reader,
  round: Round,
  findings: Findings,
  /** Whether `findings` holds everything that stands within this. */
  complete: Interval | null,
  deps: SyncDeps,
): Promise<(Written & { readonly moves: number }) | null> {
  const { personId } = reader.person;
  const bell = await lockMailbox(trx, personId, reader.mailbox.stamp);
  if (bell === null) return null;
  // Under the lock: whoever sorts corrected events anew came before, or comes after.
  const findCorrection = createFindCorrection(await listStandingCorrections(trx, personId));
  const context = { self: reader.person.address, ...(await loadDomains(trx, deps.vault)) };
  const teaching = await loadTeaching(trx, deps.vault, { personId, context, events: eventsIn(findings) });
  const written = await writeReading(trx, personId, findings, { context, findCorrection, teaching }, deps);
  // What was back-filled is a baseline and moves nothing.
  const moves = findings.before === null ? 0 : await recordMoves(trx, reader, findings, written);
  if (findings.before !== null && written.newVersions > 0)
    await touchRecentMoves(trx, personId, round.readAt);
  const atHand = complete === null ? undefined : { interval: complete, events: written.standing };
  await refreshTouched(trx, reader, round, written.touched, atHand, deps);
  await noteSilence(trx, reader, round.readAt, written);
  await finish(
    trx,
    reader,
    round,
    {
      bell,
      lookedAt: round.readAt,
      retryCount: 0,
      isRead: true,
      isWhole: complete !== null,
      isChanged: findings.before !== null && written.touched.length > 0,
    },
    deps,
  );
  return { ...written, moves };
}

function eventsIn({ matched, added, resolved }: Findings): CalendarEvent[] {
  const moved = resolved.filter((resolution) => resolution.kind === 'moved');
  return [...[...matched, ...moved].map(({ read }) => read), ...added].map(({ event }) => event);
}

/** Returns how many moves are now settling. */
async function recordMoves(
  trx: Trx,
  { person }: Reader,
  findings: Findings,
  { changes }: Written,
): Promise<number> {
  const { alone, series } = splitBySeries(changes, findings.matched);
  const single = await recordChanges(trx, person.personId, alone);
  return (
    single + (await recordSeriesChanges(trx, person.personId, series, findings.masters, person.timeZone))
  );
}

/** Delta may lag behind the bell that rang: so long after an empty round it is followed again. */
const LOOK_AGAIN_AFTER: readonly Instant[] = [4 * MINUTE, MINUTE];

/** As worker: a round that found nothing. False where somebody else has read the mailbox in the meantime. */
export async function commitIdle(trx: Trx, reader: Reader, round: Round, deps: SyncDeps): Promise<boolean> {
  const { mailbox, person } = reader;
  const bell = await lockMailbox(trx, person.personId, mailbox.stamp);
  if (bell === null) return false;
  await refreshTouched(trx, reader, round, [], undefined, deps);
  const looksLeft = Math.max(0, -mailbox.retryCount);
  const again = LOOK_AGAIN_AFTER[looksLeft - 1];
  // What the bell rang for is still to come: this look does not count as one that showed the old.
  const lookedAt = again === undefined ? round.readAt : (mailbox.lookedAt ?? round.readAt);
  const retryCount = again === undefined ? 0 : 1 - looksLeft;
  await finish(
    trx,
    reader,
    round,
    { bell, lookedAt, retryCount, isRead: false, isWhole: false, isChanged: false },
    deps,
  );
  if (again !== undefined) await hastenSync(trx, [person.personId], round.readAt + again);
  return true;
}

interface Outcome {
  readonly bell: Bell;
  readonly lookedAt: Instant;
  readonly retryCount: number;
  /** Plainly, and not by delta alone; `isWhole` = and everything in the window could be read. */
  readonly isRead: boolean;
  readonly isWhole: boolean;
  readonly isChanged: boolean;
}

async function finish(
  trx: Trx,
  reader: Reader,
  { plan, deltaLink, readAt }: Round,
  outcome: Outcome,
  deps: SyncDeps,
): Promise<void> {
  const { mailbox, person, tenant } = reader;
  const { personId } = person;
  // A row that cannot be read tonight cannot be read in a second either.
  const isOver = mailbox.reconcileDueAt === null || mailbox.reconcileDueAt <= readAt;
  const reconcileDueAt =
    outcome.isWhole || isOver ? nextNight(readAt, tenant.timeZone, personId) : mailbox.reconcileDueAt;
  const since = outcome.isChanged ? readAt - OVERBOOKED_SINCE : Infinity;
  await saveRound(trx, deps.vault, personId, {
    deltaLink,
    window: plan.window,
    historyFrom: plan.historyFrom,
    lookedAt: outcome.lookedAt,
    readAt: outcome.isRead ? readAt : (mailbox.readAt ?? readAt),
    syncDueAt: Math.min(readAt + pollEvery(outcome.bell, tenant), reconcileDueAt),
    reconcileDueAt,
    blocksSince: Math.min(mailbox.lookedAt ?? readAt, since),
    narrowing: plan.narrowing,
    retryCount: { from: mailbox.retryCount, to: outcome.retryCount },
  });
}

/** The weeks in which something changed, and those that have begun since the last look; none that is yet to come. */
async function refreshTouched(
  trx: Trx,
  reader: Reader,
  { plan, readAt }: Round,
  touched: readonly Interval[],
  atHand: { interval: Interval; events: readonly ClassifiedEvent[] } | undefined,
  deps: SyncDeps,
): Promise<void> {
  const { workingHours } = reader.person;
  const isBackfill = plan.before === null;
  const lookedAt = reader.mailbox.lookedAt ?? readAt;
  const first = Math.min(lookedAt, ...touched.map(({ start }) => start));
  const since = isBackfill ? plan.historyFrom : Math.max(plan.historyFrom, first);
  const weeks = weekSpans(since, readAt, workingHours.timeZone).filter(
    (span) => isBackfill || span.start > lookedAt || touched.some((stretch) => isTouched(span, stretch)),
  );
  await refreshWeeks(
    trx,
    reader.person,
    weeks.map(({ week }) => week),
    deps,
    {
      isBackfill,
      classifierVersion: deps.classifierVersion,
      at: readAt,
      ...(atHand === undefined ? {} : { atHand }),
    },
  );
}
