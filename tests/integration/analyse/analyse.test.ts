import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { zipSync } from 'fflate';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { analyse, type Machine, type Outcome } from '../../../api/commands/analyse.ts';

const COMMAND = fileURLToPath(new URL('../../../api/commands/analyse.ts', import.meta.url));
const FIXTURES = fileURLToPath(new URL('../../fixtures/ics/', import.meta.url));
const EXAMPLE = fileURLToPath(new URL('../../../docs/own-calendar-example.ics', import.meta.url));

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'analyse-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

const machine: Machine = {
  now: Date.UTC(2026, 10, 25, 9),
  timeZone: 'Europe/Stockholm',
  locale: 'en-US',
  elapsed: () => 0,
};

const report = z.strictObject({
  timeZone: z.string(),
  weeks: z.array(
    z.strictObject({
      week: z.string(),
      minutes: z.strictObject({
        selling: z.number(),
        supporting: z.number(),
        internal: z.number(),
        unsure: z.number(),
      }),
      counted: z.number(),
    }),
  ),
  events: z.array(
    z.strictObject({
      start: z.string(),
      end: z.string(),
      title: z.string(),
      class: z.enum(['selling', 'supporting', 'internal', 'ignored', 'unsure']),
      counted: z.number(),
      because: z.array(
        z.strictObject({ signal: z.string(), value: z.string(), speaksFor: z.string(), weight: z.number() }),
      ),
    }),
  ),
  problems: z.array(z.strictObject({ where: z.string(), what: z.string() })),
});

async function read(
  ...args: readonly string[]
): Promise<z.output<typeof report> & Pick<Outcome, 'exitCode'>> {
  const { output, exitCode } = await analyse([...args, '--json'], machine);
  return { ...report.parse(JSON.parse(output)), exitCode };
}

it('runs as a command: the report on stdout, complaints on stderr, 0 for what was read', async () => {
  const { stdout, stderr, code } = await run([EXAMPLE, '--json', '--tz', 'Europe/Stockholm']);
  expect({ stderr, code }).toEqual({ stderr: '', code: 0 });
  expect(report.parse(JSON.parse(stdout)).weeks.map(({ week, counted }) => `${week} ${counted}`)).toEqual([
    '2026-W44 450',
    '2026-W45 750',
    '2026-W46 810',
    '2026-W47 660',
  ]);
});

it.each([
  ['no file', [], 'Usage: npm run analyse'],
  ['an option that it does not have', [EXAMPLE, '--upload'], 'Usage: npm run analyse'],
  ['a file that is not there', ['/nirgends/kalender.ics'], 'kalender.ics: The file cannot be opened.'],
])('exits with 2 and a sentence for %s', async (_, args, sentence) => {
  const { stdout, stderr, code } = await run(args);
  expect({ stdout, code }).toEqual({ stdout: '', code: 2 });
  expect(stderr).toContain(sentence);
});

it.each([
  ['--ladda-upp', '--ladda-upp är inget val som finns.'],
  ['--me', '--me saknar sitt värde.'],
  ['--json=ja', '--json tar inget värde.'],
  ['--tz=Mars', '--tz kan inte läsas: Mars'],
])('says in the reader’s language what %s lacks', async (option, sentence) => {
  const { complaint, exitCode } = await analyse([EXAMPLE, option], { ...machine, locale: 'sv-SE' });
  const [said, usage] = complaint.split('\n');
  expect({ said, usage: usage?.slice(0, 10), exitCode }).toEqual({
    said: sentence,
    usage: 'Användning',
    exitCode: 2,
  });
});

it('complains of nothing where its reader has read enough', async () => {
  const pipe = '"$0" "$1" "$2" --json | true';
  const stderr = await new Promise((resolve) => {
    execFile('sh', ['-c', pipe, process.execPath, COMMAND, EXAMPLE], (_, __, complaints) =>
      resolve(complaints),
    );
  });
  expect(stderr).toBe('');
});

