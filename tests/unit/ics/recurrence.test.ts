import { expect, it } from 'vitest';
import { calendar, problems, readFiles, row, rows, vevent } from './reading.ts';

const OWNED = 'X-OWNER:mailto:anna.wik@nordvik.example';
const ZONED = [
  'DTSTART;TZID=Europe/Stockholm:20261007T090000',
  'DTEND;TZID=Europe/Stockholm:20261007T100000',
];
const WHOLE = ['DTSTART;VALUE=DATE:20261007'];

/** The days and times of the starts: `07 09:00`, of whole days `07`. */
function starts(...events: readonly string[]): readonly string[] {
  return readFiles([calendar(...events)])
    .events.filter(({ isCancelled }) => !isCancelled)
    .map((event) => row(event).slice(5, event.allDay === null ? 16 : 10));
}

const series = (...lines: readonly string[]): string => vevent(...ZONED, ...lines);
const changed = (...lines: readonly string[]): string => vevent(...lines);

it.each([
  ['COUNT', 'RRULE:FREQ=DAILY;COUNT=3', ['10-07 09:00', '10-08 09:00', '10-09 09:00']],
  [
    'UNTIL, included',
    'RRULE:FREQ=DAILY;UNTIL=20261009T070000Z',
    ['10-07 09:00', '10-08 09:00', '10-09 09:00'],
  ],
  ['UNTIL a second earlier', 'RRULE:FREQ=DAILY;UNTIL=20261009T065959Z', ['10-07 09:00', '10-08 09:00']],
  [
    'UNTIL without Z, in the zone of the start',
    'RRULE:FREQ=DAILY;UNTIL=20261008T090000',
    ['10-07 09:00', '10-08 09:00'],
  ],
  ['UNTIL as a date, the day included', 'RRULE:FREQ=DAILY;UNTIL=20261008', ['10-07 09:00', '10-08 09:00']],
  ['UNTIL before the start', 'RRULE:FREQ=DAILY;UNTIL=20261001T000000Z', ['10-07 09:00']],
  ['an empty UNTIL and a count', 'RRULE:FREQ=DAILY;COUNT=2;UNTIL=', ['10-07 09:00', '10-08 09:00']],
  [
    'a start outside of the rule, which counts',
    'RRULE:FREQ=WEEKLY;BYDAY=FR;COUNT=3',
    ['10-07 09:00', '10-09 09:00', '10-16 09:00'],
  ],
  [
    'weeks from Sunday, as Outlook has them',
    'RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,WE;WKST=SU;COUNT=4',
    ['10-07 09:00', '10-18 09:00', '10-21 09:00', '11-01 09:00'],
  ],
  [
    'weeks from Monday',
    'RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,WE;WKST=MO;COUNT=4',
    ['10-07 09:00', '10-11 09:00', '10-21 09:00', '10-25 09:00'],
  ],
  [
    'a position among month days',
    'RRULE:FREQ=MONTHLY;BYMONTHDAY=7,8,9,10;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;COUNT=3',
    ['10-07 09:00', '10-09 09:00', '11-10 09:00'],
  ],
  [
    'the last weekday of a month',
    'RRULE:FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;COUNT=3',
    ['10-07 09:00', '10-30 09:00', '11-30 09:00'],
  ],
  [
    'the second Tuesday',
    'RRULE:FREQ=MONTHLY;BYDAY=2TU;COUNT=3',
    ['10-07 09:00', '10-13 09:00', '11-10 09:00'],
  ],
  [
    'the 31st, where there is one',
    'RRULE:FREQ=MONTHLY;BYMONTHDAY=31;COUNT=3',
    ['10-07 09:00', '10-31 09:00', '12-31 09:00'],
  ],
  ['lower case', 'RRULE:freq=daily;count=2', ['10-07 09:00', '10-08 09:00']],
])('recurs by %s', (_, rule, expected) => {
  expect(starts(series(rule))).toEqual(expected);
});

it('keeps its clock when the clocks change', () => {
  const text = series('RRULE:FREQ=WEEKLY;COUNT=4', 'DTSTART;TZID=Europe/Stockholm:20261014T090000').replace(
    `${ZONED[0]}\r\n`,
    '',
  );
  expect(starts(text)).toEqual(['10-14 09:00', '10-21 09:00', '10-28 09:00', '11-04 09:00']);
});

it('keeps UTC where it is written in UTC', () => {
  const text = vevent('DTSTART:20261021T070000Z', 'DURATION:PT1H', 'RRULE:FREQ=WEEKLY;COUNT=2');
  expect(starts(text)).toEqual(['10-21 09:00', '10-28 08:00']);
});

