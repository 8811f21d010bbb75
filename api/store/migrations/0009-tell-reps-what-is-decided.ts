import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import { run } from './policy.ts';

/**
 * A rep reads how long is kept what is stored of them, and whom to ask. Each look at a team's figures keeps as what
 * somebody looked, and the name of whoever leads the team: nobody else's row of `person` can be read for it (R4).
 */
export const tellRepsWhatIsDecided: Migration = {
  async up(db: Kysely<unknown>) {
    await run(
      db,
      `create policy person_reads on governance_decision for select using (topic in ('retention', 'contact'))`,
    );
    await run(db, `alter table look add column role text check (role in ('manager', 'member'))`);
    await run(db, `alter table look add column name_sealed bytea`);
  },
};