it('says the same on a machine in any zone', async () => {
  const file = join(folder, 'flytande.ics');
  const event = (uid: string, start: string): string =>
    `BEGIN:VEVENT\nUID:${uid}\nSUMMARY:Demo\n${start}\nDURATION:PT1H\nEND:VEVENT\n`;
  const starts = [
    'DTSTART:20261025T013000',
    'DTSTART;VALUE=DATE:20261026',
    'DTSTART;TZID=Europe/Stockholm:20261027T090000',
  ];
  await writeFile(
    file,
    `BEGIN:VCALENDAR\n${starts.map((start, index) => event(String(index), start)).join('')}END:VCALENDAR\n`,
  );
  const args = [file, '--json', '--tz', 'Europe/Stockholm'];
  const [first, second] = await Promise.all([run(args, 'Asia/Tokyo'), run(args, 'Pacific/Niue')]);
  expect(first.stdout).toBe(second.stdout);
  expect(report.parse(JSON.parse(first.stdout)).events.map(({ start }) => start)).toEqual([
    '2026-10-24T23:30:00.000Z',
    '2026-10-26',
    '2026-10-27T08:00:00.000Z',
  ]);
});

function run(
  args: readonly string[],
  machineZone = 'Europe/Stockholm',
): Promise<{ stdout: string; stderr: string; code: number }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [COMMAND, ...args], { env: { TZ: machineZone } }, (error, stdout, stderr) => {
      resolve({ stdout, stderr, code: typeof error?.code === 'number' ? error.code : 0 });
    });
  });
}

it('writes timed events as instants and whole days as dates', async () => {
  const { events } = await read(join(FIXTURES, 'outlook-web.ics'));
  expect(events.map(({ start, end, title }) => ({ start, end, title }))).toEqual([
    { start: '2026-09-08T08:00:00.000Z', end: '2026-09-08T09:00:00.000Z', title: 'Demo Granlund' },
    { start: '2026-09-09T07:00:00.000Z', end: '2026-09-09T07:30:00.000Z', title: 'Kundmöte på distans' },
    { start: '2026-09-10', end: '2026-09-12', title: 'Mässa' },
  ]);
});

it('gives an event that overlaps another its share, as the weeks do', async () => {
  const file = join(folder, 'exempel-a.ics');
  const people = 'ORGANIZER:mailto:anna@nordvik.example\nATTENDEE;PARTSTAT=ACCEPTED:mailto:';
  const event = (title: string, from: string, to: string, more = ''): string =>
    `BEGIN:VEVENT\nUID:${title}\nSUMMARY:${title}\nDTSTART;TZID=Europe/Stockholm:20261117T${from}00\nDTEND;TZID=Europe/Stockholm:20261117T${to}00\n${more}END:VEVENT\n`;
  await writeFile(
    file,
    `BEGIN:VCALENDAR\nX-OWNER:mailto:anna@nordvik.example\n${event('Demo Granlund', '0900', '1000', `${people}eva@granlund.example\n`)}${event('Fokustid', '0930', '1100')}${event('Teammöte', '1030', '1130', `${people}bo@nordvik.example\n`)}END:VCALENDAR\n`,
  );
  const { weeks, events } = await read(file);
  expect(weeks).toEqual([
    { week: '2026-W47', minutes: { selling: 60, supporting: 0, internal: 60, unsure: 30 }, counted: 150 },
  ]);
  expect(events.map(({ title, counted }) => `${title} ${counted}`)).toEqual([
    'Demo Granlund 60',
    'Fokustid 30',
    'Teammöte 60',
  ]);
});

it('reads a folder, and an archive with the same files, as one calendar', async () => {
  const names = ['google.ics', 'outlook-item.ics', 'thunderbird.ics'];
  const inside = join(folder, 'mapp', 'under');
  await mkdir(inside, { recursive: true });
  const contents: Record<string, Uint8Array> = {
    '__MACOSX/._google.ics': new Uint8Array([1]),
    'las-mig.txt': new Uint8Array([65]),
  };
  for (const name of names) {
    await cp(join(FIXTURES, name), join(inside, name));
    contents[`kalendrar/${name}`] = await readFile(join(FIXTURES, name));
  }
  const archive = join(folder, 'kalendrar.zip');
  await writeFile(archive, zipSync(contents));
  const [fromFolder, fromArchive] = [await read(join(folder, 'mapp')), await read(archive)];
  expect(fromFolder.events).toHaveLength(10);
  expect(fromArchive.events).toEqual(fromFolder.events);
  expect(fromArchive.problems).toEqual([]);
});

