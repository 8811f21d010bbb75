import type { CalendarEvent } from '../../../shared/calendar/event.ts';
import { MINUTE } from '../../../shared/calendar/time.ts';
import {
  toLocalDate,
  wallClock,
  isoWeekday,
  addDays,
  startOfDay,
} from '../../../shared/calendar/time-zone.ts';
import { classify } from '../../../shared/classification/classify.ts';
import { type SplitClass } from '../../../shared/classification/classification.ts';
import type { CalendarItem } from '../../../sandbox/calendar/calendar-entry.ts';
import { readCalendarView } from '../../../sandbox/calendar/read-calendar.ts';
import type { RunningSandbox } from '../../../sandbox/start.ts';

const ZONE = 'Europe/Stockholm';

/**
 * The time split of a week counted minute by minute over what the sandbox's mailbox holds, without Graph, without the
 * product's database and without its allocation: the slow and obvious way.
 */
export async function countMinutes(
  sandbox: RunningSandbox,
  key: string,
  monday: string,
): Promise<Record<SplitClass, number>> {
  const week = { start: startOfDay(monday, ZONE), end: startOfDay(addDays(monday, 7), ZONE) };
  const items = await readCalendarView(sandbox.inside.db, key, week);
  const self = sandbox.people().find((person) => person.key === key)?.address ?? '';
  const { domains } = sandbox.company();
  const context = {
    self,
    ownDomains: domains.own,
    customerDomains: domains.customers,
    partnerDomains: domains.partners,
    vendorDomains: domains.vendors,
  };
  const events = items
    .map((item) => eventOf(item))
    .map((event) => ({ event, sorted: classify(event, context) }));
  const counts = events.filter(({ event, sorted }) => sorted.class !== 'ignored' && event.showAs !== 'oof');
  const timed = counts.filter(({ event }) => event.allDay === null);
  const days = counts.filter(
    ({ event, sorted }) => event.allDay && event.showAs === 'busy' && sorted.class !== 'unsure',
  );
  const away = events.filter(({ event, sorted }) => event.showAs === 'oof' || sorted.activity === 'break');
  const sums = { selling: 0, unsure: 0, supporting: 0, internal: 0 };
  const add = (timeClass: string, minutes: number) => {
    if (timeClass in sums) sums[timeClass as SplitClass] += minutes;
  };
  const leftOf = new Map<string, number>();
  for (let at = week.start; at < week.end; at += MINUTE) {
    const here = timed.filter(({ event }) => event.start <= at && at < event.end);
    const most = Math.max(...here.map(({ event }) => presence(event)));
    const winners = here.filter(({ event }) => presence(event) === most);
    for (const { sorted } of winners) add(sorted.class, 1 / winners.length);
    const isAway = away.some(({ event }) => event.start <= at && at < event.end);
    const date = toLocalDate(at, ZONE);
    if (here.length === 0 && !isAway && isWorkingMinute(at)) leftOf.set(date, (leftOf.get(date) ?? 0) + 1);
  }
  for (const [date, left] of leftOf) {
    const whole = days.filter(
      ({ event }) => event.allDay && event.allDay.start <= date && date < event.allDay.end,
    );
    for (const { sorted } of whole) add(sorted.class, Math.max(0, left - 60) / whole.length);
  }
  return sums;
}

function isWorkingMinute(at: number): boolean {
  const { date, minutes } = wallClock(at, ZONE);
  return isoWeekday(date) <= 5 && minutes >= 8 * 60 && minutes < 17 * 60;
}

function presence(event: CalendarEvent): number {
  const others = event.attendees.filter(
    ({ kind, address }) => kind !== 'resource' && address !== event.organizer,
  );
  const isWithOthers = !event.isOrganizer || others.length > 0;
  const certainty =
    event.isOrganizer || event.response === 'accepted' ? 2 : event.response === 'tentativelyAccepted' ? 1 : 0;
  return (isWithOthers ? 3 : 0) + certainty;
}

export function eventOf({ content, start, end, kind, key, masterKey }: CalendarItem): CalendarEvent {
  const isOpen = content.sensitivity === 'normal';
  const dates = {
    start: new Date(start).toISOString().slice(0, 10),
    end: new Date(end).toISOString().slice(0, 10),
  };
  return {
    id: key,
    instanceKey: key,
    seriesKey: masterKey,
    seriesMasterId: masterKey,
    type: kind === 'seriesMaster' ? 'singleInstance' : kind,
    start: content.isAllDay ? startOfDay(dates.start, ZONE) : start,
    end: content.isAllDay ? startOfDay(dates.end, ZONE) : end,
    allDay: content.isAllDay ? dates : null,
    title: isOpen ? content.subject : '',
    organizer: isOpen ? content.organizer.address.toLowerCase() : null,
    isOrganizer: content.isOrganizer,
    attendees: isOpen
      ? content.attendees.map(({ address, type, response, respondedAt, proposedNewTime }) => ({
          address: address.toLowerCase(),
          kind: type,
          response,
          respondedAt,
          proposedNewTime: proposedNewTime !== null,
        }))
      : [],
    response: content.response,
    showAs: content.showAs,
    sensitivity: content.sensitivity,
    isCancelled: content.isCancelled,
    categories: isOpen ? content.categories : [],
    isOnlineMeeting: content.isOnlineMeeting,
    createdAt: content.createdAt,
    lastModifiedAt: content.modifiedAt,
  };
}
