import { describe, expect, it } from 'vitest';
import { adminAuditSchema } from '../../../shared/contract/admin.ts';
import { loadListsVersion } from '../../../api/store/domain-list-store.ts';
import { correctionSavedSchema } from '../../../shared/contract/corrections.ts';
import {
  domainListsSchema,
  type ListPreview,
  listPreviewSchema,
  listRowsSchema,
} from '../../../shared/contract/domain-lists.ts';
import { weekSchema } from '../../../shared/contract/week.ts';
import { at } from '../../factories/event.ts';
import { useProduct } from '../../fakes/product.ts';

const BUYER = { name: 'Lina Sjöö', address: 'lina.sjoo@strandkajen.example' };
/** Nothing in it but who takes part. */
const BARE = 'Avstämning';

// A Wednesday, 10:05.
const product = useProduct({
  calendars: async (mailboxes) => {
    for (const [key, start] of [
      ['maja', '2026-11-17 13:00'],
      ['oskar', '2026-11-26 13:00'],
    ] as const)
      await mailboxes.createEvent(key, {
        subject: BARE,
        start: at(start),
        end: at(start.replace('13:00', '14:00')),
        attendees: [BUYER],
      });
    for (const [key, day] of [
      ['maja', '2026-11-17'],
      ['oskar', '2026-11-26'],
    ] as const)
      await mailboxes.createEvent(key, {
        subject: 'Snurran',
        start: at(`${day} 06:00`),
        end: at(`${day} 07:00`),
        attendees: [{ name: 'Nils', address: 'nils@kvartsverket.example' }],
      });
    await mailboxes.createEvent('maja', {
      subject: 'Lunch',
      start: at('2026-11-18 12:00'),
      end: at('2026-11-18 13:00'),
      attendees: [BUYER],
      sensitivity: 'private',
    });
  },
});

function file(method: string, path: string, text: string, as = 'mats') {
  const init = { method, body: text, headers: { 'content-type': 'text/csv' } };
  return product().call(as, `/api/admin/domain-lists/${path}`, init);
}

async function preview(kind: string, text: string): Promise<ListPreview> {
  return listPreviewSchema.parse((await file('POST', `${kind}/preview`, text)).body);
}

async function take(kind: string, text: string) {
  const { stamp } = await preview(kind, text);
  const answer = await file('PUT', `${kind}?stamp=${stamp}`, text);
  await product().settle();
  return answer;
}

async function undo(kind: string) {
  const answer = await product().call('mats', `/api/admin/domain-lists/${kind}/undo`, { method: 'POST' });
  await product().settle();
  return answer;
}

async function domains(kind: string): Promise<string[]> {
  const { rows } = listRowsSchema.parse(await product().get('mats', `/api/admin/domain-lists/${kind}`));
  return rows.map(({ domain }) => domain);
}

/** What a week that is published now is marked with. */
const listsVersion = () => product().asWorker(loadListsVersion);

/** Why the meeting with the buyer is what it is, for the rep. */
async function why(as: string, week: string): Promise<string[]> {
  const { events } = weekSchema.parse(await product().get(as, `/api/week?week=${week}`));
  const found = events.find(({ title }) => title === BARE);
  return found?.because.map(({ signal }) => signal) ?? [];
}

/** Everything that sorting decides, and every week's sums, own and published. */
function snapshot() {
  return product().asWorker(async (trx) => ({
    versions: await trx
      .selectFrom('event_version')
      .select(['version_id', 'class', 'top_class', 'activity', 'confidence', 'external_domains'])
      .orderBy('version_id')
      .execute(),
    weeks: (
      await trx.selectFrom('person_week').selectAll().orderBy('person_id').orderBy('week').execute()
    ).map((row) => ({ ...row, computed_at: null })),
    teamWeeks: await trx.selectFrom('team_week').selectAll().orderBy('team_id').orderBy('week').execute(),
  }));
}

describe('a list of customers', () => {
  it('shows what a file would change, line by line, and changes nothing by that', async () => {
    const before = await snapshot();
    const former = await domains('customer');
    const text = `Kund;Domän\r\nA;${former.slice(1).join('\r\nB;')}\r\nC;www.strandkajen.example\r\nD;gmail.com\r\nE;\r\nF;tranvik.example\r\n`;
    expect(await preview('customer', text)).toMatchObject({
      changes: {
        added: { count: 1, first: [{ domain: 'strandkajen.example' }] },
        removed: { count: 1, first: [{ domain: former[0] }] },
        unchanged: former.length - 1,
      },
      problems: {
        count: 3,
        first: [
          { line: former.length + 2, code: 'free_mail', value: 'gmail.com' },
          { line: former.length + 3, code: 'no_domain' },
          { line: former.length + 4, code: 'own_domain', value: 'tranvik.example' },
        ],
      },
    });
    await product().settle();
    expect([await snapshot(), await domains('customer')]).toEqual([before, former]);
  });

  it('is not taken where somebody else changed it since the preview, nor without a line that can be', async () => {
    const before = await domains('customer');
    const { stamp } = await preview('customer', 'ek.example');
    await take('customer', 'al.example');
    expect((await file('PUT', `customer?stamp=${stamp}`, 'ek.example')).body).toMatchObject({
      code: 'list_changed',
    });
    const now = await preview('customer', 'gmail.com');
    expect(now.changes).toBeNull();
    expect((await file('PUT', `customer?stamp=${now.stamp}`, 'gmail.com')).body).toMatchObject({
      code: 'list_unusable',
    });
    expect(await domains('customer')).toEqual(['al.example']);
    await undo('customer');
    expect(await domains('customer')).toEqual(before);
  });
});

