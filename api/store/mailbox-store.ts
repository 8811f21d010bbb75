import { sql, type Transaction } from 'kysely';
import { HOUR, type Instant, type Interval } from '../../shared/calendar/time.ts';
import type { Vault } from './encryption.ts';
import { at } from './instant.ts';
import type { Database } from './schema.ts';
import type { MailboxState } from './schema-calendars.ts';

type Trx = Transaction<Database>;

/** Where the reading of one calendar stands. */
export interface Mailbox {
  readonly personId: string;
  readonly state: MailboxState;
  readonly deltaLink: string | null;
  /** The delta link as it is stored: another value means that somebody else has read in the meantime. */
  readonly stamp: string;
  /** The window that the delta link watches; null before the first round. */
  readonly window: Interval | null;
  /** Nothing that ended before it was ever read; null before the back-fill. */
  readonly historyFrom: Instant | null;
  readonly lookedAt: Instant | null;
  /** The last plain reading; a delta round that tells nothing may lag, and shows nothing. */
  readonly readAt: Instant | null;
  /** Attempts that failed in a row; below zero, how often an empty round is still to be looked at again after a bell. */
  readonly retryCount: number;
  /** When it is next read in full, whatever delta says; null before the first reading. */
  readonly reconcileDueAt: Instant | null;
  /** How often the window was halved, because Graph cannot give it whole. */
  readonly narrowing: number;
  /** What its owner was told and answered; null where nobody was told. */
  readonly notice: { readonly readingFrom: Instant; readonly objectedAt: Instant | null } | null;
}

export async function findMailbox(trx: Trx, vault: Vault, personId: string): Promise<Mailbox | null> {
  const row = await trx
    .selectFrom('mailbox')
    .leftJoin('notice', 'notice.person_id', 'mailbox.person_id')
    .selectAll('mailbox')
    .select(['notice.reading_from', 'notice.objected_at'])
    .where('mailbox.person_id', '=', personId)
    .executeTakeFirst();
  if (!row) return null;
  const sealed = row.delta_link_sealed;
  return {
    personId: row.person_id,
    state: row.state,
    deltaLink: sealed === null ? null : vault.open(sealed),
    stamp: stampOf(sealed, row.looked_at),
    window:
      row.window_start === null || row.window_end === null
        ? null
        : { start: row.window_start, end: row.window_end },
    historyFrom: row.history_from,
    lookedAt: row.looked_at,
    readAt: row.read_at,
    retryCount: row.retry_count,
    reconcileDueAt: row.reconcile_due_at,
    narrowing: row.narrowing,
    notice: row.reading_from === null ? null : { readingFrom: row.reading_from, objectedAt: row.objected_at },
  };
}

/** What Microsoft refuses to show; what is known of such a calendar grows old. */
const AWAY: readonly MailboxState[] = ['out_of_scope', 'no_mailbox', 'blocked', 'consent_lost'];

/** As worker: whether a calendar could not be read at the last try. */
export async function isAway(trx: Trx, personId: string): Promise<boolean> {
  const row = await trx
    .selectFrom('mailbox')
    .select('state')
    .where('person_id', '=', personId)
    .where('state', 'in', [...AWAY])
    .executeTakeFirst();
  return row !== undefined;
}

/** As worker: how many calendars are in each state; who had theirs frozen is nobody's affair, be it as a number. */
export async function countByState(trx: Trx): Promise<Readonly<Record<string, number>>> {
  const rows = await trx
    .selectFrom('mailbox')
    .select(['state', (eb) => eb.fn.countAll<string>().as('calendars')])
    .where('state', '!=', 'frozen')
    .groupBy('state')
    .execute();
  return Object.fromEntries(rows.map(({ state, calendars }) => [state, Number(calendars)]));
}

/** What rings for a calendar. */
export type Bell = 'rings' | 'silent' | 'none';

/**
 * Holds the mailbox until the transaction ends, and tells what rings for it. Null where it is no longer as it was when
 * `stamp` was read.
 */
export async function lockMailbox(trx: Trx, personId: string, stamp: string): Promise<Bell | null> {
  const row = await trx
    .selectFrom('mailbox')
    .leftJoin('subscription', 'subscription.person_id', 'mailbox.person_id')
    .select(['delta_link_sealed', 'looked_at', 'subscription_id', 'silent_since'])
    .where('mailbox.person_id', '=', personId)
    .forUpdate('mailbox')
    .executeTakeFirst();
  if (row === undefined || stampOf(row.delta_link_sealed, row.looked_at) !== stamp) return null;
  if (row.subscription_id === null) return 'none';
  return row.silent_since === null ? 'rings' : 'silent';
}

/** A seal differs each time, so the same link stored twice gives two stamps. */
function stampOf(sealed: Buffer | null, lookedAt: Instant | null): string {
  return `${sealed?.subarray(0, 33).toString('base64') ?? ''} ${lookedAt}`;
}

/** Changes dated before a block began may be seen so much later. */
export const OVERBOOKED_SINCE = 36 * HOUR;

