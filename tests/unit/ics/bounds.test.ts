import { expect, it } from 'vitest';
import { MOST_FILE_BYTES } from '../../../shared/calendar/ics/bounds.ts';
import { readLogicalLines } from '../../../shared/calendar/ics/logical-lines.ts';
import { readOwnCalendar } from '../../../shared/own-calendar/read-own-calendar.ts';
import { calendar, problems, readFiles, rows, STOCKHOLM, vevent } from './reading.ts';

const OWNED = 'X-OWNER:mailto:anna.wik@nordvik.example';
const EVERY = (most: number): string => Array.from({ length: most }, (_, value) => value).join(',');

it.each([
  ['each second', 'FREQ=SECONDLY'],
  ['each minute', 'FREQ=MINUTELY'],
  [
    'every second of every day by lists',
    `FREQ=DAILY;BYHOUR=${EVERY(24)};BYMINUTE=${EVERY(60)};BYSECOND=${EVERY(60)}`,
  ],
])('cuts a series of %s at 4,000 occurrences, and names the bound', (_, rule) => {
  const text = calendar(OWNED, vevent('DTSTART:20261007T070000Z', `RRULE:${rule}`));
  expect(rows(text).length).toBeLessThanOrEqual(4_000);
  expect(problems(text)).toContain(
    'kalender.ics, line 4, “Möte”: The series has more than 4000 occurrences and was cut there.',
  );
});

it('cuts a search that finds nothing after 200,000 steps, and names the bound', () => {
  const text = calendar(
    OWNED,
    vevent('DTSTART:20261007T070000Z', 'RRULE:FREQ=SECONDLY;BYMINUTE=3;BYSECOND=7;BYHOUR=2,3'),
  );
  expect(problems(text)).toContain(
    'kalender.ics, line 4, “Möte”: The recurrence was cut after 200000 steps.',
  );
});

it('finds 36 years of days behind it without counting them', () => {
  const text = calendar(
    vevent('UID:a', 'DTSTART:19900101T070000Z', 'DURATION:PT5M', 'RRULE:FREQ=DAILY'),
    vevent('UID:b'),
    vevent('UID:c', 'DTSTART:20261012T070000Z'),
  );
  const years = new Set(readFiles([text]).events.map(({ start }) => new Date(start).getUTCFullYear()));
  expect([...years]).toEqual([2026, 2027]);
});

it('reads the five years that hold most, wherever a birthday or a reminder may stand, and says what lies outside', () => {
  const text = calendar(
    OWNED,
    vevent(
      'UID:a',
      'DTSTART;VALUE=DATE:16040229',
      'RRULE:FREQ=YEARLY',
      'SUMMARY:Födelsedag',
      'TRANSP:TRANSPARENT',
    ),
    vevent('UID:b', 'DTSTART:20990101T070000Z', 'DURATION:PT1H', 'SUMMARY:Pension'),
    vevent('UID:c'),
    vevent('UID:d', 'DTSTART;TZID=Europe/Stockholm:20261008T090000', 'DURATION:PT1H'),
  );
  expect(rows(text)).toEqual(['2026-10-07 09:00 60 min Möte', '2026-10-08 09:00 60 min Möte']);
  expect(problems(text)).toEqual([
    'kalender.ics, line 4, “Födelsedag”: The series has no end and was read up to 2027-10-13.',
    'the calendar: 1 event lies outside of the five years that are read (2026-10-07 to 2031-10-08).',
  ]);
});

it('does not count more than 300 events on one day, and says from which day on', () => {
  const events = Array.from({ length: 310 }, (_, index) => vevent(`UID:${index}`));
  const text = calendar(
    OWNED,
    ...events,
    vevent('UID:sen', 'DTSTART:20261008T070000Z', 'SUMMARY:Dagen efter'),
  );
  expect(rows(text)).toHaveLength(301);
  expect(problems(text)).toEqual([
    'the calendar: More than 300 events on one day (2026-10-07 is the first); 10 not counted.',
  ]);
});

