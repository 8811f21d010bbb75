import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { OwnCalendar } from '../../../shared/own-calendar/read-own-calendar.ts';
import { ownWords } from '../../../shared/own-calendar/words.ts';
import { readFiles, row } from './reading.ts';

/** As a reader on a machine in Stockholm sees it, without any option. */
function read(name: string): OwnCalendar {
  const content = readFileSync(new URL(`../../fixtures/ics/${name}`, import.meta.url));
  return readFiles([content], { file: name, timeZone: '', machine: 'Europe/Stockholm' });
}

function shown(name: string) {
  const found = read(name);
  const words = ownWords('en');
  return {
    owner: found.owner,
    timeZone: found.timeZone,
    events: found.events.map(
      (event) => `${row(event, found.timeZone)} / ${event.response} / ${event.showAs}`,
    ),
    problems: found.problems.map((problem) => `${words.where(problem)}: ${words.what(problem)}`),
  };
}

it('reads what Outlook classic saves: owner and hours from its own words, series as far as was exported', () => {
  expect(shown('outlook-classic.ics')).toEqual({
    owner: 'anna.wik@nordvik.example',
    timeZone: 'Europe/Stockholm',
    events: [
      '2026-09-07 09:00 60 min Säljmöte / notResponded / busy',
      '2026-09-10 13:00 120 min Ring kundlistan / organizer / busy',
      '2026-09-11 10:00 60 min (private) / organizer / busy',
      '2026-09-14 09:00 60 min Säljmöte / notResponded / busy',
      '2026-09-16 10:00 60 min Avstämning Granlund / notResponded / busy',
    ],
    problems: [],
  });
  expect(read('outlook-classic.ics').workingHours.days[1]).toEqual([{ from: '08:00', to: '16:30' }]);
});

it('reads Outlook’s availability, and says that it names nobody', () => {
  expect(shown('outlook-availability.ics')).toEqual({
    owner: null,
    timeZone: 'Europe/Stockholm',
    events: [
      '2026-09-07 09:00 60 min Upptagen / organizer / busy',
      '2026-09-08 08:00 540 min Frånvarande / organizer / oof',
    ],
    problems: [
      'the calendar: The calendar names no people. That does not say that you were alone, but meetings can only be sorted by title.',
    ],
  });
});

it('reads one item as Outlook mails it, and does not guess which of two people is its owner', () => {
  expect(shown('outlook-item.ics')).toEqual({
    owner: null,
    timeZone: 'Europe/Stockholm',
    events: ['2026-09-09 10:00 90 min Genomgång av offert / none / tentative'],
    problems: [
      'the calendar: It cannot be told whose calendar this is, so responses to invitations do not count. Your e-mail address would say so (--me ADDRESS in the terminal).',
    ],
  });
});

it('reads new Outlook: Windows zones without a VTIMEZONE, a missing UID, working elsewhere that is transparent', () => {
  expect(shown('outlook-web.ics').events).toEqual([
    '2026-09-08 10:00 60 min Demo Granlund / organizer / busy',
    '2026-09-09 09:00 30 min Kundmöte på distans / organizer / workingElsewhere',
    '2026-09-10..2026-09-12 Mässa / organizer / busy',
  ]);
});

it('reads Google: an exception before its master, a decline of one occurrence, single events in UTC', () => {
  expect(shown('google.ics')).toEqual({
    owner: 'anna.wik@nordvik.example',
    timeZone: 'Europe/Stockholm',
    events: [
      '2026-09-09 13:00 60 min Projektmöte / accepted / busy',
      '2026-09-11 09:00 60 min Ring Hamnverket / organizer / busy',
      '2026-09-16 13:30 60 min Projektmöte (declined) / declined / busy',
      '2026-09-23 13:00 60 min Projektmöte / accepted / busy',
    ],
    problems: [],
  });
});

it('reads Google’s free and busy times, where every occurrence is an exception of nothing', () => {
  expect(shown('google-free-busy.ics').events).toEqual([
    '2026-09-07 09:00 30 min Busy / organizer / busy',
    '2026-09-08 09:00 30 min Busy / organizer / busy',
  ]);
});

it('reads Apple: line breaks in a place, addresses in EMAIL, a VTIMEZONE that starts too late', () => {
  expect(shown('apple.ics')).toEqual({
    owner: 'anna.wik@nordvik.example',
    timeZone: 'Europe/Stockholm',
    events: [
      '2026-09-07 09:00 60 min Frukostmöte / organizer / busy',
      '2026-09-08 10:30 30 min Frukostmöte / organizer / busy',
      '2026-09-09 09:00 60 min Frukostmöte / organizer / busy',
    ],
    problems: [],
  });
});

it('reads Thunderbird: EXDATE and UNTIL in UTC across the change of clocks, a cancelled occurrence', () => {
  expect(shown('thunderbird.ics').events).toEqual([
    '2026-10-21 08:00 60 min Prospektering / organizer / busy',
    '2026-10-22 08:00 60 min Prospektering (cancelled) / organizer / busy',
    '2026-10-24 08:00 60 min Prospektering / organizer / busy',
    '2026-10-25 08:00 60 min Prospektering / organizer / busy',
    '2026-10-26 08:00 60 min Prospektering / organizer / busy',
  ]);
});

it('reads invitations that were joined in one file, and no reply to one of them', () => {
  expect(shown('invitations-joined.ics')).toEqual({
    owner: 'anna.wik@nordvik.example',
    timeZone: 'Europe/Stockholm',
    events: [
      '2026-09-07 14:00 45 min Zoom med Granlund / notResponded / busy',
      '2026-09-08 14:00 30 min 30 minuter med Per Dahl / organizer / busy',
    ],
    problems: ['invitations-joined.ics, line 30: METHOD:REPLY is a message about an event, not an event.'],
  });
});