it('reads Graph’s rows beside an exported file', async () => {
  const file = join(folder, 'vy.json');
  const time = (hour: string) => ({ dateTime: `2026-09-08T${hour}:00:00.0000000`, timeZone: 'UTC' });
  await writeFile(
    file,
    JSON.stringify({
      value: [{ id: 'x', subject: 'Ring kundlistan', start: time('12'), end: time('13'), isOrganizer: true }],
    }),
  );
  const { events, exitCode } = await read(file, join(FIXTURES, 'google.ics'));
  expect(exitCode).toBe(0);
  expect(events.map(({ title }) => title)).toContain('Ring kundlistan');
});

it('goes on after broken files, says where and what, and exits with 0 for the one that could be read', async () => {
  const broken = join(folder, 'trasig.ics');
  await writeFile(broken, '<html>Logga in</html>');
  const { exitCode, events, problems } = await read(
    broken,
    join(folder, 'saknas.ics'),
    join(FIXTURES, 'google.ics'),
  );
  expect({ exitCode, count: events.length, problems }).toEqual({
    exitCode: 0,
    count: 4,
    problems: [
      { where: 'saknas.ics', what: 'The file cannot be opened.' },
      {
        where: 'trasig.ics',
        what: 'The file is a web page, not a calendar. It may be a sign-in page that was saved.',
      },
    ],
  });
});

it('exits with 2 where nothing could be read, with JSON all the same', async () => {
  const empty = join(folder, 'tom.ics');
  await writeFile(empty, '');
  expect(await read(empty)).toEqual({
    exitCode: 2,
    timeZone: 'Europe/Stockholm',
    weeks: [],
    events: [],
    problems: [{ where: 'tom.ics', what: 'The file is empty.' }],
  });
});

it('says the one reason in one sentence', async () => {
  const empty = join(folder, 'tom.ics');
  await writeFile(empty, '');
  expect(await analyse([empty], { ...machine, locale: 'sv-SE' })).toEqual({
    output: '',
    complaint: 'tom.ics: Filen är tom.\n',
    exitCode: 2,
  });
});

it('unpacks no more of an archive than is allowed, whatever its entries claim', async () => {
  const archive = join(folder, 'bomb.zip');
  await writeFile(archive, zipSync({ 'stor.ics': new Uint8Array(70 * 1024 * 1024) }, { level: 9 }));
  expect((await read(archive)).problems).toEqual([
    { where: 'bomb.zip/stor.ics', what: 'The file is larger than 64 MB and is not read.' },
  ]);
  const lying = zipSync({ 'liten.ics': new Uint8Array(8 * 1024 * 1024) }, { level: 9 });
  // The size that the directory at the archive's end promises, 8 MB, becomes 100 bytes.
  const view = new DataView(lying.buffer, lying.byteOffset);
  const directory = lying.findLastIndex(
    (byte, at) => byte === 0x50 && view.getUint32(at, true) === 0x02014b50,
  );
  view.setUint32(directory + 24, 100, true);
  await writeFile(archive, lying);
  expect((await read(archive)).exitCode).toBe(2);
});

it('reads what can be read of an archive with a damaged entry, and archives in archives to the second', async () => {
  const whole = await readFile(join(FIXTURES, 'google.ics'));
  const damaged = zipSync({ 'a.ics': whole, 'b.ics': await readFile(join(FIXTURES, 'outlook-web.ics')) });
  const name = new TextEncoder().encode('b.ics');
  const at = damaged.findIndex((_, from) => name.every((byte, index) => damaged[from + index] === byte));
  damaged.fill(0xff, at + name.length, at + name.length + 8);
  const archive = join(folder, 'skadad.zip');
  await writeFile(archive, damaged);
  const partly = await read(archive);
  expect({ count: partly.events.length, problems: partly.problems }).toEqual({
    count: 4,
    problems: [{ where: 'skadad.zip/b.ics', what: 'The zip file cannot be unpacked.' }],
  });
  const [second, third] = [zipSync({ 'a.ics': whole }), zipSync({ 'c.zip': zipSync({ 'c.ics': whole }) })];
  await writeFile(archive, zipSync({ 'b.zip': second, 'd.zip': third }));
  const nested = await read(archive);
  expect({ count: nested.events.length, problems: nested.problems }).toEqual({
    count: 4,
    problems: [
      {
        where: 'skadad.zip/d.zip/c.zip',
        what: 'Zip files within zip files are read to 2 levels; this one lies deeper.',
      },
    ],
  });
});

