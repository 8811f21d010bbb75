import { expect, it } from 'vitest';
import { readOwnCalendar } from '../../../shared/own-calendar/read-own-calendar.ts';
import { ownWords } from '../../../shared/own-calendar/words.ts';
import { row } from '../ics/reading.ts';

const ME = 'anna.wik@nordvik.example';
const address = (text: string) => ({ emailAddress: { name: 'Någon', address: text } });

function graphRow(overrides: object = {}): object {
  return {
    id: 'AAMk1',
    type: 'singleInstance',
    subject: 'Demo Granlund',
    start: { dateTime: '2026-10-07T07:00:00.0000000', timeZone: 'UTC' },
    end: { dateTime: '2026-10-07T08:00:00.0000000', timeZone: 'UTC' },
    originalStartTimeZone: 'W. Europe Standard Time',
    isOrganizer: true,
    organizer: address(ME),
    attendees: [
      { type: 'required', status: { response: 'accepted' }, ...address('eva.ros@granlund.example') },
    ],
    showAs: 'busy',
    sensitivity: 'normal',
    bodyPreview: 'Dagordning',
    ...overrides,
  };
}

function read(content: unknown, timeZone: string | null = null) {
  const text = typeof content === 'string' ? content : JSON.stringify(content);
  const found = readOwnCalendar([{ name: 'vy.json', bytes: new TextEncoder().encode(text) }], {
    me: null,
    timeZone,
    machineTimeZone: 'Europe/Stockholm',
    deadline: { seconds: 60, isLate: () => false },
  });
  const words = ownWords('en');
  return {
    owner: found.owner,
    timeZone: found.timeZone,
    rows: found.events.map((event) => row(event, found.timeZone)),
    problems: found.problems.map((problem) => `${words.where(problem)}: ${words.what(problem)}`),
  };
}

it.each([
  ['an array', [graphRow()]],
  ['the value of a page', { '@odata.context': 'x', value: [graphRow()], '@odata.nextLink': 'y' }],
  ['text with a byte order mark', `\ufeff${JSON.stringify([graphRow()])}`],
])('reads calendar view rows from %s', (_, content) => {
  expect(read(content)).toEqual({
    owner: ME,
    timeZone: 'Europe/Stockholm',
    rows: ['2026-10-07 09:00 60 min Demo Granlund'],
    problems: [],
  });
});

it('reads a row again where two pages overlap, as the later one says', () => {
  expect(read([graphRow(), graphRow({ subject: 'Demo, nytt namn' })]).rows).toEqual([
    '2026-10-07 09:00 60 min Demo, nytt namn',
  ]);
});

it('says which row cannot be read, and reads the others', () => {
  const rows = [
    graphRow({ id: 'a', start: { dateTime: 'i morgon', timeZone: 'UTC' } }),
    graphRow({ id: 'b', type: 'seriesMaster' }),
    7,
    graphRow({ id: 'c' }),
  ];
  expect(read(rows)).toMatchObject({
    rows: ['2026-10-07 09:00 60 min Demo Granlund'],
    problems: [
      'vy.json, event 1: The field start.dateTime cannot be read; the event is not counted.',
      'vy.json, event 2: It is a series without dates. Fetch calendarView instead of events.',
      'vy.json, event 3: The field event cannot be read; the event is not counted.',
    ],
  });
});

it.each([
  ['no JSON at all', '{\n"value": [', 'vy.json, line 2: It is not valid JSON.'],
  [
    'something else',
    { name: 'package', version: 1 },
    'vy.json: There is no list of events in it: an array, or the “value” of calendarView.',
  ],
  [
    'an empty list',
    [],
    'vy.json: There is no list of events in it: an array, or the “value” of calendarView.',
  ],
])('says what is wrong with %s', (_, content, problem) => {
  expect(read(content)).toMatchObject({ rows: [], problems: [problem] });
});

it('takes the reader’s word for the zone of whole days and of weeks', () => {
  const day = graphRow({
    isAllDay: true,
    start: { dateTime: '2026-10-07T00:00:00.0000000', timeZone: 'UTC' },
    end: { dateTime: '2026-10-08T00:00:00.0000000', timeZone: 'UTC' },
  });
  expect(read([day], 'Asia/Tokyo')).toMatchObject({
    timeZone: 'Asia/Tokyo',
    rows: ['2026-10-07..2026-10-08 Demo Granlund'],
  });
});
