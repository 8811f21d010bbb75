import type { CalendarEvent } from '../../../shared/calendar/event.ts';
import type { OwnCalendar } from '../../../shared/own-calendar/read-own-calendar.ts';
import type { OwnReport } from '../../../shared/own-calendar/summarise-own-calendar.ts';
import type { OwnWords } from '../../../shared/own-calendar/words.ts';

/** The report for programs: minutes in fractions, instants in UTC, whole days as dates with the end exclusive. */
export function reportJson(calendar: OwnCalendar, report: OwnReport, words: OwnWords): string {
  return JSON.stringify(
    {
      timeZone: calendar.timeZone,
      weeks: report.weeks.map(({ week, minutes, counted }) => ({
        week,
        minutes: {
          selling: exact(minutes.selling),
          supporting: exact(minutes.supporting),
          internal: exact(minutes.internal),
          unsure: exact(minutes.unsure),
        },
        counted: exact(counted),
      })),
      events: report.events.map(({ event, class: timeClass, counted, because }) => ({
        ...timesOf(event),
        title: event.title,
        class: timeClass,
        counted: exact(counted),
        because,
      })),
      problems: calendar.problems.map((problem) => ({
        where: words.where(problem),
        what: words.what(problem),
      })),
    },
    null,
    2,
  );
}

function timesOf({ start, end, allDay }: CalendarEvent): { readonly start: string; readonly end: string } {
  if (allDay !== null) return { start: allDay.start, end: allDay.end };
  return { start: new Date(start).toISOString(), end: new Date(end).toISOString() };
}

/** Thirds of a minute do not add up to the last bit; a millionth of a minute is nobody's time. */
function exact(minutes: number): number {
  return Math.round(minutes * 1e6) / 1e6;
}
