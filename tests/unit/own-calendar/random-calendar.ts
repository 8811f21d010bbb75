import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import type { CalendarEvent, Response, ShowAs } from '../../../shared/calendar/event.ts';
import type { ClassifiedEvent } from '../../../shared/calendar/time-split.ts';
import { classify } from '../../../shared/classification/classify.ts';
import { anAttendee, anEvent, REP } from '../../factories/event.ts';

/** An event as somebody might write it: what the file says, and what one then expects to find in the calendar. */
export interface Written {
  readonly title: string;
  /** Days and minutes from the first Monday 00:00, on the clock that the event is written in. */
  readonly day: number;
  readonly minute: number;
  readonly minutes: number;
  /** 0 = timed. */
  readonly wholeDays: number;
  readonly repeat: null | {
    readonly every: 1 | 7;
    readonly interval: number;
    readonly count: number;
    readonly skipped: number;
    readonly moved: number;
    readonly movedBy: number;
  };
  readonly clock: 'own' | 'utc' | 'other';
  readonly hasDuration: boolean;
  readonly refersInUtc: boolean;
  readonly who: 'alone' | 'accepted' | 'tentative' | 'silent' | 'declined';
  readonly showAs: ShowAs;
  readonly isPrivate: boolean;
  readonly isCancelled: boolean;
}

const OTHER_ZONE = 'Asia/Tokyo';
const LENA = 'lena.falk@nordvik.example';
const BO = 'bo.lind@nordvik.example';
const PARTSTATS = {
  accepted: 'ACCEPTED',
  tentative: 'TENTATIVE',
  silent: 'NEEDS-ACTION',
  declined: 'DECLINED',
} as const;
const RESPONSES: Readonly<Record<keyof typeof PARTSTATS, Response>> = {
  accepted: 'accepted',
  tentative: 'tentativelyAccepted',
  silent: 'notResponded',
  declined: 'declined',
};
const BUSY_STATUS = {
  busy: 'BUSY',
  free: 'FREE',
  tentative: 'TENTATIVE',
  oof: 'OOF',
  workingElsewhere: 'WORKINGELSEWHERE',
  unknown: 'BUSY',
};

export const written: fc.Arbitrary<Written> = fc.record({
  title: fc.constantFrom(
    'Demo Granlund',
    'Ring kundlistan',
    'Säljmöte',
    'Skriva offert',
    'Fokustid',
    'Lunch',
    'Utbildning',
    'Mässa',
  ),
  day: fc.integer({ min: 0, max: 15 }),
  minute: fc.oneof(fc.integer({ min: 7 * 60, max: 17 * 60 }), fc.integer({ min: 0, max: 1_439 })),
  minutes: fc.oneof(fc.integer({ min: 1, max: 180 }), fc.integer({ min: 1, max: 1_800 })),
  wholeDays: fc.oneof({ weight: 5, arbitrary: fc.constant(0) }, fc.integer({ min: 1, max: 3 })),
  repeat: fc.option(
    fc.record({
      every: fc.constantFrom<1 | 7>(1, 7),
      interval: fc.integer({ min: 1, max: 2 }),
      count: fc.integer({ min: 1, max: 4 }),
      skipped: fc.integer({ min: -2, max: 3 }),
      moved: fc.integer({ min: -2, max: 3 }),
      movedBy: fc.integer({ min: -3_000, max: 3_000 }),
    }),
  ),
  clock: fc.constantFrom<Written['clock']>('own', 'own', 'own', 'utc', 'other'),
  hasDuration: fc.boolean(),
  refersInUtc: fc.boolean(),
  who: fc.constantFrom<Written['who']>(
    'alone',
    'alone',
    'accepted',
    'accepted',
    'tentative',
    'silent',
    'declined',
  ),
  showAs: fc.constantFrom<ShowAs>(
    'busy',
    'busy',
    'busy',
    'busy',
    'free',
    'tentative',
    'oof',
    'workingElsewhere',
  ),
  isPrivate: fc.constantFrom(false, false, false, false, true),
  isCancelled: fc.constantFrom(false, false, false, false, false, true),
});