/** What a round leaves behind. Written last, in the transaction that wrote what the round brought. */
export async function saveRound(
  trx: Trx,
  vault: Vault,
  personId: string,
  round: {
    readonly deltaLink: string | null;
    readonly window: Interval;
    readonly historyFrom: Instant;
    readonly lookedAt: Instant;
    readonly readAt: Instant;
    /** At the latest; what is due sooner stays so. */
    readonly syncDueAt: Instant;
    readonly reconcileDueAt: Instant;
    readonly narrowing: number;
    /** Blocks that began after this, and before `lookedAt`, are to be looked at: something else may have taken them. */
    readonly blocksSince: Instant;
    /** As it was when the round began, and as it is to be: a bell that rang in between goes before. */
    readonly retryCount: { readonly from: number; readonly to: number };
  },
): Promise<void> {
  const { from, to } = round.retryCount;
  await trx
    .updateTable('mailbox')
    .set({
      state: 'ok',
      delta_link_sealed: round.deltaLink === null ? null : vault.seal(round.deltaLink),
      window_start: new Date(round.window.start),
      window_end: new Date(round.window.end),
      history_from: new Date(round.historyFrom),
      looked_at: new Date(round.lookedAt),
      read_at: new Date(round.readAt),
      reconcile_due_at: new Date(round.reconcileDueAt),
      narrowing: round.narrowing,
      sync_due_at: sql<Date>`least(sync_due_at, ${at(round.syncDueAt)})`,
      settle_due_at: sql<Date>`case when ${hasBegunBlock(personId, round)}
        then least(settle_due_at, ${at(round.lookedAt)}) else settle_due_at end`,
      retry_count: sql<number>`case when retry_count = ${from} then ${to}::int else retry_count end`,
    })
    .where('person_id', '=', personId)
    .execute();
}

/**
 * Whether the rep's own selling time began between two looks at the calendar: whether something else took it is known once
 * the calendar was looked at after its start.
 */
function hasBegunBlock(
  personId: string,
  { blocksSince, lookedAt }: { readonly blocksSince: Instant; readonly lookedAt: Instant },
) {
  return sql<boolean>`exists (select from event_version where person_id = ${personId} and valid_to is null
    and class = 'selling' and is_organizer and start_at > ${at(blocksSince)} and start_at <= ${at(lookedAt)})`;
}

/** The calendar cannot be read now; what is known of it stays as it is. Nothing makes it due before `dueAt`. */
export async function postpone(
  trx: Trx,
  personId: string,
  to: {
    readonly dueAt: Instant;
    readonly retryCount?: number;
    readonly state?: MailboxState;
    /** From now on a smaller window is watched: the delta begins anew. Its window is null where none was read yet. */
    readonly narrowed?: { readonly narrowing: number; readonly window: Interval | null };
  },
): Promise<void> {
  const { narrowed } = to;
  await trx
    .updateTable('mailbox')
    .set({
      sync_due_at: new Date(to.dueAt),
      ...(to.retryCount === undefined ? {} : { retry_count: to.retryCount }),
      ...(to.state === undefined ? {} : { state: to.state }),
      ...(narrowed && { narrowing: narrowed.narrowing, delta_link_sealed: null }),
      ...(narrowed?.window && {
        window_start: new Date(narrowed.window.start),
        window_end: new Date(narrowed.window.end),
      }),
    })
    .where('person_id', '=', personId)
    .execute();
}

/** Makes reading due, at the latest then. */
export async function hastenSync(trx: Trx, personIds: readonly string[], dueAt: Instant): Promise<void> {
  await hasten(trx, 'sync_due_at', personIds, dueAt);
}

/** How often an empty round is looked at again, because delta may lag behind the bell. */
const LOOKS_AFTER_BELL = 2;

/** A bell rang: reading is due by then, unless Graph asked us to stay away for longer. */
export async function ringMailboxes(trx: Trx, personIds: readonly string[], dueAt: Instant): Promise<void> {
  if (personIds.length === 0) return;
  await trx
    .updateTable('mailbox')
    .set({
      sync_due_at: sql<Date>`case when retry_count > 0 then coalesce(sync_due_at, ${at(dueAt)})
        else least(sync_due_at, ${at(dueAt)}) end`,
      retry_count: sql<number>`case when retry_count > 0 then retry_count else ${-LOOKS_AFTER_BELL}::int end`,
    })
    .where('person_id', 'in', [...personIds])
    .execute();
}

/** Makes a look at unsettled moves due, at the latest then. */
export async function hastenSettling(trx: Trx, personIds: readonly string[], dueAt: Instant): Promise<void> {
  await hasten(trx, 'settle_due_at', personIds, dueAt);
}

async function hasten(
  trx: Trx,
  column: 'sync_due_at' | 'settle_due_at',
  personIds: readonly string[],
  dueAt: Instant,
): Promise<void> {
  if (personIds.length === 0) return;
  await trx
    .updateTable('mailbox')
    .set({ [column]: sql<Date>`least(${sql.ref(column)}, ${at(dueAt)})` })
    .where('person_id', 'in', [...personIds])
    .execute();
}

/** A place for the reading of a new rep's calendar; one that exists stays as it is. */
export async function addMailboxes(
  trx: Trx,
  personIds: readonly string[],
  syncDueAt: Instant,
): Promise<void> {
  if (personIds.length === 0) return;
  await trx
    .insertInto('mailbox')
    .values(
      personIds.map((personId) => ({
        person_id: personId,
        delta_link_sealed: null,
        sync_due_at: new Date(syncDueAt),
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
