import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connect } from '../../../api/store/connect.ts';
import { weekSchema } from '../../../shared/contract/week.ts';
import { DAY, HOUR, MINUTE } from '../../../shared/calendar/time.ts';
import { at } from '../../factories/event.ts';
import { useProduct } from '../../fakes/product.ts';
import { CUSTOMER, repIn } from '../chain/rep.ts';
import { teamsOf } from './teams.ts';

/** Words that stand in one rep's calendar and nowhere else; no hash, seal or id will hold one by chance. */
const CANARIES = [
  'Zaunkoenig', // the title of a customer meeting
  'Rotkehlchen', // what it was moved for
  'Feldlerche', // a customer's name
  'goldammer-hof', // and domain
  'Kiebitz', // a place
  'Brachvogel', // a body
  'Nachtigall', // the title of a private event
  'Pirolfrau', // and a guest of it
  'Lindeskog', // the rep's own name
  'granhult', // a customer of the organisation's list
] as const;
const GUEST = { name: 'Gisela Feldlerche', address: 'gisela@goldammer-hof.example' };
const PRIVATE_GUEST = { name: 'Paula Pirolfrau', address: 'paula@pirolfrau.example' };

const product = useProduct({
  company: { seed: 'test', teams: ['mitt', 'norr'], weeksBack: 1, weeksAhead: 0 },
  calendars: async (mailboxes) => {
    const book = (subject: string, start: string, more: object = {}) =>
      mailboxes.createEvent('maja', { subject, start: at(start), end: at(start) + HOUR, ...more });
    await book('Zaunkoenig: demo', '2026-11-30 10:00', { attendees: [GUEST] });
    await book('Zaunkoenig: uppföljning', '2026-11-18 10:00', { attendees: [GUEST] });
    await book('Nachtigall', '2026-11-30 13:00', { sensitivity: 'private', attendees: [PRIVATE_GUEST] });
  },
});

/** Whatever was said to anybody but the rep: problems, pages and cards. */
const saidToOthers: string[] = [];

beforeAll(async () => {
  const { inside } = product().sandbox;
  await sql`update calendar_entry set content = content || '{"location": "Kiebitz", "body": "Brachvogel"}'::jsonb`.execute(
    inside.db,
  );
  for (const key of ['maja', 'oskar']) {
    await inside.teams.chat.install(key);
    await repIn(product(), key).hear(1);
  }
  await runTheChain();
  await breakThings();
  await askAsOthers();
});

/** Everything that the product does with a calendar: read, moved, asked, answered, corrected, contested, closed. */
async function runTheChain(): Promise<void> {
  const maja = repIn(product(), 'maja');
  await maja.book({ subject: 'Rotkehlchen', start: at('2026-11-30 10:00'), attendees: [GUEST] });
  await product().walkTo(at('2026-11-25 11:00'));
  const [demo] = await maja.find('Zaunkoenig: demo');
  await maja.drag(demo, at('2026-12-02 10:00'));
  await product().walk(12 * MINUTE);
  await maja.tap(await maja.question(), 'Annan kund först');
  const week = weekSchema.parse(await product().get('maja', '/api/week?week=2026-W47'));
  const event = week.events.find(({ title }) => title.startsWith('Zaunkoenig'))?.id;
  const domain = 'goldammer-hof.example';
  const correction = { event, class: 'supporting', scope: 'domain', domain, instead: null, seconds: 5 };
  expect((await product().call('maja', '/api/corrections', { json: correction })).status).toBe(201);
  await maja.delete((await maja.find('Rotkehlchen'))[0]);
  await product().walk(3 * HOUR);
  const other = repIn(product(), 'oskar');
  const second = await other.book({ subject: 'Demo', start: at('2026-12-01 10:00'), attendees: [CUSTOMER] });
  await product().walk(15 * MINUTE);
  await other.drag(second, at('2026-12-03 10:00'));
  await product().walk(HOUR);
}

/** Failures on every way in and out, each with words that it must not repeat. */
async function breakThings(): Promise<void> {
  const { graph, teams, mailboxes } = product().sandbox.inside;
  const words = CANARIES.join(' ');
  const bodies = [`{"event": "${words}`, JSON.stringify({ event: words, [words]: words, class: words })];
  for (const body of bodies)
    for (const path of [
      '/api/corrections',
      '/api/corrections/preview',
      '/graph/notifications',
      '/bot/messages',
    ]) {
      const headers = { 'content-type': 'application/json', 'accept-language': 'en', 'x-note': words };
      saidToOthers.push(
        JSON.stringify(await product().call('karin', path, { method: 'POST', headers, body })),
      );
    }
  for (const path of [`/api/week?week=${words}`, `/api/teams/${words}/time`, `/${words}`])
    saidToOthers.push(JSON.stringify(await product().call('karin', encodeURI(path))));
  await teams.chat.say('maja', words);
  graph.faults.serverError5xx = 3;
  graph.faults.htmlErrors = true;
  await mailboxes.renameEvent(
    'maja',
    (await repIn(product(), 'maja').find('Zaunkoenig: demo'))[0],
    'Zaunkoenig',
  );
  await product().walk(20 * MINUTE);
  graph.faults.serverError5xx = 0;
  teams.faults.put = { fault: { kind: 'failed', status: 500, delivered: false }, left: 2 };
  await product().skipTo(product().now() + DAY);
  await product().walk(10 * MINUTE);
}