/** The components of a file, each with its own line breaks inside; `monday` is `YYYY-MM-DD`. */
export function componentsOf(events: readonly Written[], monday: string, zone: string): readonly string[] {
  return events.flatMap((event, index) => {
    const uid = `UID:${index}@nordvik.example`;
    const repeat = event.wholeDays > 0 ? 'VALUE=DATE' : '';
    const rule = event.repeat;
    const own = [uid, ...timeLines(event, 0, 0, monday, zone), ...describe(event)];
    if (rule === null) return [component(own)];
    const frequency = rule.every === 1 ? 'DAILY' : 'WEEKLY';
    const refer = (name: string, at: number): string =>
      event.refersInUtc && repeat === ''
        ? `${name}:${stampUtc(instantOf(event, at, 0, monday, zone))}`
        : `${name}${parameter(event, zone)}:${stamp(event, at, 0, monday)}`;
    const master = [
      ...own,
      `RRULE:FREQ=${frequency};INTERVAL=${rule.interval};COUNT=${rule.count}`,
      ...(isOne(rule.skipped, rule.count) ? [refer('EXDATE', rule.skipped)] : []),
    ];
    if (!isMoved(event)) return [component(master)];
    const change = [
      uid,
      refer('RECURRENCE-ID', rule.moved),
      ...timeLines(event, rule.moved, rule.movedBy, monday, zone),
      ...describe(event),
    ];
    return [component(master), component(change)];
  });
}

/** What stands in the calendar, worked out from what was meant, without reading the file. */
export function expectedEvents(
  events: readonly Written[],
  monday: string,
  zone: string,
): readonly ClassifiedEvent[] {
  return events.flatMap((event, index) => {
    const rule = event.repeat;
    const count = rule?.count ?? 1;
    return Array.from({ length: count }, (_, at) => at)
      .filter((at) => at !== rule?.skipped || (isMoved(event) && at === rule.moved))
      .map((at): ClassifiedEvent => {
        const shift = isMoved(event) && at === rule?.moved ? rule.movedBy : 0;
        const type =
          rule === null
            ? 'singleInstance'
            : shift === 0 && !isMoved(event)
              ? 'occurrence'
              : at === rule.moved
                ? 'exception'
                : 'occurrence';
        const key = `${index}-${at}`;
        const found = anEvent({
          ...stateOf(event),
          ...placeOf(event, at, shift, monday, zone),
          id: key,
          type,
        });
        const { class: timeClass, activity } = classify(found, {
          self: REP,
          ownDomains: [],
          customerDomains: null,
          partnerDomains: null,
          vendorDomains: null,
        });
        // What is unsure has no activity to speak of.
        return {
          key,
          event: found,
          class: timeClass,
          activity: timeClass === 'unsure' ? 'planning' : activity,
        };
      });
  });
}

function isMoved({ repeat }: Written): boolean {
  return repeat !== null && isOne(repeat.moved, repeat.count);
}

function isOne(index: number, count: number): boolean {
  return index >= 0 && index < count;
}

function component(lines: readonly string[]): string {
  return ['BEGIN:VEVENT', ...lines, 'END:VEVENT'].join('\r\n');
}

function describe({ title, who, showAs, isPrivate, isCancelled }: Written): readonly string[] {
  const people =
    who === 'alone'
      ? []
      : [
          `ORGANIZER:mailto:${LENA}`,
          `ATTENDEE;PARTSTAT=${PARTSTATS[who]}:mailto:${REP}`,
          `ATTENDEE;PARTSTAT=ACCEPTED:mailto:${BO}`,
        ];
  return [
    `SUMMARY:${title}`,
    ...people,
    `X-MICROSOFT-CDO-BUSYSTATUS:${BUSY_STATUS[showAs]}`,
    ...(isPrivate ? ['CLASS:PRIVATE'] : []),
    ...(isCancelled ? ['STATUS:CANCELLED'] : []),
  ];
}

