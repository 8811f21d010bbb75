import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { holdGate, saveGate } from '../../../api/store/bot-state-store.ts';
import { parseConfig } from '../../../api/config.ts';
import type { DoctorWorld } from '../../../api/doctor/doctor-world.ts';
import { formatFinding, type Finding } from '../../../api/doctor/finding.ts';
import { runDoctor } from '../../../api/doctor/run-doctor.ts';
import { installQueue } from '../../../api/jobs/queue.ts';
import { jobs } from '../../../api/start/start-product.ts';
import { connect } from '../../../api/store/connect.ts';
import { createFaults } from '../../../sandbox/graph/faults.ts';
import { DAY, HOUR } from '../../../shared/calendar/time.ts';
import { useProduct } from '../../fakes/product.ts';
import { startSpoilingProxy, type SpoilingProxy } from './spoiling-proxy.ts';

const product = useProduct();
const OTHER_KEY = Buffer.alloc(32, 9).toString('base64');
/** Valid on the first of January 2020. Its key is not looked at before its dates. */
const OLD_CERTIFICATE = `-----BEGIN CERTIFICATE-----
MIIBIDCByAIBATAKBggqhkjOPQQDAjAdMRswGQYDVQQDDBJmb2xsb3d0aHJvdWdo
LXRlc3QwHhcNMjAwMTAxMDAwMDAwWhcNMjAwMTAyMDAwMDAwWjAdMRswGQYDVQQD
DBJmb2xsb3d0aHJvdWdoLXRlc3QwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAARa
dhT4RVKkkRykX7NsvT+R/p3VKlW0sLMC9dU5lRAC+mz21PV2j3d2o4p5Y4ehxb79
63uXrvGFhpa5NPjzoqsjMAoGCCqGSM49BAMCA0cAMEQCICyQhtUIOXTLPwltIdbM
a2x6RapraGHgKb7QHQN9xLtsAiA5fYIgGJ7KJNhefrqFcvUWie/V3rU/5nq8NTZC
nTBqLA==
-----END CERTIFICATE-----
-----BEGIN PRIVATE KEY-----
-----END PRIVATE KEY-----`;
const STRANGER = '99999999-9999-4999-8999-999999999999';

let proxy: SpoilingProxy;
let root: string;
let world: DoctorWorld;

beforeAll(async () => {
  // The product of these tests does its work step by step and has no queue of its own.
  await installQueue(product().urls.ownerUrl, jobs);
  proxy = await startSpoilingProxy(product().origin);
  root = await mkdtemp(path.join(tmpdir(), 'followthrough-doctor-'));
  const { tenantId, appId, botAppId, appSecret } = product().sandbox.microsoft;
  world = {
    config: parseConfig({}),
    microsoft: { tenantId, appId, botAppId, credential: { kind: 'secret', secret: appSecret } },
    database: product().urls,
    keys: {
      dataKey: Buffer.alloc(32, 1).toString('base64'),
      indexKey: Buffer.alloc(32, 2).toString('base64'),
    },
    publicUrl: proxy.url,
    root,
    realNow: Date.now,
    patienceMs: 0,
  };
});

afterEach(() => {
  Object.assign(product().sandbox.inside.graph.faults, createFaults());
  proxy.spoil = null;
  proxy.headers = null;
});

afterAll(async () => {
  await proxy.stop();
  await rm(root, { recursive: true, force: true });
});

/** The tab's page is built by another command; here it is enough that there is one. */
const servesTab: NonNullable<SpoilingProxy['spoil']> = ({ url }) =>
  url === '/tab/' ? { status: 200, type: 'text/html; charset=utf-8', body: '<!doctype html>' } : null;

async function look(changes: Partial<DoctorWorld> = {}): Promise<Finding[]> {
  const { spoil } = proxy;
  proxy.spoil = (request) => spoil?.(request) ?? servesTab(request);
  return runDoctor({ ...world, ...changes }, () => undefined);
}

async function redLines(changes: Partial<DoctorWorld> = {}): Promise<string[]> {
  const findings = await look(changes);
  return findings.filter(({ state }) => state === 'fault').map((finding) => formatFinding(finding, false));
}

/** Does something to the database as its owner, for the length of `during`. */
async function asOwner<T>(before: string, after: string, during: () => Promise<T>): Promise<T> {
  const owner = connect(product().urls.ownerUrl, { max: 1 });
  try {
    await sql.raw(before).execute(owner.db);
    return await during();
  } finally {
    await sql.raw(after).execute(owner.db);
    await owner.close();
  }
}

