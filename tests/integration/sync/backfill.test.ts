import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { syncMailbox } from '../../../api/sync/sync-mailbox.ts';
import { countMinutes } from './count-minutes.ts';
import { type FreshTenant, freshTenant } from './fresh-tenant.ts';

let tenant: FreshTenant;
let reps: readonly string[];

beforeAll(async () => {
  tenant = await freshTenant({ historyWeeks: 3 });
  reps = tenant.sandbox
    .people()
    .filter((person) => person.role === 'rep')
    .map((person) => person.key);
});
afterAll(() => tenant.remove());

describe('the first reading of a calendar', () => {
  it('sums every week from the first that may be read to the one that runs, as a count of minutes does', async () => {
    for (const key of reps) await syncMailbox(tenant.personId(key), tenant.deps);
    const stored = await tenant.asWorker((trx) =>
      trx.selectFrom('person_week').selectAll().orderBy('person_id').orderBy('week').execute(),
    );
    const mondays = {
      '2026-W45': '2026-11-02',
      '2026-W46': '2026-11-09',
      '2026-W47': '2026-11-16',
      '2026-W48': '2026-11-23',
    };
    expect(stored).toHaveLength(reps.length * 4);
    for (const key of reps) {
      const sums = stored.filter((row) => row.person_id === tenant.personId(key));
      for (const [week, monday] of Object.entries(mondays)) {
        const counted = await countMinutes(tenant.sandbox, key, monday);
        const row = sums.find((sum) => sum.week === week);
        for (const name of ['selling', 'unsure', 'supporting', 'internal'] as const)
          expect([key, week, name, row?.[name]]).toEqual([key, week, name, expect.closeTo(counted[name], 6)]);
      }
    }
  });

  it('marks those weeks as back-filled, and makes no move of anything in them', async () => {
    const weeks = await tenant.asWorker((trx) =>
      trx.selectFrom('person_week').select('is_backfill').distinct().execute(),
    );
    const moves = await tenant.asWorker((trx) => trx.selectFrom('move').selectAll().execute());
    expect(weeks).toEqual([{ is_backfill: true }]);
    expect(moves).toEqual([]);
  });

  it('changes nothing when it is done again, by delta and plainly', async () => {
    const [key = ''] = reps;
    expect(await syncMailbox(tenant.personId(key), tenant.deps)).toEqual({ kind: 'unchanged' });
    expect(await syncMailbox(tenant.personId(key), tenant.deps, { full: true })).toEqual({
      kind: 'synced',
      isBackfill: false,
      newEvents: 0,
      newVersions: 0,
      gone: 0,
      moves: 0,
      unreadable: [],
      isLooping: false,
    });
  });
});
