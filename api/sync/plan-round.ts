import type { Instant, Interval } from '../../shared/calendar/time.ts';
import type { Reader } from './reader.ts';
import { isOutlived, liveWindow, MOST_NARROWING, originOf, watchedWindow } from './window.ts';

/** What one round of reading looks at. */
export interface RoundPlan {
  /** Where the delta goes on; null = it begins anew with `window`. */
  readonly link: string | null;
  /** What the delta link watches. */
  readonly window: Interval;
  /** How often that was halved. */
  readonly narrowing: number;
  readonly historyFrom: Instant;
  /** What is read plainly if anything was touched: at the first look the history too. */
  readonly readInterval: Interval;
  /** null at the first look. */
  readonly before: LookBefore | null;
}

/** The last plain reading. */
export interface LookBefore {
  readonly at: Instant;
  /** What it showed; what starts later was never looked for. */
  readonly interval: Interval;
}

/** The same plan with a smaller window to watch from the next round on: this one never came to an end. */
export function narrowedPlan(plan: RoundPlan): RoundPlan {
  const narrowing = Math.min(MOST_NARROWING, plan.narrowing + 1);
  const { start, end } = watchedWindow(originOf(plan.window, plan.narrowing), narrowing);
  return { ...plan, narrowing, window: { start: Math.max(start, plan.historyFrom), end } };
}

/**
 * `restart` asks for a new delta round, because Graph has forgotten the old one. A window that was narrowed is widened by a
 * step each night, to see whether Graph can give it again.
 */
export function planRound(
  reader: Reader,
  now: Instant,
  { isNight, restart = false }: { readonly isNight: boolean; readonly restart?: boolean },
): RoundPlan {
  const { mailbox, person, historyFrom } = reader;
  // Nothing before the history that the organisation decided on is ever asked for.
  const since = ({ start, end }: Interval): Interval => ({ start: Math.max(start, historyFrom), end });
  const { window } = mailbox;
  // Once: where that fails, what could be had before is asked for again.
  const isWidening = isNight && mailbox.narrowing > 0 && mailbox.retryCount <= 0;
  const isRolling = window !== null && isOutlived(window, now, person.personId, mailbox.narrowing);
  const isNew = restart || isRolling || isWidening || mailbox.deltaLink === null || window === null;
  const narrowing = isWidening ? mailbox.narrowing - 1 : mailbox.narrowing;
  const read = window && liveWindow(originOf(window, mailbox.narrowing));
  const live = isNew || read === null ? liveWindow(now) : read;
  const before =
    mailbox.readAt === null || read === null
      ? null
      : { at: mailbox.readAt, interval: { start: historyFrom, end: read.end } };
  return {
    link: isNew ? null : mailbox.deltaLink,
    window: isNew || window === null ? since(watchedWindow(now, narrowing)) : window,
    narrowing,
    historyFrom,
    readInterval: before === null ? { start: historyFrom, end: live.end } : since(live),
    before,
  };
}
