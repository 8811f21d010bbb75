import type { ClassifiedEvent } from '../../shared/calendar/counting.ts';
import { parseGraphEvent } from '../../shared/calendar/parse-graph-event.ts';
import { DAY, MINUTE, type Instant } from '../../shared/calendar/time.ts';
import { defaultWorkingHours } from '../../shared/calendar/working-hours.ts';
import { findGap } from '../../shared/prompts/gap.ts';
import { readCalendarView } from '../calendar/read-calendar.ts';
import type { CalendarItem } from '../calendar/calendar-entry.ts';
import type { Person } from '../company/person.ts';
import { fullRow } from '../graph/event-row.ts';
import type { SandboxDatabase } from '../store/sandbox-database.ts';

/** A change that was made just now has settled by then. */
const SETTLED_AFTER = 11 * MINUTE;
/** The clock runs on at sixty times the pace: a shorter gap would be over before the question is there. */
const LEAST_LEFT = 15 * MINUTE;
const LOOK_AHEAD = 14 * DAY;
const UTC = { timeZone: 'UTC', timeZoneName: 'UTC', idFormat: 'immutable', maxPageSize: null } as const;

/**
 * The next moment at which the product may ask that person, by the product's own rule, late enough that what was
 * moved just now can be asked about. Public holidays are not looked at. null where there is none in two weeks.
 */
export async function nextQuestionGap(
  db: SandboxDatabase,
  person: Person,
  now: Instant,
): Promise<Instant | null> {
  const until = now + LOOK_AHEAD;
  const items = await readCalendarView(db, person.key, { start: now - DAY, end: until });
  const calendar = items.map((item) => asProductReads(item, person));
  const hours = defaultWorkingHours(person.timeZone);
  let from = now + SETTLED_AFTER;
  for (;;) {
    const found = findGap(calendar, hours, [], from, until);
    if (found === null) return null;
    if (found.gap.end - found.at >= LEAST_LEFT) return found.at;
    from = found.gap.end;
  }
}

/** What it is sorted as makes no difference to a gap. */
function asProductReads(item: CalendarItem, person: Person): ClassifiedEvent {
  const { timeZone, address, key } = person;
  const event = parseGraphEvent(fullRow(item, UTC), { self: address, mailbox: key, timeZone });
  return { key: event.id, event, class: 'unsure', activity: 'customer_meeting' };
}
