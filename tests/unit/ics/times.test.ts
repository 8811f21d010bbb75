import { expect, it } from 'vitest';
import { calendar, problems, readFiles, row, rows, vevent } from './reading.ts';

const OWNED = 'X-OWNER:mailto:anna.wik@nordvik.example';

const day = (...lines: readonly string[]): readonly string[] => rows(calendar(vevent(...lines)));

it.each([
  [
    'VALUE=DATE with an exclusive end',
    ['DTSTART;VALUE=DATE:20261009', 'DTEND;VALUE=DATE:20261011'],
    '2026-10-09..2026-10-11',
  ],
  ['VALUE=DATE without an end', ['DTSTART;VALUE=DATE:20261009'], '2026-10-09..2026-10-10'],
  [
    'an end that is the start',
    ['DTSTART;VALUE=DATE:20261009', 'DTEND;VALUE=DATE:20261009'],
    '2026-10-09..2026-10-10',
  ],
  ['a bare date', ['DTSTART:20261009', 'DTEND:20261010'], '2026-10-09..2026-10-10'],
  ['a length in days', ['DTSTART;VALUE=DATE:20261009', 'DURATION:P3D'], '2026-10-09..2026-10-12'],
  [
    'a time under VALUE=DATE',
    ['DTSTART;VALUE=DATE:20261009T000000', 'DTEND;VALUE=DATE:20261010T000000'],
    '2026-10-09..2026-10-10',
  ],
  [
    'midnights that Outlook marks',
    [
      'DTSTART;TZID=Europe/Stockholm:20261009T000000',
      'DTEND;TZID=Europe/Stockholm:20261010T000000',
      'X-MICROSOFT-CDO-ALLDAYEVENT:TRUE',
    ],
    '2026-10-09..2026-10-10',
  ],
  [
    'marked midnights of another zone',
    [
      'DTSTART;TZID=America/New_York:20261009T000000',
      'DTEND;TZID=America/New_York:20261010T000000',
      'X-MICROSOFT-CDO-ALLDAYEVENT:TRUE',
    ],
    '2026-10-09..2026-10-10',
  ],
  [
    'the person’s marked midnights, written in UTC',
    ['DTSTART:20261008T220000Z', 'DTEND:20261009T220000Z', 'X-MICROSOFT-CDO-ALLDAYEVENT:TRUE'],
    '2026-10-09..2026-10-10',
  ],
  ['the day on which the clock goes back', ['DTSTART;VALUE=DATE:20261025'], '2026-10-25..2026-10-26'],
])('is all-day by %s', (_, lines, dates) => {
  expect(day(...lines)).toEqual([`${dates} Möte`]);
});

it.each([
  [
    'midnights without the mark',
    ['DTSTART;TZID=Europe/Stockholm:20261009T000000', 'DTEND;TZID=Europe/Stockholm:20261010T000000'],
    '2026-10-09 00:00 1440 min',
  ],
  [
    'a mark on what is no midnight',
    [
      'DTSTART;TZID=Europe/Stockholm:20261009T080000',
      'DTEND;TZID=Europe/Stockholm:20261009T170000',
      'X-MICROSOFT-CDO-ALLDAYEVENT:TRUE',
    ],
    '2026-10-09 08:00 540 min',
  ],
])('is timed by %s', (_, lines, time) => {
  expect(day(...lines)).toEqual([`${time} Möte`]);
});

it('reads the dates of whole days in no zone at all', () => {
  const text = calendar(vevent('DTSTART;VALUE=DATE:20261009', 'X-MICROSOFT-CDO-BUSYSTATUS:BUSY'));
  const dates = ['Pacific/Kiritimati', 'Pacific/Niue', 'Asia/Beirut'].map(
    (timeZone) => readFiles([text], { timeZone }).events[0]?.allDay,
  );
  expect(dates).toEqual(Array(3).fill({ start: '2026-10-09', end: '2026-10-10' }));
});

