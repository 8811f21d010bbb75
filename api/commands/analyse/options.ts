import { parseArgs } from 'node:util';
import { plainAddress } from '../../../shared/calendar/ics/person.ts';
import { zoneOfName } from '../../../shared/calendar/ics/zone-name.ts';
import type { TimeZone } from '../../../shared/calendar/time.ts';
import { plainDomain } from '../../../shared/domain-lists/plain-domain.ts';

export interface AnalyseOptions {
  readonly files: readonly string[];
  readonly me: string | null;
  readonly timeZone: TimeZone | null;
  readonly domains: readonly string[];
  readonly customers: string | null;
  readonly isJson: boolean;
}

/** What of the command line cannot be read, and why. */
export interface BadOption {
  readonly fault: 'no-file' | 'unknown' | 'no-value' | 'takes-no-value' | 'unreadable';
  readonly option: string;
  readonly value: string;
}

const OPTIONS = {
  me: { type: 'string' },
  tz: { type: 'string' },
  domains: { type: 'string' },
  customers: { type: 'string' },
  json: { type: 'boolean' },
} as const;

/** Reads the command line; the first thing in it that says nothing is the answer instead. */
export function parseOptions(args: readonly string[]): AnalyseOptions | BadOption {
  // Not strict: its complaints are in English only.
  const read = parseArgs({
    args: [...args],
    allowPositionals: true,
    strict: false,
    tokens: true,
    options: OPTIONS,
  });
  const options = read.tokens.filter((token) => token.kind === 'option');
  for (const token of options) {
    const fault = faultOf(token);
    if (fault !== null) return { fault, option: token.rawName, value: token.value ?? '' };
  }
  if (read.positionals.length === 0) return { fault: 'no-file', option: '', value: '' };
  const said = new Map(options.map(({ name, value }) => [name, value ?? '']));
  return readValues(read.positionals, said);
}

function faultOf({ name, value, inlineValue }: OptionToken): BadOption['fault'] | null {
  if (!Object.hasOwn(OPTIONS, name)) return 'unknown';
  if (name === 'json') return value === undefined ? null : 'takes-no-value';
  // `--me --json`: the next option is no value.
  return value === undefined || (inlineValue === false && value.startsWith('-')) ? 'no-value' : null;
}

interface OptionToken {
  readonly name: string;
  readonly value?: string | undefined;
  readonly inlineValue?: boolean | undefined;
}

function readValues(files: readonly string[], said: ReadonlyMap<string, string>): AnalyseOptions | BadOption {
  const unreadable = (option: string, value: string): BadOption => ({ fault: 'unreadable', option, value });
  const [address, zone] = [said.get('me'), said.get('tz')];
  const me = address === undefined ? null : plainAddress(address);
  if (address !== undefined && me === null) return unreadable('--me', address);
  const named = zone === undefined ? null : zoneOfName(zone);
  const timeZone = named !== null && 'zone' in named ? named.zone : null;
  if (zone !== undefined && timeZone === null) return unreadable('--tz', zone);
  const domains: string[] = [];
  for (const each of (said.get('domains') ?? '').split(',')) {
    const domain = plainDomain(each);
    if (domain !== null) domains.push(domain);
    else if (each.trim() !== '') return unreadable('--domains', each.trim());
  }
  const customers = said.get('customers') ?? null;
  return { files, me, timeZone, domains, customers, isJson: said.has('json') };
}