it('gives single events their room before any series', () => {
  const hourly = Array.from({ length: 40 }, (_, index) =>
    vevent(
      `UID:${index}`,
      `DTSTART:202610${String(1 + (index % 28)).padStart(2, '0')}T000000Z`,
      'RRULE:FREQ=MINUTELY',
    ),
  );
  const text = calendar(OWNED, ...hourly, vevent('UID:a', 'SUMMARY:Kundmöte', 'DTSTART:20270110T070000Z'));
  const read = readFiles([text]);
  expect(read.events.map(({ title }) => title)).toContain('Kundmöte');
  expect(read.problems.find(({ code }) => code === 'series-unread')?.values).toMatchObject({
    bound: '100000',
    steps: '5000000',
  });
});

it('leaves out a line of more than 1 MB that it would read, and passes over one that it would not', () => {
  const long = 'x'.repeat(1_100_000);
  expect(problems(calendar(OWNED, vevent(`ATTACH:${long}`)))).toEqual([]);
  expect(problems(calendar(OWNED, vevent(`CATEGORIES:${long}`)))).toEqual([
    'kalender.ics, line 9, “Möte”: The line is longer than 1 MB and was left out.',
  ]);
});

it('does not keep what is folded into a line that is too long to be read', () => {
  const folded = new TextEncoder().encode(
    `SUMMARY:x${'\r\n '.repeat(1_000)}${'\r\n 12345678'.repeat(400_000)}`,
  );
  const [line, ...others] = [...readLogicalLines(folded)];
  expect(others).toEqual([]);
  expect(line?.byteLength).toBe(9 + 3_200_000);
  expect(line?.parts.length).toBeLessThan(140_000);
});

it('cuts a title after 1,000 characters, and 100 categories', () => {
  const many = Array.from({ length: 150 }, (_, index) => `k${index}`).join(',');
  const text = calendar(OWNED, vevent(`SUMMARY:${'å'.repeat(1_200)}`, `CATEGORIES:${many}`));
  const [event] = readFiles([text]).events;
  expect({ title: event?.title.length, categories: event?.categories.length }).toEqual({
    title: 1_000,
    categories: 100,
  });
  expect(problems(text)).toEqual([
    `kalender.ics, line 8, “${'å'.repeat(60)}…”: The title is longer than 1000 characters and was cut there.`,
    `kalender.ics, line 9, “${'å'.repeat(60)}…”: More than 100 categories; the rest were not read.`,
  ]);
});

const observance = (rule: string): string =>
  `BEGIN:STANDARD\r\nDTSTART:19700101T000000\r\nTZOFFSETFROM:+0900\r\nTZOFFSETTO:+0900\r\n${rule}END:STANDARD\r\n`;
const zone = (name: string, ...parts: readonly string[]): string =>
  `BEGIN:VTIMEZONE\r\nTZID:${name}\r\n${parts.join('')}END:VTIMEZONE`;
const inZone = (name: string, uid: string): string =>
  vevent(`UID:${uid}`, `DTSTART;TZID=${name}:20261007T090000`, 'DURATION:PT1H');

it('does not use a zone whose clock changes every day, and names the bound', () => {
  const restless = zone('Europe/Oslo', observance('RRULE:FREQ=DAILY\r\n'));
  const text = calendar(OWNED, restless, inZone('Europe/Oslo', 'a'));
  expect(rows(text)).toEqual(['2026-10-07 09:00 60 min Möte']);
  expect(problems(text)).toEqual([
    'kalender.ics, line 1: The time zone “Europe/Oslo” is described with more than 1000 changes of its clock; the description is not used.',
  ]);
});

it('keeps 1,000 parts of a zone', () => {
  const text = calendar(
    OWNED,
    zone('Här', ...Array.from({ length: 1_200 }, () => observance(''))),
    inZone('Här', 'a'),
  );
  expect(rows(text)).toEqual(['2026-10-07 02:00 60 min Möte']);
  expect(problems(text)).toEqual([
    'kalender.ics, line 5006: More than 1000 parts in one time zone; the rest were left out.',
  ]);
});

