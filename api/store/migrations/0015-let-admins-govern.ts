import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import { run } from './policy.ts';

const IS_ADMIN = `current_setting('app.actor', true) = 'admin'`;

const MAY: Readonly<Record<string, readonly ('select' | 'insert' | 'update' | 'delete')[]>> = {
  governance_decision: ['select', 'insert'],
  audit_entry: ['select', 'insert'],
  setting: ['insert', 'update'],
  team: ['select', 'insert', 'delete'],
  timer: ['select', 'insert', 'update'],
};

/** Administrators decide, set and name teams; no policy shows them a row of anybody's calendar, moves or answers. */
export const letAdminsGovern: Migration = {
  async up(db: Kysely<unknown>) {
    for (const [table, verbs] of Object.entries(MAY))
      for (const verb of verbs) {
        const using = verb === 'insert' ? '' : ` using (${IS_ADMIN})`;
        const check = verb === 'insert' || verb === 'update' ? ` with check (${IS_ADMIN})` : '';
        await run(db, `create policy admin_${verb}s on ${table} for ${verb}${using}${check}`);
      }
  },
};
