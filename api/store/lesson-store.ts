import { sql, type Transaction } from 'kysely';
import type { Vote } from '../../shared/classification/corrections.ts';
import type { Answer } from '../../shared/classification/points.ts';
import { lessonHash } from './correction-store.ts';
import type { Vault } from './encryption.ts';
import type { Database } from './schema.ts';

type Trx = Transaction<Database>;

/** As worker: whether anybody has taught anything that stands. */
export async function isAnythingTaught(trx: Trx): Promise<boolean> {
  const row = await trx
    .selectFrom('correction')
    .select('correction_id')
    .where('lesson_hash', 'is not', null)
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
 * only where it is one that teaches.
 */
export async function listVotes(
  trx: Trx,
  vault: Vault,
  keys: readonly string[],
): Promise<ReadonlyMap<string, readonly StoredVote[]>> {
  const hashes = new Map([...new Set(keys)].map((key) => [lessonHash(vault, key).toString('hex'), key]));
  if (hashes.size === 0) return new Map();
  const { rows } =
    await sql<VoteRow>`select said.lesson_hash as "hash", said.person_id as "by", said.event_id as "eventId", said.class,
      person.is_admin as "byAdmin"
    from correction said join person on person.person_id = said.person_id
    where said.undone_at is null and said.lesson_hash = any(${[...hashes.keys()].map((hash) => Buffer.from(hash, 'hex'))}::bytea[])
      and not exists (select 1 from correction later where later.event_id = said.event_id
        and later.undone_at is null and later.corrected_at > said.corrected_at)
    order by said.corrected_at, said.correction_id`.execute(trx);
  const votes = rows.map(({ hash, ...vote }) => ({
    key: hashes.get(hash.toString('hex')) ?? '',
    vote: { ...vote, activity: null },
  }));
  return new Map(
    [...Map.groupBy(votes, ({ key }) => key)].map(([key, given]) => [key, given.map(({ vote }) => vote)]),
  );
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
      update correction set spread_due = false where spread_due returning person_id, lesson_hash)
    select exists (select 1 from changed join person using (person_id)
      where person.is_admin
        or exists (select 1 from changed other
          where other.lesson_hash = changed.lesson_hash and other.person_id <> changed.person_id)
        or exists (select 1 from correction other where other.undone_at is null
          and other.lesson_hash = changed.lesson_hash and other.person_id <> changed.person_id)) as matters`.execute(
    trx,
  );
  return rows[0]?.matters ?? false;
}
