import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import { grant, protect, run, TENANT_COLUMN } from './policy.ts';

const IS_ADMIN = `current_setting('app.actor', true) = 'admin'`;

/**
 * Administrators keep the organisation's lists of domains, and one former list each to go back to. Corrections may teach:
 * of a title or word, a category, or a person with a private address.
 */
export const listDomainsAndTeach: Migration = {
  async up(db: Kysely<unknown>) {
    await run(db, `alter table domain_entry add column from_directory boolean not null default false`);
    // No admin could give the organisation's own domains before: those there are come from the directory.
    await run(db, `update domain_entry set from_directory = true where kind = 'own'`);
    await run(
      db,
      `create table domain_stage (
        domain_hash bytea not null,
        ${TENANT_COLUMN},
        domain_sealed bytea not null,
        stage text not null check (stage in
          ('prospecting', 'discovery', 'demo', 'proposal', 'negotiation', 'closing', 'follow-up')),
        since date not null,
        added_at timestamptz not null,
        primary key (tenant_id, domain_hash, since)
      )`,
    );
    await run(
      db,
      `create table domain_list (
        kind text not null check (kind in ('own', 'customer', 'partner', 'vendor', 'stage')),
        ${TENANT_COLUMN},
        changed_at timestamptz not null,
        former_sealed bytea,
        former_changed_at timestamptz,
        primary key (tenant_id, kind)
      )`,
    );
    for (const table of ['domain_stage', 'domain_list']) {
      await protect(db, table, 'worker');
      await grant(db, table);
    }
    for (const table of ['domain_entry', 'domain_stage', 'domain_list'])
      await run(db, `create policy admin_keeps on ${table} using (${IS_ADMIN}) with check (${IS_ADMIN})`);
    await run(
      db,
      `alter table person
        add column resort_all boolean not null default false,
        add column resort_taught boolean not null default false`,
    );
    await run(
      db,
      `alter table correction
        add column lesson_hash bytea,
        add column lesson_sealed bytea,
        add column spread_due boolean not null default false,
        drop constraint correction_scope_check,
        add constraint correction_scope_check check
          (scope in ('event', 'series', 'domain', 'title', 'word', 'category', 'person')),
        add check ((scope in ('title', 'word', 'category', 'person')) = (lesson_hash is not null)),
        add check ((lesson_hash is null) = (lesson_sealed is null))`,
    );
    await run(
      db,
      `create index correction_lesson on correction (lesson_hash)
        where lesson_hash is not null and undone_at is null`,
    );
  },
};