describe('the doctor of a deployment that is well', () => {
  it('says one line an area, and none of them is red', async () => {
    const findings = await look();
    expect(findings.map(({ area, state }) => `${area} ${state}`)).toEqual([
      'configuration ok',
      'database ok',
      'queue ok',
      'keys ok',
      'decisions ok',
      'identity ok',
      'identity ok',
      'permissions ok',
      'address ok',
      'headers ok',
      'tab ok',
      'notifications ok',
      'calendars ok',
      'subscriptions ok',
      'bot ok',
      'manifests note',
      'readiness ok',
    ]);
  });

  it('lists the clients that have to be pre-authorised, which it cannot look up', async () => {
    const said = (await look()).filter(({ area }) => area === 'identity').map(({ what }) => what);
    expect(said.at(-1)).toContain('pre-authorised');
    expect(said.at(-1)?.match(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g)).toHaveLength(7);
  });

  it('looks at the roles also where the owner’s URL stays with whoever migrates', async () => {
    const { appUrl } = product().urls;
    expect(await redLines({ database: { appUrl, ownerUrl: null } })).toEqual([]);
  });

  it('says what is lost without an optional permission, and what is granted for nothing', async () => {
    product().sandbox.inside.graph.faults.notGranted = ['GroupMember.Read.All'];
    const findings = await look();
    expect(findings.filter(({ state }) => state === 'note').map(({ what }) => what)).toContain(
      'GroupMember.Read.All, which is optional, was not granted: teams come from reporting lines alone, not from Entra groups.',
    );
  });
});

