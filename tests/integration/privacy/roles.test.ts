import express from 'express';
import { sql } from 'kysely';
import { pino } from 'pino';
import { beforeAll, describe, expect, it } from 'vitest';
import { createHolidayCalendar } from '../../../api/calendar/public-holidays.ts';
import { createApp } from '../../../api/http/create-app.ts';
import { createMetrics } from '../../../api/http/metrics.ts';
import { createEventStore } from '../../../api/store/event-store.ts';
import { createPersonStore } from '../../../api/store/person-store.ts';
import { openStore, type Actor } from '../../../api/store/transaction.ts';
import { classifyTaught } from '../../../shared/classification/apply-lessons.ts';
import { CLASSIFIER_VERSION } from '../../../shared/classification/classify.ts';
import { correctionSavedSchema } from '../../../shared/contract/corrections.ts';
import { weekSchema } from '../../../shared/contract/week.ts';
import { HOUR, MINUTE } from '../../../shared/calendar/time.ts';
import { at } from '../../factories/event.ts';
import { useProduct } from '../../fakes/product.ts';
import { CUSTOMER, repIn } from '../chain/rep.ts';
import { listRoutes } from './list-routes.ts';
import { teamsOf } from './teams.ts';

const product = useProduct({
  company: { seed: 'test', teams: ['mitt', 'syd', 'norr'], weeksBack: 4, weeksAhead: 1 },
});
const OTHER_TENANT = '22222222-2222-4222-8222-222222222222';

/** Everybody but the rep whose rows they are: what they are to her, and whom they stand for. */
const OTHERS = {
  'a colleague in her team': 'oskar',
  'a rep of another team': 'ingrid',
  'her manager': 'karin',
  'another manager': 'eirik',
  'the director': 'helena',
  'the admin': 'mats',
  'somebody who is no rep': 'linus',
} as const;
type Other = keyof typeof OTHERS;

const NO_GROUP = '77777777-7777-4777-8777-777777777777';
const SETTINGS = {
  timeZone: 'Europe/Stockholm',
  country: 'SE',
  minimum: 5,
  waitingDays: 5,
  pollOnly: false,
  titleInNotification: false,
};

/** What of the rep's must not reach anybody else: ids of her rows, her words and those of her calendar. */
interface Hers {
  readonly moveId: string;
  readonly eventId: string;
  readonly correctionId: string;
  /** Of an event that she is asked to confirm. */
  readonly sampledId: string;
  readonly secrets: readonly string[];
}
let hers: Hers;
let teams: Readonly<Record<string, string>>;

beforeAll(async () => {
  teams = await teamsOf(product());
  const maja = repIn(product(), 'maja');
  await product().sandbox.inside.teams.chat.install('maja');
  const demo = await maja.book({
    subject: 'Demo Kanariehamnen',
    start: at('2026-11-30 16:00'),
    attendees: [CUSTOMER],
  });
  await product().walkTo(at('2026-11-26 13:00'));
  await maja.drag(demo, at('2026-12-02 16:00'));
  await product().walk(HOUR + 15 * MINUTE);
  await maja.tap(await maja.question(), 'Svår marknad');
  const week = weekSchema.parse(await product().get('maja', '/api/week?week=2026-W47'));
  const corrected = week.events.find(
    ({ standing, class: name }) => standing === 'open' && name === 'selling',
  );
  const { body } = await product().call('maja', '/api/corrections', {
    json: {
      event: corrected?.id,
      class: 'internal',
      scope: 'event',
      domain: null,
      instead: null,
      seconds: 3,
    },
  });
  await product().settle();
  const [moved] = (await maja.moves()).moves;
  const { samples } = weekSchema.parse(await product().get('maja', '/api/week'));
  hers = {
    moveId: moved?.id ?? '',
    eventId: corrected?.id ?? '',
    correctionId: correctionSavedSchema.parse(body).id,
    sampledId: samples[0]?.event.id ?? '',
    secrets: await listSecrets(week.events.map(({ title }) => title)),
  };
});

