import { sql, type Kysely } from 'kysely';

/** The person that the transaction acts for; null in a worker's. */
const ACTOR = `nullif(current_setting('app.person_id', true), '')::uuid`;
const IS_WORKER = `current_setting('app.actor', true) = 'worker'`;
const TENANT = `nullif(current_setting('app.tenant_id', true), '')::uuid`;

/** SQL for the tenant column; its default makes a forgotten tenant a refused row, not a shared one. */
export const TENANT_COLUMN = `tenant_id uuid not null default ${TENANT}`;

/**
 * Forced row-level security: the tenant restricts, the actor permits. Without both set, no row is seen.
 * `readableBy` is added to the worker: `own` = the person's own rows (column `person_id`).
 */
export async function protect(
  db: Kysely<unknown>,
  table: string,
  rule: 'worker' | 'own' | { readonly read: string; readonly write?: string },
): Promise<void> {
  const own = `person_id = ${ACTOR}`;
  const read = rule === 'worker' ? 'false' : rule === 'own' ? own : rule.read;
  const write = rule === 'worker' ? 'false' : rule === 'own' ? own : (rule.write ?? 'false');
  await run(db, `alter table ${table} enable row level security`);
  await run(db, `alter table ${table} force row level security`);
  await run(
    db,
    `create policy tenant on ${table} as restrictive using (tenant_id = ${TENANT}) with check (tenant_id = ${TENANT})`,
  );
  await run(db, `create policy worker on ${table} using (${IS_WORKER}) with check (${IS_WORKER})`);
  if (read !== 'false') await run(db, `create policy person_reads on ${table} for select using (${read})`);
  if (write !== 'false') {
    await run(db, `create policy person_adds on ${table} for insert with check (${write})`);
    await run(
      db,
      `create policy person_changes on ${table} for update using (${write}) with check (${write})`,
    );
  }
}

/** Rights of the app role; `append` leaves out update and delete, so that a log stays a log. */
export async function grant(
  db: Kysely<unknown>,
  table: string,
  mode: 'all' | 'append' = 'all',
): Promise<void> {
  const rights = mode === 'append' ? 'select, insert' : 'select, insert, update, delete';
  await run(db, `grant ${rights} on ${table} to followthrough_app`);
}

export async function run(db: Kysely<unknown>, statement: string): Promise<void> {
  await sql.raw(statement).execute(db);
}

/** The actor manages or belongs to the team (domain R2, R4). */
export const SEES_TEAM = `exists (select 1 from team_manager m where m.team_id = TEAM and m.person_id = ${ACTOR})
  or exists (select 1 from team_member m where m.team_id = TEAM and m.until is null and m.person_id = ${ACTOR})`;
export const IS_ACTOR = (column: string): string => `${column} = ${ACTOR}`;