async function askAsOthers(): Promise<void> {
  const { mitt } = await teamsOf(product());
  for (const { key } of product()
    .sandbox.people()
    .filter((person) => person.key !== 'maja')) {
    for (const path of [
      '/api/me',
      '/api/moves',
      '/api/week',
      '/api/settings',
      '/api/week?week=2026-W47',
      `/api/teams/${mitt}/time`,
    ])
      saidToOthers.push(JSON.stringify((await product().call(key, path)).body));
    saidToOthers.push(JSON.stringify(await product().sandbox.inside.teams.chat.chat(key)));
  }
}

/** Which canaries a text holds, as they are or in a form that gives them away. */
function heard(text: string): string[] {
  const low = text.toLowerCase();
  return CANARIES.filter((word) => formsOf(word).some((form) => low.includes(form)));
}

/** Which tokens and client states a text holds. */
async function secretsIn(text: string): Promise<string[]> {
  const { rows } = await sql<{ secret: string }>`select client_state as secret from subscription
    where client_state is not null`.execute(product().sandbox.inside.db);
  expect(rows.length).toBeGreaterThan(5);
  return ['eyJ', 'Bearer', ...rows.map(({ secret }) => secret)].filter((secret) => text.includes(secret));
}

/** In lower case: the word, in base 64 at each of three places, and in hexadecimal. */
function formsOf(word: string): string[] {
  const bytes = Buffer.from(word);
  const base64 = [0, 1, 2].map((shift) =>
    Buffer.concat([Buffer.alloc(shift), bytes])
      .toString('base64')
      .slice(shift === 0 ? 0 : 4, -4),
  );
  return [word, ...base64, bytes.toString('hex')].map((form) => form.toLowerCase());
}

let owner: ReturnType<typeof connect>;
beforeAll(() => {
  owner = connect(product().urls.ownerUrl, { max: 1 });
});
afterAll(() => owner.close());

/** Every row of a table as text, bytes in hexadecimal, with row-level security lifted. */
async function dump(table: string): Promise<string> {
  return owner.db.transaction().execute(async (trx) => {
    await sql`alter table ${sql.table(table)} no force row level security`.execute(trx);
    const { rows } = await sql<{ row: string }>`select t::text as row from ${sql.table(table)} t`.execute(
      trx,
    );
    await sql`alter table ${sql.table(table)} force row level security`.execute(trx);
    return rows.map(({ row }) => row).join('\n');
  });
}

describe('the canaries, with every token and client state,', () => {
  it('sing where they may: to the rep alone', async () => {
    const week = JSON.stringify(await product().get('maja', '/api/week?week=2026-W49'));
    const moves = JSON.stringify(await product().get('maja', '/api/moves'));
    expect(heard(week + moves)).toEqual(['Zaunkoenig', 'Rotkehlchen', 'goldammer-hof']);
  });

  it('of a private event, a place and a body are not even sealed', async () => {
    const { rows } = await product().asWorker((trx) =>
      sql<{ sealed: Buffer }>`select content_sealed as sealed from event_version`.execute(trx),
    );
    const opened = rows.map(({ sealed }) => product().vault.open(sealed)).join('\n');
    expect(rows.length).toBeGreaterThan(5);
    expect(heard(opened)).toEqual(['Zaunkoenig', 'Rotkehlchen', 'goldammer-hof', 'Lindeskog']);
  });

  it('are in no table of the database', async () => {
    const { rows } = await sql<{ name: string }>`select relname as name from pg_class
      where relkind = 'r' and relnamespace = 'public'::regnamespace`.execute(owner.db);
    const sizes: number[] = [];
    for (const { name } of rows) {
      const text = await dump(name);
      sizes.push(text.length);
      expect([name, heard(text), await secretsIn(text)]).toEqual([name, [], []]);
    }
    expect(Math.max(...sizes)).toBeGreaterThan(5_000);
  });

  it('are in no job’s payload: jobs carry ids', async () => {
    expect(product().queue.sent.length).toBeGreaterThan(50);
    expect(heard(JSON.stringify(product().queue.sent))).toEqual([]);
    expect(await secretsIn(JSON.stringify(product().queue.sent))).toEqual([]);
    const keys = new Set(product().queue.sent.flatMap(({ payload }) => Object.keys(payload)));
    expect([...keys].toSorted()).toEqual(['personId', 'promptId']);
  });

  it('are in no line of the log, also of what failed', async () => {
    expect(product().logLines.length).toBeGreaterThan(0);
    expect(heard(product().logLines.join('\n'))).toEqual([]);
    expect(await secretsIn(product().logLines.join('\n'))).toEqual([]);
  });

  it('are in no metric', async () => {
    const metrics = String((await product().call(null, '/metrics')).body);
    expect(metrics).toContain('followthrough_request_seconds_bucket');
    expect(metrics).toMatch(/^followthrough_calendars\{state="ok"\} 9$/m);
    expect(metrics).toMatch(/^followthrough_subscriptions\{health="rings"\} \d+$/m);
    expect(heard(metrics)).toEqual([]);
    expect(await secretsIn(metrics)).toEqual([]);
  });

  it('are in nothing that anybody else was told: no page, no problem, no card', async () => {
    expect(saidToOthers.length).toBeGreaterThan(80);
    expect(heard(saidToOthers.join('\n'))).toEqual([]);
    expect(await secretsIn(saidToOthers.join('\n'))).toEqual([]);
  });
});
