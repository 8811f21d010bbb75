import type { LocalDate } from '../calendar/time.ts';

/** What an organisation can list domains as. */
export const LIST_KINDS = ['own', 'customer', 'partner', 'vendor', 'stage'] as const;
export type ListKind = (typeof LIST_KINDS)[number];

/** Where a deal stands, in order (domain §3). */
export const STAGES = [
  'prospecting',
  'discovery',
  'demo',
  'proposal',
  'negotiation',
  'closing',
  'follow-up',
] as const;
export type Stage = (typeof STAGES)[number];

/** One line of a list. `stage` and `since` are set in the list of stages, and only there. */
export interface ListRow {
  /** Registrable, lower case, as it is written: `åkeri.se`. */
  readonly domain: string;
  readonly stage: Stage | null;
  readonly since: LocalDate | null;
}

/** A customer list of twenty thousand companies is larger than any that one organisation sells to. */
export const MOST_ROWS = 20_000;
export const MOST_BYTES = 2_000_000;
