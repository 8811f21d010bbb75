import { expect, it } from 'vitest';
import { calendar, readFiles, row, rows, vevent } from './reading.ts';

const ME = 'anna.wik@nordvik.example';
const OWNED = `X-OWNER:mailto:${ME}`;

function only(...lines: readonly string[]) {
  const [event] = readFiles([calendar(OWNED, vevent(...lines))]).events;
  if (event === undefined) throw new Error('nothing was read');
  return event;
}

it.each([
  ['nothing', [], 'busy'],
  ['TRANSP:OPAQUE', ['TRANSP:OPAQUE'], 'busy'],
  ['TRANSP:TRANSPARENT', ['TRANSP:TRANSPARENT'], 'free'],
  ['BUSYSTATUS:FREE', ['X-MICROSOFT-CDO-BUSYSTATUS:FREE'], 'free'],
  ['BUSYSTATUS:OOF in lower case', ['x-microsoft-cdo-busystatus:oof'], 'oof'],
  [
    'BUSYSTATUS over TRANSP',
    ['TRANSP:TRANSPARENT', 'X-MICROSOFT-CDO-BUSYSTATUS:WORKINGELSEWHERE'],
    'workingElsewhere',
  ],
  ['BUSYSTATUS:TENTATIVE', ['TRANSP:OPAQUE', 'X-MICROSOFT-CDO-BUSYSTATUS:Tentative'], 'tentative'],
  ['INTENDEDSTATUS, which says nothing', ['X-MICROSOFT-CDO-INTENDEDSTATUS:FREE'], 'busy'],
])('shows as by %s', (_, lines, showAs) => {
  expect(only(...lines).showAs).toBe(showAs);
});

it.each([
  ['CLASS:PUBLIC', 'normal'],
  ['CLASS:public', 'normal'],
  ['CLASS:X-PERSONAL', 'personal'],
  ['CLASS:PRIVATE', 'private'],
  ['CLASS:Confidential', 'confidential'],
  ['CLASS:X-SECRET-CLUB', 'private'],
])('is as sensitive as %s says', (line, sensitivity) => {
  expect(only(line).sensitivity).toBe(sensitivity);
});

it('keeps of a private event its busy time alone', () => {
  const event = only(
    'CLASS:PRIVATE',
    'SUMMARY:Läkare',
    'CATEGORIES:Hälsa',
    'ORGANIZER:mailto:eva@granlund.example',
    'ATTENDEE:mailto:bo@granlund.example',
  );
  expect(event).toMatchObject({
    title: '',
    organizer: null,
    attendees: [],
    categories: [],
    isOnlineMeeting: false,
  });
});

it.each([
  ['ACCEPTED', 'accepted'],
  ['DECLINED', 'declined'],
  ['TENTATIVE', 'tentativelyAccepted'],
  ['NEEDS-ACTION', 'notResponded'],
  ['accepted', 'accepted'],
])('responds as PARTSTAT=%s of the owner', (status, response) => {
  const people = [
    'ORGANIZER:mailto:lena@nordvik.example',
    `ATTENDEE;PARTSTAT=${status}:mailto:${ME}`,
    'ATTENDEE;PARTSTAT=DECLINED:mailto:bo@nordvik.example',
  ];
  expect(only(...people).response).toBe(response);
});

it.each([
  ['in other case, with spaces', `ATTENDEE;PARTSTAT=DECLINED:MAILTO: Anna.Wik@Nordvik.example `],
  ['in EMAIL', `ATTENDEE;PARTSTAT=DECLINED;EMAIL="${ME}":/aMTA4/principal/`],
  ['in EMAIL beside a urn', `ATTENDEE;EMAIL=${ME};PARTSTAT=DECLINED:urn:uuid:1`],
])('finds the owner’s own line %s', (_, line) => {
  expect(only('ORGANIZER:mailto:lena@nordvik.example', line).response).toBe('declined');
});

it('compares whole addresses', () => {
  const event = only(
    'ORGANIZER:mailto:lena@nordvik.example',
    'ATTENDEE;PARTSTAT=DECLINED:mailto:joanna.wik@nordvik.example',
  );
  expect(event.response).toBe('none');
});

it('takes an answer without PARTSTAT for none, and the organizer for there', () => {
  expect(only('ORGANIZER:mailto:lena@nordvik.example', `ATTENDEE:mailto:${ME}`).response).toBe(
    'notResponded',
  );
  expect(only(`ORGANIZER:mailto:${ME}`, 'ATTENDEE:mailto:bo@nordvik.example')).toMatchObject({
    isOrganizer: true,
    response: 'organizer',
  });
});

it('takes the owner for the organizer where none is named and the owner is not among those invited', () => {
  expect(only('ATTENDEE:mailto:eva@granlund.example').isOrganizer).toBe(true);
  expect(only('ATTENDEE:mailto:eva@granlund.example', `ATTENDEE:mailto:${ME}`).isOrganizer).toBe(false);
});

it('tells rooms and optional people from others, and leaves out who has no address', () => {
  const event = only(
    'ATTENDEE;CUTYPE=ROOM:mailto:rum4@nordvik.example',
    'ATTENDEE;ROLE=OPT-PARTICIPANT;PARTSTAT=ACCEPTED:mailto:bo@nordvik.example',
    'ATTENDEE;CN=Någon:invalid:nomail',
    'ATTENDEE;MEMBER="mailto:alla@nordvik.example","mailto:fler@nordvik.example";PARTSTAT=TENTATIVE:mailto:siv@nordvik.example',
  );
  expect(event.attendees.map(({ address, kind, response }) => `${address} ${kind} ${response}`)).toEqual([
    'rum4@nordvik.example resource notResponded',
    'bo@nordvik.example optional accepted',
    'siv@nordvik.example required tentativelyAccepted',
  ]);
});

