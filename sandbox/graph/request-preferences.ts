import type { Request } from 'express';
import type { Instant, Interval, TimeZone } from '../../shared/calendar/time.ts';
import type { IdFormat } from '../calendar/graph-id.ts';
import { badRequest } from './graph-error.ts';
import { ianaZone } from './windows-zone.ts';

/** What a request asked for in its Prefer header. It holds for that request alone, as in Graph. */
export interface Preferences {
  readonly idFormat: IdFormat;
  readonly timeZone: TimeZone;
  /** The zone as the caller named it; rows repeat that name. */
  readonly timeZoneName: string;
  readonly maxPageSize: number | null;
}

export function parsePreferences(request: Request): Preferences {
  const prefer = request.get('prefer') ?? '';
  const named = /outlook\.timezone\s*=\s*"([^"]+)"/i.exec(prefer)?.[1] ?? 'UTC';
  const timeZone = ianaZone(named);
  if (timeZone === null) throw badRequest(`The time zone '${named}' is not supported.`);
  const size = /odata\.maxpagesize\s*=\s*(\d+)/i.exec(prefer)?.[1];
  return {
    idFormat: /IdType\s*=\s*"ImmutableId"/i.test(prefer) ? 'immutable' : 'default',
    timeZone,
    timeZoneName: named,
    maxPageSize: size === undefined ? null : Math.max(1, Number(size)),
  };
}

/** `startDateTime` and `endDateTime`, both required; without an offset they are UTC. */
export function parseWindow(request: Request): Interval {
  const start = parseInstant(request.query['startDateTime'], 'startDateTime');
  const end = parseInstant(request.query['endDateTime'], 'endDateTime');
  if (end <= start) throw badRequest('endDateTime must be later than startDateTime.');
  if (end - start > 1_825 * 86_400_000) {
    throw badRequest('The requested time duration specified for the view is too long: 1825 days at most.');
  }
  return { start, end };
}

export function parseSelect(request: Request): readonly string[] | null {
  const value = request.query['$select'];
  if (typeof value !== 'string' || value === '') return null;
  return value.split(',').map((name) => name.trim());
}

/** A whole number of a query parameter within bounds. */
export function parseCount(request: Request, name: string, otherwise: number, most: number): number {
  const value = request.query[name];
  if (value === undefined) return otherwise;
  const count = Number(value);
  if (!Number.isInteger(count) || count < 0 || count > most) {
    throw badRequest(`Invalid value for the query option ${name}.`);
  }
  return count;
}

function parseInstant(value: unknown, name: string): Instant {
  if (typeof value !== 'string') throw badRequest(`This request requires a time window: ${name} is missing.`);
  const instant = Date.parse(/(Z|[+-]\d\d:?\d\d)$/i.test(value) ? value : `${value}Z`);
  if (Number.isNaN(instant)) throw badRequest(`The value '${value}' of parameter ${name} is invalid.`);
  return instant;
}