function stateOf({ title, who, showAs, isPrivate, isCancelled }: Written): Partial<CalendarEvent> {
  const people: Partial<CalendarEvent> =
    who === 'alone'
      ? {}
      : {
          organizer: LENA,
          isOrganizer: false,
          response: RESPONSES[who],
          attendees: [anAttendee(REP, { response: RESPONSES[who] }), anAttendee(BO)],
        };
  const state: Partial<CalendarEvent> = { title, showAs, isCancelled, ...people };
  return isPrivate ? { ...state, sensitivity: 'private', title: '', organizer: null, attendees: [] } : state;
}

function clockZone({ clock }: Written, zone: string): string {
  return clock === 'own' ? zone : clock === 'utc' ? 'UTC' : OTHER_ZONE;
}

function plainTime(event: Written, at: number, shift: number, monday: string): Temporal.PlainDateTime {
  const { day, minute, repeat, wholeDays } = event;
  const days = day + at * (repeat?.every ?? 0) * (repeat?.interval ?? 0);
  const start = Temporal.PlainDate.from(monday).add({ days }).toPlainDateTime();
  // Whole days move by whole days.
  if (wholeDays > 0) return start.add({ days: Math.trunc(shift / 1_440) });
  return start.add({ minutes: minute + shift });
}

function instantOf(event: Written, at: number, shift: number, monday: string, zone: string): number {
  return plainTime(event, at, shift, monday).toZonedDateTime(clockZone(event, zone)).epochMilliseconds;
}

function placeOf(
  event: Written,
  at: number,
  shift: number,
  monday: string,
  zone: string,
): Partial<CalendarEvent> & Pick<CalendarEvent, 'start' | 'end'> {
  const from = plainTime(event, at, shift, monday);
  if (event.wholeDays > 0) {
    const until = from.add({ days: event.wholeDays });
    const midnight = (time: Temporal.PlainDateTime): number => time.toZonedDateTime(zone).epochMilliseconds;
    const allDay = { start: from.toPlainDate().toString(), end: until.toPlainDate().toString() };
    return { start: midnight(from), end: midnight(until), allDay };
  }
  const start = from.toZonedDateTime(clockZone(event, zone)).epochMilliseconds;
  const wallEnd = from
    .add({ minutes: event.minutes })
    .toZonedDateTime(clockZone(event, zone)).epochMilliseconds;
  const end = event.hasDuration ? start + event.minutes * 60_000 : Math.max(start, wallEnd);
  return { start, end, allDay: null };
}

function timeLines(
  event: Written,
  at: number,
  shift: number,
  monday: string,
  zone: string,
): readonly string[] {
  const start = `DTSTART${parameter(event, zone)}:${stamp(event, at, shift, monday)}`;
  const from = plainTime(event, at, shift, monday);
  if (event.wholeDays > 0) {
    return [
      start,
      `DTEND;VALUE=DATE:${digits(from.add({ days: event.wholeDays }).toPlainDate().toString())}`,
    ];
  }
  if (event.hasDuration) return [`DURATION:PT${event.minutes}M`, start];
  const end = digits(from.add({ minutes: event.minutes }).toString({ smallestUnit: 'second' }));
  return [start, `DTEND${parameter(event, zone)}:${end}${event.clock === 'utc' ? 'Z' : ''}`];
}

function parameter(event: Written, zone: string): string {
  if (event.wholeDays > 0) return ';VALUE=DATE';
  return event.clock === 'utc' ? '' : `;TZID=${clockZone(event, zone)}`;
}

function stamp(event: Written, at: number, shift: number, monday: string): string {
  const time = plainTime(event, at, shift, monday);
  if (event.wholeDays > 0) return digits(time.toPlainDate().toString());
  return `${digits(time.toString({ smallestUnit: 'second' }))}${event.clock === 'utc' ? 'Z' : ''}`;
}

function stampUtc(instant: number): string {
  return `${digits(new Date(instant).toISOString().slice(0, 19))}Z`;
}

function digits(text: string): string {
  return text.replaceAll(/[-:]/g, '');
}