it.each([
  ['an instant of the series’ zone', 'EXDATE;TZID=Europe/Stockholm:20261008T090000'],
  ['an instant in UTC', 'EXDATE:20261008T070000Z'],
  ['an instant of another zone', 'EXDATE;TZID=America/New_York:20261008T030000'],
  ['no zone at all', 'EXDATE:20261008T090000'],
  ['a date, which is that day', 'EXDATE;VALUE=DATE:20261008'],
  ['a bare date', 'EXDATE:20261008'],
  ['a list with a comma too many', 'EXDATE:20261008T070000Z,'],
  ['a folded list', 'EXDATE:20261101T080000Z,20261008T0\r\n 70000Z'],
])('leaves out what EXDATE names by %s', (_, line) => {
  expect(starts(series('RRULE:FREQ=DAILY;COUNT=3', line))).toEqual(['10-07 09:00', '10-09 09:00']);
});

it('may leave out its first occurrence, which was counted before', () => {
  expect(starts(series('RRULE:FREQ=DAILY;COUNT=3', 'EXDATE:20261007T070000Z'))).toEqual([
    '10-08 09:00',
    '10-09 09:00',
  ]);
});

it.each([
  'EXDATE;VALUE=DATE:20261008',
  'EXDATE:20261008T000000',
  'EXDATE:20261007T220000Z',
  'EXDATE:20261008T000000Z',
  'EXDATE;TZID=Asia/Tokyo:20261008T000000',
])('leaves a whole day out by %s', (line) => {
  expect(starts(vevent(...WHOLE, 'RRULE:FREQ=DAILY;COUNT=3', line))).toEqual(['10-07', '10-09']);
});

it.each(['UNTIL=20261008', 'UNTIL=20261008T000000Z', 'UNTIL=20261007T220000Z', 'UNTIL=20261008T235959'])(
  'repeats whole days to %s',
  (until) => {
    expect(starts(vevent(...WHOLE, `RRULE:FREQ=DAILY;${until}`))).toEqual(['10-07', '10-08']);
  },
);

it.each([
  ['further dates', ['RDATE:20261009T080000Z'], ['10-07 09:00 60', '10-09 10:00 60']],
  [
    'a period with an end',
    ['RDATE;VALUE=PERIOD:20261009T080000Z/20261009T083000Z'],
    ['10-07 09:00 60', '10-09 10:00 30'],
  ],
  [
    'a period with a length',
    ['RDATE;VALUE=PERIOD:20261009T080000Z/PT15M'],
    ['10-07 09:00 60', '10-09 10:00 15'],
  ],
  ['a date without a time', ['RDATE;VALUE=DATE:20261009'], ['10-07 09:00 60', '10-09 09:00 60']],
  [
    'a rule besides',
    ['RRULE:FREQ=DAILY;COUNT=2', 'RDATE:20261008T070000Z,20261010T070000Z'],
    ['10-07 09:00 60', '10-08 09:00 60', '10-10 09:00 60'],
  ],
])('adds by RDATE: %s', (_, lines, expected) => {
  const found = readFiles([calendar(series(...lines))]).events.map((event) => row(event).slice(5, 19));
  expect(found).toEqual(expected);
});

const THREE = 'RRULE:FREQ=WEEKLY;COUNT=3';
const MOVED = ['DTSTART;TZID=Europe/Stockholm:20261015T130000', 'DURATION:PT30M', 'SUMMARY:Flyttat'];

it.each([
  ['the zone of the series', 'RECURRENCE-ID;TZID=Europe/Stockholm:20261014T090000'],
  ['UTC', 'RECURRENCE-ID:20261014T070000Z'],
  ['another zone', 'RECURRENCE-ID;TZID=Asia/Tokyo:20261014T160000'],
  ['no zone', 'RECURRENCE-ID:20261014T090000'],
  ['a date', 'RECURRENCE-ID;VALUE=DATE:20261014'],
])('matches a change by its instant, written in %s, before its series and behind it', (_, id) => {
  const expected = [
    '2026-10-07 09:00 60 min Möte',
    '2026-10-15 13:00 30 min Flyttat',
    '2026-10-21 09:00 60 min Möte',
  ];
  expect(rows(calendar(changed(id, ...MOVED), series(THREE)))).toEqual(expected);
  expect(rows(calendar(series(THREE), changed(id, ...MOVED)))).toEqual(expected);
});

it('matches changes in other calendars of the file and in other files', () => {
  const change = calendar(changed('RECURRENCE-ID:20261014T070000Z', ...MOVED));
  expect(rows(calendar(series(THREE)) + change)).toHaveLength(3);
  expect(readFiles([change, calendar(series(THREE))]).events).toHaveLength(3);
});

it('does not take a change of another series for its own', () => {
  const text = calendar(series(THREE), changed('UID:annan', 'RECURRENCE-ID:20261014T070000Z', ...MOVED));
  expect(rows(text)).toHaveLength(4);
});