it.each([
  ['DTEND', ['DTSTART:20261007T070000Z', 'DTEND:20261007T080000Z'], 60],
  ['DURATION', ['DTSTART:20261007T070000Z', 'DURATION:PT1H30M'], 90],
  ['DURATION before DTSTART', ['DURATION:PT45M', 'DTSTART:20261007T070000Z'], 45],
  ['weeks', ['DTSTART:20261007T070000Z', 'DURATION:P1W'], 10_080],
  ['no end at all', ['DTSTART:20261007T070000Z'], 0],
  [
    'an end in another zone',
    ['DTSTART;TZID=Europe/Stockholm:20261007T090000', 'DTEND;TZID=America/New_York:20261007T050000'],
    120,
  ],
  ['an end in UTC', ['DTSTART;TZID=Europe/Stockholm:20261007T090000', 'DTEND:20261007T080000Z'], 60],
  [
    'an end that is a date',
    ['DTSTART;TZID=Europe/Stockholm:20261007T220000', 'DTEND;VALUE=DATE:20261008'],
    120,
  ],
  [
    'the night in which the clock goes back',
    ['DTSTART;TZID=Europe/Stockholm:20261024T230000', 'DTEND;TZID=Europe/Stockholm:20261025T050000'],
    420,
  ],
  [
    'the night in which it goes forward',
    ['DTSTART;TZID=Europe/Stockholm:20260328T230000', 'DTEND;TZID=Europe/Stockholm:20260329T050000'],
    300,
  ],
  ['a day that is an hour longer', ['DTSTART;TZID=Europe/Stockholm:20261024T120000', 'DURATION:P1D'], 1_500],
  ['24 hours of the same day', ['DTSTART;TZID=Europe/Stockholm:20261024T120000', 'DURATION:PT24H'], 1_440],
])('lasts as %s says', (_, lines, minutes) => {
  const [event] = readFiles([calendar(vevent(...lines))]).events;
  expect(event && (event.end - event.start) / 60_000).toBe(minutes);
});

it.each([
  ['at its start', ['DTSTART:20261007T070000Z', 'DTEND:20261007T070000Z']],
  ['before its start', ['DTSTART:20261007T070000Z', 'DTEND:20261007T060000Z']],
  ['before its start in another zone', ['DTSTART:20261007T070000Z', 'DTEND;TZID=Asia/Tokyo:20261007T100000']],
  ['after a negative length', ['DTSTART:20261007T070000Z', 'DURATION:-PT1H']],
])('counts nothing of an event that ends %s, and says so', (_, lines) => {
  const text = calendar(OWNED, vevent(...lines));
  expect(rows(text)).toEqual(['2026-10-07 09:00 0 min Möte']);
  expect(problems(text)).toEqual([
    'kalender.ics, line 4, “Möte”: The event does not end after it starts; it counts as 0 minutes.',
  ]);
});

it.each([
  ['month 13', 'DTSTART:20261307T090000Z', 'DTSTART is not a time: 20261307T090000Z.'],
  ['30 February', 'DTSTART:20260230T090000Z', 'DTSTART is not a time: 20260230T090000Z.'],
  ['hour 25', 'DTSTART:20261007T250000Z', 'DTSTART is not a time: 20261007T250000Z.'],
  ['words', 'DTSTART:i morgon', 'DTSTART is not a time: i morgon.'],
])('does not let %s roll over into another day', (_, line, said) => {
  const text = calendar(OWNED, vevent(line));
  expect(rows(text)).toEqual([]);
  expect(problems(text)).toEqual([`kalender.ics, line 7, “Möte”: ${said}`]);
});

it('keeps an event whose end, length or dates cannot be read', () => {
  const start = 'DTSTART;TZID=Europe/Stockholm:20261007T090000';
  const text = calendar(
    OWNED,
    vevent('UID:a', start, 'DTEND:20261340T000000'),
    vevent('UID:b', start, 'DURATION:en timme'),
    vevent(
      'UID:c',
      start,
      'DURATION:PT1H',
      'RRULE:FREQ=DAILY;COUNT=2',
      'EXDATE:20269999T000000Z,20261008T070000Z,',
    ),
  );
  expect(rows(text)).toEqual([
    '2026-10-07 09:00 0 min Möte',
    '2026-10-07 09:00 0 min Möte',
    '2026-10-07 09:00 60 min Möte',
  ]);
  expect(problems(text)).toEqual([
    'kalender.ics, line 8, “Möte”: DTEND is not a time: 20261340T000000.',
    'kalender.ics, line 14, “Möte”: DURATION is not a length: en timme.',
    'kalender.ics, line 22, “Möte”: EXDATE is not a time: 20269999T000000Z.',
  ]);
});

it('says that an event has no start', () => {
  const text = calendar(OWNED, 'BEGIN:VEVENT', 'UID:a', 'SUMMARY:Möte', 'END:VEVENT', vevent('UID:b'));
  expect(rows(text)).toEqual(['2026-10-07 09:00 60 min Möte']);
  expect(problems(text)).toEqual([
    'kalender.ics, line 4, “Möte”: The event has no start (DTSTART) and is not counted.',
  ]);
});

