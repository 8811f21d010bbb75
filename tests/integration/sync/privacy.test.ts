import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createEventStore } from '../../../api/store/event-store.ts';
import { syncMailbox } from '../../../api/sync/sync-mailbox.ts';
import { DAY, HOUR } from '../../../shared/calendar/time.ts';
import { at } from '../../factories/event.ts';
import { type FreshTenant, freshTenant } from './fresh-tenant.ts';

const CANARY = 'Kanariefågel';
const CANARY_GUEST = { name: 'Kanarie Vogel', address: 'kanarie.vogel@kanariefågel.example' };

let tenant: FreshTenant;
let personId: string;

beforeAll(async () => {
  tenant = await freshTenant({
    historyWeeks: 0,
    company: { seed: 'test', teams: ['mitt'], weeksBack: 0, weeksAhead: 1 },
  });
  personId = tenant.personId('maja');
});
afterAll(() => tenant.remove());

/** Every row of every table as its owner sees it with row-level security lifted: text as text, bytes as bytes. */
async function everything(): Promise<string> {
  const client = new pg.Client({ connectionString: tenant.ownerUrl });
  await client.connect();
  try {
    const { rows: tables } = await client.query<{ name: string }>(
      `select quote_ident(relname) as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace`,
    );
    const dumps: string[] = [];
    for (const { name } of tables) {
      await client.query(`alter table ${name} no force row level security`);
      const { rows } = await client.query<Record<string, unknown>>(`select * from ${name}`);
      await client.query(`alter table ${name} force row level security`);
      for (const value of rows.flatMap((row) => Object.values(row)))
        dumps.push(
          Buffer.isBuffer(value) ? value.toString('latin1') + value.toString('utf8') : JSON.stringify(value),
        );
    }
    return dumps.join('\n');
  } finally {
    await client.end();
  }
}

describe('of private, personal and confidential events', () => {
  it('nothing is kept but the busy time, not even under the seal', async () => {
    for (const [index, sensitivity] of (['private', 'personal', 'confidential'] as const).entries())
      await tenant.sandbox.inside.mailboxes.createEvent('maja', {
        subject: `${CANARY} ${sensitivity}`,
        start: at('2026-11-26 18:00') + index * DAY,
        end: at('2026-11-26 19:00') + index * DAY,
        attendees: [CANARY_GUEST],
        sensitivity,
      });
    await syncMailbox(personId, tenant.deps);
    const evenings = await tenant.asWorker((trx) =>
      createEventStore(tenant.deps.vault).listCurrent(trx, personId, {
        start: at('2026-11-26 18:00'),
        end: at('2026-11-28 20:00'),
      }),
    );
    const confined = evenings.filter(({ event }) => event.sensitivity !== 'normal');
    expect(
      confined.map(({ event }) => [event.sensitivity, event.title, event.organizer, event.attendees]),
    ).toEqual([
      ['private', '', null, []],
      ['personal', '', null, []],
      ['confidential', '', null, []],
    ]);
    expect(confined.map((stored) => [stored.class, stored.activity])).toEqual([
      ['ignored', 'private'],
      ['ignored', 'private'],
      ['ignored', 'private'],
    ]);
    expect(confined.map(({ event }) => event.end - event.start)).toEqual([HOUR, HOUR, HOUR]);
    expect(JSON.stringify(evenings)).not.toContain(CANARY);
  });
});

describe('of all other events and people', () => {
  it('no word stands in any table to be read: titles, addresses, names and domains are sealed', async () => {
    await tenant.sandbox.inside.mailboxes.createEvent('maja', {
      subject: `${CANARY} demo`,
      start: at('2026-12-01 09:00'),
      end: at('2026-12-01 10:00'),
      attendees: [CANARY_GUEST],
    });
    await syncMailbox(personId, tenant.deps);
    const dump = await everything();
    expect(dump.length).toBeGreaterThan(10_000);
    for (const word of [CANARY, 'kanarie', 'Lindeskog', 'maja.', 'granhult', 'tranvik.example'])
      expect([word, dump.toLowerCase().includes(word.toLowerCase())]).toEqual([word, false]);
  });

  it('another rep, a manager and nobody see no event, no week and no mailbox of the rep', async () => {
    const count = (actor: Parameters<typeof tenant.deps.store.as>[0]) =>
      tenant.deps.store.as(actor)(async (trx) => [
        (await trx.selectFrom('event').select('event_id').execute()).length,
        (await trx.selectFrom('event_version').select('event_id').execute()).length,
        (await trx.selectFrom('person_week').select('week').execute()).length,
        (await trx.selectFrom('mailbox').select('person_id').execute()).length,
      ]);
    const own = await count({ kind: 'person', personId });
    expect(own[0]).toBeGreaterThan(10);
    expect(await count({ kind: 'person', personId: tenant.personId('oskar') })).toEqual([0, 0, 0, 0]);
    expect(await count({ kind: 'person', personId: tenant.personId('karin') })).toEqual([0, 0, 0, 0]);
  });
});
