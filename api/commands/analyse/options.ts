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

/** What of the command line cannot be read; an empty option is a missing file. */
export interface BadOption {
  readonly option: string;
  readonly value: string;
}

/** Reads the command line; the first thing in it that says nothing is the answer instead. */
export function parseOptions(args: readonly string[]): AnalyseOptions | BadOption {
  const read = readArgs(args);
  if ('option' in read) return read;
  const { values, positionals } = read;
  if (positionals.length === 0) return { option: '', value: '' };
  const me = values.me === undefined ? null : plainAddress(values.me);
  if (values.me !== undefined && me === null) return { option: '--me', value: values.me };
  const named = values.tz === undefined ? null : zoneOfName(values.tz);
  const timeZone = named !== null && 'zone' in named ? named.zone : null;
  if (values.tz !== undefined && timeZone === null) return { option: '--tz', value: values.tz };
  const domains: string[] = [];
  for (const each of (values.domains ?? '').split(',')) {
    const domain = plainDomain(each);
    if (domain !== null) domains.push(domain);
    else if (each.trim() !== '') return { option: '--domains', value: each.trim() };
  }
  const customers = values.customers ?? null;
  return { files: positionals, me, timeZone, domains, customers, isJson: values.json ?? false };
}

function readArgs(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        me: { type: 'string' },
        tz: { type: 'string' },
        domains: { type: 'string' },
        customers: { type: 'string' },
        json: { type: 'boolean' },
      },
    });
  } catch (error) {
    return { option: error instanceof Error ? error.message : String(error), value: '' };
  }
}
