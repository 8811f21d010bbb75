import type { Transaction } from 'kysely';
import type { OpenMeeting } from '../../bot/cards/weekly-note-card.ts';
import { DAY, MINUTE, type Instant, type IsoWeek } from '../../shared/calendar/time.ts';
import { weekInterval } from '../../shared/calendar/week.ts';
import { externalsIn } from '../../shared/moves/participants.ts';
import { meetingsWithoutNextStep } from '../../shared/notes/open-meetings.ts';
import { nextFreeTime } from '../../shared/reasons/free-time.ts';
import type { HolidaysBetween } from '../calendar/public-holidays.ts';
import { customersOf, loadEvidenceContext } from '../prompts/evidence-context.ts';
import type { Vault } from '../store/encryption.ts';
import type { EventStore } from '../store/event-store.ts';
import { listStandingSelling } from '../store/note-store.ts';
import type { Person } from '../store/person-store.ts';
import type { Database } from '../store/schema.ts';

const CALENDAR_AHEAD = 30 * DAY;

export interface LoadNoteDeps {
  readonly vault: Vault;
  readonly events: EventStore;
  readonly holidaysBetween: HolidaysBetween;
}

/**
 * As worker: what the note of a week says. Of colleagues' calendars it is only asked whether anything with the customer
 * stands; nothing of them comes into the note.
 */
export async function loadNote(
  trx: Transaction<Database>,
  person: Person,
  week: IsoWeek,
  now: Instant,
  deps: LoadNoteDeps,
): Promise<OpenMeeting[]> {
  const { workingHours, personId } = person;
  const span = weekInterval(week, workingHours.timeZone);
  const context = await loadEvidenceContext(trx, person, span.start, now, deps);
  const stood = await deps.events.listCurrent(trx, personId, span);
  const fingerprint = (name: string): string =>
    deps.vault.fingerprint(name.includes('@') ? 'address' : 'domain', name).toString('hex');
  const meetings = stood
    .filter(({ class: timeClass, event }) => timeClass === 'selling' && event.allDay === null)
    .filter(({ event }) => !event.isCancelled && event.response !== 'declined')
    .map((stored) => ({
      key: stored.key,
      activity: stored.activity,
      start: stored.event.start,
      end: stored.event.end,
      customers: customersOf(stored, context).map(fingerprint),
      stored,
    }));
  const people = [...new Set(meetings.flatMap(({ customers }) => customers))];
  const standing = await listStandingSelling(trx, span.start, people);
  const steps = standing.map(({ start, people: customers }) => ({ start, customers }));
  const open = meetingsWithoutNextStep(meetings, steps, context, now);
  const calendar = await deps.events.listCurrent(trx, personId, { start: now, end: now + CALENDAR_AHEAD });
  return open.map(({ stored: { event } }) => ({
    title: event.title,
    start: event.start,
    attendees: externalsIn(event, context),
    freeTime: nextFreeTime(calendar, workingHours, context.holidays, now, (event.end - event.start) / MINUTE),
  }));
}
