import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import { run } from './policy.ts';

/** A correction reaches an event, a series or a domain; each version knows the one that it was sorted by. */
export const correctByScope: Migration = {
  async up(db: Kysely<unknown>) {
    await run(
      db,
      `alter table correction
        add column series_key bytea,
        add column domain_hash bytea,
        add column domain_sealed bytea,
        add column from_class text,
        add column changed_events integer not null default 1,
        add column seconds real not null default 0,
        add check ((scope = 'series') = (series_key is not null)),
        add check ((scope = 'domain') = (domain_hash is not null and domain_sealed is not null))`,
    );
    await run(db, `create index correction_person on correction (person_id, corrected_at)`);
    await run(
      db,
      `alter table event_version add column correction_id uuid references correction on delete set null`,
    );
    await run(
      db,
      `create index event_version_correction on event_version (correction_id) where correction_id is not null`,
    );
  },
};
