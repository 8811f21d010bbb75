import { expect, it } from 'vitest';
import { sortOwnCalendar } from '../../../shared/own-calendar/sort-own-calendar.ts';
import type { Settlements } from '../../../shared/own-calendar/summarise-own-calendar.ts';
import { ownWords } from '../../../shared/own-calendar/words.ts';
import { asRead, ownView } from '../../../tab/own-calendar/own-view.ts';
import type { OwnView } from '../../../tab/own-calendar/protocol.ts';
import { calendar, readFiles, vevent } from '../ics/reading.ts';

const ME = 'anna.wik@nordvik.example';
const at = (start: string, minutes: number, title: string, ...lines: readonly string[]): string =>
  vevent(
    `UID:${title}${start}`,
    `SUMMARY:${title}`,
    `DTSTART;TZID=Europe/Stockholm:${start}`,
    `DURATION:PT${minutes}M`,
    ...lines,
  );
const FROM_LENA = ['ORGANIZER:mailto:lena.falk@nordvik.example', `ATTENDEE;PARTSTAT=ACCEPTED:mailto:${ME}`];

const read = readFiles([
  calendar(
    `X-OWNER:mailto:${ME}`,
    at('20261116T090000', 60, 'Säljmöte', ...FROM_LENA),
    at('20261117T070000', 90, 'Fokustid'),
    at('20261125T130000', 30, 'Fokustid'),
    at('20261125T150000', 60, 'Tandläkare', 'CLASS:PRIVATE'),
    at(
      '20261128T100000',
      60,
      'Demo Granlund',
      `ORGANIZER:mailto:${ME}`,
      'ATTENDEE:mailto:eva.ros@granlund.example',
    ),
    at('20261210T090000', 60, 'Säljmöte', ...FROM_LENA),
  ),
]);
const sorted = asRead(read, sortOwnCalendar(read, { ownDomains: [], customerDomains: null }));
const now = Date.UTC(2026, 10, 26, 9);

function view(said: Settlements = new Map(), week: string | null = null): OwnView {
  return ownView(sorted, said, week, ownWords('sv'), now);
}

it('opens at the last week that is not ahead, drawn as This week is', () => {
  const { week } = view();
  expect(week).toMatchObject({
    week: '2026-W48',
    previous: '2026-W47',
    next: '2026-W49',
    today: '2026-11-26',
    hours: { from: 8, to: 17 },
    countedHours: 1.5,
    availableHours: 39,
    split: { selling: 1, unsure: 0.5, supporting: 0, internal: 0 },
    shares: { selling: 67, unsure: 33, supporting: 0, internal: 0 },
  });
  // Friday has a strip, Saturday has one for what stands in it, and Sunday has none.
  expect(
    week?.days.map(({ date, sellingHours, blocks }) => `${date} ${sellingHours} ${blocks.length}`),
  ).toEqual([
    '2026-11-23 0 0',
    '2026-11-24 0 0',
    '2026-11-25 0 1',
    '2026-11-26 0 0',
    '2026-11-27 0 0',
    '2026-11-28 1 1',
  ]);
  expect(week?.events.map(({ title, standing }) => `${title} ${standing}`)).toEqual([
    'Fokustid open',
    ' private',
    'Demo Granlund settled',
  ]);
});

it('opens another week when asked, with the hours that it reaches beyond the working day', () => {
  expect(view(new Map(), '2026-W47').week).toMatchObject({
    week: '2026-W47',
    previous: null,
    hours: { from: 7, to: 17 },
  });
  expect(view(new Map(), '2027-W20').week).toBeNull();
});

it('adds up the weeks that the printed report does, and lists what is unsure in them', () => {
  const { unsure, open, moreUnsure, meetings, weeks, earlier, ahead, hours } = view();
  expect({ open, moreUnsure, weeks, earlier, ahead, hours }).toEqual({
    open: 2,
    moreUnsure: 0,
    weeks: ['2026-W47', '2026-W48'],
    earlier: 0,
    ahead: 1,
    hours: { selling: 1, unsure: 2, supporting: 0, internal: 1 },
  });
  expect(unsure).toEqual([
    {
      key: 'title fokustid',
      title: 'Fokustid',
      times: 2,
      hours: 2,
      why: 'Ingen annan är inbjuden, titeln säger inte till vad',
      said: null,
      events: ['1', '2'],
    },
  ]);
  expect(meetings).toEqual([{ key: 'title säljmöte', title: 'Säljmöte', times: 1, hours: 1 }]);
});

it('adds up weeks that lie ahead where there are no others', () => {
  const { weeks, ahead } = ownView(sorted, new Map(), null, ownWords('sv'), Date.UTC(2026, 9, 1));
  expect({ weeks, ahead }).toEqual({ weeks: ['2026-W47', '2026-W48', '2026-W50'], ahead: 0 });
});

it('draws of a day on which hundreds of events overlap no more than a page can', () => {
  const twoDigits = (count: number): string => String(count).padStart(2, '0');
  const crowd = Array.from({ length: 280 }, (_, index) => {
    const start = `20261109T07${twoDigits(index % 60)}${twoDigits(Math.floor(index / 60))}Z`;
    return vevent(`UID:${index}`, `DTSTART:${start}`, 'DURATION:PT8H');
  });
  const crowded = readFiles([calendar(...crowd)]);
  const events = sortOwnCalendar(crowded, { ownDomains: [], customerDomains: null });
  const { week } = ownView(asRead(crowded, events), new Map(), null, ownWords('sv'), now);
  expect(week?.days.map(({ blocks }) => blocks.length)).toEqual([400, 0, 0, 0, 0]);
  expect(week?.countedHours).toBeCloseTo(8 + 59 / 60 + 3 / 3_600, 6);
});

it('names no option of the command line alone, for the page has none', () => {
  for (const language of ['sv', 'en'] as const) {
    const what = ownWords(language).what({
      code: 'owner-unknown',
      file: '',
      line: null,
      event: null,
      values: {},
    });
    expect(what).toMatch(/e-postadress|e-mail address/);
  }
});

it('settles them in the picture, and keeps them in their place in the list', () => {
  const settled = view(new Map([['title fokustid', 'ignored' as const]]));
  expect(settled.hours).toEqual({ selling: 1, unsure: 0, supporting: 0, internal: 1 });
  expect(settled.open).toBe(0);
  expect(settled.unsure).toMatchObject([{ title: 'Fokustid', hours: 2, said: 'ignored' }]);
  expect(settled.week?.events[0]).toMatchObject({ title: 'Fokustid', class: 'ignored', standing: 'open' });
});
