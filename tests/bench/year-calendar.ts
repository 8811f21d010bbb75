const TITLES = [
  'Demo Granlund',
  'Behovsmöte Hamnverket',
  'Ring kundlistan',
  'Skriva offert',
  'Avstämning',
  'Fokustid',
  'Projektmöte',
  'Lunch',
  'Resa Göteborg',
  'Förhandling Nordlast',
  'Prognosgenomgång',
  'CRM',
];
const PEOPLE = [
  'lena.falk@nordvik.example',
  'bo.lind@nordvik.example',
  'siv.ek@nordvik.example',
  'eva.ros@granlund.example',
  'per.dahl@hamnverket.example',
  'ali.nord@nordlast.example',
];
const OWNER = 'anna.wik@nordvik.example';
const FIRST_MONDAY = Date.UTC(2026, 0, 5);
const DAY = 86_400_000;

/**
 * A year's calendar as Exchange writes it, with texts and people: `events` events, of which `series` recur every week with
 * some changes. The same for the same numbers.
 */
export function yearCalendar({
  events,
  series,
}: {
  readonly events: number;
  readonly series: number;
}): string {
  const draw = drawer(events * 31 + series);
  const lines = [
    'BEGIN:VCALENDAR',
    'METHOD:PUBLISH',
    'PRODID:Microsoft Exchange Server 2010',
    'VERSION:2.0',
    ZONE,
  ];
  lines.push(`X-WR-CALNAME:${OWNER}`);
  for (let index = 0; index < events; index += 1) {
    const isSeries = index < series;
    const day = isSeries ? draw(5) : Math.floor((index / events) * 51) * 7 + draw(5);
    const start = FIRST_MONDAY + day * DAY + (8 + draw(9)) * 3_600_000 + draw(2) * 1_800_000;
    const rule = isSeries
      ? [`RRULE:FREQ=WEEKLY;INTERVAL=${1 + draw(2)};WKST=SU`, `EXDATE:${stamp(start + 70 * DAY)}Z`]
      : [];
    lines.push(...event(index, start, rule, draw));
  }
  return [...lines, 'END:VCALENDAR', ''].join('\r\n');
}

function event(
  index: number,
  start: number,
  rule: readonly string[],
  draw: (most: number) => number,
): string[] {
  const people = PEOPLE.filter(() => draw(3) === 0);
  const [organizer = OWNER] = draw(2) === 0 ? [OWNER] : people;
  return [
    'BEGIN:VEVENT',
    `UID:040000008200E00074C5B7101A82E008${String(index).padStart(32, '0')}`,
    `SUMMARY:${TITLES[draw(TITLES.length)] ?? ''} ${index % 97}`,
    `DESCRIPTION:${'Dagordning och länkar som ingen läser. '.repeat(8)}`,
    `DTSTART;TZID=W. Europe Standard Time:${stamp(start)}`,
    `DTEND;TZID=W. Europe Standard Time:${stamp(start + (1 + draw(4)) * 1_800_000)}`,
    ...rule,
    `ORGANIZER;CN=Någon:mailto:${organizer}`,
    ...[OWNER, ...people].map(
      (address) => `ATTENDEE;CN=Någon;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED:mailto:${address}`,
    ),
    `CLASS:${draw(12) === 0 ? 'PRIVATE' : 'PUBLIC'}`,
    'DTSTAMP:20261101T080000Z',
    'SEQUENCE:0',
    'X-MICROSOFT-CDO-BUSYSTATUS:BUSY',
    'BEGIN:VALARM',
    'TRIGGER:-PT15M',
    'ACTION:DISPLAY',
    'END:VALARM',
    'END:VEVENT',
  ];
}

const ZONE = [
  'BEGIN:VTIMEZONE',
  'TZID:W. Europe Standard Time',
  'BEGIN:STANDARD',
  'DTSTART:16010101T030000',
  'TZOFFSETFROM:+0200',
  'TZOFFSETTO:+0100',
  'RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10',
  'END:STANDARD',
  'BEGIN:DAYLIGHT',
  'DTSTART:16010101T020000',
  'TZOFFSETFROM:+0100',
  'TZOFFSETTO:+0200',
  'RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3',
  'END:DAYLIGHT',
  'END:VTIMEZONE',
].join('\r\n');

function stamp(wall: number): string {
  return new Date(wall).toISOString().slice(0, 19).replaceAll(/[-:]/g, '');
}

/** Whole numbers below a limit, in a sequence that a seed fixes (Park and Miller 1988). */
function drawer(seed: number): (limit: number) => number {
  let state = (seed % 2_147_483_646) + 1;
  return (limit) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % limit;
  };
}