it('reads categories with commas in them', () => {
  expect(only('CATEGORIES:Kund\\, stor,Grön').categories).toEqual(['Kund, stor', 'Grön']);
});

const request = (...lines: readonly string[]): string => calendar(OWNED, 'METHOD:REQUEST', vevent(...lines));
const cancel = (...lines: readonly string[]): string => calendar(OWNED, 'METHOD:CANCEL', vevent(...lines));

it.each([
  ['STATUS:CANCELLED', calendar(OWNED, vevent('STATUS:CANCELLED'))],
  ['METHOD:CANCEL without STATUS', cancel()],
  ['METHOD that stands behind the event', calendar(OWNED, vevent(), 'METHOD:CANCEL')],
  ['a cancellation of it in another calendar', request('SEQUENCE:0') + cancel('SEQUENCE:1')],
  ['one that stands before it', cancel('SEQUENCE:1') + request('SEQUENCE:0')],
  [
    'one with the same number, though written earlier',
    request('SEQUENCE:1', 'DTSTAMP:20260902T080000Z') + cancel('SEQUENCE:1', 'DTSTAMP:20260901T080000Z'),
  ],
])('is cancelled by %s', (_, text) => {
  expect(rows(text)).toEqual(['2026-10-07 09:00 60 min Möte (cancelled)']);
});

it('is not cancelled by an older cancellation', () => {
  expect(rows(cancel('SEQUENCE:1') + request('SEQUENCE:2'))).toEqual(['2026-10-07 09:00 60 min Möte']);
});

it('cancels across files that were given together', () => {
  const read = readFiles([request('SEQUENCE:0'), cancel('SEQUENCE:1')]);
  expect(read.events.map((event) => row(event))).toEqual(['2026-10-07 09:00 60 min Möte (cancelled)']);
});

it('cancels one occurrence where the cancellation names one, which need not have a start', () => {
  const bare = [
    'BEGIN:VEVENT',
    'UID:möte@nordvik.example',
    'SEQUENCE:1',
    'SUMMARY:Möte',
    'RECURRENCE-ID:20261014T070000Z',
    'END:VEVENT',
  ];
  const text = request('RRULE:FREQ=WEEKLY;COUNT=3') + calendar('METHOD:CANCEL', bare.join('\r\n'));
  expect(rows(text)).toEqual([
    '2026-10-07 09:00 60 min Möte',
    '2026-10-14 09:00 0 min Möte (cancelled)',
    '2026-10-21 09:00 60 min Möte',
  ]);
});

it.each(['REPLY', 'COUNTER', 'REFRESH', 'DECLINECOUNTER'])(
  'takes METHOD:%s neither for an event nor for a revision',
  (method) => {
    const message = calendar(
      `METHOD:${method}`,
      vevent('SEQUENCE:7', 'SUMMARY:Svar', 'DTSTART:20261008T070000Z'),
    );
    expect(rows(message)).toEqual([]);
    expect(rows(request('SEQUENCE:0') + message)).toEqual(['2026-10-07 09:00 60 min Möte']);
  },
);

it('declines one occurrence only', () => {
  const people = ['ORGANIZER:mailto:lena@nordvik.example', `ATTENDEE;PARTSTAT=ACCEPTED:mailto:${ME}`];
  const said = ['ORGANIZER:mailto:lena@nordvik.example', `ATTENDEE;PARTSTAT=DECLINED:mailto:${ME}`];
  const text = calendar(
    OWNED,
    vevent('RRULE:FREQ=WEEKLY;COUNT=2', ...people),
    vevent(
      'RECURRENCE-ID;TZID=Europe/Stockholm:20261014T090000',
      'DTSTART;TZID=Europe/Stockholm:20261014T090000',
      'DTEND;TZID=Europe/Stockholm:20261014T100000',
      ...said,
    ),
  );
  expect(rows(text)).toEqual(['2026-10-07 09:00 60 min Möte', '2026-10-14 09:00 60 min Möte (declined)']);
});

const twice =
  vevent('UID:a', 'ORGANIZER:mailto:lena@nordvik.example', `ATTENDEE:mailto:${ME}`) +
  '\r\n' +
  vevent('UID:b', `ATTENDEE:mailto:${ME}`, 'ATTENDEE;CUTYPE=ROOM:mailto:rum4@nordvik.example');

it.each([
  ['--me', [calendar(OWNED, twice)], 'siv@nordvik.example', 'siv@nordvik.example'],
  [
    'X-OWNER',
    [calendar('X-OWNER;CN="Bo":mailto:Bo@nordvik.example', 'X-WR-CALNAME:lena@nordvik.example', twice)],
    undefined,
    'bo@nordvik.example',
  ],
  [
    'the name of the calendar, if it is an address',
    [calendar('X-WR-CALNAME:Lena@nordvik.example', twice)],
    undefined,
    'lena@nordvik.example',
  ],
  ['the address in most events', [calendar('X-WR-CALNAME:Kalender', twice)], undefined, ME],
  [
    'nobody, where two are in equally many',
    [calendar(vevent('ORGANIZER:mailto:lena@nordvik.example', `ATTENDEE:mailto:${ME}`))],
    undefined,
    null,
  ],
  ['nobody, where nobody is named', [calendar(vevent())], undefined, null],
])('belongs to whom %s says', (_, files, me, owner) => {
  expect(readFiles(files, me === undefined ? {} : { me }).owner).toBe(owner);
});