describe('a list of vendors', () => {
  it('sorts what stands in every calendar anew once it is taken, and back again by undo; published weeks stay', async () => {
    const before = await snapshot();
    const former = await domains('vendor');
    expect(before.teamWeeks.length).toBeGreaterThan(0);
    expect(await why('maja', '2026-W47')).toContain('room.prospect');

    const answer = await take('vendor', [...former, 'strandkajen.example'].join('\n'));
    expect(domainListsSchema.parse(answer.body).lists.find(({ kind }) => kind === 'vendor')).toEqual({
      kind: 'vendor',
      rows: former.length + 1,
      changedAt: '2026-11-25T09:05:00.000Z',
      former: { rows: former.length, changedAt: null },
    });
    expect(await why('maja', '2026-W47')).toContain('room.vendor');
    expect(await why('oskar', '2026-W48')).toContain('room.vendor');
    expect(await listsVersion()).toMatch(/^vendor-[\da-f]{12}$/);
    const after = await snapshot();
    expect(after.versions).not.toEqual(before.versions);
    expect(after.weeks).not.toEqual(before.weeks);
    expect(after.teamWeeks).toEqual(before.teamWeeks);

    expect((await undo('vendor')).status).toBe(200);
    expect([await snapshot(), await domains('vendor')]).toEqual([before, former]);
    expect(await listsVersion()).toBe('');
    await undo('vendor');
    expect([await snapshot(), await domains('vendor')]).toEqual([
      after,
      [...former, 'strandkajen.example'].toSorted(),
    ]);
  });
});

describe('the other lists', () => {
  it('of one’s own holds what the directory does not know, and takes nothing of what it knows', async () => {
    const { directory } = domainListsSchema.parse(await product().get('mats', '/api/admin/domain-lists'));
    expect(directory).toContain('tranvik.example');
    await take('own', 'tranvik.example\ntranvik-danmark.example');
    expect(await domains('own')).toEqual(['tranvik-danmark.example']);
    expect(await preview('customer', 'info@tranvik-danmark.example')).toMatchObject({
      changes: null,
      problems: { first: [{ code: 'own_domain', value: 'tranvik-danmark.example' }] },
    });
    await undo('own');
    expect(await domains('own')).toEqual([]);
  });

  it('of stages keeps each with its day, and sorts nothing', async () => {
    const before = await snapshot();
    const text = 'domain;stage;since\ngranlund.example;demo;2026-10-01\ngranlund.example;offert;2026-11-02\n';
    await take('stage', text);
    expect(await product().get('mats', '/api/admin/domain-lists/stage')).toEqual({
      rows: [
        { domain: 'granlund.example', stage: 'demo', since: '2026-10-01' },
        { domain: 'granlund.example', stage: 'proposal', since: '2026-11-02' },
      ],
    });
    expect(await preview('stage', 'granlund.example;closing;2026-11-02')).toMatchObject({
      changes: {
        changed: { count: 1, first: [{ from: 'proposal', row: { stage: 'closing' } }] },
        removed: { count: 1 },
      },
    });
    expect(await snapshot()).toEqual(before);
  });

  it('cannot be gone back on before they were ever changed', async () => {
    expect((await undo('partner')).body).toMatchObject({ code: 'list_not_kept' });
  });
});

describe('what is said of a company', () => {
  const snurran = async (as: string, week: string) => {
    const { events } = weekSchema.parse(await product().get(as, `/api/week?week=${week}`));
    const found = events.find(({ title }) => title === 'Snurran');
    return { id: found?.id, class: found?.class, why: found?.because[0] };
  };

  it('counts for colleagues at once where a rep says it whom Entra calls an administrator, and while it does', async () => {
    const { sandbox, call, settle } = product();
    const before = await snapshot();
    const { id: event } = await snurran('maja', '2026-W47');
    const maja = sandbox.people().find(({ key }) => key === 'maja');
    const token = maja && (await sandbox.inside.identity.issueUserToken(maja, ['Followthrough.Admin']));
    const json = { event, class: 'internal', scope: 'domain', domain: 'kvartsverket.example' };
    const saved = await call(null, '/api/corrections', {
      headers: { authorization: `Bearer ${token ?? ''}` },
      json: { ...json, instead: null, seconds: 3 },
    });
    expect(saved.status).toBe(201);
    await settle();
    expect(await snurran('oskar', '2026-W48')).toMatchObject({
      class: 'internal',
      why: { signal: 'correction.domain', value: 'kvartsverket.example', speaksFor: 'internal' },
    });

    // Without the role in their token they are a rep like others, and govern nothing.
    expect((await call('maja', '/api/admin/audit')).body).toMatchObject({ code: 'not_admin' });
    await settle();
    expect(await snurran('oskar', '2026-W48')).toMatchObject({ class: 'selling' });
    const { id } = correctionSavedSchema.parse(saved.body);
    expect((await call('maja', `/api/corrections/${id}/undo`, { method: 'POST' })).status).toBe(200);
    await settle();
    expect(await snapshot()).toEqual(before);
  });
});

it('who changed a list, and to how many, stands in the log without a domain', async () => {
  const { entries } = adminAuditSchema.parse(await product().get('mats', '/api/admin/audit'));
  const stage = entries.find(({ about }) => about === 'stage');
  expect(stage).toMatchObject({ by: 'Mats Ekdala', what: 'list_imported', from: '0', to: '2' });
  const lists = entries.filter(({ what }) => what.startsWith('list_'));
  expect(JSON.stringify(lists)).not.toContain('.example');
});
