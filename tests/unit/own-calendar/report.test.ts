import { expect, it } from 'vitest';
import en from '../../../shared/locales/own-calendar.en.json' with { type: 'json' };
import sv from '../../../shared/locales/own-calendar.sv.json' with { type: 'json' };
import {
  internalMeetings,
  unsureGroups,
  type EventGroup,
} from '../../../shared/own-calendar/event-groups.ts';
import { sortOwnCalendar } from '../../../shared/own-calendar/sort-own-calendar.ts';
import {
  summariseOwnCalendar,
  type OwnReport,
  type Settlements,
} from '../../../shared/own-calendar/summarise-own-calendar.ts';
import { ownWords } from '../../../shared/own-calendar/words.ts';
import { calendar, readFiles, vevent } from '../ics/reading.ts';

const ME = 'anna.wik@nordvik.example';
const LENA = ['ORGANIZER:mailto:lena.falk@nordvik.example', `ATTENDEE;PARTSTAT=ACCEPTED:mailto:${ME}`];

const at = (start: string, title: string, ...lines: readonly string[]): string =>
  vevent(
    `UID:${title}${start}`,
    `SUMMARY:${title}`,
    `DTSTART;TZID=Europe/Stockholm:${start}`,
    'DURATION:PT1H',
    ...lines,
  );

function report(
  events: readonly string[],
  settlements: Settlements = new Map(),
  customers: readonly string[] | null = null,
): OwnReport {
  const read = readFiles([calendar(`X-OWNER:mailto:${ME}`, ...events)]);
  const sorted = sortOwnCalendar(read, { ownDomains: ['nordvik.example'], customerDomains: customers });
  return summariseOwnCalendar(sorted, read, [], settlements);
}

const shown = ({ title, times, minutes }: EventGroup): string => `${title} ${times} × ${minutes} min`;

const MONTH = [
  at('20261005T090000', 'Säljmöte', 'RRULE:FREQ=WEEKLY;COUNT=3', ...LENA),
  at('20261006T090000', 'Fokustid'),
  at('20261007T090000', 'fokustid'),
  at(
    '20261008T090000',
    'Demo Granlund',
    `ORGANIZER:mailto:${ME}`,
    'ATTENDEE;PARTSTAT=ACCEPTED:mailto:eva.ros@granlund.example',
  ),
  at('20261009T090000', 'Administration'),
];

it('lists weeks from the first to the last, those between them included', () => {
  const { weeks } = report([at('20261005T090000', 'Demo Granlund'), at('20261019T090000', 'Demo Granlund')]);
  expect(weeks.map(({ week, counted }) => `${week} ${counted}`)).toEqual([
    '2026-W41 60',
    '2026-W42 0',
    '2026-W43 60',
  ]);
});

it('makes no weeks of a long event that is not counted, beyond its first', () => {
  const leave = vevent(
    'UID:a',
    'SUMMARY:Tjänstledig',
    'DTSTART;VALUE=DATE:20261005',
    'DTEND;VALUE=DATE:20281005',
    'TRANSP:TRANSPARENT',
  );
  expect(report([leave]).weeks.map(({ week }) => week)).toEqual(['2026-W41']);
});

it('puts together what is one to a reader: a series, or a title however it is written', () => {
  const { events } = report(MONTH);
  expect(internalMeetings(events).map(shown)).toEqual(['Säljmöte 3 × 180 min']);
  expect(unsureGroups(events).map(shown)).toEqual(['Fokustid 2 × 120 min']);
});

it('takes all internal time for meetings where a calendar names nobody', () => {
  const nameless = MONTH.map((event) => event.replaceAll(/\r\n(?:ORGANIZER|ATTENDEE)[^\r]*/g, ''));
  expect(internalMeetings(report(nameless).events).map(shown)).toContain('Administration 1 × 60 min');
});

it('settles all events of a group by one word, and takes the word back', () => {
  const before = report(MONTH);
  const [group] = unsureGroups(before.events);
  const after = report(MONTH, new Map([[group?.key ?? '', 'selling' as const]]));
  expect(before.weeks[0]?.minutes).toEqual({ selling: 60, unsure: 120, supporting: 0, internal: 120 });
  expect(after.weeks[0]?.minutes).toEqual({ selling: 180, unsure: 0, supporting: 0, internal: 120 });
  expect(unsureGroups(after.events).map(shown)).toEqual(['Fokustid 2 × 120 min']);
  expect(report(MONTH, new Map())).toEqual(before);
});

it('lets no word count what is private, cancelled or declined', () => {
  const key = 'title fokustid';
  const events = [
    at('20261006T090000', 'Fokustid', 'STATUS:CANCELLED'),
    at('20261007T090000', 'Fokustid', 'CLASS:PRIVATE'),
  ];
  const { weeks } = report(events, new Map([[key, 'selling' as const]]));
  expect(weeks.map(({ counted }) => counted)).toEqual([0]);
});

it.each(['Canceled: Demo Granlund', 'Inställt: Demo Granlund', 'Avlyst: Demo Granlund'])(
  'counts nothing of a meeting that the attendee’s Outlook calls “%s”',
  (title) => {
    expect(report([at('20261006T090000', title)]).events).toMatchObject([{ class: 'ignored', counted: 0 }]);
  },
);

it('knows a customer by the reader’s list', () => {
  const call = at(
    '20261008T090000',
    'Avstämning',
    'ORGANIZER:mailto:ali@nordlast.example',
    `ATTENDEE;PARTSTAT=ACCEPTED:mailto:${ME}`,
  );
  const signals = report([call], new Map(), ['nordlast.example']).events[0]?.because.map(
    ({ signal }) => signal,
  );
  expect(signals).toContain('room.customer');
});

it('says in both languages why an event is unsure', () => {
  const [group] = unsureGroups(report(MONTH).events);
  if (group === undefined) throw new Error('nothing is unsure');
  expect(ownWords('sv').whyUnsure(group)).toBe('Ingen annan är inbjuden, titeln säger inte till vad');
  expect(ownWords('en').whyUnsure(group)).toBe('Nobody else is invited, the title does not say what for');
  expect(ownWords('sv').whyUnsure({ because: [], room: null })).toBe('Titeln säger inte till vad');
});

it('names both sides of what an event is torn between', () => {
  const torn = {
    because: [
      { signal: 'word', value: 'Demo', speaksFor: 'selling' as const, weight: 18 },
      { signal: 'room.colleagues', value: '', speaksFor: 'internal' as const, weight: 17 },
    ],
    room: { signal: 'room.colleagues', value: '' },
  };
  expect(ownWords('sv').whyUnsure(torn)).toBe('Bara kollegor är med, ordet ”Demo”');
});

it('has the same words in both languages, with the same places for values', () => {
  const places = (catalogue: Readonly<Record<string, string>>): unknown =>
    Object.fromEntries(
      Object.entries(catalogue).map(([key, text]) => [key, (text.match(/\{\w+\}/g) ?? []).toSorted()]),
    );
  expect(places(en)).toEqual(places(sv));
});
