import type { LocalDate } from './time.ts';

/** What Graph says about which event this is. Two copies of a meeting in two mailboxes share the iCalendar id only. */
export interface EventIdentity {
  readonly mailbox: string;
  /** Immutable id within that mailbox. */
  readonly id: string;
  readonly type: 'singleInstance' | 'occurrence' | 'exception';
  readonly seriesMasterId: string | null;
  readonly uid: string | null;
  readonly iCalUId: string | null;
  /** `OID.<series master id>.<original date>` */
  readonly occurrenceId: string | null;
  /** The dates of `originalStart` and `start` in the zone of the series. */
  readonly originalStartDate: LocalDate | null;
  readonly startDate: LocalDate;
}

/** The date of an Exchange id stands in these hexadecimal characters: year (4), month (2), day (2). */
const DATE_FROM = 32;
const DATE_TO = 40;
const NO_DATE = '00000000';

/**
 * The same for every occurrence of a series, in every mailbox: Exchange's id with its date zeroed. Without an
 * iCalendar id the series is known in its own mailbox only. Null for a single event.
 */
export function seriesKeyOf(identity: EventIdentity): string | null {
  if (identity.type === 'singleInstance') return null;
  return sharedKeyOf(identity) ?? `${identity.mailbox}|${identity.seriesMasterId ?? identity.id}`;
}

/**
 * The same meeting in every mailbox and after a move: series key and original date. A single event has no date in
 * its key, for its only date is the one that a move changes.
 */
export function instanceKeyOf(identity: EventIdentity): string {
  const shared = sharedKeyOf(identity);
  if (shared === null) return `${identity.mailbox}|${identity.id}`;
  return identity.type === 'singleInstance' ? shared : `${shared}|${originalDateOf(identity)}`;
}

function originalDateOf(identity: EventIdentity): LocalDate {
  const fromOccurrence = /\.(\d{4}-\d\d-\d\d)$/.exec(identity.occurrenceId ?? '')?.[1];
  return (
    dateInExchangeId(identity.iCalUId ?? '') ??
    fromOccurrence ??
    identity.originalStartDate ??
    identity.startDate
  );
}

function sharedKeyOf({ uid, iCalUId }: EventIdentity): string | null {
  const id = uid ?? iCalUId;
  if (id === null) return null;
  const key = id.toUpperCase();
  return dateInExchangeId(key) === null ? key : key.slice(0, DATE_FROM) + NO_DATE + key.slice(DATE_TO);
}

/** Null for a zeroed date, and for ids of other makers, in which those characters mean something else. */
function dateInExchangeId(id: string): LocalDate | null {
  if (!/^[0-9A-F]{40,}$/i.test(id)) return null;
  const year = Number.parseInt(id.slice(DATE_FROM, 36), 16);
  const month = Number.parseInt(id.slice(36, 38), 16);
  const day = Number.parseInt(id.slice(38, DATE_TO), 16);
  if (year < 1900 || year > 2200 || month < 1 || month > 12 || day < 1 || day > 31) return null;
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}
