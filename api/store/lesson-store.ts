import { sql, type Transaction } from 'kysely';
import type { Vote } from '../../shared/classification/corrections.ts';
import { domainOfKey } from '../../shared/classification/gather-taught.ts';
import type { Answer } from '../../shared/classification/points.ts';
import { lessonHash } from './correction-store.ts';
import type { Vault } from './encryption.ts';
import type { Database } from './schema.ts';

type Trx = Transaction<Database>;

/** As worker: whether anybody, or this person, has taught anything that stands. */
export async function isAnythingTaught(trx: Trx, personId: string | null = null): Promise<boolean> {
  const row = await trx
    .selectFrom('correction')
    .$if(personId !== null, (query) => query.where('person_id', '=', personId))
    .select('correction_id')
    .where((eb) => eb.or([eb('lesson_hash', 'is not', null), eb('domain_hash', 'is not', null)]))
    .where('undone_at', 'is', null)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

export interface StoredVote extends Vote {
  /** Of which it was said. */
  readonly eventId: string;
}

/**
 * As worker: what everybody in the organisation taught about what these keys name. On one event the last word counts, and
 * only where it is one that teaches; on one company each person's last, as it stands for themselves. "Not counted" of a
 * company is about whoever says it.
 */
export async function listVotes(
  trx: Trx,
  vault: Vault,
  keys: readonly string[],
): Promise<ReadonlyMap<string, readonly StoredVote[]>> {
  const named = new Map([...new Set(keys)].map((key) => [hashOf(vault, key).toString('hex'), key]));
  if (named.size === 0) return new Map();
  const hashes = [...named.keys()].map((hash) => Buffer.from(hash, 'hex'));
  const { rows } =
    await sql<VoteRow>`select coalesce(said.lesson_hash, said.domain_hash) as "hash", said.person_id as "by", said.event_id as "eventId", said.class,
      person.is_admin as "byAdmin"
    from correction said join person on person.person_id = said.person_id
    where said.undone_at is null and (
      (said.lesson_hash = any(${hashes}::bytea[])
        and not exists (select 1 from correction later where later.event_id = said.event_id
          and later.undone_at is null and later.corrected_at > said.corrected_at))
      or (said.domain_hash = any(${hashes}::bytea[]) and said.class <> 'ignored'
        and not exists (select 1 from correction later where later.person_id = said.person_id
          and later.domain_hash = said.domain_hash
          and later.undone_at is null and later.corrected_at > said.corrected_at)))
    order by said.corrected_at, said.correction_id`.execute(trx);
  const votes = rows.map(({ hash, ...vote }) => ({
    key: named.get(hash.toString('hex')) ?? '',
    vote: { ...vote, activity: null },
  }));
  return new Map(
    [...Map.groupBy(votes, ({ key }) => key)].map(([key, given]) => [key, given.map(({ vote }) => vote)]),
  );
}

function hashOf(vault: Vault, key: string): Buffer {
  const domain = domainOfKey(key);
  return domain === null ? lessonHash(vault, key) : vault.fingerprint('domain', domain);
}

interface VoteRow {
  readonly hash: Buffer;
  readonly by: string;
  readonly eventId: string;
  readonly class: Answer;
  readonly byAdmin: boolean;
}

/**
 * As worker: whether what was taught, or taken back, since the last time may count for others: an admin said it, or
 * somebody else said something of the same thing. Each is told once.
 */
export async function takeSpreadLessons(trx: Trx): Promise<boolean> {
  const { rows } = await sql<{ matters: boolean }>`with changed as (
      update correction set spread_due = false where spread_due
      returning person_id, coalesce(lesson_hash, domain_hash) as about)
    select exists (select 1 from changed join person using (person_id)
      where person.is_admin
        or exists (select 1 from changed other
          where other.about = changed.about and other.person_id <> changed.person_id)
        or exists (select 1 from correction other where other.undone_at is null
          and coalesce(other.lesson_hash, other.domain_hash) = changed.about and other.person_id <> changed.person_id)) as matters`.execute(
    trx,
  );
  return rows[0]?.matters ?? false;
}
