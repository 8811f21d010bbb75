import type { Transaction } from 'kysely';
import type { ClassifiedEvent } from '../../shared/calendar/time-split.ts';
import { HOUR, type Instant, type Interval, MINUTE } from '../../shared/calendar/time.ts';
import { createFindCorrection } from '../../shared/classification/standing-corrections.ts';
import { listStandingCorrections } from '../store/correction-store.ts';
import { hastenSync, lockMailbox, saveRound } from '../store/mailbox-store.ts';
import type { Database } from '../store/schema.ts';
import { findByPerson } from '../store/subscription-store.ts';
import type { RoundPlan } from './plan-round.ts';
import type { Reader } from './reader.ts';
import { recordChanges, touchRecentMoves } from './record-changes.ts';
import { refreshWeeks } from './refresh-weeks.ts';
import type { SyncDeps } from './sync-deps.ts';
import { isTouched, weekSpans } from './week-spans.ts';
import { type Findings, type Written, writeReading } from './write-reading.ts';

type Trx = Transaction<Database>;

/** Bells can fail for days: a calendar is looked at all the same. */
const POLL_EVERY = 6 * HOUR;
/** Without a subscription, looking is all there is. */
const POLL_WITHOUT_BELL_EVERY = 15 * MINUTE;

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
  if (!(await lockMailbox(trx, personId, reader.mailbox.stamp))) return null;
  // Under the lock: whoever sorts corrected events anew came before, or comes after.
  const findCorrection = createFindCorrection(await listStandingCorrections(trx, personId));
  const written = await writeReading(trx, reader, findings, findCorrection, deps);
  // What was back-filled is a baseline and moves nothing.
  const moves = findings.before === null ? 0 : await recordChanges(trx, personId, written.changes);
  if (findings.before !== null && written.newVersions > 0)
    await touchRecentMoves(trx, personId, round.readAt);
  const atHand = complete === null ? undefined : { interval: complete, events: written.standing };
  await refreshTouched(trx, reader, round, written.touched, atHand, deps);
  await finish(trx, reader, round, { lookedAt: round.readAt, retryCount: 0 }, deps);
  return { ...written, moves };
}

/** Delta may lag behind the bell that rang: so long after an empty round it is followed again. */
const LOOK_AGAIN_AFTER: readonly Instant[] = [4 * MINUTE, MINUTE];

/** As worker: a round that found nothing. False where somebody else has read the mailbox in the meantime. */
export async function commitIdle(trx: Trx, reader: Reader, round: Round, deps: SyncDeps): Promise<boolean> {
  const { mailbox, person } = reader;
  if (!(await lockMailbox(trx, person.personId, mailbox.stamp))) return false;
  await refreshTouched(trx, reader, round, [], undefined, deps);
  const looksLeft = Math.max(0, -mailbox.retryCount);
  const again = LOOK_AGAIN_AFTER[looksLeft - 1];
  // What the bell rang for is still to come: this look does not count as one that showed the old.
  const lookedAt = again === undefined ? round.readAt : (mailbox.lookedAt ?? round.readAt);
  await finish(trx, reader, round, { lookedAt, retryCount: again === undefined ? 0 : 1 - looksLeft }, deps);
  if (again !== undefined) await hastenSync(trx, [person.personId], round.readAt + again);
  return true;
}

async function finish(
  trx: Trx,
  reader: Reader,
  { plan, deltaLink, readAt }: Round,
  outcome: { lookedAt: Instant; retryCount: number },
  deps: SyncDeps,
): Promise<void> {
  const { personId } = reader.person;
  const hasBell = (await findByPerson(trx, personId)) !== null;
  await hastenSync(trx, [personId], readAt + (hasBell ? POLL_EVERY : POLL_WITHOUT_BELL_EVERY));
  await saveRound(trx, deps.vault, personId, {
    deltaLink,
    window: plan.window,
    historyFrom: plan.historyFrom,
    lookedAt: outcome.lookedAt,
    retryCount: { from: reader.mailbox.retryCount, to: outcome.retryCount },
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
  const spans = weekSpans(plan.historyFrom, readAt, workingHours.timeZone);
  const weeks = spans.filter(
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
