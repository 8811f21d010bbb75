import type { Instant, Interval } from '../../shared/calendar/time.ts';
import type { Reader } from './reader.ts';
import { historyStart, isOutlived, liveWindow, MOST_NARROWING, originOf, watchedWindow } from './window.ts';

/** What one round of reading looks at. */
export interface RoundPlan {
  /** Where the delta goes on; null = it begins anew with `window`. */
  readonly link: string | null;
  /** What the delta link watches. */
  readonly window: Interval;
  /** How often that was halved; a new window tries one step less. */
  readonly narrowing: number;
  readonly historyFrom: Instant;
  /** What is read plainly if anything was touched: at the first look the history too. */
  readonly readInterval: Interval;
  /** null at the first look. */
  readonly before: LookBefore | null;
}

/** The last look. */
export interface LookBefore {
  readonly at: Instant;
  /** What the last look, be it by delta alone, would have shown otherwise if it had changed. */
  readonly interval: Interval;
  /** How far plain readings reached; what starts later was never looked for. */
  readonly readUntil: Instant;
}

/** The same plan with a smaller window to watch from the next round on: this one never came to an end. */
export function narrowedPlan(plan: RoundPlan): RoundPlan {
  const narrowing = Math.min(MOST_NARROWING, plan.narrowing + 1);
  const { start, end } = watchedWindow(originOf(plan.window, plan.narrowing), narrowing);
  return { ...plan, narrowing, window: { start: Math.max(start, plan.historyFrom), end } };
}

/** `restart` asks for a new delta round, because Graph has forgotten the old one. */
export function planRound(reader: Reader, now: Instant, restart: boolean): RoundPlan {
  const { mailbox, person } = reader;
  const historyFrom =
    mailbox.historyFrom ?? historyStart(now, reader.historyWeeks, person.workingHours.timeZone);
  // Nothing before the history that the organisation decided on is ever asked for.
  const since = ({ start, end }: Interval): Interval => ({ start: Math.max(start, historyFrom), end });
  const { window } = mailbox;
  const isRolling = window !== null && isOutlived(window, now, mailbox.narrowing, person.personId);
  const isNew = restart || isRolling || mailbox.deltaLink === null || window === null;
  const narrowing = isRolling ? Math.max(0, mailbox.narrowing - 1) : mailbox.narrowing;
  const read = window && liveWindow(originOf(window, mailbox.narrowing));
  const live = isNew || read === null ? liveWindow(now) : read;
  const before =
    mailbox.lookedAt === null || window === null || read === null
      ? null
      : {
          at: mailbox.lookedAt,
          interval: { start: historyFrom, end: window.end },
          readUntil: read.end,
        };
  return {
    link: isNew ? null : mailbox.deltaLink,
    window: isNew || window === null ? since(watchedWindow(now, narrowing)) : window,
    narrowing,
    historyFrom,
    readInterval: before === null ? { start: historyFrom, end: live.end } : since(live),
    before,
  };
}
