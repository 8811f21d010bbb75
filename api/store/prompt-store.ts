import { type Selectable, sql, type Transaction } from 'kysely';
import type { Instant, LocalDate } from '../../shared/calendar/time.ts';
import type { CorrectedClass } from '../../shared/prompts/answer.ts';
import type { PromptRecord } from '../../shared/prompts/caps.ts';
import type { ReasonCode } from '../../shared/reasons/codes.ts';
import type { WeekLoad } from '../../shared/reasons/internal-load.ts';
import type { StoredChat } from './chat-store.ts';
import { isGuid } from './guid.ts';
import { at } from './instant.ts';
import { reasonCodeOf } from './reason-code.ts';
import type { Database } from './schema.ts';
import type { PromptState } from './schema-prompts.ts';

type Trx = Transaction<Database>;

export interface StoredPrompt {
  readonly promptId: string;
  readonly personId: string;
  readonly moveId: string;
  readonly state: PromptState;
  readonly plannedAt: Instant;
  readonly lapseAt: Instant;
  readonly sentAt: Instant | null;
  readonly activityId: string | null;
  readonly conversationId: string | null;
  readonly reasonOrder: readonly ReasonCode[];
  readonly attempts: number;
  readonly isClosed: boolean;
  readonly withdrawn: { readonly at: Instant; readonly correctedTo: CorrectedClass } | null;
  /** The load of weeks that had begun when it was sent; null where they are to be read. */
  readonly ownWeeks: readonly WeekLoad[] | null;
}

export interface NewPrompt {
  readonly personId: string;
  readonly moveId: string;
  readonly plannedAt: Instant;
  readonly lapseAt: Instant;
  readonly askedOn: LocalDate;
  readonly reasonOrder: readonly ReasonCode[];
  readonly eligibleCount: number;
}

/**
 * As worker: into the outbox, for the caller to have it sent. A move has one prompt for ever; a second is refused without
 * an error, and null.
 */
export async function addPrompt(trx: Trx, prompt: NewPrompt): Promise<string | null> {
  const row = await trx
    .insertInto('prompt')
    .values({
      person_id: prompt.personId,
      move_id: prompt.moveId,
      state: 'due',
      planned_at: new Date(prompt.plannedAt),
      due_at: null,
      lapse_at: new Date(prompt.lapseAt),
      close_due_at: new Date(prompt.lapseAt),
      asked_on: prompt.askedOn,
      activity_id: null,
      conversation_id: null,
      gone_reason: null,
      reason_order: JSON.stringify(prompt.reasonOrder),
      eligible_count: prompt.eligibleCount,
    })
    .onConflict((conflict) => conflict.column('move_id').doNothing())
    .returning('prompt_id')
    .executeTakeFirst();
  return row?.prompt_id ?? null;
}

/** Holds the prompt until the transaction ends. null where there is none, or it is not the actor's. Takes any text. */
export async function holdPrompt(trx: Trx, promptId: string): Promise<StoredPrompt | null> {
  if (!isGuid(promptId)) return null;
  const row = await trx
    .selectFrom('prompt')
    .selectAll()
    .where('prompt_id', '=', promptId)
    .forUpdate()
    .executeTakeFirst();
  return row ? promptOf(row) : null;
}

/**
 * Holds the prompt until the transaction ends, where it was asked in that chat of its person's: one statement, for the rep
 * waits. A chat that was never heard from may be known by the name that Graph has for it, which no activity carries. Takes
 * any texts.
 */
export async function holdPromptOfChat(
  trx: Trx,
  promptId: string,
  conversationId: string,
): Promise<{ readonly prompt: StoredPrompt; readonly chat: StoredChat } | null> {
  if (!isGuid(promptId)) return null;
  const row = await trx
    .selectFrom('prompt')
    .innerJoin('chat', 'chat.person_id', 'prompt.person_id')
    .selectAll('prompt')
    .select(['chat.service_url', 'chat.state as chat_state', 'chat.heard_at'])
    .where('prompt_id', '=', promptId)
    .where((where) =>
      where.or([where('chat.conversation_id', '=', conversationId), where('chat.heard_at', 'is', null)]),
    )
    .forUpdate('prompt')
    .executeTakeFirst();
  if (!row) return null;
  const { service_url: serviceUrl, chat_state: state, heard_at: heardAt } = row;
  return { prompt: promptOf(row), chat: { conversationId, serviceUrl, state, heardAt } };
}

export async function listPrompts(trx: Trx, personId: string, since: Instant): Promise<StoredPrompt[]> {
  const rows = await trx
    .selectFrom('prompt')
    .selectAll()
    .where('person_id', '=', personId)
    .where('planned_at', '>=', at(since))
    .execute();
  return rows.map(promptOf);
}