it('takes 5,000 files of an archive', async () => {
  const many = Array.from({ length: 5_002 }, (_, index) => [`${index}.ics`, new Uint8Array([65])] as const);
  const archive = join(folder, 'många.zip');
  await writeFile(archive, zipSync(Object.fromEntries(many), { level: 0 }));
  const { problems } = await read(archive);
  expect(problems).toContainEqual({
    where: 'the calendar',
    what: 'More than 5000 files; the rest are not read.',
  });
  expect(problems.filter(({ what }) => what.startsWith('There is no calendar'))).toHaveLength(5_000);
});

it('reads each file of a folder once, whatever its folders are called, and no shadows of the Mac', async () => {
  const inside = join(folder, 'bunt', 'Hem.ics');
  await mkdir(inside, { recursive: true });
  await writeFile(join(folder, 'bunt', '._Hem.ics'), 'Mac OS X');
  await writeFile(
    join(inside, 'en.ics'),
    'BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:Demo\nDTSTART:20261007T070000Z\nDURATION:PT1H\nEND:VEVENT\nEND:VCALENDAR\n',
  );
  const { events, problems } = await read(join(folder, 'bunt'));
  expect({ titles: events.map(({ title }) => title), places: problems.map(({ where }) => where) }).toEqual({
    titles: ['Demo'],
    places: ['the calendar'],
  });
});

it('sorts by the reader’s own words of who is who', async () => {
  const list = join(folder, 'kunder.csv');
  await writeFile(list, 'Domän\ngranlund.example\ntrasig\n');
  const { events, problems } = await read(
    EXAMPLE,
    '--me',
    'anna.wik@nordvik.example',
    '--domains',
    'nordvik.example',
    '--customers',
    list,
  );
  const demo = events.find(({ title }) => title === 'Demo Granlund');
  expect(demo?.because.map(({ signal }) => signal)).toContain('room.customer');
  expect(problems).toEqual([{ where: 'kunder.csv, line 3', what: 'No domain on the line: trasig.' }]);
});

