import type { Transaction } from 'kysely';
import { type Lesson, offerLessons } from '../../shared/classification/apply-lessons.ts';
import { companiesIn } from '../../shared/classification/companies.ts';
import { detectStateFilter } from '../../shared/classification/state-filters.ts';
import type { HolidaysBetween } from '../calendar/public-holidays.ts';
import type { CorrectionReach } from '../store/correction-store.ts';
import type { Vault } from '../store/encryption.ts';
import type { EventStore, StoredEvent } from '../store/event-store.ts';
import type { Person, PersonStore } from '../store/person-store.ts';
import type { SaidClass } from '../../shared/contract/classes.ts';
import type { Database } from '../store/schema.ts';
import type { SyncDeps } from '../sync/sync-deps.ts';
import type { Known } from './load-known.ts';

export interface CorrectionDeps {
  readonly vault: Vault;
  readonly events: EventStore;
  readonly people: PersonStore;
  readonly holidaysBetween: HolidaysBetween;
  readonly classify: SyncDeps['classify'];
  readonly classifierVersion: string;
}

/** An event that its owner may correct, and how far a correction of it can reach; the event alone comes first. */
export interface Corrigible {
  readonly person: Person;
  readonly stored: StoredEvent;
  readonly reaches: readonly CorrectionReach[];
}

/** `not_found`: there is none, it is another's, or it is gone. `settled`: a state filter says what it is (domain §3). */
export type NotCorrigible = 'not_found' | 'settled';

export async function loadCorrigible(
  trx: Transaction<Database>,
  personId: string,
  asked: { readonly event: string; readonly class: SaidClass },
  { context }: Known,
  deps: CorrectionDeps,
): Promise<Corrigible | NotCorrigible> {
  const person = await deps.people.findById(trx, personId);
  const [stored] = await deps.events.listByIds(trx, [asked.event]);
  if (!person || !stored || !isStanding(stored)) return 'not_found';
  if (isSettled(stored)) return 'settled';
  const lessons = offerLessons(stored.event, context, asked.class);
  return { person, stored, reaches: reachesOf(stored, companiesIn(stored.event, context), lessons) };
}

/** In the calendar as it now is. */
export function isStanding({ goneAt, validTo }: StoredEvent): boolean {
  return goneAt === null && validTo === null;
}

export function isSettled({ event }: StoredEvent): boolean {
  return detectStateFilter(event) !== null;
}

function reachesOf(
  { seriesKey }: StoredEvent,
  companies: readonly string[],
  lessons: readonly Lesson[],
): CorrectionReach[] {
  return [
    { scope: 'event' },
    ...(seriesKey === null ? [] : [{ scope: 'series' as const, seriesKey }]),
    ...lessons.map(({ kind, key, about }) => ({ scope: kind, key, about })),
    ...companies.map((domain) => ({ scope: 'domain' as const, domain })),
  ];
}
