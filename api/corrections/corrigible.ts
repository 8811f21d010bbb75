import type { Transaction } from 'kysely';
import { isFreeMail, registrableDomain } from '../../shared/classification/registrable-domain.ts';
import { detectStateFilter } from '../../shared/classification/state-filters.ts';
import { domainOf, externalsIn } from '../../shared/moves/participants.ts';
import type { HolidaysBetween } from '../calendar/public-holidays.ts';
import type { CorrectionReach } from '../store/correction-store.ts';
import { loadDomains } from '../store/domain-store.ts';
import type { Vault } from '../store/encryption.ts';
import type { EventStore, StoredEvent } from '../store/event-store.ts';
import type { Person, PersonStore } from '../store/person-store.ts';
import type { Database } from '../store/schema.ts';

export interface CorrectionDeps {
  readonly vault: Vault;
  readonly events: EventStore;
  readonly people: PersonStore;
  readonly holidaysBetween: HolidaysBetween;
}

/** An event that its owner may correct, and how far a correction of it can reach; the event alone comes first. */
export interface Corrigible {
  readonly person: Person;
  readonly stored: StoredEvent;
  readonly reaches: readonly CorrectionReach[];
}

/** `not_found`: there is none, it is another's, or it is gone. `settled`: a state filter says what it is (domain §3). */
export type NotCorrigible = 'not_found' | 'settled';

/** More companies than this in one meeting, and none of them is what it is about. */
const MOST_DOMAINS = 3;

export async function loadCorrigible(
  trx: Transaction<Database>,
  personId: string,
  eventId: string,
  deps: CorrectionDeps,
): Promise<Corrigible | NotCorrigible> {
  const person = await deps.people.findById(trx, personId);
  const [stored] = await deps.events.listByIds(trx, [eventId]);
  if (!person || !stored || !isStanding(stored)) return 'not_found';
  if (isSettled(stored)) return 'settled';
  const { ownDomains } = await loadDomains(trx, deps.vault);
  const domains = externalsIn(stored.event, { self: person.address, ownDomains }).map(domainOf);
  return { person, stored, reaches: reachesOf(stored, [...new Set(domains)]) };
}

/** In the calendar as it now is. */
export function isStanding({ goneAt, validTo }: StoredEvent): boolean {
  return goneAt === null && validTo === null;
}

export function isSettled({ event }: StoredEvent): boolean {
  return detectStateFilter(event) !== null;
}

function reachesOf({ seriesKey }: StoredEvent, domains: readonly string[]): CorrectionReach[] {
  const companies = domains.filter((domain) => !isFreeMail(registrableDomain(domain).registrable));
  return [
    { scope: 'event' },
    ...(seriesKey === null ? [] : [{ scope: 'series' as const, seriesKey }]),
    ...(companies.length > MOST_DOMAINS
      ? []
      : companies.map((domain) => ({ scope: 'domain' as const, domain }))),
  ];
}