const MAIL_SV = `Egen kalender · anna@nordvik.example · Europe/Stockholm
───────────────────────────────────────────────────────

6,0 h räknade. 2,0 h (33 %) säljande, 33–50 % om inget eller allt osäkert är
det. 6,0 h i arbetstid av 80,0 möjliga (8 %).

       Räknat    Säljande     Osäkert   Stödjande     Internt
2026
v. 46     3,0   2,0  67 %   0,0   0 %   0,0   0 %   1,0  33 %  ██████████▓▓▓▓▓
v. 47     3,0   0,0   0 %   1,0  33 %   0,0   0 %   2,0  67 %  ░░░░░▓▓▓▓▓▓▓▓▓▓
Summa     6,0   2,0  33 %   1,0  17 %   0,0   0 %   3,0  50 %  █████░░░▓▓▓▓▓▓▓

█ säljande   ░ osäkert   ▒ stödjande   ▓ internt

Största interna möten
    3,0 h    2 ×  Säljmöte

Osäkert, 1,0 h i 1 händelse
    1,0 h    1 ×  Fokustid
                  Ingen annan är inbjuden, titeln säger inte till vad

Det som inte kunde läsas som det står
  mejl.ics, rad 11, ”Demo Granlund”: Raden kan inte läsas och hoppades över.

Säljande är möten med kund och bokad prospektering som för en affär framåt.
Överlappande tid räknas en gång. Privat, ledigt, avböjt och inställt räknas
inte.

Inget lämnade datorn. Ett underlag för samtal, inte för lön, varning eller
uppsägning.
`;
const MAIL_EN = `Own calendar · anna@nordvik.example · Europe/Stockholm
──────────────────────────────────────────────────────

6.0 h counted. 2.0 h (33%) selling, 33–50% if none or all of the unsure is.
6.0 h within working hours of 80.0 available (8%).

      Counted     Selling      Unsure  Supporting    Internal
2026
wk 46     3.0   2.0   67%   0.0    0%   0.0    0%   1.0   33%  ██████████▓▓▓▓▓
wk 47     3.0   0.0    0%   1.0   33%   0.0    0%   2.0   67%  ░░░░░▓▓▓▓▓▓▓▓▓▓
Total     6.0   2.0   33%   1.0   17%   0.0    0%   3.0   50%  █████░░░▓▓▓▓▓▓▓

█ selling   ░ unsure   ▒ supporting   ▓ internal

Largest internal meetings
    3.0 h    2 ×  Säljmöte

Unsure, 1.0 h in 1 event
    1.0 h    1 ×  Fokustid
                  Nobody else is invited, the title does not say what for

What could not be read as it stands
  mejl.ics, line 11, “Demo Granlund”: The line cannot be read and was left
  out.

Selling is meetings with customers and booked prospecting that move a deal.
Overlapping time counts once. Private, free, declined and cancelled time is
not counted.

Nothing left this computer. A basis for a conversation, not for pay, warning
or dismissal.
`;

it.each([
  ['sv-SE', MAIL_SV],
  ['en-US', MAIL_EN],
])('prints for %s what one would paste into a mail', async (locale, expected) => {
  const file = join(folder, 'mejl.ics');
  const people = (organizer: string, other: string): string =>
    `ORGANIZER:mailto:${organizer}\nATTENDEE;PARTSTAT=ACCEPTED:mailto:anna@nordvik.example\nATTENDEE;PARTSTAT=ACCEPTED:mailto:${other}\n`;
  const event = (title: string, from: string, to: string, more = ''): string =>
    `BEGIN:VEVENT\nUID:${title}${from}\nSUMMARY:${title}\nDTSTART;TZID=Europe/Stockholm:202611${from}00\nDTEND;TZID=Europe/Stockholm:202611${to}00\n${more}END:VEVENT\n`;
  await writeFile(
    file,
    [
      'BEGIN:VCALENDAR\nX-OWNER:mailto:anna@nordvik.example\n',
      event(
        'Demo Granlund',
        '10T1000',
        '10T1200',
        `${people('anna@nordvik.example', 'eva@granlund.example')}TRASIG\nCATEGORIES:Kund\n`,
      ),
      event('Säljmöte', '09T0900', '09T1000', people('lena@nordvik.example', 'bo@nordvik.example')),
      event('Säljmöte', '16T0900', '16T1100', people('lena@nordvik.example', 'bo@nordvik.example')),
      event('Fokustid', '18T1300', '18T1400'),
      'END:VCALENDAR\n',
    ].join(''),
  );
  const { output } = await analyse([file], { ...machine, locale });
  expect(output.replaceAll('\u00a0', ' ')).toBe(expected);
});

it('prints what the README shows', async () => {
  const readme = await readFile(new URL('../../../README.md', import.meta.url), 'utf8');
  const shown = /```\n(Own calendar .*?)```/s.exec(readme)?.[1];
  expect((await analyse([EXAMPLE], machine)).output).toBe(shown);
});

it('prints no line that a mail would break', async () => {
  const { output } = await analyse([EXAMPLE], machine);
  expect(Math.max(...output.split('\n').map((line) => line.length))).toBeLessThanOrEqual(78);
});

it('leaves weeks that are not over out of what it prints, unless there are no others', async () => {
  const middle = await analyse([EXAMPLE], { ...machine, now: Date.UTC(2026, 10, 4) });
  expect(middle.output).toContain('2 weeks ahead are not shown');
  const before = await analyse([EXAMPLE], { ...machine, now: Date.UTC(2026, 0, 4) });
  expect(before.output).not.toContain('ahead');
});
