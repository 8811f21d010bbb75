import type { CalendarEvent } from '../../../shared/calendar/event.ts';
import { wallClock } from '../../../shared/calendar/time-zone.ts';
import { MINUTE } from '../../../shared/calendar/time.ts';
import { readOwnCalendar, type OwnCalendar } from '../../../shared/own-calendar/read-own-calendar.ts';
import { ownWords } from '../../../shared/own-calendar/words.ts';

export const STOCKHOLM = 'Europe/Stockholm';

interface Reading {
  readonly me?: string;
  readonly timeZone?: string;
  readonly machine?: string;
  readonly file?: string;
}

/** Reads files as Anna does: in Stockholm, on a machine that stands somewhere else. */
export function readFiles(contents: readonly (string | Uint8Array)[], reading: Reading = {}): OwnCalendar {
  const { file = 'kalender.ics', me, timeZone = STOCKHOLM, machine = 'America/New_York' } = reading;
  const files = contents.map((content, index) => ({
    name: index === 0 ? file : `${index + 1}-${file}`,
    bytes: typeof content === 'string' ? new TextEncoder().encode(content) : content,
  }));
  return readOwnCalendar(files, {
    me: me ?? null,
    timeZone: timeZone === '' ? null : timeZone,
    machineTimeZone: machine,
    deadline: { seconds: 60, isLate: () => false },
  });
}

/** A calendar of lines, each part of which may be several. */
export function calendar(...lines: readonly string[]): string {
  return ['BEGIN:VCALENDAR', 'VERSION:2.0', ...lines, 'END:VCALENDAR', ''].join('\r\n');
}

/** An event of lines, with a UID, a title and an hour on Wednesday 2026-10-07 unless they say otherwise. */
export function vevent(...lines: readonly string[]): string {
  const has = (name: string): boolean => lines.some((line) => new RegExp(`^${name}[;:]`, 'i').test(line));
  return [
    'BEGIN:VEVENT',
    ...(has('UID') ? [] : ['UID:möte@nordvik.example']),
    ...(has('SUMMARY') ? [] : ['SUMMARY:Möte']),
    ...(has('DTSTART') ? [] : ['DTSTART;TZID=Europe/Stockholm:20261007T090000']),
    ...(has('DTEND') || has('DURATION') || has('DTSTART')
      ? []
      : ['DTEND;TZID=Europe/Stockholm:20261007T100000']),
    ...lines,
    'END:VEVENT',
  ].join('\r\n');
}

/** `2026-10-07 09:00 60 min Möte`, on the clock of the calendar; whole days as `2026-10-09..2026-10-10 Mässa`. */
export function row(event: CalendarEvent, zone: string = STOCKHOLM): string {
  const state = [
    event.isCancelled ? 'cancelled' : '',
    event.response === 'declined' ? 'declined' : '',
    event.sensitivity === 'normal' ? '' : event.sensitivity,
  ].filter((word) => word !== '');
  const title = [event.title, ...state.map((word) => `(${word})`)].filter((word) => word !== '').join(' ');
  if (event.allDay !== null) return `${event.allDay.start}..${event.allDay.end} ${title}`;
  const { date, minutes } = wallClock(event.start, zone);
  const clock = [Math.floor(minutes / 60), minutes % 60]
    .map((part) => String(part).padStart(2, '0'))
    .join(':');
  return `${date} ${clock} ${(event.end - event.start) / MINUTE} min ${title}`;
}

/** The rows of everything that was read. */
export function rows(content: string | Uint8Array, reading: Reading = {}): readonly string[] {
  const read = readFiles([content], reading);
  return read.events.map((event) => row(event, read.timeZone));
}

/** What small files lack, and tests of other things need not say. */
const OF_SMALL_FILES: readonly string[] = ['nobody-named', 'owner-unknown'];

/** `kalender.ics, line 4, “Möte”: …` of everything that could not be read as it stands. */
export function problems(content: string | Uint8Array, reading: Reading = {}): readonly string[] {
  const words = ownWords('en');
  return readFiles([content], reading)
    .problems.filter(({ code }) => !OF_SMALL_FILES.includes(code))
    .map((problem) => `${words.where(problem)}: ${words.what(problem)}`);
}
