import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { GraphFailure } from '../../../api/graph/graph-failure.ts';
import type { DirectoryPerson } from '../../../api/graph/port.ts';
import { TokenFailure } from '../../../api/identity/graph-token.ts';
import { loadDomains } from '../../../api/store/domain-store.ts';
import { createPersonStore } from '../../../api/store/person-store.ts';
import { syncMailbox } from '../../../api/sync/sync-mailbox.ts';
import { syncDirectory } from '../../../api/sync/sync-directory.ts';
import { syncDirectoryJob } from '../../../api/sync/sync-jobs.ts';
import { DAY, HOUR, MINUTE } from '../../../shared/calendar/time.ts';
import { type FreshTenant, freshTenant } from './fresh-tenant.ts';

let tenant: FreshTenant;

beforeAll(async () => {
  tenant = await freshTenant({
    company: { seed: 'test', teams: ['mitt', 'norr'], weeksBack: 0, weeksAhead: 0 },
  });
});
afterAll(() => tenant.remove());

const objectId = (key: string) =>
  tenant.sandbox.people().find((person) => person.key === key)?.objectId ?? '';

/** Who belongs to and who manages each team today, by the sandbox's keys. */
async function rosters() {
  const { members, managers, people } = await tenant.asWorker(async (trx) => ({
    people: await trx.selectFrom('person').select(['person_id', 'entra_id']).execute(),
    members: await trx
      .selectFrom('team_member')
      .innerJoin('team', 'team.team_id', 'team_member.team_id')
      .select(['team.name', 'person_id'])
      .where('until', 'is', null)
      .execute(),
    managers: await trx
      .selectFrom('team_manager')
      .innerJoin('team', 'team.team_id', 'team_manager.team_id')
      .select(['team.name', 'person_id'])
      .execute(),
  }));
  const keyOf = (personId: string) => {
    const entraId = people.find((person) => person.person_id === personId)?.entra_id;
    return tenant.sandbox.people().find((person) => person.objectId === entraId)?.key ?? entraId ?? '';
  };
  const byTeam = (rows: readonly { name: string; person_id: string }[]) =>
    Object.fromEntries(
      [...Map.groupBy(rows, (row) => row.name)].map(([name, of]) => [
        name,
        of.map((row) => keyOf(row.person_id)).toSorted(),
      ]),
    );
  return { members: byTeam(members), managers: byTeam(managers) };
}

async function makeNorrAGroup(): Promise<void> {
  const [group] = (await tenant.deps.graph.fetchGroups('sälj n')) ?? [];
  expect(group?.name).toBe('Sälj Norr');
  await tenant.asWorker((trx) =>
    trx
      .updateTable('team')
      .set({ source_kind: 'group', source_id: group?.id ?? '' })
      .where('name', '=', 'Norr')
      .execute(),
  );
}

const MITT = ['amira', 'johan', 'maja', 'oskar', 'petter', 'sanna'];
const NORR = ['ingrid', 'lars', 'siv'];

