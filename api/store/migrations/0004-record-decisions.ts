import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import { grant, protect, run, TENANT_COLUMN } from './policy.ts';

/** What the organisation decided, what it set, and when tenant-wide work is due. */
export const recordDecisions: Migration = {
  async up(db: Kysely<unknown>) {
    await run(
      db,
      `create table governance_decision (
        decision_id bigint generated always as identity primary key,
        ${TENANT_COLUMN},
        topic text not null check (topic in
          ('legal_basis', 'impact_assessment', 'union_negotiation', 'retention', 'history', 'contact')),
        decision jsonb not null,
        decided_at timestamptz not null,
        decided_by uuid
      )`,
    );
    await protect(db, 'governance_decision', 'worker');
    await grant(db, 'governance_decision', 'append');
    await run(
      db,
      `create table audit_entry (
        entry_id bigint generated always as identity primary key,
        ${TENANT_COLUMN},
        what text not null,
        detail jsonb not null,
        by_person uuid,
        at timestamptz not null
      )`,
    );
    await protect(db, 'audit_entry', 'worker');
    await grant(db, 'audit_entry', 'append');
    await run(
      db,
      `create table setting (
        ${TENANT_COLUMN},
        key text not null,
        value jsonb not null,
        changed_at timestamptz not null,
        primary key (tenant_id, key)
      )`,
    );
    await protect(db, 'setting', { read: 'true' });
    await grant(db, 'setting');
    await run(
      db,
      `create table timer (
        ${TENANT_COLUMN},
        job text not null,
        due_at timestamptz not null,
        primary key (tenant_id, job)
      )`,
    );
    await protect(db, 'timer', 'worker');
    await grant(db, 'timer');
  },
};
