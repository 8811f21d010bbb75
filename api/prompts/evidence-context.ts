import type { Transaction } from 'kysely';
import { toLocalDate } from '../../shared/calendar/time-zone.ts';
import { DAY, type Instant } from '../../shared/calendar/time.ts';
import type { Holiday, WorkingHours } from '../../shared/calendar/working-hours.ts';
import { isFreeMail } from '../../shared/classification/registrable-domain.ts';
import { domainOf, externalsIn } from '../../shared/moves/participants.ts';
import type { HolidaysBetween } from '../calendar/public-holidays.ts';
import { loadDomains } from '../store/domain-store.ts';
import type { Vault } from '../store/encryption.ts';
import type { EventStore, StoredEvent } from '../store/event-store.ts';
import type { Person } from '../store/person-store.ts';
import type { Database } from '../store/schema.ts';

/** The holidays that evidence and free times look at: 17 weeks back, five ahead. */
const HOLIDAYS_BACK = 120 * DAY;
const HOLIDAYS_AHEAD = 60 * DAY;

export interface EvidenceContext {
  readonly events: EventStore;
  readonly self: string;
  readonly ownDomains: readonly string[];
  readonly workingHours: WorkingHours;
  readonly holidays: readonly Holiday[];
  readonly now: Instant;
}

/** Of the person whose answer it is. */
export async function loadEvidenceContext(
  trx: Transaction<Database>,
  person: Person,
  oldStart: Instant,
  now: Instant,
  deps: { readonly events: EventStore; readonly vault: Vault; readonly holidaysBetween: HolidaysBetween },
): Promise<EvidenceContext> {
  const { timeZone } = person.workingHours;
  const { ownDomains } = await loadDomains(trx, deps.vault);
  return {
    events: deps.events,
    self: person.address,
    ownDomains,
    workingHours: person.workingHours,
    holidays: deps.holidaysBetween(
      person.country,
      toLocalDate(Math.min(now, oldStart) - HOLIDAYS_BACK, timeZone),
      toLocalDate(now + HOLIDAYS_AHEAD, timeZone),
    ),
    now,
  };
}

/** Domains of those from outside; of free mail the address, for there the domain says nothing. */
export function customersOf({ event }: StoredEvent, { self, ownDomains }: EvidenceContext): string[] {
  const names = externalsIn(event, { self, ownDomains }).map((address) => {
    const domain = domainOf(address);
    return isFreeMail(domain) ? address : domain;
  });
  return [...new Set(names)];
}
