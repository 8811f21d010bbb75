import { sql, type RawBuilder } from 'kysely';
import type { Instant } from '../../shared/calendar/time.ts';

/** An instant as the right side of a comparison: columns are read as numbers but compared as timestamps. */
export function at(instant: Instant): RawBuilder<number> {
  return sql<number>`${new Date(instant)}::timestamptz`;
}

/** How far "until I resume" reaches; PostgreSQL's own infinity does not survive a Date. */
export const FOREVER: Instant = Date.UTC(9999, 0, 1);