it('keeps a change of an occurrence that the rule does not make, and one without any series', () => {
  const stray = changed('RECURRENCE-ID:20261016T070000Z', ...MOVED);
  expect(starts(series(THREE), stray)).toEqual(['10-07 09:00', '10-14 09:00', '10-15 13:00', '10-21 09:00']);
  expect(readFiles([calendar(stray)]).events).toMatchObject([{ type: 'exception', title: 'Flyttat' }]);
});

it('moves an occurrence from one week into another', () => {
  const text = calendar(
    series(THREE),
    changed('RECURRENCE-ID:20261014T070000Z', 'DTSTART:20261102T080000Z', 'DURATION:PT1H'),
  );
  expect(rows(text)).toEqual([
    '2026-10-07 09:00 60 min Möte',
    '2026-10-21 09:00 60 min Möte',
    '2026-11-02 09:00 60 min Möte',
  ]);
});

const other = (start: string, ...lines: readonly string[]): string =>
  vevent(`DTSTART:202610${start}`, 'DURATION:PT1H', ...lines);

it.each([
  [
    'the highest SEQUENCE',
    [
      other('08T070000Z', 'SEQUENCE:2', 'DTSTAMP:20260101T000000Z'),
      other('09T070000Z', 'SEQUENCE:1', 'DTSTAMP:20260901T000000Z'),
    ],
  ],
  [
    'then the latest DTSTAMP',
    [
      other('09T070000Z', 'SEQUENCE:1', 'DTSTAMP:20260101T000000Z'),
      other('08T070000Z', 'SEQUENCE:1', 'DTSTAMP:20260901T000000Z'),
    ],
  ],
  ['the number, not its text', [other('08T070000Z', 'SEQUENCE:10'), other('09T070000Z', 'SEQUENCE:9')]],
])('keeps of several revisions that with %s, in any order', (_, revisions) => {
  expect(starts(...revisions)).toEqual(['10-08 09:00']);
  expect(starts(...revisions.toReversed())).toEqual(['10-08 09:00']);
});

it('keeps of several changes to one occurrence the last', () => {
  const change = (start: string, sequence: number): string =>
    other(start, 'RECURRENCE-ID:20261014T070000Z', `SEQUENCE:${sequence}`);
  const expected = ['10-07 09:00', '10-16 09:00', '10-21 09:00'];
  expect(starts(series(THREE), change('15T070000Z', 1), change('16T070000Z', 2))).toEqual(expected);
  expect(starts(series(THREE), change('16T070000Z', 2), change('15T070000Z', 1))).toEqual(expected);
});

it('takes events without a UID for different ones', () => {
  const nameless = vevent().replace('UID:möte@nordvik.example\r\n', '');
  expect(rows(calendar(nameless, nameless))).toHaveLength(2);
});

it('takes RRULE with RECURRENCE-ID for one occurrence beside its series, for a series alone, and says so', () => {
  const both = changed(
    'RECURRENCE-ID:20261014T070000Z',
    'RRULE:FREQ=WEEKLY;COUNT=2',
    'DTSTART:20261014T080000Z',
    'DURATION:PT1H',
  );
  expect(starts(series(THREE), both)).toEqual(['10-07 09:00', '10-14 10:00', '10-21 09:00']);
  expect(starts(both)).toEqual(['10-14 10:00', '10-21 10:00']);
  expect(problems(calendar(OWNED, both))).toEqual([
    'kalender.ics, line 4, “Möte”: The event has both RRULE and RECURRENCE-ID, and its series is not in the file; it was read as a series.',
  ]);
  expect(problems(calendar(OWNED, series(THREE), both))).toEqual([
    'kalender.ics, line 11, “Möte”: The event has both RRULE and RECURRENCE-ID; it was read as one changed occurrence of its series.',
  ]);
});

it('gives a change of a day to the copy of the series that had begun by that day', () => {
  const copy = (first: string): string =>
    changed(`RECURRENCE-ID:${first}T070000Z`, 'RRULE:FREQ=WEEKLY;COUNT=2', `DTSTART:${first}T070000Z`);
  const moved = changed('RECURRENCE-ID;VALUE=DATE:20261014', 'DTSTART:20261015T070000Z');
  expect(starts(copy('20261007'), copy('20261104'), moved)).toEqual([
    '10-07 09:00',
    '10-15 09:00',
    '11-04 08:00',
    '11-11 08:00',
  ]);
});