describe('reading the directory', () => {
  it('makes each team of those who report to its manager, and a rep with a mailbox to be read of each of them', async () => {
    expect(await rosters()).toEqual({
      members: { Mitt: MITT, Norr: NORR },
      managers: { Mitt: ['karin'], Norr: ['eirik'] },
    });
    const { reps, mailboxes } = await tenant.asWorker(async (trx) => ({
      reps: await trx
        .selectFrom('person')
        .select('person_id')
        .where('is_rep', '=', true)
        .orderBy('person_id')
        .execute(),
      mailboxes: await trx
        .selectFrom('mailbox')
        .select(['person_id', 'state'])
        .orderBy('person_id')
        .execute(),
    }));
    expect(reps).toHaveLength(9);
    expect(mailboxes).toEqual(reps.map((rep) => ({ ...rep, state: 'new' })));
  });

  it('takes a rep’s zone, language and hours from the mailbox, and the addresses’ domains for the company’s own', async () => {
    const people = createPersonStore(tenant.deps.vault);
    const { rep, swede, domains } = await tenant.asWorker(async (trx) => ({
      rep: await people.findByEntraId(trx, objectId('ingrid')),
      swede: await people.findByEntraId(trx, objectId('maja')),
      domains: await loadDomains(trx, tenant.deps.vault),
    }));
    const hours = [{ from: '08:00', to: '17:00' }];
    expect(rep).toMatchObject({
      personId: tenant.personId('ingrid'),
      name: 'Ingrid Haugsli',
      address: 'ingrid.haugsli@tranvik-norge.example',
      language: 'en',
      country: 'NO',
      timeZone: 'Europe/Oslo',
      workingHours: {
        timeZone: 'Europe/Oslo',
        days: { 1: hours, 2: hours, 3: hours, 4: hours, 5: hours },
        lunchMinutes: 60,
      },
      isRep: true,
      leftAt: null,
    });
    // Exchange says "W. Europe Standard Time" of both.
    expect(swede).toMatchObject({
      country: 'SE',
      timeZone: 'Europe/Stockholm',
      workingHours: { timeZone: 'Europe/Stockholm' },
    });
    expect(domains.ownDomains).toEqual(['tranvik-norge.example', 'tranvik.example']);
    expect(domains.customerDomains).toContain('granhult.example');
  });

  it('knows the line above a rep, nearest first', async () => {
    const people = createPersonStore(tenant.deps.vault);
    const line = await tenant.asWorker((trx) => people.listReportingLine(trx, tenant.personId('maja')));
    expect(line.map((person) => person.name)).toEqual(['Karin Alsterby', 'Helena Ruthberg']);
  });

  it('gives an upper level its teams’ members, and its manager every team below', async () => {
    await tenant.asWorker(async (trx) => {
      const { team_id } = await trx
        .insertInto('team')
        .values({ name: 'Alla', parent_id: null, source_kind: 'children', source_id: objectId('helena') })
        .returning('team_id')
        .executeTakeFirstOrThrow();
      await trx.updateTable('team').set({ parent_id: team_id }).where('name', '<>', 'Alla').execute();
    });
    await syncDirectory(tenant.deps);
    expect(await rosters()).toEqual({
      members: { Alla: [...MITT, ...NORR].toSorted(), Mitt: MITT, Norr: NORR },
      managers: { Alla: ['helena'], Mitt: ['helena', 'karin'], Norr: ['eirik', 'helena'] },
    });
  });

  it('changes nothing when it is done again', async () => {
    const dump = () =>
      tenant.asWorker(async (trx) => [
        await trx.selectFrom('team_member').selectAll().orderBy('team_id').orderBy('person_id').execute(),
        await trx.selectFrom('team_manager').selectAll().orderBy('team_id').orderBy('person_id').execute(),
        await trx
          .selectFrom('person')
          .select(['person_id', 'manager_id', 'is_rep', 'left_at'])
          .orderBy('person_id')
          .execute(),
        await trx
          .selectFrom('domain_entry')
          .select(['domain_hash', 'kind', 'added_at'])
          .orderBy('domain_hash')
          .execute(),
      ]);
    const before = await dump();
    await syncDirectory(tenant.deps);
    expect(await dump()).toEqual(before);
  });

  it('ends the membership of who left, who is a rep no more and whose calendar is not read; and takes them back', async () => {
    const people = await tenant.deps.graph.fetchPeople();
    const { graph } = tenant.deps;
    const without = (list: readonly DirectoryPerson[], key: string) =>
      list.filter((one) => one.entraId !== objectId(key));
    await tenant.sandbox.clock.step(7 * DAY);
    await syncDirectory({
      ...tenant.deps,
      graph: { ...graph, fetchPeople: async () => without(people, 'maja') },
    });
    expect((await rosters()).members['Mitt']).toEqual(MITT.filter((key) => key !== 'maja'));
    const left = () =>
      tenant.asWorker((trx) =>
        trx
          .selectFrom('person')
          .select(['is_rep', 'left_at'])
          .where('person_id', '=', tenant.personId('maja'))
          .execute(),
      );
    expect(await left()).toEqual([{ is_rep: false, left_at: tenant.sandbox.clock.now() }]);
    expect(await syncMailbox(tenant.personId('maja'), tenant.deps)).toEqual({
      kind: 'not-read',
      reason: 'left',
    });
    await tenant.asWorker((trx) => trx.updateTable('mailbox').set({ sync_due_at: null }).execute());
    await syncDirectory(tenant.deps);
    expect((await rosters()).members['Mitt']).toEqual(MITT);
    expect(await left()).toEqual([{ is_rep: true, left_at: null }]);
    const due = await tenant.asWorker((trx) =>
      trx.selectFrom('mailbox').select('person_id').where('sync_due_at', 'is not', null).execute(),
    );
    expect(due).toEqual([{ person_id: tenant.personId('maja') }]);
  });

  it('reads nothing of who went on without being a rep', async () => {
    const promote = (isRep: boolean) =>
      tenant.asWorker((trx) =>
        trx
          .updateTable('person')
          .set({ is_rep: isRep })
          .where('person_id', '=', tenant.personId('sanna'))
          .execute(),
      );
    await promote(false);
    expect(await syncMailbox(tenant.personId('sanna'), tenant.deps)).toEqual({
      kind: 'not-read',
      reason: 'no-rep',
    });
    await promote(true);
  });

  it('moves a rep to the team of the new manager from that day on', async () => {
    const people = await tenant.deps.graph.fetchPeople();
    const moved = people.map((one) =>
      one.entraId === objectId('oskar') ? { ...one, managerEntraId: objectId('eirik') } : one,
    );
    await syncDirectory({ ...tenant.deps, graph: { ...tenant.deps.graph, fetchPeople: async () => moved } });
    const spans = await tenant.asWorker((trx) =>
      trx
        .selectFrom('team_member')
        .innerJoin('team', 'team.team_id', 'team_member.team_id')
        .select(['name', 'since', 'until'])
        .where('person_id', '=', tenant.personId('oskar'))
        .where('name', '<>', 'Alla')
        .orderBy('since')
        .execute(),
    );
    expect(spans).toEqual([
      { name: 'Mitt', since: '2026-11-25', until: '2026-12-01' },
      { name: 'Norr', since: '2026-12-02', until: null },
    ]);
  });

  it('makes a team of a group: without whoever leads it, and what in it is no person', async () => {
    await makeNorrAGroup();
    const people = await tenant.deps.graph.fetchPeople();
    const back = people.map((one) =>
      one.entraId === objectId('oskar') ? { ...one, managerEntraId: objectId('karin') } : one,
    );
    await syncDirectory({ ...tenant.deps, graph: { ...tenant.deps.graph, fetchPeople: async () => back } });
    expect(await rosters()).toMatchObject({
      members: { Norr: NORR, Mitt: MITT },
      managers: { Norr: ['eirik', 'helena'], Mitt: ['helena', 'karin'] },
    });
  });

  it('leaves everybody where they are where groups may not be read, on every level', async () => {
    await makeNorrAGroup();
    const before = await rosters();
    tenant.sandbox.inside.graph.faults.groupsDenied = true;
    await syncDirectory(tenant.deps);
    tenant.sandbox.inside.graph.faults.groupsDenied = false;
    expect(await rosters()).toEqual(before);
    const ingrid = await tenant.asWorker((trx) =>
      createPersonStore(tenant.deps.vault).findByEntraId(trx, objectId('ingrid')),
    );
    expect(ingrid).toMatchObject({ language: 'en', workingHours: { timeZone: 'Europe/Oslo' } });
  });

  it('keeps the hours of those few whose mailbox does not answer, and tells of everybody else', async () => {
    const people = createPersonStore(tenant.deps.vault);
    const find = (key: string) => tenant.asWorker((trx) => people.findByEntraId(trx, objectId(key)));
    const before = await find('ingrid');
    const { graph } = tenant.deps;
    const ill = (keys: readonly string[]) => ({
      ...graph,
      fetchPeople: async () =>
        (await graph.fetchPeople()).filter(({ entraId }) => entraId !== objectId('sanna')),
      fetchMailboxSettings: (mailbox: string) =>
        keys.some((key) => objectId(key) === mailbox)
          ? Promise.reject(new GraphFailure({ kind: 'bug', status: 400, code: 'MailboxInfoStale' }))
          : graph.fetchMailboxSettings(mailbox),
    });
    await expect(syncDirectory({ ...tenant.deps, graph: ill([...MITT, ...NORR]) })).rejects.toThrow(
      'MailboxInfoStale',
    );
    await syncDirectory({ ...tenant.deps, graph: ill(['ingrid']) });
    expect(before).toMatchObject({ timeZone: 'Europe/Oslo', isRep: true });
    expect(await find('ingrid')).toEqual(before);
    expect((await rosters()).members).toMatchObject({
      Mitt: MITT.filter((key) => key !== 'sanna'),
      Norr: NORR,
    });
    await syncDirectory(tenant.deps);
  });

  it.each([
    [
      'five minutes after a bad one',
      () => new GraphFailure({ kind: 'transient', status: 503, code: 'UnknownError' }),
      5 * MINUTE,
    ],
    [
      'when Graph says',
      () => new GraphFailure({ kind: 'throttled', status: 429, retryAfterMs: 10 * MINUTE }),
      10 * MINUTE,
    ],
    [
      'an hour later where the app gets no token',
      () => new TokenFailure('misconfigured', 'AADSTS7000215'),
      HOUR,
    ],
  ])('is tried again %s, and everybody stays where they are', async (_, failure, wait) => {
    const before = await rosters();
    const graph = { ...tenant.deps.graph, fetchPeople: () => Promise.reject(failure()) };
    const alarms: string[] = [];
    const log = { warn: (_facts: object, message: string) => void alarms.push(message) };
    const real = { publicUrl: () => '', realNow: () => tenant.sandbox.clock.now() };
    await syncDirectoryJob.runWith({}, { ...tenant.deps, ...real, graph, log });
    expect(alarms).toEqual(['The directory cannot be read. It is tried again.']);
    expect(await rosters()).toEqual(before);
    const timer = await tenant.asWorker((trx) =>
      trx.selectFrom('timer').select('due_at').where('job', '=', 'sync-directory').executeTakeFirstOrThrow(),
    );
    expect(timer.due_at).toBe(tenant.sandbox.clock.now() + wait);
  });

  it('does not take an empty answer for everybody leaving', async () => {
    const graph = { ...tenant.deps.graph, fetchPeople: async () => [] };
    expect(await syncDirectory({ ...tenant.deps, graph })).toEqual({ people: 0, reps: 0 });
    expect((await rosters()).members['Norr']).toContain('ingrid');
  });
});