/** Ids of every row of hers, her name and address, and titles that only stand in her calendar. */
async function listSecrets(titles: readonly string[]): Promise<string[]> {
  const personId = product().personId('maja');
  const ids = await product().asWorker(async (trx) => {
    const { rows } = await sql<{ id: string }>`
      select event_id::text as id from event where person_id = ${personId}::uuid
      union select move_id::text from move where person_id = ${personId}::uuid
      union select prompt_id::text from prompt where person_id = ${personId}::uuid
      union select correction_id::text from correction where person_id = ${personId}::uuid`.execute(trx);
    return rows.map(({ id }) => id);
  });
  expect(ids.length).toBeGreaterThan(50);
  const moves = await repIn(product(), 'maja').moves();
  expect(moves.moves.map(({ prompt }) => prompt.state)).toEqual(['answered']);
  const others = await titlesOfOthers();
  return [
    ...ids,
    personId,
    'Lindeskog',
    'maja.lindeskog',
    'Kanariehamnen',
    ...titles.filter((title) => title !== '' && !others.has(title)),
  ];
}

async function titlesOfOthers(): Promise<ReadonlySet<string>> {
  const { db } = product().sandbox.inside;
  const rows = await db
    .selectFrom('calendar_entry')
    .select(sql<string>`content ->> 'subject'`.as('subject'))
    .where('mailbox', '!=', 'maja')
    .execute();
  return new Set(rows.map(({ subject }) => subject));
}

/** The contract: every route below `/api`, and what each of the others gets from it when they ask for what is hers. */
const MATRIX: Readonly<
  Record<
    string,
    {
      ask: (mine: Hers) => readonly [path: string, json?: object, method?: string];
      gets: Record<Other, number>;
    }
  >
