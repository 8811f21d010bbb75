import { afterAll, beforeAll, beforeEach } from 'vitest';
import { createEventStore, type StoredEvent } from '../../../api/store/event-store.ts';
import { syncMailbox } from '../../../api/sync/sync-mailbox.ts';
import { HOUR, type Instant, MINUTE } from '../../../shared/calendar/time.ts';
import { type FreshTenant, freshTenant } from './fresh-tenant.ts';

export const GUEST = { name: 'Eva Granhult', address: 'eva.granhult@granhult.example' };
export const REP = 'maja';
export const COLLEAGUE = 'oskar';

/** One rep's calendar that has been read once, for the tests of a file; an hour passes before each of them. */
export function useRepCalendar() {
  let tenant: FreshTenant;
  let now: Instant;
  beforeAll(async () => {
    tenant = await freshTenant({ historyWeeks: 1 });
    await syncMailbox(tenant.personId(REP), tenant.deps);
  });
  afterAll(() => tenant.remove());
  beforeEach(async () => {
    await tenant.sandbox.clock.step(HOUR);
    now = tenant.sandbox.clock.now();
  });

  /** A minute passes, and the calendar is read. */
  const readCalendar = async () => {
    await tenant.sandbox.clock.step(MINUTE);
    return syncMailbox(tenant.personId(REP), tenant.deps);
  };
  return {
    tenant: () => tenant,
    personId: () => tenant.personId(REP),
    calendars: () => tenant.sandbox.inside.mailboxes,
    /** When the test began, or when the last booking had been read for ten minutes. */
    now: () => now,
    readCalendar,
    /** Books something of the rep's and reads it: from then on it is known. */
    book: async (subject: string, start: Instant, end: Instant, more: object = {}): Promise<string> => {
      const id = await tenant.sandbox.inside.mailboxes.createEvent(REP, { subject, start, end, ...more });
      await readCalendar();
      await tenant.sandbox.clock.step(10 * MINUTE);
      now = tenant.sandbox.clock.now();
      return id;
    },
    versionsOf: (graphId: string): Promise<StoredEvent[]> => {
      const events = createEventStore(tenant.deps.vault);
      return tenant.asWorker(async (trx) => {
        const row = await trx
          .selectFrom('event')
          .select('event_id')
          .where('graph_id', '=', graphId)
          .where('person_id', '=', tenant.personId(REP))
          .executeTakeFirstOrThrow();
        return events.listVersions(trx, row.event_id);
      });
    },
    movesOf: (graphId: string) =>
      tenant.asWorker((trx) =>
        trx
          .selectFrom('move')
          .innerJoin('event', 'event.event_id', 'move.event_id')
          .select(['state', 'baseline_version_id', 'first_change_at', 'last_change_at', 'settle_due_at'])
          .select(['gone_evidence', 'old_start', 'old_end'])
          .where('graph_id', '=', graphId)
          .execute(),
      ),
  };
}
