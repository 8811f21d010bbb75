import type { Transaction } from 'kysely';
import type { Instant } from '../../shared/calendar/time.ts';
import type { Vault } from './encryption.ts';
import { isGuid } from './guid.ts';
import { isAnythingTaught } from './lesson-store.ts';
import { makeTaughtDueForAll } from './resort-store.ts';
import type { Database } from './schema.ts';

type Trx = Transaction<Database>;

/** The person behind a request, as far as authorisation needs to know. */
export interface Reader {
  readonly personId: string;
  readonly language: 'sv' | 'en';
  readonly isAdmin: boolean;
}

/** As worker, because nobody is the actor yet: the person of a verified token, or null. Takes any text. */
export async function findReader(trx: Trx, entraId: string): Promise<Reader | null> {
  if (!isGuid(entraId)) return null;
  const row = await trx
    .selectFrom('person')
    .select(['person_id', 'language', 'is_admin'])
    .where('entra_id', '=', entraId)
    .where('left_at', 'is', null)
    .executeTakeFirst();
  return row ? { personId: row.person_id, language: row.language, isAdmin: row.is_admin } : null;
}

/** As worker: whether the person is an administrator. What they taught counts for all while they are one. */
export async function saveAdminship(
  trx: Trx,
  personId: string,
  isAdmin: boolean,
  now: Instant,
): Promise<void> {
  await trx.updateTable('person').set({ is_admin: isAdmin }).where('person_id', '=', personId).execute();
  if (await isAnythingTaught(trx, personId)) await makeTaughtDueForAll(trx, now);
}

export interface ReaderPage {
  readonly name: string;
  readonly language: 'sv' | 'en';
  readonly timeZone: string;
  readonly isRep: boolean;
  readonly notice: {
    readonly readingFrom: number;
    readonly isAcknowledged: boolean;
    readonly hasObjected: boolean;
  } | null;
  readonly team: { readonly id: string; readonly name: string } | null;
  /** Every team that includes the person, their own first. */
  readonly teams: readonly { readonly id: string; readonly name: string }[];
  readonly manages: readonly { readonly id: string; readonly name: string }[];
}

/** As the person: what they are here. Row-level security shows nobody else's rows. */
export async function loadReaderPage(trx: Trx, personId: string, vault: Vault): Promise<ReaderPage> {
  const person = await trx
    .selectFrom('person')
    .leftJoin('notice', 'notice.person_id', 'person.person_id')
    .select(['name_sealed', 'language', 'time_zone', 'is_rep'])
    .select(['reading_from', 'acknowledged_at', 'objected_at'])
    .where('person.person_id', '=', personId)
    .executeTakeFirstOrThrow();
  const memberOf = await trx
    .selectFrom('team_member')
    .innerJoin('team', 'team.team_id', 'team_member.team_id')
    .select(['team.team_id as id', 'team.name', 'team.source_kind'])
    .where('team_member.person_id', '=', personId)
    .where('team_member.until', 'is', null)
    .execute();
  const manages = await trx
    .selectFrom('team_manager')
    .innerJoin('team', 'team.team_id', 'team_manager.team_id')
    .select(['team.team_id as id', 'team.name', 'team.source_kind'])
    .where('team_manager.person_id', '=', personId)
    .orderBy((eb) => eb.case().when('team.source_kind', '=', 'children').then(0).else(1).end())
    .orderBy('team.name')
    .execute();
  const own = memberOf.find((team) => team.source_kind !== 'children');
  const teams = memberOf.toSorted((a, b) => Number(b === own) - Number(a === own));
  return {
    name: vault.open(person.name_sealed),
    language: person.language,
    timeZone: person.time_zone,
    isRep: person.is_rep,
    notice:
      person.reading_from === null
        ? null
        : {
            readingFrom: person.reading_from,
            isAcknowledged: person.acknowledged_at !== null,
            hasObjected: person.objected_at !== null,
          },
    team: own ? { id: own.id, name: own.name } : null,
    teams: teams.map(({ id, name }) => ({ id, name })),
    manages: manages.map(({ id, name }) => ({ id, name })),
  };
}
