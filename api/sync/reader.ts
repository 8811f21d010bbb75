import type { Transaction } from 'kysely';
import { z } from 'zod';
import type { Instant } from '../../shared/calendar/time.ts';
import { listUndecided } from '../store/decision-store.ts';
import type { Vault } from '../store/encryption.ts';
import { findMailbox, type Mailbox } from '../store/mailbox-store.ts';
import { createPersonStore, type Person } from '../store/person-store.ts';
import type { Database } from '../store/schema.ts';
import { loadTenantSettings, type TenantSettings } from '../store/tenant-settings.ts';
import { historyStart } from './window.ts';

type Trx = Transaction<Database>;

/** Whose calendar is read, and what it is read with. */
export interface Reader {
  readonly person: Person;
  readonly mailbox: Mailbox;
  /** Where the back-fill begins. */
  readonly historyFrom: Instant;
  readonly tenant: TenantSettings;
}

/**
 * Why a calendar is not read. `left`, `no-rep`: its owner is no rep any more. `not-decided`: the organisation has not recorded all its decisions (R9). `not-told` and
 * `waiting`: the rep has not been told, or not long enough ago (R10). `objected`, `frozen`: R15.
 */
export type NotReadReason =
  | 'unknown'
  | 'left'
  | 'no-rep'
  | 'not-decided'
  | 'not-told'
  | 'waiting'
  | 'objected'
  | 'frozen';

export interface NotRead {
  readonly reason: NotReadReason;
  /** When it is worth asking again; null where somebody has to act before. */
  readonly againAt: Instant | null;
}

/** As worker: a reader, or why there is none. Every reading of a calendar begins here. */
export async function loadReader(
  trx: Trx,
  vault: Vault,
  personId: string,
  now: Instant,
): Promise<Reader | NotRead> {
  const refuse = (reason: NotReadReason): NotRead => ({ reason, againAt: null });
  const person = await createPersonStore(vault).findById(trx, personId);
  const mailbox = await findMailbox(trx, vault, personId);
  if (person === null || mailbox === null) return refuse('unknown');
  if (person.leftAt !== null) return refuse('left');
  if (!person.isRep) return refuse('no-rep');
  if (mailbox.state === 'frozen') return refuse('frozen');
  const refusal = refusalOf(mailbox, now);
  if (refusal !== null) return refusal;
  const historyFrom = mailbox.historyFrom ?? (await decideHistory(trx, person, now));
  if (historyFrom === null) return refuse('not-decided');
  return { person, mailbox, historyFrom, tenant: await loadTenantSettings(trx) };
}

const historyDecision = z.object({ weeks: z.number().int().min(0).max(26) });

/** The last decision counts; before all six are recorded nothing is read (R9). Once reading has begun it is settled. */
async function decideHistory(trx: Trx, { workingHours }: Person, now: Instant): Promise<Instant | null> {
  if ((await listUndecided(trx)).length > 0) return null;
  const row = await trx
    .selectFrom('governance_decision')
    .select('decision')
    .where('topic', '=', 'history')
    .orderBy('decision_id', 'desc')
    .executeTakeFirst();
  return row ? historyStart(now, historyDecision.parse(row.decision).weeks, workingHours.timeZone) : null;
}

function refusalOf({ notice }: Mailbox, now: Instant): NotRead | null {
  if (notice === null) return { reason: 'not-told', againAt: null };
  if (notice.objectedAt !== null) return { reason: 'objected', againAt: null };
  return now < notice.readingFrom ? { reason: 'waiting', againAt: notice.readingFrom } : null;
}
