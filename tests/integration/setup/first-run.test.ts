import { describe, expect, it } from 'vitest';
import type { AdminSetup } from '../../../shared/contract/admin.ts';
import {
  adminAuditSchema,
  adminHealthSchema,
  adminSetupSchema,
  groupsSchema,
} from '../../../shared/contract/admin.ts';
import { meSchema } from '../../../shared/contract/me.ts';
import { DAY, HOUR } from '../../../shared/calendar/time.ts';
import { at } from '../../factories/event.ts';
import { useProduct } from '../../fakes/product.ts';

// A Wednesday, 10:05, in an organisation that has just got the app.
const product = useProduct({
  isNew: true,
  company: { seed: 'test', teams: ['mitt'], weeksBack: 2, weeksAhead: 2 },
});

const DECISIONS = {
  legal_basis: { basis: 'legitimate_interest' },
  impact_assessment: { reference: 'DPIA 2026-114', date: '2026-10-30' },
  union_negotiation: { with: 'Unionen', date: '2026-11-12', document: 'Protokoll 2026-11-12' },
  retention: { weeks: 26 },
} as const;
const REST = {
  history: { weeks: 2 },
  contact: { name: 'Dataskyddsombudet', address: 'dpo@tranvik.example' },
};

async function send(method: string, path: string, json: object, as = 'mats') {
  return product().call(as, path, { method, json });
}

async function setup(): Promise<AdminSetup> {
  return adminSetupSchema.parse(await product().get('mats', '/api/admin/setup'));
}

function calls(): number {
  const { log } = product().sandbox.inside.graph;
  const counts: Record<string, number | undefined> = log.counts();
  return ['calendar-view', 'delta', 'delta-initial', 'event'].reduce(
    (sum, kind) => sum + (counts[kind] ?? 0),
    0,
  );
}

