import { expect, it } from 'vitest';
import { calendar, problems, readFiles, row, rows, vevent } from './reading.ts';

const PLAIN = calendar(vevent('SUMMARY:Möte på ön'));
const READ = ['2026-10-07 09:00 60 min Möte på ön'];

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

function windows1252(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => (character === '€' ? 0x80 : character.charCodeAt(0)));
}

function utf16(text: string, isLittle: boolean, mark: boolean): Uint8Array {
  const words = `${mark ? '\ufeff' : ''}${text}`;
  const view = new DataView(new ArrayBuffer(words.length * 2));
  for (let at = 0; at < words.length; at += 1) view.setUint16(at * 2, words.charCodeAt(at), isLittle);
  return new Uint8Array(view.buffer);
}

it.each([
  ['UTF-8', utf8(PLAIN)],
  ['UTF-8 with a byte order mark', utf8(`\ufeff${PLAIN}`)],
  ['UTF-16, little end first', utf16(PLAIN, true, true)],
  ['UTF-16, big end first', utf16(PLAIN, false, true)],
  ['UTF-16 without a mark', utf16(PLAIN, true, false)],
  ['Windows-1252', windows1252(PLAIN)],
])('decodes %s', (_, bytes) => {
  expect(rows(bytes)).toEqual(READ);
});

it('decodes line by line where a file was put together from several encodings', () => {
  const first = utf8(calendar(vevent('UID:a', 'SUMMARY:Möte på ön')));
  const second = windows1252(`\r\n${calendar(vevent('UID:b', 'SUMMARY:Köp för 9 €'))}`);
  const joined = new Uint8Array([...first, ...second]);
  expect(rows(joined)).toEqual(['2026-10-07 09:00 60 min Köp för 9 €', '2026-10-07 09:00 60 min Möte på ön']);
});

it('unfolds bytes, so that a fold may cut a character in two', () => {
  const bytes = utf8(PLAIN);
  const at = bytes.findIndex((byte, index) => byte === 0xc3 && bytes[index + 1] === 0xb6);
  const folded = new Uint8Array([...bytes.slice(0, at + 1), 13, 10, 32, ...bytes.slice(at + 1)]);
  expect(rows(folded)).toEqual(READ);
});

it.each([
  ['LF', PLAIN.replaceAll('\r\n', '\n')],
  ['CR', PLAIN.replaceAll('\r\n', '\r')],
  ['a mixture', PLAIN.replace('\r\n', '\n').replace('\r\nSUMMARY', '\rSUMMARY')],
  ['CR CR LF', PLAIN.replaceAll('\r\n', '\r\r\n')],
  ['blank lines between', PLAIN.replaceAll('\r\n', '\r\n\r\n')],
  ['a fold by a tab', PLAIN.replace('Möte', 'Mö\r\n\tte')],
  ['a blank line inside a folded value', PLAIN.replace('Möte', 'Mö\r\n\r\n te')],
  ['a fold inside a name', PLAIN.replace('SUMMARY', 'SUM\r\n MARY')],
  ['names in lower case', PLAIN.replaceAll(/^[A-Z]+/gm, (name) => name.toLowerCase())],
  ['no line break at the end', PLAIN.trimEnd()],
  ['spaces behind BEGIN and END', PLAIN.replaceAll('VEVENT', 'VEVENT  ')],
])('accepts %s', (_, text) => {
  expect(rows(text)).toEqual(READ);
  expect(problems(text)).toEqual([]);
});

it('reads several calendars, also with a byte order mark before the second', () => {
  const text = calendar(vevent('UID:a')) + `\ufeff${calendar(vevent('UID:b', 'SUMMARY:Andra'))}`;
  expect(rows(text)).toEqual(['2026-10-07 09:00 60 min Andra', '2026-10-07 09:00 60 min Möte']);
});

it.each([
  ['a line without a colon', 'MÖTET ÄR FLYTTAT'],
  ['a parameter without a value', 'ATTENDEE;RSVP:'],
  ['an open quote', 'ATTENDEE;CN="Eva Ros:mailto:eva.ros@granlund.example'],
  ['a parameter without a name', 'ATTENDEE;=x:mailto:eva.ros@granlund.example'],
])('drops %s, keeps the event, and names line and event', (_, line) => {
  const text = calendar('X-OWNER:mailto:anna.wik@nordvik.example', vevent(line));
  expect(rows(text)).toEqual(['2026-10-07 09:00 60 min Möte']);
  expect(problems(text)).toEqual(['kalender.ics, line 9, “Möte”: The line cannot be read and was left out.']);
});

it('counts lines as an editor does, folded and blank ones too', () => {
  const text = calendar('X-OWNER:mailto:anna.wik@nordvik.example', '', vevent('SUMMARY:Mö\r\n te', 'TRASIG'));
  expect(problems(text)).toEqual([
    'kalender.ics, line 11, “Möte”: The line cannot be read and was left out.',
  ]);
});

it('does not put the title of a private event in a message', () => {
  const text = calendar(vevent('SUMMARY:Läkare', 'TRASIG', 'CLASS:PRIVATE'));
  expect(problems(text)[0]).toBe('kalender.ics, line 8: The line cannot be read and was left out.');
});

