import type { Instant, LocalDate } from '../../shared/calendar/time.ts';
import type { Company } from '../company.ts';
import type { Story } from '../company/company-calendar.ts';
import type { Meeting } from '../company/meeting.ts';
import type { Person } from '../company/person.ts';
import type { FreeTime } from './free-time.ts';
import type { JournalEdit, JournalItem, JournalVoice } from './journal.ts';

/** What the journal is written from. */
export interface Telling {
  readonly story: Story;
  readonly company: Company;
  readonly free: FreeTime;
  /** The product came. */
  readonly start: Instant;
  /** After this nobody moves anything: the newcomer finds quiet calendars, and no open question. */
  readonly quietFrom: Instant;
}

/** What happens to one meeting, or to some that belong together. */
export interface Life {
  readonly edits: readonly JournalEdit[];
  readonly voices: readonly JournalVoice[];
}

export const UNEVENTFUL: Life = { edits: [], voices: [] };

export function joinLives(lives: readonly Life[]): Life {
  return {
    edits: lives.flatMap(({ edits }) => edits),
    voices: lives.flatMap(({ voices }) => voices),
  };
}

/** Whether somebody may do something then. */
export function isTold({ start, quietFrom }: Telling, at: Instant): boolean {
  return at > start && at < quietFrom;
}

export function whole({ name }: Meeting): JournalItem {
  return { meeting: name, occurrence: null };
}

export function occurrence(meeting: string, date: LocalDate): JournalItem {
  return { meeting, occurrence: date };
}

/** Who organizes it, if it is somebody inside. */
export function organizerOf({ people }: Company, meeting: Meeting): Person | null {
  return people.find(({ address }) => address === meeting.organizer.address) ?? null;
}