> = {
  'GET /client-config': {
    ask: () => ['/api/client-config'],
    gets: everybody(200),
  },
  'GET /me': {
    ask: () => ['/api/me'],
    gets: everybody(200),
  },
  'GET /moves': {
    ask: () => ['/api/moves?person=maja'],
    gets: onlyReps(200),
  },
  'GET /week': {
    ask: () => ['/api/week?week=2026-W47'],
    gets: onlyReps(200),
  },
  'PUT /moves/:id/contested': {
    ask: ({ moveId }) => [`/api/moves/${moveId}/contested`, { contested: true }, 'PUT'],
    gets: everybody(404),
  },
  'GET /trend': {
    ask: () => ['/api/trend?person=maja'],
    gets: onlyReps(200),
  },
  'GET /looks': {
    ask: () => ['/api/looks?person=maja'],
    gets: onlyReps(200),
  },
  'POST /outlook/meeting': {
    ask: () => [
      '/api/outlook/meeting',
      {
        itemId: null,
        seriesId: null,
        starts: ['2026-11-18T09:00:00.000Z'],
        titleHash: '0'.repeat(64),
        newTime: null,
      },
    ],
    gets: onlyReps(200),
  },
  'POST /outlook/heard': {
    ask: () => ['/api/outlook/heard', { client: 'web', hasEvents: true }],
    gets: everybody(200),
  },
  'POST /outlook/answer': {
    ask: ({ eventId }) => [
      '/api/outlook/answer',
      {
        event: eventId,
        newTime: { start: '2026-11-25T09:00:00.000Z', end: '2026-11-25T10:00:00.000Z' },
        code: 'market',
      },
    ],
    gets: everybody(404),
  },
  'GET /settings': {
    ask: () => ['/api/settings?person=maja'],
    gets: onlyReps(200),
  },
  'PATCH /settings': {
    ask: () => ['/api/settings?person=maja', { workingHours: null }, 'PATCH'],
    gets: onlyReps(200),
  },
  'POST /acknowledgement': {
    ask: () => ['/api/acknowledgement?person=maja', {}],
    gets: onlyReps(200),
  },
  'GET /teams/:team/time': {
    ask: () => [`/api/teams/${teams['mitt']}/time`],
    gets: { ...everybody(404), 'a colleague in her team': 200, 'her manager': 200, 'the director': 200 },
  },
  'POST /corrections/preview': {
    ask: ({ eventId }) => ['/api/corrections/preview', { event: eventId, class: 'internal' }],
    gets: everybody(404),
  },
  'POST /corrections': {
    ask: ({ eventId }) => [
      '/api/corrections',
      { event: eventId, class: 'ignored', scope: 'event', domain: null, instead: null, seconds: 1 },
    ],
    gets: everybody(404),
  },
  'POST /corrections/:id/undo': {
    ask: ({ correctionId }) => [`/api/corrections/${correctionId}/undo`, {}],
    gets: everybody(404),
  },
  'POST /samples/:event/confirm': {
    ask: ({ sampledId }) => [`/api/samples/${sampledId}/confirm`, { seconds: 2 }],
    gets: everybody(404),
  },
  'POST /samples/:event/undo': {
    ask: ({ sampledId }) => [`/api/samples/${sampledId}/undo`, {}],
    gets: everybody(404),
  },
  'GET /admin/setup': { ask: () => ['/api/admin/setup'], gets: onlyTheAdmin(200) },
  'GET /admin/groups': { ask: () => ['/api/admin/groups?name=S'], gets: onlyTheAdmin(200) },
  'GET /admin/settings': { ask: () => ['/api/admin/settings'], gets: onlyTheAdmin(200) },
  'GET /admin/health': { ask: () => ['/api/admin/health'], gets: onlyTheAdmin(200) },
  'GET /admin/classification': { ask: () => ['/api/admin/classification'], gets: onlyTheAdmin(200) },
  'GET /admin/audit': { ask: () => ['/api/admin/audit'], gets: onlyTheAdmin(200) },
  'GET /admin/domain-lists': { ask: () => ['/api/admin/domain-lists'], gets: onlyTheAdmin(200) },
  'GET /admin/domain-lists/:kind': {
    ask: () => ['/api/admin/domain-lists/customer'],
    gets: onlyTheAdmin(200),
  },
  'POST /admin/domain-lists/:kind/preview': {
    ask: () => ['/api/admin/domain-lists/customer/preview', {}],
    gets: onlyTheAdmin(400),
  },
  'PUT /admin/domain-lists/:kind': {
    ask: () => ['/api/admin/domain-lists/customer?stamp=0', {}, 'PUT'],
    gets: onlyTheAdmin(400),
  },
  'POST /admin/domain-lists/:kind/undo': {
    ask: () => ['/api/admin/domain-lists/vendor/undo', {}],
    gets: onlyTheAdmin(409),
  },
  'POST /admin/notices': { ask: () => ['/api/admin/notices', {}], gets: onlyTheAdmin(200) },
  'POST /admin/teams': {
    ask: () => ['/api/admin/teams', { groupId: NO_GROUP, name: 'Försäljning Tranvik' }],
    gets: onlyTheAdmin(409),
  },
  'PUT /admin/decisions': {
    ask: () => ['/api/admin/decisions', { retention: { weeks: 26 } }, 'PUT'],
    gets: onlyTheAdmin(200),
  },
  'PUT /admin/settings': { ask: () => ['/api/admin/settings', SETTINGS, 'PUT'], gets: onlyTheAdmin(200) },
  'DELETE /admin/teams/:team': {
    ask: () => [`/api/admin/teams/${NO_GROUP}`, {}, 'DELETE'],
    gets: onlyTheAdmin(409),
  },
};

/** Of the routes for those who govern. */
function onlyTheAdmin(status: number): Record<Other, number> {
  return { ...everybody(403), 'the admin': status };
}

function everybody(status: number): Record<Other, number> {
  return {
    'a colleague in her team': status,
    'a rep of another team': status,
    'her manager': status,
    'another manager': status,
    'the director': status,
    'the admin': status,
    'somebody who is no rep': status,
  };
}

/** A page of a rep’s own: each rep gets theirs, a manager or an admin a refusal with a code. */
function onlyReps(status: number): Record<Other, number> {
  return { ...everybody(403), 'a colleague in her team': status, 'a rep of another team': status };
}

