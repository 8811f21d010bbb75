import type { Transaction } from 'kysely';
import { HOUR, type Instant } from '../../shared/calendar/time.ts';
import type { Surroundings } from '../../shared/moves/move.ts';
import { detectOverbooked, isSellingBlockAlone } from '../../shared/moves/overbooked.ts';
import type { StoredEvent } from '../store/event-store.ts';
import { saveOverbooked, voidOverbooked } from '../store/move-overbooked-store.ts';
import { OVERBOOKED_SINCE } from '../store/mailbox-store.ts';
import type { Database } from '../store/schema.ts';
import type { SurroundingsDeps } from './load-surroundings.ts';

type Trx = Transaction<Database>;

/** A block that something lies across may be so long. */
const LONGEST = 12 * HOUR;

/** What stood while the rep's own selling time began, since a day and a half and up to the last look at the calendar. */
export interface BegunBlocks {
  readonly blocks: readonly StoredEvent[];
  readonly versions: readonly StoredEvent[];
}

/** As worker: selling time that the rep set aside and that has begun, as it stood then. */
export async function listBegunBlocks(
  trx: Trx,
  personId: string,
  self: string,
  now: Instant,
  deps: SurroundingsDeps,
): Promise<BegunBlocks> {
  const mailbox = await trx
    .selectFrom('mailbox')
    .select('looked_at')
    .where('person_id', '=', personId)
    .executeTakeFirst();
  const lookedAt = mailbox?.looked_at ?? null;
  if (lookedAt === null) return { blocks: [], versions: [] };
  const since = now - OVERBOOKED_SINCE;
  const versions = await deps.events.listVersionsIn(trx, personId, { start: since, end: lookedAt + LONGEST });
  const blocks = versions.filter(
    (version) =>
      isSellingBlockAlone(version, self) &&
      version.event.start > since &&
      version.event.start <= lookedAt &&
      stoodAt(version, version.event.start) &&
      // What is read for the first time says nothing of what stood before it (domain §5).
      !(version.isBackfill && version.seenAt > version.event.start),
  );
  return { blocks, versions };
}

/**
 * Writes, for each block, whether it is overbooked; a change that was made in time and seen late may turn it either way.
 * Running again changes nothing.
 */
export async function judgeOverbooked(
  trx: Trx,
  personId: string,
  { blocks, versions }: BegunBlocks,
  around: Surroundings,
): Promise<void> {
  for (const block of blocks) {
    const standing = versions.filter((version) => stoodAt(version, block.event.start));
    const move = detectOverbooked(block, standing, around);
    if (move === null) await voidOverbooked(trx, block.key, block.event.start);
    else await saveOverbooked(trx, personId, move, block);
  }
}

function stoodAt({ validFrom, validTo }: StoredEvent, instant: Instant): boolean {
  return validFrom <= instant && (validTo === null || validTo > instant);
}
