import type { Instant, LocalDate } from '../../../shared/calendar/time.ts';
import { DAY, HOUR, MINUTE } from '../../../shared/calendar/time.ts';
import { addDays, atWallClock, isoWeekday, toLocalDate } from '../../../shared/calendar/time-zone.ts';
import type { SeededRandom } from '../../../sandbox/company/seeded-random.ts';
import type { Faults } from '../../../sandbox/graph/faults.ts';
import type { Mailboxes } from '../../../sandbox/mailbox.ts';

export const ZONE = 'Europe/Stockholm';

/** One edit, or a few at one instant. */
export interface Step {
  readonly at: Instant;
  readonly run: () => Promise<void>;
}

/** What was done to one activity of one rep: the move that must be found, and nothing else. */
export interface Made {
  readonly rep: string;
  readonly title: string;
  readonly kind: string;
  readonly oldStart: Instant;
  readonly newStart: Instant | null;
  readonly direction: 'later' | 'earlier' | null;
  readonly workingDays: number | null;
  readonly mover: string;
  /** Class and role of what took the slot. */
  readonly displacedBy: string | null;
  readonly filledBy: string | null;
  readonly afterStart: boolean;
  readonly planning: boolean;
  readonly isSeries: boolean;
  /** Those that were made in one go. */
  readonly burst: string | null;
}

export interface Story {
  readonly name: string;
  readonly steps: readonly Step[];
  readonly made: readonly Made[];
}

export interface Stage {
  readonly mailboxes: Mailboxes;
  readonly faults: Faults;
  readonly random: SeededRandom;
  /** The first and the last instant at which anybody edits. */
  readonly from: Instant;
  readonly until: Instant;
  addressOf(key: string): string;
  /** Free time of all these reps, never given twice: nothing that one story does touches another's. */
  take(reps: readonly string[], hours: number, from: Instant, until: Instant): Instant;
  /** The same weekday and hour free in every week. */
  takeWeekly(reps: readonly string[], hours: number): { readonly weekday: number; readonly time: string };
  /** That hour of that weekday in every week, if it is free. */
  claimWeekly(reps: readonly string[], hours: number, weekday: number, time: string): boolean;
  /** A word that no other story has. */
  tag(): string;
}

export type Tell = (stage: Stage, rep: string, mates: readonly string[]) => Story;

/** What is true of a move unless a story says otherwise. */
export function move(
  of: Pick<Made, 'rep' | 'title' | 'kind' | 'oldStart'> & Partial<Made> & { readonly changedAt: Instant },
): Made {
  const { changedAt, ...made } = of;
  const newStart = of.newStart ?? null;
  return {
    newStart,
    direction:
      newStart === null || newStart === of.oldStart ? null : newStart > of.oldStart ? 'later' : 'earlier',
    workingDays: newStart === null ? null : workingDays(of.oldStart, newStart),
    mover: 'unknown',
    displacedBy: null,
    filledBy: null,
    afterStart: false,
    planning: of.oldStart - changedAt > 30 * DAY,
    isSeries: false,
    burst: null,
    ...made,
  };
}

/** Mondays to Fridays from one day to the other, the new one counted. */
export function workingDays(from: Instant, to: Instant): number {
  const [first, last] = [toLocalDate(from, ZONE), toLocalDate(to, ZONE)];
  const step = first < last ? 1 : -1;
  let count = 0;
  for (let date = first; date !== last;) {
    date = addDays(date, step);
    if (isoWeekday(date) <= 5) count += step;
  }
  return count;
}

/** `postponed`, `advanced` or `shifted`, by working days alone. */
export function kindOf(from: Instant, to: Instant): string {
  const days = workingDays(from, to);
  return days > 0 ? 'postponed' : days < 0 ? 'advanced' : 'shifted';
}

/** An instant in the working hours of a weekday, so many days after `from` at the earliest and at the latest. */
export function moment(stage: Stage, from: Instant, least: number, most: number): Instant {
  for (;;) {
    const date = toLocalDate(from + stage.random.between(least, most) * DAY, ZONE);
    const instant = atWallClock(date, '08:00', ZONE) + stage.random.between(0, 9 * 60 - 1) * MINUTE;
    if (isoWeekday(date) <= 5 && instant >= from + least * DAY) return instant;
    if (most - least < 4) return from + least * DAY + stage.random.between(0, 24 * 60) * MINUTE;
  }
}

/** When a change is made: early enough for what follows. */
export function changeTime(stage: Stage, least = 3, spare = 0): Instant {
  const days = Math.floor((stage.until - stage.from) / DAY) - spare;
  return moment(stage, stage.from, least, Math.max(least + 1, days));
}

export interface Booked {
  readonly title: string;
  readonly start: Instant;
  readonly end: Instant;
  readonly id: () => string;
  readonly step: Step;
}

export interface Booking {
  readonly at: Instant;
  readonly word?: string;
  readonly title?: string;
  readonly start: Instant;
  readonly hours?: number;
  readonly minutes?: number;
  readonly guest?: string;
  readonly organizer?: string;
  readonly attendees?: readonly string[];
  readonly more?: Partial<Parameters<Mailboxes['createEvent']>[1]>;
}

/** Somebody books something; who is outside has an address that only this booking knows. */
export function book(stage: Stage, mailbox: string, booking: Booking): Booked {
  const {
    at,
    start,
    word = 'Demo',
    hours = 1,
    minutes = hours * 60,
    guest,
    organizer,
    attendees = [],
  } = booking;
  const title = booking.title ?? `${word} ${stage.tag()}`;
  const end = start + minutes * MINUTE;
  const named = (address: string) => ({ name: address, address });
  const addresses = [...(guest === undefined ? [] : [guest]), ...attendees];
  let id = '';
  const run = async (): Promise<void> => {
    id = await stage.mailboxes.createEvent(mailbox, {
      subject: title,
      start,
      end,
      ...(addresses.length > 0 && { attendees: addresses.map(named) }),
      ...(organizer !== undefined && { organizer: named(organizer) }),
      ...booking.more,
    });
  };
  return { title, start, end, id: () => id, step: { at, run } };
}

export function guestOf(stage: Stage): string {
  return `eva@${stage.tag()}.example`;
}

/** Local date and clock of the n-th weekday after `from`. */
export function weekdayAfter(from: Instant, weekday: number, time: string): Instant {
  let date: LocalDate = toLocalDate(from, ZONE);
  for (;;) {
    const instant = atWallClock(date, time, ZONE);
    if (isoWeekday(date) === weekday && instant > from) return instant;
    date = addDays(date, 1);
  }
}

export function dayAndTime(date: LocalDate, time: string): Instant {
  return atWallClock(date, time, ZONE);
}

export { DAY, HOUR, MINUTE };