describe('of one rep’s rows', () => {
  it('the list of routes that could show them is complete', () => {
    expect(listRoutes(createApp(appDeps())).toSorted()).toEqual(
      [
        ...Object.keys(MATRIX),
        'GET /healthz',
        'GET /privacy',
        'GET /terms',
        'GET /readyz',
        'GET /metrics',
        'POST /notifications',
        'POST /lifecycle',
        'POST /',
      ].toSorted(),
    );
  });

  it.each(
    Object.entries(MATRIX).flatMap(([route, { ask, gets }]) =>
      Object.entries(OTHERS).map(([role, key]) => ({ route, role, key, ask, status: gets[asOther(role)] })),
    ),
  )('$route shows none to $role', async ({ key, ask, status }) => {
    const [path, json, method = 'POST'] = ask(hers);
    const answer = await product().call(key, path, json === undefined ? {} : { json, method });
    const text = JSON.stringify(answer.body).toLowerCase();
    expect(answer.status).toBe(status);
    expect(hers.secrets.filter((secret) => text.includes(secret.toLowerCase()))).toEqual([]);
  });

  it('she sees them all, so that the words are the right ones to look for', async () => {
    const week = JSON.stringify(await product().get('maja', '/api/week?week=2026-W47'));
    const moves = JSON.stringify(await product().get('maja', '/api/moves'));
    expect(week).toContain(hers.eventId);
    expect(week).toContain(hers.correctionId);
    expect(moves).toContain('Kanariehamnen');
  });

  it('nothing was changed by anybody else', async () => {
    const week = weekSchema.parse(await product().get('maja', '/api/week?week=2026-W47'));
    expect(week.events.find(({ id }) => id === hers.eventId)).toMatchObject({
      class: 'internal',
      correction: { id: hers.correctionId },
    });
    const { samples } = weekSchema.parse(await product().get('maja', '/api/week'));
    expect(samples.map(({ said }) => said)).toEqual([null, null]);
  });
});

function asOther(role: string): Other {
  const known = Object.keys(OTHERS).find((name): name is Other => name === role);
  if (!known) throw new Error(`Nobody is ${role}.`);
  return known;
}

/** Tables with rows about persons, and whose rows a person may see there. */
async function personTables(): Promise<string[]> {
  const { rows } = await product().asWorker((trx) =>
    sql<{ name: string }>`select table_name as name from information_schema.columns
      where table_schema = 'public' and column_name = 'person_id' order by 1`.execute(trx),
  );
  return rows.map(({ name }) => name);
}

const as = (actor: Actor, tenantId = product().sandbox.microsoft.tenantId) =>
  openStore(product().db, tenantId).as(actor);
const rowsOf = (table: string, person: string) =>
  as({ kind: 'person', personId: product().personId(person) })(async (trx) => {
    const { rows } = await sql<{ person_id: string }>`select person_id from ${sql.table(table)}`.execute(trx);
    return rows.map((row) => row.person_id);
  });