it('takes nothing from an alarm: neither its DURATION nor its SUMMARY', () => {
  const alarm = [
    'BEGIN:VALARM',
    'SUMMARY:Påminnelse',
    'DURATION:PT9H',
    'DTEND:20261007T180000Z',
    'END:VALARM',
  ];
  const text = calendar(
    ['BEGIN:VEVENT', 'UID:a', 'DTSTART:20261007T070000Z', ...alarm, 'SUMMARY:Möte', 'END:VEVENT'].join(
      '\r\n',
    ),
  );
  expect(rows(text)).toEqual(['2026-10-07 09:00 0 min Möte']);
});

const OWNED = 'X-OWNER:mailto:anna.wik@nordvik.example';

it.each([
  [
    'an event that is never closed',
    [
      'BEGIN:VCALENDAR',
      OWNED,
      vevent('UID:a').replace('\r\nEND:VEVENT', ''),
      vevent('UID:b', 'SUMMARY:Andra'),
    ].join('\r\n'),
    [
      'kalender.ics, line 8, “Möte”: END:VEVENT is missing; the end was put here.',
      'kalender.ics, line 13: END:VCALENDAR is missing; the end was put here.',
    ],
  ],
  [
    'an alarm that swallows the end of its event',
    calendar(OWNED, vevent('UID:a', 'BEGIN:VALARM', 'TRIGGER:-PT15M'), vevent('UID:b', 'SUMMARY:Andra')),
    ['kalender.ics, line 11, “Möte”: END:VALARM is missing; the end was put here.'],
  ],
  [
    'a calendar that begins before the last one has ended',
    `BEGIN:VCALENDAR\r\n${OWNED}\r\n${vevent('UID:a')}\r\n${calendar(vevent('UID:b', 'SUMMARY:Andra'))}`,
    ['kalender.ics, line 9: END:VCALENDAR is missing; the end was put here.'],
  ],
])('closes %s and says so', (_, text, said) => {
  expect(rows(text)).toEqual(['2026-10-07 09:00 60 min Andra', '2026-10-07 09:00 60 min Möte']);
  expect(problems(text)).toEqual(said);
});

it.each([
  [
    'a web page',
    '<!DOCTYPE html><html><body>Logga in</body></html>',
    'The file is a web page, not a calendar. It may be a sign-in page that was saved.',
  ],
  ['nothing', '', 'The file is empty.'],
  ['blank lines only', ' \r\n\r\n', 'The file is empty.'],
  [
    'no VCALENDAR',
    'Hej!\r\nHär är min kalender.',
    'There is no calendar in the file (BEGIN:VCALENDAR is missing).',
  ],
  [
    'an event outside of any calendar',
    vevent(),
    'There is no calendar in the file (BEGIN:VCALENDAR is missing).',
  ],
  ['a calendar without events', calendar('X-WR-CALNAME:Tom'), 'The calendar has no events.'],
])('says in one sentence that a file holds %s', (_, text, sentence) => {
  expect(rows(text)).toEqual([]);
  expect(problems(text)).toEqual([`kalender.ics: ${sentence}`]);
});

it.each([
  ['colours', 'M\u001b[31mö\u001b[0mte', 'Möte'],
  ['a window title', 'Mö\u001b]0;ägd\u0007te', 'Möte'],
  ['a clipboard without an end', 'Möte\u001b]52;c;aGVq', 'Möte'],
  ['one-byte openers', 'Mö\u009b2Jte', 'Möte'],
  ['line breaks and tabs', 'Möte\\n\\nmed\u0009kund', 'Möte med kund'],
  ['a turned direction', 'Möte \u202eznalp', 'Möte znalp'],
  ['escaped commas, semicolons and backslashes', 'Möte\\, kund\\; plan \\\\ B', 'Möte, kund; plan \\ B'],
])('leaves of a title with %s what is to be read', (_, written, title) => {
  expect(rows(calendar(vevent(`SUMMARY:${written}`)))).toEqual([`2026-10-07 09:00 60 min ${title}`]);
});

it('keeps what a terminal would obey out of messages too: names of zones, files and methods', () => {
  const text = calendar(
    'METHOD:REPLY\u001b[2J',
    vevent('DTSTART;TZID="Mars\u001b]0;x\u0007/Olympus":20261007T090000'),
  );
  const said = problems(text, { file: 'kal\u001b[31mender.ics' });
  expect(said).toEqual([
    'kalender.ics, line 1: The time zone “Mars/Olympus” is not known; Europe/Stockholm was used.',
  ]);
});

it('takes for no address what would turn the text around it', () => {
  const text = calendar(
    vevent('ORGANIZER:mailto:anna@nordvik.example', 'ATTENDEE:mailto:eva@\u202eond.example'),
  );
  expect(readFiles([text]).events[0]?.attendees).toEqual([]);
});

it('keeps nothing of descriptions, places and attachments', () => {
  const text = calendar(
    vevent(
      'DESCRIPTION:kanariefågel',
      'LOCATION:kanariefågel',
      'ATTACH:kanariefågel',
      'COMMENT:kanariefågel',
    ),
  );
  expect(JSON.stringify(readFiles([text]).events)).not.toContain('kanarie');
});

it('keeps keys that are names of something else apart', () => {
  const text = calendar(
    vevent('UID:__proto__', 'SUMMARY:Ett'),
    vevent(
      'UID:constructor',
      'SUMMARY:Två',
      'X-CONSTRUCTOR:1',
      'ATTENDEE;__PROTO__=x:mailto:eva.ros@granlund.example',
    ),
  );
  expect(readFiles([text]).events.map((event) => row(event))).toEqual([
    '2026-10-07 09:00 60 min Ett',
    '2026-10-07 09:00 60 min Två',
  ]);
});
