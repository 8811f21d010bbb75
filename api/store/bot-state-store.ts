import { sql, type Selectable, type Transaction } from 'kysely';
import type { Instant } from '../../shared/calendar/time.ts';
import type { SendGate } from '../../shared/prompts/send-gate.ts';
import type { Database } from './schema.ts';

type Trx = Transaction<Database>;

/** Why the app can be installed for nobody: the permission was not given, or the app is not in the catalogue. */
export interface InstallProblem {
  readonly kind: 'permission' | 'catalogue';
  readonly since: Instant;
}

/** As worker: the tenant's gate, held until the transaction ends. */
export async function holdGate(trx: Trx): Promise<SendGate> {
  const row = await trx
    .insertInto('bot_state')
    .defaultValues()
    .onConflict((conflict) => conflict.column('tenant_id').doUpdateSet({ pace_at: sql`bot_state.pace_at` }))
    .returningAll()
    .executeTakeFirstOrThrow();
  return gateOf(row);
}

export async function findGate(trx: Trx): Promise<SendGate | null> {
  const row = await trx.selectFrom('bot_state').selectAll().executeTakeFirst();
  return row ? gateOf(row) : null;
}

function gateOf(row: Selectable<Database['bot_state']>): SendGate {
  const { stop_reason: reason, stopped_at: since, retry_at: retryAt, retries } = row;
  return {
    paceAt: row.pace_at,
    throttledAt: row.throttled_at,
    heldUntil: row.held_until,
    stop: reason === null || since === null || retryAt === null ? null : { reason, since, retryAt, retries },
  };
}

/** As worker, of a gate that is held. */
export async function saveGate(trx: Trx, { paceAt, throttledAt, heldUntil, stop }: SendGate): Promise<void> {
  await trx
    .updateTable('bot_state')
    .set({
      pace_at: new Date(paceAt),
      throttled_at: dateOrNull(throttledAt),
      held_until: dateOrNull(heldUntil),
      stop_reason: stop?.reason ?? null,
      stopped_at: dateOrNull(stop?.since ?? null),
      retry_at: dateOrNull(stop?.retryAt ?? null),
      retries: stop?.retries ?? 0,
    })
    .execute();
}

export interface InstallState {
  readonly problem: InstallProblem | null;
  /** null = not known yet. */
  readonly catalogAppId: string | null;
}

/** As worker: whether the app can be installed for people. */
export async function findInstallState(trx: Trx): Promise<InstallState> {
  const row = await trx.selectFrom('bot_state').selectAll().executeTakeFirst();
  const { install_problem: kind = null, install_problem_since: since = null } = row ?? {};
  return {
    problem: kind === null || since === null ? null : { kind, since },
    catalogAppId: row?.catalog_app_id ?? null,
  };
}

/** As worker. `null` = it can. */
export async function saveInstallProblem(trx: Trx, problem: InstallProblem | null): Promise<void> {
  await holdGate(trx);
  await trx
    .updateTable('bot_state')
    .set({
      install_problem: problem?.kind ?? null,
      install_problem_since: dateOrNull(problem?.since ?? null),
    })
    .execute();
}

/** As worker. `null` = the one that we knew is not in the catalogue any more. */
export async function saveCatalogApp(trx: Trx, catalogAppId: string | null): Promise<void> {
  await holdGate(trx);
  await trx.updateTable('bot_state').set({ catalog_app_id: catalogAppId }).execute();
}

function dateOrNull(instant: Instant | null): Date | null {
  return instant === null ? null : new Date(instant);
}
