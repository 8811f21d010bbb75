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

const bytesOf = (content: unknown): Uint8Array =>
  content instanceof Uint8Array
    ? content
    : new TextEncoder().encode(typeof content === 'string' ? content : JSON.stringify(content));

function read(content: unknown, timeZone: string | null = null, ...more: readonly unknown[]) {
  const files = [content, ...more].map((each, index) => ({
    name: index === 0 ? 'vy.json' : `vy-${index + 1}.json`,
    bytes: bytesOf(each),
  }));
  const found = readOwnCalendar(files, {
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
  ['the value of a page', { '@odata.context': 'x', value: [graphRow()] }],
  ['text with a byte order mark', `\ufeff${JSON.stringify([graphRow()])}`],
])('reads calendar view rows from %s', (_, content) => {
  expect(read(content)).toEqual({
    owner: ME,
    timeZone: 'Europe/Stockholm',
    rows: ['2026-10-07 09:00 60 min Demo Granlund'],
    problems: [],
  });
});

it.each([
  ['Windows-1252', (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0))],
  [
    'UTF-16 without a mark',
    (text: string) =>
      Uint8Array.from({ length: text.length * 2 }, (_, at) => (at % 2 === 0 ? text.charCodeAt(at / 2) : 0)),
  ],
])('reads rows that were saved in %s', (_, encode) => {
  expect(read(encode(JSON.stringify([graphRow({ subject: 'Säljmöte' })]))).rows).toEqual([
    '2026-10-07 09:00 60 min Säljmöte',
  ]);
});

it('says that an answer has more pages, unless the last one is given too', () => {
  const page = { value: [graphRow()], '@odata.nextLink': 'https://graph.microsoft.com/v1.0/x' };
  const more =
    'The answer has more pages (@odata.nextLink) than were given; what stands on them is not counted.';
  expect(read(page).problems).toEqual([`vy.json: ${more}`]);
  expect(read(page, null, { ...page, value: [graphRow({ id: 'b' })] }).problems).toEqual([
    `vy-2.json: ${more}`,
  ]);
  expect(read(page, null, { value: [graphRow({ id: 'b' })] }).problems).toEqual([]);
});

it('takes an empty page for a page: more may come after it, or it is the last', () => {
  const next = { '@odata.nextLink': 'https://graph.microsoft.com/v1.0/x' };
  const more =
    'The answer has more pages (@odata.nextLink) than were given; what stands on them is not counted.';
  const none = 'The calendar has no events.';
  expect(read({ value: [], ...next }).problems).toEqual([`vy.json: ${more}`]);
  expect(read({ value: [] }).problems).toEqual([`vy.json: ${none}`]);
  expect(read({ value: [graphRow()], ...next }, null, { value: [] }).problems).toEqual([
    `vy-2.json: ${none}`,
  ]);
});

it('keeps what a terminal would obey out of addresses, which are named as reasons', () => {
  const hostile = { type: 'required', ...address('x@\u001b]0;ut\u0007ond\u202e.example') };
  const { events } = readOwnCalendar(
    [{ name: 'vy.json', bytes: bytesOf([graphRow({ attendees: [hostile] })]) }],
    {
      me: null,
      timeZone: null,
      machineTimeZone: 'Europe/Stockholm',
      deadline: { seconds: 60, isLate: () => false },
    },
  );
  expect(events.flatMap(({ attendees }) => attendees.map((person) => person.address))).toEqual([
    'x@ond .example',
  ]);
});

it('cuts a title of more than 1,000 characters, and says of which row', () => {
  expect(read([graphRow({ subject: 'x'.repeat(1_001) })])).toMatchObject({
    rows: [`2026-10-07 09:00 60 min ${'x'.repeat(1_000)}`],
    problems: ['vy.json, event 1: The title is longer than 1000 characters and was cut there.'],
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
  ['an empty list', [], 'vy.json: The calendar has no events.'],
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
