import { expect, it } from 'vitest';
import { calendar, problems, readFiles, rows, vevent } from './reading.ts';

const OWNED = 'X-OWNER:mailto:anna.wik@nordvik.example';

const described = (name: string, offset: string, start = '16010101T000000'): string =>
  [
    'BEGIN:VTIMEZONE',
    `TZID:${name}`,
    'BEGIN:STANDARD',
    `DTSTART:${start}`,
    `TZOFFSETFROM:${offset}`,
    `TZOFFSETTO:${offset}`,
    'END:STANDARD',
    'END:VTIMEZONE',
  ].join('\r\n');

function startsIn(zone: string, ...described: readonly string[]): string {
  const quoted = /[:;,]/.test(zone) ? `"${zone}"` : zone;
  const [event] = readFiles([
    calendar(...described, vevent(`DTSTART;TZID=${quoted}:20260707T090000`)),
  ]).events;
  return new Date(event?.start ?? Number.NaN).toISOString().slice(11, 16);
}

it.each([
  ['Europe/Stockholm', '07:00'],
  ['europe/stockholm', '07:00'],
  ['EUROPE/STOCKHOLM', '07:00'],
  ['/citadel.org/20260101_1/Europe/Berlin', '07:00'],
  ['/freeassociation.sourceforge.net/America/Argentina/Buenos_Aires', '12:00'],
  ['W. Europe Standard Time', '07:00'],
  ['w. europe standard time', '07:00'],
  ['Eastern Standard Time', '13:00'],
  ['tzone://Microsoft/Utc', '09:00'],
  ['UTC', '09:00'],
  ['(UTC-05:00) Eastern Time (US & Canada)', '13:00'],
  ['(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna', '07:00'],
  ['(GMT+01.00) Sarajevo/Skopje, Warsaw, Zagreb', '07:00'],
  ['(UTC+05:30) Chennai, Kolkata, Mumbai, New Delhi', '03:30'],
  ['(UTC) Coordinated Universal Time', '09:00'],
  ['(UTC+00:00) Dublin, Edinburgh, Lisbon, London', '08:00'],
  ['(UTC+10:00) Canberra, Melbourne, Sydney', '23:00'],
  ['UTC+01:00', '08:00'],
  ['GMT-0330', '12:30'],
])('knows the zone %s by its name', (zone, start) => {
  expect(startsIn(zone)).toBe(start);
});

it('reads a displayed name that was not quoted, colon and all', () => {
  const text = calendar(vevent('DTSTART;TZID=(UTC-05:00) Eastern Time (US & Canada):20260707T090000'));
  expect(readFiles([text]).events[0]?.start).toBe(Date.UTC(2026, 6, 7, 13));
});

it.each(['Customized Time Zone', 'tzone://Microsoft/Custom', 'Mitteleuropäische Zeit'])(
  'knows %s only by its VTIMEZONE',
  (zone) => {
    expect(startsIn(zone, described(zone, '+0530'))).toBe('03:30');
  },
);

it('says once which zone is not known, and reads it as the person’s', () => {
  const event = (uid: string): string =>
    vevent(`UID:${uid}`, 'DTSTART;TZID=Customized Time Zone:20261007T090000', 'DURATION:PT1H');
  const text = calendar(OWNED, event('a'), event('b'));
  expect(rows(text)).toEqual(Array(2).fill('2026-10-07 09:00 60 min Möte'));
  expect(problems(text)).toEqual([
    'kalender.ics, line 1: The time zone “Customized Time Zone” is not known; Europe/Stockholm was used.',
  ]);
});

it('asks the VTIMEZONE before the name', () => {
  expect(startsIn('Europe/Stockholm', described('Europe/Stockholm', '+0500'))).toBe('04:00');
});

it('asks the name where the VTIMEZONE begins after the event, and its first offset where the name says nothing', () => {
  expect(startsIn('Europe/Stockholm', described('Europe/Stockholm', '+0500', '20261025T030000'))).toBe(
    '07:00',
  );
  expect(startsIn('Egen zon', described('Egen zon', '+0500', '20261025T030000'))).toBe('04:00');
});

it('finds a VTIMEZONE whose escaped name is quoted in the parameter, and one that stands behind the events', () => {
  expect(startsIn('Berlin, Bern', described('Berlin\\, Bern', '+0500'))).toBe('04:00');
  const text = calendar(vevent('DTSTART;TZID=Egen zon:20260707T090000'), described('Egen zon', '+0500'));
  expect(readFiles([text]).events[0]?.start).toBe(Date.UTC(2026, 6, 7, 4));
});

it('keeps a name to its own calendar, where two that were joined define it twice', () => {
  const one = (uid: string, offset: string): string =>
    calendar(described('Lokal tid', offset), vevent(`UID:${uid}`, 'DTSTART;TZID=Lokal tid:20260707T090000'));
  const starts = readFiles([one('a', '+0200') + one('b', '-0500')]).events.map(({ start }) =>
    new Date(start).getUTCHours(),
  );
  expect(starts).toEqual([7, 14]);
});

it('lets a Z outrank a zone', () => {
  const [event] = readFiles([calendar(vevent('DTSTART;TZID=Asia/Tokyo:20260707T090000Z'))]).events;
  expect(event?.start).toBe(Date.UTC(2026, 6, 7, 9));
});

it.each(['16010101T000000', '19700101T000000', '00010101T000000'])(
  'follows the rules of a VTIMEZONE whose parts both begin on %s',
  (start) => {
    const zone = [
      'BEGIN:VTIMEZONE',
      'TZID:Customized Time Zone',
      'BEGIN:STANDARD',
      `DTSTART:${start}`,
      'TZOFFSETFROM:+0200',
      'TZOFFSETTO:+0100',
      'RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10',
      'END:STANDARD',
      'BEGIN:DAYLIGHT',
      `DTSTART:${start}`,
      'TZOFFSETFROM:+0100',
      'TZOFFSETTO:+0200',
      'RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3',
      'END:DAYLIGHT',
      'END:VTIMEZONE',
    ];
    const at = (date: string): string =>
      vevent(`UID:${date}`, `DTSTART;TZID=Customized Time Zone:${date}T090000`);
    const dates = ['20260107', '20260328', '20260330', '20261024', '20261026'];
    const hours = readFiles([calendar(...zone, ...dates.map(at))]).events.map(({ start: begin }) =>
      new Date(begin).getUTCHours(),
    );
    expect(hours).toEqual([8, 8, 7, 7, 8]);
  },
);

it('follows changes that are listed, and rules that have ended', () => {
  const zone = [
    'BEGIN:VTIMEZONE',
    'TZID:Historisk',
    'BEGIN:DAYLIGHT',
    'DTSTART:20100328T020000',
    'RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3;UNTIL=20160327T010000Z',
    'TZOFFSETFROM:+0100',
    'TZOFFSETTO:+0200',
    'END:DAYLIGHT',
    'BEGIN:STANDARD',
    'DTSTART:20101031T030000',
    'RDATE:20111030T030000,20121028T030000',
    'RDATE:20161030T030000',
    'TZOFFSETFROM:+0200',
    'TZOFFSETTO:+0100',
    'END:STANDARD',
    'END:VTIMEZONE',
  ];
  expect(startsIn('Historisk', ...zone)).toBe('08:00');
});
