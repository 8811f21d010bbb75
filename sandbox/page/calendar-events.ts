import { MINUTE, type Instant, type TimeZone } from '../../shared/calendar/time.ts';
import { wallClock } from '../../shared/calendar/time-zone.ts';
import { isWeekend, timeOf } from './calendar-days.ts';
import type { PageEvent } from './sandbox-api.ts';
import type { Strings } from './strings.ts';

/** Of a day at least this is shown; earlier and later events widen it. */
const DAY_FROM = 8 * 60;
const DAY_TO = 18 * 60;
const WHOLE_DAY = 24 * 60;

interface CalendarInput {
  readonly id: string;
  readonly title: string;
  readonly start: string;
  readonly end: string;
  readonly allDay: boolean;
  readonly editable: boolean;
  readonly className: string;
}

/** An event as the calendar widget takes it. Only what its owner organizes can be dragged, as in Outlook. */
export function toInput(event: PageEvent, strings: Strings): CalendarInput {
  return {
    id: event.id,
    title: titleOf(event, strings),
    start: event.start,
    end: event.end,
    allDay: event.isAllDay,
    editable: event.isOrganizer && !event.isAllDay && !event.isCancelled,
    className: classOf(event),
  };
}

/** Where the sandbox's clock stands, as an event: the widget's own mark follows the computer's pace. */
export function nowLine(now: Instant) {
  return {
    start: new Date(now).toISOString(),
    end: new Date(now + MINUTE).toISOString(),
    display: 'background',
    className: 'now-line',
  };
}

/** States are words too: they reach those who see no colours, and those who listen. */
export function titleOf(event: PageEvent, strings: Strings): string {
  const states = [
    ...(event.sensitivity === 'normal' ? [] : [strings.privateEvent]),
    ...(event.isCancelled ? [strings.cancelledEvent] : []),
    ...(event.showAs === 'tentative' ? [strings.tentativeEvent] : []),
  ];
  return states.length === 0 ? event.subject : `${event.subject} (${states.join(', ')})`;
}

function classOf({ isOrganizer, isCancelled, showAs }: PageEvent): string {
  return [
    'event',
    ...(isOrganizer ? ['own'] : []),
    ...(isCancelled || showAs === 'free' ? ['faint'] : []),
    ...(isCancelled ? ['cancelled'] : []),
  ].join(' ');
}

/** The hours that hold every event, by the clock in `timeZone`, whole ones. */
export function hoursShown(
  events: readonly PageEvent[],
  timeZone: TimeZone,
): { readonly from: string; readonly to: string } {
  const timed = events.filter(({ isAllDay }) => !isAllDay);
  const spans = timed.map(({ start, end }) => {
    const from = wallClock(Date.parse(start), timeZone);
    const to = wallClock(Date.parse(end) - MINUTE, timeZone);
    // Over midnight the whole day is needed.
    return from.date === to.date ? [from.minutes, to.minutes + 1] : [0, WHOLE_DAY];
  });
  const from = Math.min(DAY_FROM, ...spans.map(([first = DAY_FROM]) => Math.floor(first / 60) * 60));
  const to = Math.max(DAY_TO, ...spans.map(([, last = DAY_TO]) => Math.ceil(last / 60) * 60));
  return { from: timeOf(from), to: timeOf(to) };
}

export function isOnWeekend(event: PageEvent, timeZone: TimeZone): boolean {
  if (event.isAllDay) return isWeekend(event.start);
  return isWeekend(wallClock(Date.parse(event.start), timeZone).date);
}