it.each(['20261007T0900', '2026-10-07T09:00:00', '20261007t090000'])('reads the time as in %s', (written) => {
  expect(day(`DTSTART;TZID=Europe/Stockholm:${written}`, 'DURATION:PT1H')).toEqual([
    '2026-10-07 09:00 60 min Möte',
  ]);
});

it('reads floating times on the person’s clock, not on the machine’s', () => {
  const text = calendar(vevent('DTSTART:20261007T090000', 'DTEND:20261007T100000'));
  const starts = ['Asia/Tokyo', 'Europe/Stockholm'].map(
    (timeZone) => readFiles([text], { timeZone }).events[0]?.start,
  );
  expect(starts).toEqual([Date.UTC(2026, 9, 7, 0), Date.UTC(2026, 9, 7, 7)]);
});

it.each([
  ['--tz', { timeZone: 'Asia/Tokyo' }, ['X-WR-TIMEZONE:Europe/Helsinki'], 'Asia/Tokyo', 'reader'],
  ['X-WR-TIMEZONE', { timeZone: '' }, ['X-WR-TIMEZONE:Europe/Helsinki'], 'Europe/Helsinki', 'files'],
  ['most of the events', { timeZone: '' }, [], 'Europe/Stockholm', 'files'],
  [
    'the machine, where nothing else does',
    { timeZone: '', machine: 'Asia/Beirut' },
    ['X-WR-TIMEZONE:Mars/Olympus'],
    'Asia/Beirut',
    'machine',
  ],
])('has the person live where %s says', (_, reading, lines, timeZone, timeZoneFrom) => {
  const event = lines.some((line) => line.includes('Mars')) ? vevent('DTSTART:20261007T070000Z') : vevent();
  expect(readFiles([calendar(...lines, event)], reading)).toMatchObject({ timeZone, timeZoneFrom });
});

it('has the person live in the machine’s country, where a Windows name covers it and others', () => {
  const text = calendar(vevent('DTSTART;TZID=W. Europe Standard Time:20261007T090000'));
  const zones = ['Europe/Stockholm', 'America/New_York'].map(
    (machine) => readFiles([text], { timeZone: '', machine }).timeZone,
  );
  expect(zones).toEqual(['Europe/Stockholm', 'Europe/Berlin']);
});

it('never applies X-WR-TIMEZONE to times in UTC', () => {
  const text = calendar(
    'X-WR-TIMEZONE:America/New_York',
    vevent('DTSTART:20261007T070000Z', 'DTEND:20261007T080000Z'),
  );
  expect(readFiles([text], { timeZone: '' }).events[0]?.start).toBe(Date.UTC(2026, 9, 7, 7));
});

it.each([
  [
    'a time that the clock skips, by the offset before',
    '20260329T023000',
    '2026-03-29 03:30',
    Date.UTC(2026, 2, 29, 1, 30),
  ],
  [
    'a time that comes twice, by its first',
    '20261025T023000',
    '2026-10-25 02:30',
    Date.UTC(2026, 9, 25, 0, 30),
  ],
])('reads %s', (_, written, shown, start) => {
  for (const zone of ['Europe/Stockholm', 'Beskriven']) {
    const described = [
      'BEGIN:VTIMEZONE',
      'TZID:Beskriven',
      'BEGIN:STANDARD',
      'DTSTART:16010101T030000',
      'TZOFFSETFROM:+0200',
      'TZOFFSETTO:+0100',
      'RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10',
      'END:STANDARD',
      'BEGIN:DAYLIGHT',
      'DTSTART:16010101T020000',
      'TZOFFSETFROM:+0100',
      'TZOFFSETTO:+0200',
      'RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3',
      'END:DAYLIGHT',
      'END:VTIMEZONE',
    ];
    const [event] = readFiles([
      calendar(...described, vevent(`DTSTART;TZID=${zone}:${written}`, 'DURATION:PT30M')),
    ]).events;
    expect(event && row(event)).toBe(`${shown} 30 min Möte`);
    expect(event?.start).toBe(start);
  }
});

it('survives the year 9999 and the year 1', () => {
  const text = calendar(
    vevent('UID:a', 'DTSTART;VALUE=DATE:16041231', 'RRULE:FREQ=YEARLY'),
    vevent('UID:b', 'DTSTART:99991231T230000Z', 'DURATION:P900D'),
    vevent('UID:c', 'DTSTART;VALUE=DATE:00010101'),
    vevent('UID:d', 'DTSTART:20261007T070000Z', 'DTEND:99991231T235959Z'),
    vevent('UID:e', 'SUMMARY:Nu'),
  );
  expect(rows(text)).toContain('2026-10-07 09:00 60 min Nu');
});