it('shifts all later occurrences by the same wall-clock difference with RANGE=THISANDFUTURE', () => {
  const from = changed(
    'RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Stockholm:20261014T090000',
    'DTSTART;TZID=Europe/Stockholm:20261015T133000',
    'DURATION:PT45M',
    'SUMMARY:Ny tid',
  );
  const single = changed(
    'RECURRENCE-ID:20261028T080000Z',
    'DTSTART:20261028T080000Z',
    'DURATION:PT1H',
    'SUMMARY:Som förut',
  );
  expect(rows(calendar(series('RRULE:FREQ=WEEKLY;COUNT=5'), from, single))).toEqual([
    '2026-10-07 09:00 60 min Möte',
    '2026-10-15 13:30 45 min Ny tid',
    '2026-10-22 13:30 45 min Ny tid',
    '2026-10-28 09:00 60 min Som förut',
    '2026-11-05 13:30 45 min Ny tid',
  ]);
});

it('cancels from an occurrence on', () => {
  const end = changed(
    'RECURRENCE-ID;RANGE=THISANDFUTURE:20261014T070000Z',
    'DTSTART:20261014T070000Z',
    'STATUS:CANCELLED',
  );
  expect(starts(series(THREE), end)).toEqual(['10-07 09:00']);
});

it.each([
  ['FREQ=SOMETIMES', 'RRULE:FREQ=SOMETIMES'],
  ['a part that is no number', 'RRULE:FREQ=DAILY;COUNT=tre'],
  ['a count of nothing', 'RRULE:FREQ=DAILY;COUNT=0'],
  ['an UNTIL that is no time', 'RRULE:FREQ=DAILY;UNTIL=20261399'],
  ['another people’s calendar', 'RRULE:RSCALE=HEBREW;FREQ=YEARLY'],
  ['nothing', 'RRULE:'],
])('counts the first time only of a rule with %s, and says so', (_, line) => {
  const text = calendar(OWNED, series(line));
  expect(starts(series(line))).toEqual(['10-07 09:00']);
  expect(problems(text)).toEqual([
    `kalender.ics, line 9, “Möte”: The recurrence cannot be read (${line.slice(6)}); only the first time counts.`,
  ]);
});

it('repeats a rule that makes nothing: its first start is all there is', () => {
  expect(starts(series('RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30;COUNT=5'))).toEqual(['10-07 09:00']);
});

it('follows a series without an end for 53 weeks from the first event, or to the last that is stated', () => {
  const endless = series('RRULE:FREQ=WEEKLY');
  expect(starts(endless)).toHaveLength(53);
  expect(problems(calendar(OWNED, endless))).toEqual([
    'kalender.ics, line 4, “Möte”: The series has no end and was read up to 2027-10-13.',
  ]);
  const later = vevent('UID:sen', 'DTSTART:20280101T070000Z');
  expect(starts(endless, later).length).toBe(66 + 1);
});

it('reads a series as far as the export says that it reaches, and single events as they stand', () => {
  const stretch = ['X-CLIPSTART:20261012T220000Z', 'X-CLIPEND:20261025T220000Z'];
  const text = calendar(
    OWNED,
    ...stretch,
    series('RRULE:FREQ=WEEKLY'),
    vevent('UID:b', 'DTSTART:20261130T080000Z', 'SUMMARY:Sen'),
  );
  expect(rows(text)).toEqual([
    '2026-10-14 09:00 60 min Möte',
    '2026-10-21 09:00 60 min Möte',
    '2026-11-30 09:00 0 min Sen',
  ]);
});

it('reads a series without an end no further than the last event of the export, and one with an end to its end', () => {
  const text = calendar(
    'X-CALEND:20261020T220000Z',
    series('RRULE:FREQ=WEEKLY'),
    vevent('UID:b', 'SUMMARY:Kort', 'DTSTART:20261007T120000Z', 'DURATION:PT1H', 'RRULE:FREQ=WEEKLY;COUNT=3'),
  );
  expect(rows(text)).toEqual([
    '2026-10-07 09:00 60 min Möte',
    '2026-10-07 14:00 60 min Kort',
    '2026-10-14 09:00 60 min Möte',
    '2026-10-14 14:00 60 min Kort',
    '2026-10-21 14:00 60 min Kort',
  ]);
});

it('takes a stretch that holds none of its own events for a mistake', () => {
  const text = calendar(
    'X-CLIPSTART:20200101T000000Z',
    'X-CLIPEND:20200201T000000Z',
    series('RRULE:FREQ=DAILY;COUNT=2'),
  );
  expect(rows(text)).toHaveLength(2);
});

it('reads no EXRULE, and says that what it takes out is counted', () => {
  const series = calendar(vevent('RRULE:FREQ=DAILY;COUNT=2', 'EXRULE:FREQ=DAILY;INTERVAL=2;COUNT=1'));
  expect(rows(series)).toEqual(['2026-10-07 09:00 60 min Möte', '2026-10-08 09:00 60 min Möte']);
  expect(problems(series)).toEqual([
    'kalender.ics, line 9, “Möte”: EXRULE is not read (FREQ=DAILY;INTERVAL=2;COUNT=1); the times that it takes out of the series are counted.',
  ]);
});
