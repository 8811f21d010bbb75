import type { Instant, Interval } from '../../shared/calendar/time.ts';
import type { Reader } from './reader.ts';
import { historyStart, isOutlived, liveWindow } from './window.ts';

/** What one round of reading looks at. */
export interface RoundPlan {
  /** Where the delta goes on; null = it begins anew with `window`. */
  readonly link: string | null;
  readonly window: Interval;
  readonly historyFrom: Instant;
  /** What is read plainly if anything was touched: at the first look the history too. */
  readonly readInterval: Interval;
  /** What was looked at before, and when; null at the first look. */
  readonly before: { readonly at: Instant; readonly interval: Interval } | null;
}

/** `restart` asks for a new delta round, because Graph has forgotten the old one. */
export function planRound(reader: Reader, now: Instant, restart: boolean): RoundPlan {
  const { mailbox, person } = reader;
  const historyFrom =
    mailbox.historyFrom ?? historyStart(now, reader.historyWeeks, person.workingHours.timeZone);
  const isNew =
    restart ||
    mailbox.deltaLink === null ||
    mailbox.window === null ||
    isOutlived(mailbox.window, now, person.personId);
  const live = isNew || mailbox.window === null ? liveWindow(now) : mailbox.window;
  // Nothing before the history that the organisation decided on is ever asked for.
  const window = { start: Math.max(live.start, historyFrom), end: live.end };
  const before =
    mailbox.lookedAt === null || mailbox.window === null
      ? null
      : { at: mailbox.lookedAt, interval: { start: historyFrom, end: mailbox.window.end } };
  return {
    link: isNew ? null : mailbox.deltaLink,
    window,
    historyFrom,
    readInterval: before === null ? { start: historyFrom, end: window.end } : window,
    before,
  };
}
