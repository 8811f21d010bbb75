import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { syncMailbox } from '../../../api/sync/sync-mailbox.ts';
import { DAY } from '../../../shared/calendar/time.ts';
import { at } from '../../factories/event.ts';
import { type FreshTenant, freshTenant } from './fresh-tenant.ts';
import { recordDecisions } from '../../factories/decisions.ts';

let tenant: FreshTenant;
let personId: string;

beforeAll(async () => {
  tenant = await freshTenant({
    historyWeeks: 0,
    company: { seed: 'test', teams: ['mitt'], weeksBack: 2, weeksAhead: 1 },
  });
  personId = tenant.personId('maja');
});
afterAll(() => tenant.remove());
beforeEach(() => tenant.sandbox.inside.graph.log.clear());

type Notice = { readingFrom: number; objectedAt: number | null } | null;

async function arrange(notice: Notice, state: 'new' | 'frozen' = 'new'): Promise<void> {
  await tenant.asWorker(async (trx) => {
    await trx
      .updateTable('mailbox')
      .set({ state, sync_due_at: null })
      .where('person_id', '=', personId)
      .execute();
    await trx.deleteFrom('notice').where('person_id', '=', personId).execute();
    if (notice === null) return;
    await trx
      .insertInto('notice')
      .values({
        person_id: personId,
        told_at: new Date(0),
        reading_from: new Date(notice.readingFrom),
        objected_at: notice.objectedAt === null ? null : new Date(notice.objectedAt),
      })
      .execute();
  });
}

describe('a calendar', () => {
  it.each([
    ['whose owner was not told', 'not-told', null, 'new'],
    ['whose owner objected', 'objected', { readingFrom: 0, objectedAt: 1 }, 'new'],
    ['that is frozen', 'frozen', { readingFrom: 0, objectedAt: null }, 'frozen'],
  ] as const)('%s is not asked for (%s)', async (_, reason, notice, state) => {
    await arrange(notice, state);
    expect(await syncMailbox(personId, tenant.deps)).toEqual({ kind: 'not-read', reason });
    expect(tenant.sandbox.inside.graph.log.counts()).toEqual({});
  });

  it('is not asked for before the day from which it may be read, and is due then', async () => {
    const readingFrom = tenant.sandbox.clock.now() + 3 * DAY;
    await arrange({ readingFrom, objectedAt: null });
    expect(await syncMailbox(personId, tenant.deps)).toEqual({ kind: 'not-read', reason: 'waiting' });
    expect(tenant.sandbox.inside.graph.log.counts()).toEqual({});
    const { sync_due_at } = await tenant.asWorker((trx) =>
      trx
        .selectFrom('mailbox')
        .select('sync_due_at')
        .where('person_id', '=', personId)
        .executeTakeFirstOrThrow(),
    );
    expect(sync_due_at).toBe(readingFrom);
  });

  it('of a stranger, or of somebody without a mailbox here, is not asked for', async () => {
    const stranger = '00000000-0000-4000-a000-000000000000';
    expect(await syncMailbox(stranger, tenant.deps)).toEqual({ kind: 'not-read', reason: 'unknown' });
    expect(await syncMailbox(tenant.personId('karin'), tenant.deps)).toEqual({
      kind: 'not-read',
      reason: 'unknown',
    });
  });

  it('is read from this week’s Monday where no history was decided on, and nothing before it is asked for', async () => {
    await arrange({ readingFrom: 0, objectedAt: null });
    expect(await syncMailbox(personId, tenant.deps)).toMatchObject({ kind: 'synced', isBackfill: true });
    const asked = tenant.sandbox.inside.graph.log.latest().map((request) => request.path);
    expect(asked.length).toBeGreaterThan(0);
    const { first } = await tenant.asWorker((trx) =>
      trx
        .selectFrom('event_version')
        .select((eb) => eb.fn.min('end_at').as('first'))
        .executeTakeFirstOrThrow(),
    );
    expect(first).toBeGreaterThan(at('2026-11-23 00:00'));
    const weeks = await tenant.asWorker((trx) => trx.selectFrom('person_week').select('week').execute());
    expect(weeks).toEqual([{ week: '2026-W48' }]);
  });
});

describe('an organisation', () => {
  it('has no calendar read before all of its decisions are recorded', async () => {
    const undecided = await freshTenant({
      company: { seed: 'test', teams: ['mitt'], weeksBack: 0, weeksAhead: 0 },
      historyWeeks: null,
    });
    const [weeks, now] = [12, undecided.sandbox.clock.now()];
    const look = () => syncMailbox(undecided.personId('maja'), undecided.deps);
    const nothingDecided = await look();
    await undecided.asWorker((trx) =>
      recordDecisions(trx, { weeks, at: now, without: ['union_negotiation'] }),
    );
    const oneMissing = await look();
    await undecided.asWorker((trx) => recordDecisions(trx, { weeks, at: now }));
    const allDecided = await look();
    await undecided.remove();
    expect([nothingDecided, oneMissing]).toEqual(
      Array.from({ length: 2 }, () => ({ kind: 'not-read', reason: 'not-decided' })),
    );
    expect(allDecided).toMatchObject({ kind: 'synced' });
  });
});
