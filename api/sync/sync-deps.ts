import type { CalendarEvent } from '../../shared/calendar/event.ts';
import type { LocalDate } from '../../shared/calendar/time.ts';
import type { Holiday } from '../../shared/calendar/working-hours.ts';
import type { Teaching } from '../../shared/classification/gather-taught.ts';
import type { Classification, ClassificationContext } from '../../shared/classification/classification.ts';
import type { Clock } from '../../shared/clock.ts';
import type { GraphPort } from '../graph/port.ts';
import type { Vault } from '../store/encryption.ts';
import type { Store } from '../store/transaction.ts';

/** Everything that reading calendars stands on. */
export interface SyncDeps {
  readonly store: Store;
  readonly graph: GraphPort;
  readonly vault: Vault;
  readonly clock: Clock;
  readonly classify: (
    event: CalendarEvent,
    context: ClassificationContext,
    teaching?: Teaching | null,
  ) => Classification;
  /** What `classify` stamps on its answers; a week's sums carry it. */
  readonly classifierVersion: string;
  /** Public holidays and customary eves of a country (ISO 3166-1 alpha-2), both dates included. */
  readonly holidaysBetween: (country: string, first: LocalDate, last: LocalDate) => readonly Holiday[];
}
