import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { MOST_FILE_BYTES } from '../../shared/calendar/ics/bounds.ts';
import { decodeFile } from '../../shared/calendar/ics/logical-lines.ts';
import type { CalendarProblem } from '../../shared/calendar/ics/problem.ts';
import type { Instant, TimeZone } from '../../shared/calendar/time.ts';
import { toLocalDate } from '../../shared/calendar/time-zone.ts';
import type { Holiday } from '../../shared/calendar/working-hours.ts';
import { readOwnCalendar, type OwnCalendar } from '../../shared/own-calendar/read-own-calendar.ts';
import { sortOwnCalendar } from '../../shared/own-calendar/sort-own-calendar.ts';
import { summariseOwnCalendar } from '../../shared/own-calendar/summarise-own-calendar.ts';
import { ownWords, type OwnWords } from '../../shared/own-calendar/words.ts';
import { countryOfZone } from './analyse/country-of-zone.ts';
import { parseCustomerList, type CustomerList } from './analyse/customer-list.ts';
import { loadFiles } from './analyse/load-files.ts';
import { parseOptions, type BadOption } from './analyse/options.ts';
import { reportJson } from './analyse/report-json.ts';
import { reportText } from './analyse/report-text.ts';

/** What the command takes from the machine it runs on. */
export interface Machine {
  readonly now: Instant;
  readonly timeZone: TimeZone;
  /** BCP 47; Swedish speaks Swedish, all others English. */
  readonly locale: string;
  /** Milliseconds from some fixed point. */
  readonly elapsed: () => number;
}

export interface Outcome {
  readonly output: string;
  readonly complaint: string;
  /** 0 where anything was read, 2 where nothing was. */
  readonly exitCode: 0 | 2;
}

/** Broken and hostile files end here at the latest; a year's calendar takes about a second. */
const LONGEST_SECONDS = 60;

/** `npm run analyse`: an exported calendar → where its time went, without leaving the machine. */
export async function analyse(args: readonly string[], machine: Machine): Promise<Outcome> {
  const words = ownWords(machine.locale.startsWith('sv') ? 'sv' : 'en');
  const options = parseOptions(args);
  if ('fault' in options) return refusal(options, words);
  const customers = await loadCustomers(options.customers);
  const { files, problems } = await loadFiles(options.files);
  const start = machine.elapsed();
  const calendar = readOwnCalendar(
    files,
    {
      me: options.me,
      timeZone: options.timeZone,
      machineTimeZone: machine.timeZone,
      deadline: {
        seconds: LONGEST_SECONDS,
        isLate: () => machine.elapsed() - start > LONGEST_SECONDS * 1_000,
      },
    },
    [...(customers?.problems ?? []), ...problems],
  );
  const sorted = sortOwnCalendar(calendar, {
    ownDomains: options.domains,
    customerDomains: customers?.domains ?? null,
  });
  const report = summariseOwnCalendar(sorted, calendar, await loadHolidays(calendar), new Map());
  const isEmpty = calendar.events.length === 0;
  const output = options.isJson
    ? reportJson(calendar, report, words)
    : reportText(calendar, report, words, machine.now);
  return {
    output: isEmpty && !options.isJson ? '' : `${output}\n`,
    complaint: isEmpty ? `${nothingRead(calendar, words)}\n` : '',
    exitCode: isEmpty ? 2 : 0,
  };
}

const REFUSALS = {
  unknown: 'text.unknownOption',
  'no-value': 'text.missingValue',
  'takes-no-value': 'text.noValue',
  unreadable: 'text.badOption',
} as const;

function refusal({ fault, option, value }: BadOption, words: OwnWords): Outcome {
  const usage = words.text('text.usage');
  const why = fault === 'no-file' ? [] : [words.text(REFUSALS[fault], { option, value })];
  return { output: '', complaint: `${[...why, usage].join('\n')}\n`, exitCode: 2 };
}

async function loadCustomers(path: string | null): Promise<CustomerList | null> {
  if (path === null) return null;
  const file = basename(path);
  const content = await readBounded(path);
  if (content !== null) return parseCustomerList(decodeFile(content), file);
  const problem: CalendarProblem = { code: 'file-unreadable', file, line: null, event: null, values: {} };
  return { domains: [], problems: [problem] };
}

/** Null for what is no file, cannot be opened, or is no list. */
async function readBounded(path: string): Promise<Uint8Array | null> {
  const found = await stat(path).catch(() => null);
  if (found === null || !found.isFile() || found.size > MOST_FILE_BYTES) return null;
  return await readFile(path).catch(() => null);
}

/** The public holidays of the country whose clock the calendar runs by. */
async function loadHolidays({ timeZone, window }: OwnCalendar): Promise<readonly Holiday[]> {
  const country = countryOfZone(timeZone);
  if (country === null || window === null) return [];
  // The package is large, and a calendar without events does not need it.
  const { createHolidayCalendar } = await import('../calendar/public-holidays.ts');
  const date = (instant: Instant): string => toLocalDate(instant, timeZone);
  return createHolidayCalendar()(country, date(window.from), date(window.to));
}

/** One sentence where there is one reason, else a line for each. */
function nothingRead({ problems }: OwnCalendar, words: OwnWords): string {
  const [only, ...others] = problems;
  if (only === undefined) return words.text('text.nothing');
  const lines = problems.map((problem) => `${words.where(problem)}: ${words.what(problem)}`);
  return others.length === 0 ? lines.join('') : [words.text('text.nothing'), ...lines].join('\n');
}

if (import.meta.main) {
  const { timeZone, locale } = new Intl.DateTimeFormat().resolvedOptions();
  const machine = { now: Date.now(), timeZone, locale, elapsed: () => performance.now() };
  const { output, complaint, exitCode } = await analyse(process.argv.slice(2), machine);
  // `| head` has read enough and left, which is no failure.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
  process.stdout.write(output);
  process.stderr.write(complaint);
  process.exitCode = exitCode;
}