it('reads 1,000 different zones, and one that is described again and again as one', () => {
  const names = Array.from({ length: 1_002 }, (_, index) => `/example/${index}/Asia/Tokyo`);
  const many = calendar(OWNED, ...names.map((name, index) => inZone(name, String(index))));
  expect(problems(many)).toContain(
    'kalender.ics, line 1: More than 1000 different time zones; the rest are read as Europe/Stockholm.',
  );
  const again = Array.from({ length: 1_002 }, (_, index) =>
    calendar(OWNED, zone('Här', observance('')), inZone('Här', String(index))),
  );
  expect(problems(again.join(''))).toEqual([
    'the calendar: More than 300 events on one day (2026-10-07 is the first); 702 not counted.',
  ]);
});

it('finds the event behind 150,000 empty calendars', () => {
  expect(rows(`${'BEGIN:VCALENDAR\nEND:VCALENDAR\n'.repeat(150_000)}${calendar(vevent())}`)).toEqual([
    '2026-10-07 09:00 60 min Möte',
  ]);
});

it('keeps 500 people of an event', () => {
  const people = Array.from({ length: 600 }, (_, index) => `ATTENDEE:mailto:p${index}@nordvik.example`);
  const text = calendar(OWNED, vevent(...people));
  expect(readFiles([text]).events[0]?.attendees).toHaveLength(500);
  expect(problems(text)).toEqual([
    'kalender.ics, line 509, “Möte”: More than 500 attendees; the rest were not read.',
  ]);
});

it('lists ten problems of a kind and counts the rest', () => {
  const text = calendar(OWNED, vevent(...Array.from({ length: 25 }, () => 'TRASIG')));
  const said = problems(text);
  expect(said).toHaveLength(11);
  expect(said.at(-1)).toBe(
    'kalender.ics: 15 more of the same kind. The first: The line cannot be read and was left out.',
  );
});

it('does not read a file of more than 64 MB', () => {
  expect(problems(new Uint8Array(MOST_FILE_BYTES + 1))).toEqual([
    'kalender.ics: The file is larger than 64 MB and is not read.',
  ]);
});

it('is not drawn into the depth by components within components', () => {
  const text = [
    'BEGIN:VCALENDAR',
    ...Array.from({ length: 20_000 }, () => 'BEGIN:VEVENT'),
    'DTSTART:20261007T070000Z',
  ].join('\r\n');
  expect(rows(text)).toEqual(['2026-10-07 09:00 0 min ']);
});

it('matches thousands of changes and excluded dates to their series', () => {
  const at = (index: number): string =>
    new Date(Date.UTC(2026, 0, 5, index)).toISOString().slice(0, 13).replaceAll('-', '');
  const excluded = Array.from({ length: 1_500 }, (_, index) => `EXDATE:${at(index * 2)}0000Z`);
  const changes = Array.from({ length: 1_500 }, (_, index) =>
    vevent(`RECURRENCE-ID:${at(index * 2 + 1)}0000Z`, `DTSTART:${at(index * 2 + 1)}3000Z`, 'DURATION:PT5M'),
  );
  const text = calendar(
    vevent('DTSTART:20260105T000000Z', 'DURATION:PT5M', 'RRULE:FREQ=HOURLY;COUNT=3000', ...excluded),
    ...changes,
  );
  const read = readFiles([text]);
  expect(read.events).toHaveLength(1_500);
  expect(read.events.every(({ type }) => type === 'exception')).toBe(true);
});

it('keeps what it has read when the time is up, and says how long it read', () => {
  const events = Array.from({ length: 2_000 }, (_, index) =>
    vevent(`UID:${index}`, `DTSTART:2026${String(1 + (index % 12)).padStart(2, '0')}07T070000Z`),
  );
  let looks = 0;
  const read = readOwnCalendar(
    [{ name: 'kalender.ics', bytes: new TextEncoder().encode(calendar(OWNED, ...events)) }],
    {
      me: null,
      timeZone: STOCKHOLM,
      machineTimeZone: 'UTC',
      deadline: { seconds: 60, isLate: () => (looks += 1) > 2 },
    },
  );
  expect(read.events.length).toBeGreaterThan(500);
  expect(read.events.length).toBeLessThan(2_000);
  expect(read.problems[0]).toEqual({
    code: 'time-cut',
    file: 'kalender.ics',
    line: null,
    event: null,
    values: { seconds: '60' },
  });
  expect(read.problems.map(({ code }) => code)).toEqual(['time-cut', 'nobody-named']);
});