/** In the order of a first day and the week after it: each step stands on the one before. */
describe('a first run', () => {
  it('lets in whoever has the role in Entra before anything is known, and nobody else', async () => {
    expect(meSchema.parse(await product().get('mats', '/api/me'))).toEqual({
      name: 'Mats Ekdala',
      rep: null,
      manages: [],
      governs: 'admin',
      language: 'sv',
    });
    expect((await product().call('maja', '/api/me')).body).toMatchObject({ code: 'not_enrolled' });
  });

  it('begins with nothing decided, nobody known and no calendar asked for', async () => {
    expect(await setup()).toEqual({
      mayChange: true,
      decisions: {
        legal_basis: null,
        impact_assessment: null,
        union_negotiation: null,
        retention: null,
        history: null,
        contact: null,
      },
      missing: ['legal_basis', 'impact_assessment', 'union_negotiation', 'retention', 'history', 'contact'],
      teams: [],
      reps: { all: 0, told: 0 },
      waitingDays: 5,
      noticesFrom: null,
      permissions: [
        { name: 'Calendars.Read', isNeeded: true, state: 'granted' },
        { name: 'User.Read.All', isNeeded: true, state: 'granted' },
        { name: 'MailboxSettings.Read', isNeeded: false, state: 'granted' },
        { name: 'GroupMember.Read.All', isNeeded: false, state: 'granted' },
        { name: 'TeamsAppInstallation.ReadWriteSelfForUser.All', isNeeded: false, state: 'granted' },
      ],
    });
    await product().walk(2 * HOUR);
    expect(calls()).toBe(0);
  });

  it('finds teams among the groups of Entra, and who belongs to them', async () => {
    const found = groupsSchema.parse(await product().get('mats', '/api/admin/groups?name=S%C3%A4lj'));
    expect(found.groups?.map(({ name }) => name)).toEqual(['Sälj Mitt']);
    const [group] = found.groups ?? [];
    const answer = await send('POST', '/api/admin/teams', { groupId: group?.id, name: 'Team Mitt' });
    expect(adminSetupSchema.parse(answer.body)).toMatchObject({
      teams: [{ name: 'Team Mitt', source: 'group', reps: 6 }],
      reps: { all: 6, told: 0 },
    });
    expect(
      (await send('POST', '/api/admin/teams', { groupId: group?.id, name: 'Team Mitt' })).body,
    ).toMatchObject({
      code: 'team_name_taken',
    });
  });

  it('tells nobody and reads nothing while a decision is missing', async () => {
    const answer = await send('PUT', '/api/admin/decisions', DECISIONS);
    expect(adminSetupSchema.parse(answer.body).missing).toEqual(['history', 'contact']);
    expect(await send('POST', '/api/admin/notices', {})).toMatchObject({
      status: 409,
      body: { code: 'decisions_missing' },
    });
    await product().walk(DAY);
    expect(calls()).toBe(0);
    expect((await setup()).reps).toEqual({ all: 6, told: 0 });
  });

  it.each([
    ['more weeks than 26', { history: { weeks: 27 } }],
    ['no number of weeks', { history: {} }],
    ['another time of keeping than 13 or 26 weeks', { retention: { weeks: 52 } }],
    ['a basis that the law does not know', { legal_basis: { basis: 'because' } }],
    ['a contact without an address', { contact: { name: 'Anna' } }],
    ['an empty document', { union_negotiation: { with: 'Unionen', date: '2026-11-12', document: ' ' } }],
  ])('takes %s for no decision', async (_, decisions) => {
    expect((await send('PUT', '/api/admin/decisions', decisions)).body).toMatchObject({
      code: 'bad_request',
    });
  });

  it('tells every rep in Teams, and waits five working days before the first calendar is read', async () => {
    await send('PUT', '/api/admin/decisions', REST);
    // Thursday 26 November, 12:05.
    expect((await send('POST', '/api/admin/notices', {})).status).toBe(200);
    await product().settle();
    expect((await setup()).reps).toEqual({ all: 6, told: 6 });
    const [card] = await product().sandbox.inside.teams.chat.chat('maja');
    expect(JSON.stringify(card)).toContain(
      'Din kalender läses tidigast fredag 4 dec. Till dess läses ingenting.',
    );
    await product().walkTo(at('2026-12-03 23:55'));
    expect(calls()).toBe(0);
    await product().walkTo(at('2026-12-04 00:05'));
    expect(calls()).toBeGreaterThan(0);
    const health = adminHealthSchema.parse(await product().get('mats', '/api/admin/health'));
    expect(health.calendars).toEqual({ all: 6, read: 6, waiting: 0, unreadable: [] });
    expect(health.subscriptions).toEqual({ wanted: true, watched: 6, alive: 6 });
    expect(health.unreached).toEqual([]);
  });

  it('names to the admin whose mailbox cannot be read, and why', async () => {
    await product().asWorker((trx) =>
      trx
        .updateTable('mailbox')
        .set({ state: 'out_of_scope' })
        .where('person_id', '=', product().personId('maja'))
        .execute(),
    );
    const health = adminHealthSchema.parse(await product().get('mats', '/api/admin/health'));
    expect(health.calendars.unreadable).toEqual([{ name: 'Maja Lindeskog', state: 'out_of_scope' }]);
  });

  it('keeps who decided and set what, in a log that is only added to', async () => {
    const before = await product().get('mats', '/api/admin/settings');
    await send('PUT', '/api/admin/settings', { ...Object(before), minimum: 6 });
    const { entries } = adminAuditSchema.parse(await product().get('mats', '/api/admin/audit'));
    expect(entries.map(({ by, what, about, from, to }) => [by, what, about, from, to])).toEqual([
      ['Mats Ekdala', 'setting', 'minimum', '5', '6'],
      ['Mats Ekdala', 'notices_started', '', null, null],
      ['Mats Ekdala', 'decision', 'contact', null, 'name Dataskyddsombudet, address dpo@tranvik.example'],
      ['Mats Ekdala', 'decision', 'history', null, 'weeks 2'],
      ['Mats Ekdala', 'decision', 'retention', null, 'weeks 26'],
      ['Mats Ekdala', 'decision', 'union_negotiation', null, expect.stringContaining('Unionen')],
      ['Mats Ekdala', 'decision', 'impact_assessment', null, expect.stringContaining('DPIA 2026-114')],
      ['Mats Ekdala', 'decision', 'legal_basis', null, 'basis legitimate_interest'],
      ['Mats Ekdala', 'team_added', 'Team Mitt', null, expect.any(String)],
    ]);
  });

  it.each([3, 4.5, 51])('takes no minimum of %d', async (minimum) => {
    const settings = Object(await product().get('mats', '/api/admin/settings'));
    expect((await send('PUT', '/api/admin/settings', { ...settings, minimum })).body).toMatchObject({
      code: 'bad_request',
    });
  });

  it('shows a rep none of it', async () => {
    for (const path of ['setup', 'settings', 'health', 'classification', 'audit', 'groups?name='])
      expect(await product().call('maja', `/api/admin/${path}`)).toMatchObject({
        status: 403,
        body: { code: 'not_admin' },
      });
  });
});