describe('the doctor names in one red line', () => {
  it('a database that does not answer', async () => {
    const nowhere = 'postgresql://followthrough_app:x@127.0.0.1:9/followthrough';
    expect(await redLines({ database: { appUrl: nowhere, ownerUrl: null } })).toEqual([
      'FAULT  database       The database does not answer (connect ECONNREFUSED 127.0.0.1:9). Check that the server runs and that DATABASE_URL and DATABASE_OWNER_URL are right.',
    ]);
  });

  it.each([true, false])('an app that owns the tables (owner’s URL given: %s)', async (isGiven) => {
    const { ownerUrl } = product().urls;
    expect(await redLines({ database: { appUrl: ownerUrl, ownerUrl: isGiven ? ownerUrl : null } })).toEqual([
      'FAULT  database       The database role followthrough_owner is both owner and app, so row-level security would not hold. Give DATABASE_URL and DATABASE_OWNER_URL two ordinary roles (nosuperuser, nobypassrls).',
    ]);
  });

  it('a schema that is behind', async () => {
    const lines = await asOwner(
      `update kysely_migration set name = 'x' || name where name = '0008-date-changes-by-readings'`,
      `update kysely_migration set name = substr(name, 2) where name like 'x%'`,
      () => redLines(),
    );
    expect(lines).toEqual([
      'FAULT  database       The schema is behind: 0008-date-changes-by-readings is missing. Set DATABASE_OWNER_URL and run "npm run migrate" with this version of the program.',
    ]);
  });

  it('a clock that is wrong', async () => {
    expect(await redLines({ realNow: () => Date.now() - HOUR })).toEqual([
      expect.stringMatching(
        /^FAULT {2}database {7}The clocks of this machine and of the database are 3(599|600|601) s apart\. Set both by NTP/,
      ),
    ]);
  });

  it.each([
    [
      'a queue that is not there',
      `update pgboss.queue set name = 'away' where name = 'publish-weeks'`,
      `update pgboss.queue set name = 'publish-weeks' where name = 'away'`,
      'There is no queue for publish-weeks.',
    ],
    [
      'queues that the app may not use',
      'revoke usage on schema pgboss from followthrough_app',
      'grant usage on schema pgboss to followthrough_app',
      'The queue cannot be read (error:42501).',
    ],
  ])('%s', async (_name, before, after, what) => {
    expect(await asOwner(before, after, () => redLines())).toEqual([
      `FAULT  queue          ${what} Run "npm run migrate": it makes the queues and gives the rights.`,
    ]);
  });

  it('another DATA_KEY than the one that sealed', async () => {
    expect(await redLines({ keys: { ...world.keys, dataKey: OTHER_KEY } })).toEqual([
      'FAULT  keys           DATA_KEY does not open what is stored. Set the one from the vault or from the backup: without it titles and addresses stay unreadable.',
    ]);
  });

  it('another DATA_INDEX_KEY than the one that indexed', async () => {
    expect(await redLines({ keys: { ...world.keys, indexKey: OTHER_KEY } })).toEqual([
      'FAULT  keys           DATA_INDEX_KEY is not the key with which what is stored was indexed. Set the one from the vault: with another, known meetings and customers look new.',
    ]);
  });

  it('a secret that is none', async () => {
    const microsoft = { ...world.microsoft, credential: { kind: 'secret' as const, secret: 'wrong' } };
    expect(await redLines({ microsoft })).toEqual([
      'FAULT  identity       The app gets no token (AADSTS7000215). APP_SECRET is not the value of a client secret; its id is not its value. Make a new one.',
    ]);
  });

  it('a certificate that ran out', async () => {
    const file = path.join(root, 'old.pem');
    await writeFile(file, OLD_CERTIFICATE);
    const microsoft = { ...world.microsoft, credential: { kind: 'certificate' as const, file } };
    expect(await redLines({ microsoft })).toEqual([
      'FAULT  configuration  The certificate ran out on 2020-01-02. Make a new one, add it to the registration, and set APP_CERTIFICATE_FILE.',
    ]);
  });

  it.each([
    ['User.Read.All', 'User.Read.All was not granted: nobody is known, so nobody can be read.'],
    [
      'Calendars.Read',
      'Calendars.Read was granted neither in Entra nor in Exchange: no calendar can be read.',
    ],
  ])('%s that was not granted', async (permission, what) => {
    product().sandbox.inside.graph.faults.notGranted = [permission];
    expect(await redLines()).toEqual([
      `FAULT  permissions    ${what} Add it on the registration’s API permissions, as an application permission, and give admin consent.`,
    ]);
  });

  it('Calendars.ReadBasic.All where subscriptions are wanted', async () => {
    product().sandbox.inside.graph.faults.readBasicOnly = true;
    expect(await redLines()).toEqual([
      'FAULT  permissions    Calendars.Read was not granted, only Calendars.ReadBasic.All: Graph tells of no change. Grant Calendars.Read, or switch to looking every few minutes (Set-up, Settings).',
    ]);
  });

  it('an address at which nobody answers', async () => {
    expect(await redLines({ publicUrl: 'http://127.0.0.1:2' })).toEqual([
      'FAULT  address        http://127.0.0.1:2 does not answer (ECONNREFUSED). Start the app; check PUBLIC_URL, its name in DNS, its certificate, and that the proxy reaches HOST and PORT.',
    ]);
  });

  it('an address at which something else answers', async () => {
    proxy.spoil = () => ({ status: 200, type: 'text/html', body: '<h1>It works!</h1>' });
    expect(await redLines()).toEqual([
      `FAULT  address        At ${proxy.url} something else answers than this app for this tenant. Point PUBLIC_URL, or the proxy, at the instance with the same APP_ID and TENANT_ID.`,
    ]);
  });

  it('a proxy that forbids framing', async () => {
    proxy.headers = (headers) => ({ ...headers, 'x-frame-options': 'SAMEORIGIN' });
    expect(await redLines()).toEqual([
      'FAULT  headers        Something in front of the app adds X-Frame-Options, so that Teams cannot show the tab. Take the header out in the proxy.',
    ]);
  });

  it('a proxy that has a content policy of its own', async () => {
    proxy.headers = (headers) => ({ ...headers, 'content-security-policy': "default-src 'self'" });
    expect(await redLines()).toEqual([
      'FAULT  headers        Something in front of the app changes Content-Security-Policy, so that Teams and Outlook cannot show the tab. Let the app’s own header through the proxy.',
    ]);
  });

  it('a tab that was not built', async () => {
    proxy.spoil = ({ url }) => (url === '/tab/' ? { status: 404, type: 'text/plain', body: '' } : null);
    expect(await redLines()).toEqual([
      'FAULT  tab            The tab’s pages are missing. Run "npm run build" and bring dist/tab along with the program.',
    ]);
  });

  it('a firewall that asks Graph to sign in', async () => {
    proxy.spoil = ({ url }) =>
      url?.startsWith('/graph/') ? { status: 302, type: 'text/html', body: 'Sign in' } : null;
    expect(await redLines()).toEqual([
      'FAULT  notifications  POST /graph/notifications does not give Graph’s handshake back (status 302). Let it through the proxy and its firewall without a sign-in, a challenge or a change of the body.',
    ]);
  });

  it('calendars outside the app’s scope in Exchange', async () => {
    const lines = await asMailboxes('out_of_scope', 2);
    expect(lines).toEqual([
      'FAULT  calendars      Of 6 calendars some cannot be read: 2 outside what Exchange lets the app read. Add them to the app’s scope in Exchange (docs/install.md, step 4); it takes up to two hours.',
    ]);
  });

  it('subscriptions that ran out', async () => {
    expect(await redLines({ realNow: () => Date.now() + 60_000 })).toEqual([]);
    const lines = await withSubscriptionsEnding(new Date(Date.now() - DAY));
    expect(lines).toEqual([
      'FAULT  subscriptions  6 of 6 subscriptions ran out. Calendars are looked at every quarter of an hour meanwhile. See that a worker runs (ROLE) and what its log says of renew-subscriptions.',
    ]);
  });

  it('a bot of another registration', async () => {
    const microsoft = { ...world.microsoft, botAppId: STRANGER };
    expect(await redLines({ microsoft })).toEqual([
      'FAULT  bot            The bot gets no token (AADSTS700016). BOT_APP_ID must be the app id of the Azure Bot, and the app’s own credential must be valid for it.',
    ]);
  });

  it('a connector that refuses the bot', async () => {
    const { asWorker } = product();
    const open = await asWorker(holdGate);
    const now = product().now();
    const stop = { reason: 'unauthorized' as const, since: now, retryAt: now + DAY, retries: 0 };
    await asWorker((trx) => saveGate(trx, { ...open, stop }));
    const lines = await redLines();
    await asWorker((trx) => saveGate(trx, open));
    expect(lines).toContain(
      'FAULT  bot            The connector refuses the bot, a fresh token too; nothing is sent. In the Azure Bot, compare the app id with BOT_APP_ID, the type with the credential and the tenant with TENANT_ID.',
    );
  });

  it('a firewall in front of the bot', async () => {
    proxy.spoil = ({ url }) =>
      url === '/bot/messages' ? { status: 403, type: 'text/html', body: 'Forbidden' } : null;
    expect(await redLines()).toEqual([
      'FAULT  bot            POST /bot/messages does not reach the bot (status 403). Let it through the proxy and its firewall with its Authorization header, and without a sign-in.',
    ]);
  });

  it('packages made for another host', async () => {
    const dist = path.join(root, 'dist');
    await mkdir(dist, { recursive: true });
    await writeFile(path.join(dist, 'followthrough-teams.zip'), '');
    await writeFile(path.join(dist, 'followthrough-outlook.xml'), '<a href="https://old.example/tab/"/>');
    const lines = await redLines();
    await rm(dist, { recursive: true });
    const { host } = new URL(proxy.url);
    expect(lines).toEqual([
      `FAULT  manifests      dist/followthrough-outlook.xml was made for another host than ${host}. Make both anew with --host ${host}.`,
    ]);
  });

  it('a running app with other settings', async () => {
    proxy.spoil = ({ url }) =>
      url === '/readyz'
        ? { status: 503, type: 'application/json', body: '{"database":"ok","queue":"failing"}' }
        : null;
    expect(await redLines()).toEqual([
      'FAULT  readiness      The running app is not ready (queue: failing). It may run with other settings than these, or be starting: restart it, and look into its log.',
    ]);
  });
});

async function asMailboxes(state: 'out_of_scope', count: number): Promise<string[]> {
  await product().asWorker(async (trx) => {
    const some = await trx.selectFrom('mailbox').select('person_id').limit(count).execute();
    const ids = some.map((row) => row.person_id);
    await trx.updateTable('mailbox').set({ state }).where('person_id', 'in', ids).execute();
  });
  const lines = await redLines();
  await product().asWorker((trx) => trx.updateTable('mailbox').set({ state: 'ok' }).execute());
  return lines;
}

async function withSubscriptionsEnding(expiresAt: Date): Promise<string[]> {
  await product().asWorker((trx) => trx.updateTable('subscription').set({ expires_at: expiresAt }).execute());
  const lines = await redLines();
  const live = new Date(Date.now() + 6 * DAY);
  await product().asWorker((trx) => trx.updateTable('subscription').set({ expires_at: live }).execute());
  return lines;
}
