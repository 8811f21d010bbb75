import type { Transaction } from 'kysely';
import { toLocalDate } from '../../shared/calendar/time-zone.ts';
import { isFreeMail } from '../../shared/classification/registrable-domain.ts';
import { DAY, type Instant, type Interval } from '../../shared/calendar/time.ts';
import type { Surroundings } from '../../shared/moves/move.ts';
import type { HolidaysBetween } from '../calendar/public-holidays.ts';
import { loadDomains } from '../store/domain-store.ts';
import type { Vault } from '../store/encryption.ts';
import type { EventStore } from '../store/event-store.ts';
import { listTakenTwins } from '../store/move-store.ts';
import type { PersonStore } from '../store/person-store.ts';
import type { Database } from '../store/schema.ts';

/** A twin may be created up to 14 days after, and stand anywhere in the window that is read. */
const BEFORE = 35 * DAY;
const AFTER = 120 * DAY;

export interface SurroundingsDeps {
  readonly vault: Vault;
  readonly events: EventStore;
  readonly people: PersonStore;
  readonly holidaysBetween: HolidaysBetween;
}

/** As worker: everything that a rep's moves are judged against, as it stands now. */
export async function loadSurroundings(
  trx: Transaction<Database>,
  personId: string,
  now: Instant,
  deps: SurroundingsDeps,
): Promise<Surroundings | null> {
  const person = await deps.people.findById(trx, personId);
  if (!person) return null;
  const line = await deps.people.listReportingLine(trx, personId);
  const { ownDomains } = await loadDomains(trx, deps.vault);
  const span: Interval = { start: now - BEFORE, end: now + AFTER };
  return {
    self: person.address,
    ownDomains,
    reportingLine: line.map((manager) => manager.address),
    freeMail: isFreeMail,
    workingHours: person.workingHours,
    holidays: deps.holidaysBetween(
      person.country,
      toLocalDate(span.start, person.timeZone),
      toLocalDate(span.end, person.timeZone),
    ),
    now,
    calendar: await deps.events.listCurrent(trx, personId, span),
    twinsTaken: await listTakenTwins(trx, personId),
  };
}
