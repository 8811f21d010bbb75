import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import { grant, protect, run, TENANT_COLUMN } from './policy.ts';

/** On which day the pane in Outlook was last opened, and its events last heard, by kind of client: nobody's, and no hour. */
export const hearOutlook: Migration = {
  async up(db: Kysely<unknown>) {
    await run(
      db,
      `create table outlook_client (
        ${TENANT_COLUMN},
        client text not null,
        pane_on date not null,
        events_on date,
        primary key (tenant_id, client)
      )`,
    );
    await protect(db, 'outlook_client', 'worker');
    await grant(db, 'outlook_client');
  },
};