describe('below the code, row-level security', () => {
  it('gives nobody a row of another person’s, in any table', async () => {
    const tables = await personTables();
    expect(tables).toEqual([
      'answer',
      'chat',
      'correction',
      'event',
      'event_version',
      'look',
      'mailbox',
      'move',
      'move_occurrence',
      'notice',
      'pane_answer',
      'person',
      'person_week',
      'prompt',
      'reach',
      'sample_draw',
      'series_invite',
      'subscription',
      'team_manager',
      'team_member',
      'team_week_member',
      'weekly_note',
    ]);
    // Who looked at a team's figures is for its members to know (R4).
    for (const table of tables.filter((name) => name !== 'look'))
      for (const [role, key] of Object.entries(OTHERS))
        expect([
          table,
          role,
          (await rowsOf(table, key)).filter((id) => id !== product().personId(key)),
        ]).toEqual([table, role, []]);
  });

  it('gives an admin who acts as one no more of anybody than what is theirs', async () => {
    const mats = product().personId('mats');
    const asAdmin = as({ kind: 'admin', personId: mats });
    for (const table of (await personTables()).filter((name) => name !== 'look')) {
      const { rows } = await asAdmin((trx) =>
        sql<{ person_id: string }>`select person_id from ${sql.table(table)}`.execute(trx),
      );
      expect([table, rows.filter((row) => row.person_id !== mats)]).toEqual([table, []]);
    }
    await expect(
      asAdmin((trx) => trx.updateTable('governance_decision').set({ decided_by: null }).execute()),
    ).rejects.toMatchObject({ code: MISSING_RIGHT });
    await expect(asAdmin((trx) => trx.deleteFrom('audit_entry').execute())).rejects.toMatchObject({
      code: MISSING_RIGHT,
    });
  });

  it('gives her own rows to her, so that the others are not empty for all', async () => {
    for (const table of [
      'answer',
      'chat',
      'correction',
      'event',
      'event_version',
      'move',
      'person_week',
      'prompt',
      'sample_draw',
    ])
      expect([table, (await rowsOf(table, 'maja')).length > 0]).toEqual([table, true]);
  });

  it.each(['oskar', 'karin', 'helena', 'mats'])(
    'lets %s change no row of hers, in any table',
    async (key) => {
      for (const table of await personTables()) {
        const change = as({ kind: 'person', personId: product().personId(key) })(async (trx) => {
          const { numAffectedRows } = await sql`update ${sql.table(table)} set person_id = person_id
          where person_id = ${product().personId('maja')}::uuid`.execute(trx);
          return Number(numAffectedRows);
        });
        // A log is append-only: there the right itself is missing.
        expect([table, await change.catch((error: unknown) => codeOf(error))]).toEqual([
          table,
          table === 'look' ? MISSING_RIGHT : 0,
        ]);
      }
    },
  );

  it('gives a worker of another tenant, and whoever is nobody, no row of any table', async () => {
    const tables = await tenantTables();
    expect(tables.length).toBeGreaterThan(20);
    for (const table of tables) {
      const count = sql<{ n: string }>`select count(*) as n from ${sql.table(table)}`;
      const elsewhere = await as({ kind: 'worker' }, OTHER_TENANT)((trx) => count.execute(trx));
      const nobody = await count.execute(product().db);
      expect([table, elsewhere.rows[0]?.n, nobody.rows[0]?.n]).toEqual([table, 0, 0]);
    }
  });
});

async function tenantTables(): Promise<string[]> {
  const { rows } = await product().asWorker((trx) =>
    sql<{ name: string }>`select relname as name from pg_class
      where relkind = 'r' and relnamespace = 'public'::regnamespace
        and relname not like 'kysely%' and relname <> 'stepped_job' order by 1`.execute(trx),
  );
  return rows.map(({ name }) => name);
}

const MISSING_RIGHT = '42501';

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : error;
}

function appDeps(): Parameters<typeof createApp>[0] {
  const { store, vault, sandbox } = product();
  return {
    store,
    vault,
    clock: sandbox.clock,
    events: createEventStore(vault),
    people: createPersonStore(vault),
    holidaysBetween: createHolidayCalendar(),
    classify: classifyTaught,
    classifierVersion: CLASSIFIER_VERSION,
    log: pino({ level: 'silent' }),
    metrics: createMetrics(),
    verifyToken: () => Promise.reject(new Error('Nobody comes in here.')),
    acceptNotifications: () => Promise.resolve(),
    botMessages: express.Router().post('/', (_request, response) => void response.end()),
    readiness: {},
    notes: {},
    client: {
      appId: 'app',
      tenantId: 'tenant',
      authorityHost: 'https://login.example',
      publicUrl: () => 'https://app.example',
    },
    tabFolder: '.',
    sandboxRoutes: null,
    realNow: Date.now,
    graph: { fetchGroups: () => Promise.resolve([]) },
    listPermissions: () => Promise.resolve([]),
    signInRefusal: () => Promise.resolve(null),
    syncDirectory: () => Promise.resolve(),
    enrol: () => Promise.resolve(),
  };
}
