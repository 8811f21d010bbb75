import type { Instant } from '../calendar/time.ts';
import { addDays, startOfDay, toLocalDate } from '../calendar/time-zone.ts';
import { addWeeks, isoWeekOf, weekStart } from '../calendar/week.ts';
import type { Holiday, WorkingHours } from '../calendar/working-hours.ts';
import { burdenSeconds, SECONDS_ANSWERED, WEEKLY_BUDGET_SECONDS } from './burden.ts';
import type { HeldBackReason } from './eligibility.ts';
import { lapseAt } from './lapse.ts';

/** A prompt that reached the rep, or may have. */
export interface PromptRecord {
  readonly moveId: string;
  readonly sentAt: Instant;
  /** `withdrawn` = *Not selling* was tapped. */
  readonly outcome: 'open' | 'answered' | 'lapsed' | 'withdrawn';
  /** When it stopped being open; null while it is. */
  readonly endedAt: Instant | null;
}

/** What limits the questions to one rep. The order of the lists means nothing. */
export interface Limits {
  readonly history: readonly PromptRecord[];
  /** `Infinity` = until the rep resumes. */
  readonly pausedUntil: Instant | null;
  /** What corrections and confirmations took, each with when it was made or asked for. */
  readonly corrections: readonly { readonly at: Instant; readonly seconds: number }[];
  readonly workingHours: WorkingHours;
  readonly holidays: readonly Holiday[];
}

export interface Cap {
  readonly why: Exclude<HeldBackReason, 'lapsed'>;
  /** When it is lifted at the latest. An answer or a resume may lift it sooner. */
  readonly until: Instant;
}

const PER_WEEK = 3;
const PER_WEEK_IF_UNANSWERED = 1;
const LAPSED_IN_A_ROW = 3;

/** The cap that forbids a question at `at`, or null: pause, one open, one a day, three a week, the week's budget. */
export function capAt(limits: Limits, at: Instant): Cap | null {
  const { pausedUntil, workingHours } = limits;
  const { timeZone } = workingHours;
  if (pausedUntil !== null && at < pausedUntil) return { why: 'paused', until: pausedUntil };
  const history = historyAt(limits, at);
  const open = history.find(({ outcome }) => outcome === 'open');
  if (open !== undefined) return { why: 'cap-open', until: lapseOf(open, limits) };
  const today = toLocalDate(at, timeZone);
  if (history.some(({ sentAt }) => toLocalDate(sentAt, timeZone) === today))
    return { why: 'cap-day', until: startOfDay(addDays(today, 1), timeZone) };
  const why = weekCap(history, limits, at);
  return why === null ? null : { why, until: weekStart(addWeeks(isoWeekOf(at, timeZone), 1), timeZone) };
}

/** The prompts as they stood at `at`. One whose time is up has lapsed, whether or not anybody has noted it. */
function historyAt(limits: Limits, at: Instant): readonly PromptRecord[] {
  return limits.history
    .filter(({ sentAt }) => sentAt <= at)
    .map((prompt) => {
      const endedAt = Math.min(prompt.endedAt ?? Infinity, lapseOf(prompt, limits));
      if (at < endedAt) return { ...prompt, outcome: 'open' };
      return prompt.outcome === 'open' ? { ...prompt, outcome: 'lapsed' } : prompt;
    });
}

function lapseOf({ sentAt }: PromptRecord, { workingHours, holidays }: Limits): Instant {
  return lapseAt(sentAt, workingHours, holidays);
}

function weekCap(
  history: readonly PromptRecord[],
  { corrections, workingHours: { timeZone } }: Limits,
  at: Instant,
): Cap['why'] | null {
  const week = isoWeekOf(at, timeZone);
  const isThisWeek = (instant: Instant): boolean => isoWeekOf(instant, timeZone) === week;
  const asked = history.filter(({ sentAt }) => isThisWeek(sentAt));
  if (isUnanswered(history) && asked.length >= PER_WEEK_IF_UNANSWERED) return 'cap-quiet';
  if (asked.length >= PER_WEEK) return 'cap-week';
  const corrected = corrections.filter((made) => made.at <= at && isThisWeek(made.at));
  const spent = burdenSeconds(
    asked,
    corrected.map(({ seconds }) => seconds),
  );
  return spent + SECONDS_ANSWERED > WEEKLY_BUDGET_SECONDS ? 'cap-burden' : null;
}

/** Three lapsed in a row since the last answer. What was withdrawn is neither an answer nor a silence. */
function isUnanswered(history: readonly PromptRecord[]): boolean {
  const ended = history
    .filter(({ outcome }) => outcome === 'answered' || outcome === 'lapsed')
    .toSorted((a, b) => b.sentAt - a.sentAt);
  const lastAnswered = ended.findIndex(({ outcome }) => outcome === 'answered');
  return (lastAnswered === -1 ? ended.length : lastAnswered) >= LAPSED_IN_A_ROW;
}