/** What the caps count: prompts that reached the rep, or may have, or are on their way. */
export function recordOf(prompt: StoredPrompt, answeredAt: Instant | null): PromptRecord | null {
  const base = { moveId: prompt.moveId, sentAt: prompt.sentAt ?? prompt.plannedAt };
  switch (prompt.state) {
    case 'due':
    case 'sending':
    case 'sent':
    case 'unknown':
      return { ...base, outcome: 'open', endedAt: null };
    case 'answered':
      return { ...base, outcome: 'answered', endedAt: answeredAt ?? base.sentAt };
    case 'withdrawn':
      return { ...base, outcome: 'withdrawn', endedAt: answeredAt ?? base.sentAt };
    case 'lapsed':
      return { ...base, outcome: 'lapsed', endedAt: prompt.lapseAt };
    case 'gone':
    case 'not_asked':
      return null;
  }
}

export interface PromptChange {
  readonly state?: PromptState;
  readonly sentAt?: Instant;
  readonly sendingSince?: Instant;
  readonly activityId?: string;
  readonly conversationId?: string;
  readonly dueAt?: Instant | null;
  readonly closeDueAt?: Instant | null;
  readonly rejudgeDueAt?: Instant;
  readonly lapseAt?: Instant;
  readonly attempts?: number;
  readonly goneReason?: string;
  readonly isClosed?: boolean;
  readonly withdrawn?: { readonly at: Instant; readonly correctedTo: CorrectedClass };
}

export async function savePrompt(trx: Trx, promptId: string, change: PromptChange): Promise<void> {
  await trx
    .updateTable('prompt')
    .set({
      ...(change.state && { state: change.state }),
      ...(change.sentAt !== undefined && { sent_at: new Date(change.sentAt) }),
      ...(change.sendingSince !== undefined && { sending_since: new Date(change.sendingSince) }),
      ...(change.activityId !== undefined && { activity_id: change.activityId }),
      ...(change.conversationId !== undefined && { conversation_id: change.conversationId }),
      ...(change.dueAt !== undefined && { due_at: dateOrNull(change.dueAt) }),
      ...(change.closeDueAt !== undefined && { close_due_at: dateOrNull(change.closeDueAt) }),
      ...(change.rejudgeDueAt !== undefined && { rejudge_due_at: new Date(change.rejudgeDueAt) }),
      ...(change.lapseAt !== undefined && { lapse_at: new Date(change.lapseAt) }),
      ...(change.attempts !== undefined && { attempts: change.attempts }),
      ...(change.goneReason !== undefined && { gone_reason: change.goneReason }),
      ...(change.isClosed !== undefined && { is_closed: change.isClosed }),
      ...(change.withdrawn && {
        withdrawn_at: new Date(change.withdrawn.at),
        withdrawn_as: change.withdrawn.correctedTo,
      }),
    })
    .where('prompt_id', '=', promptId)
    .execute();
}

function dateOrNull(instant: Instant | null): Date | null {
  return instant === null ? null : new Date(instant);
}

export async function saveOwnWeeks(trx: Trx, promptId: string, weeks: readonly WeekLoad[]): Promise<void> {
  await trx
    .updateTable('prompt')
    .set({ own_weeks: JSON.stringify(weeks) })
    .where('prompt_id', '=', promptId)
    .execute();
}

/** What was read of the person's weeks holds no more. */
export async function forgetOwnWeeks(trx: Trx, personId: string): Promise<void> {
  await trx
    .updateTable('prompt')
    .set({ own_weeks: null })
    .where('person_id', '=', personId)
    .where('own_weeks', 'is not', null)
    .execute();
}

/** A card about this move that is not emptied yet shows the move, and what is said of its answer, as it now is. */
export async function hastenRefresh(trx: Trx, moveId: string, now: Instant): Promise<void> {
  await trx
    .updateTable('prompt')
    .set({ refresh_due_at: new Date(now) })
    .where('move_id', '=', moveId)
    .where('state', 'in', ['sent', 'unknown', 'answered'])
    .where('is_closed', '=', false)
    .execute();
}

/** Lapses at once what is open with this rep, and has its card emptied. */
export async function lapseOpenPrompts(trx: Trx, personId: string, now: Instant): Promise<void> {
  await sql`update prompt set
      lapse_at = least(lapse_at, ${at(now)}), due_at = null, close_due_at = ${at(now)},
      state = case when state = 'due' then 'not_asked' else state end
    where person_id = ${personId}::uuid and state in ('due', 'sending', 'sent', 'unknown')`.execute(trx);
}

function promptOf(row: Selectable<Database['prompt']>): StoredPrompt {
  return {
    promptId: row.prompt_id,
    personId: row.person_id,
    moveId: row.move_id,
    state: row.state,
    plannedAt: row.planned_at,
    lapseAt: row.lapse_at,
    sentAt: row.sent_at,
    activityId: row.activity_id,
    conversationId: row.conversation_id,
    reasonOrder: row.reason_order.map(reasonCodeOf),
    attempts: row.attempts,
    isClosed: row.is_closed,
    withdrawn:
      row.withdrawn_at === null ? null : { at: row.withdrawn_at, correctedTo: row.withdrawn_as ?? 'unsure' },
    ownWeeks: row.own_weeks,
  };
}
