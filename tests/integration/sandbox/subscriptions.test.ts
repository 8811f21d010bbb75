import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { redirectEgress } from '../../../sandbox/egress.ts';
import { createFaults } from '../../../sandbox/graph/faults.ts';
import type { RunningSandbox } from '../../../sandbox/start.ts';
import { freshSandbox, REAL_START } from './fresh-sandbox.ts';
import { createGraphCaller, userPath, type GraphCaller } from './graph-caller.ts';
import { startNotificationCatcher } from './notification-catcher.ts';

const MINUTE = 60_000;
const at = (text: string) => Date.parse(text);

let sandbox: RunningSandbox;
let graph: GraphCaller;
let catcher: Awaited<ReturnType<typeof startNotificationCatcher>>;
let remove: () => Promise<void>;
let restore: () => void;

beforeAll(async () => {
  ({ sandbox, remove } = await freshSandbox());
  restore = redirectEgress({ emulator: sandbox.emulator, hosts: sandbox.hosts });
  graph = await createGraphCaller(sandbox);
  catcher = await startNotificationCatcher();
});
afterEach(async () => {
  const { body } = await graph.call('GET', '/subscriptions');
  for (const { id } of body.value ?? []) await graph.call('DELETE', `/subscriptions/${id}`);
  Object.assign(sandbox.inside.graph.faults, createFaults());
  Object.assign(catcher.behaviour, { handshake: 'decoded', refusals: 0 });
  catcher.caught.length = 0;
});
afterAll(async () => {
  restore();
  await catcher.stop();
  await remove();
});

const subscribe = (who: string, change: object = {}) =>
  graph.call('POST', '/subscriptions', {
    body: {
      changeType: 'created,updated,deleted',
      notificationUrl: `${catcher.url}/graph/notifications`,
      lifecycleNotificationUrl: `${catcher.url}/graph/lifecycle`,
      resource: `${userPath(sandbox, who)}/events`,
      expirationDateTime: new Date(REAL_START + 10_000 * MINUTE).toISOString(),
      clientState: 'secret',
      ...change,
    },
  });
const addEvent = (who: string) =>
  sandbox.inside.mailboxes.createEvent(who, {
    subject: 'Demo',
    start: at('2026-11-26T12:00:00Z'),
    end: at('2026-11-26T13:00:00Z'),
  });
const changeTypes = () =>
  catcher.caught.flatMap(({ body }) => body.value.map((item) => String(item['changeType']))).toSorted();

describe('creating a subscription', () => {
  it('shakes hands with both URLs and answers in Graph’s shape', async () => {
    const { status, body } = await subscribe('maja');
    expect(status).toBe(201);
    expect(body).toEqual({
      '@odata.context': 'https://graph.microsoft.com/v1.0/$metadata#subscriptions/$entity',
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      resource: `${userPath(sandbox, 'maja')}/events`,
      applicationId: sandbox.microsoft.appId,
      changeType: 'created,updated,deleted',
      clientState: 'secret',
      notificationUrl: `${catcher.url}/graph/notifications`,
      notificationQueryOptions: null,
      notificationContentType: null,
      lifecycleNotificationUrl: `${catcher.url}/graph/lifecycle`,
      expirationDateTime: '2026-12-02T10:40:00.000Z',
      creatorId: sandbox.inside.identity.registration.servicePrincipalId,
      includeResourceData: null,
      latestSupportedTlsVersion: 'v1_2',
      encryptionCertificate: null,
      encryptionCertificateId: null,
      notificationUrlAppId: null,
    });
  });

  it.each([
    ['silent', 'Notification endpoint must respond with 200 OK to validation request.'],
    ['wrong-type', 'Notification endpoint must respond with 200 OK to validation request.'],
  ] as const)('fails when the endpoint’s handshake is %s', async (handshake, text) => {
    catcher.behaviour.handshake = handshake;
    const { status, body } = await subscribe('maja');
    expect([status, body.error?.code]).toEqual([400, 'InvalidRequest']);
    expect(body.error?.message).toContain(text);
  });

  it('fails where Graph never calls the endpoint, until it does', async () => {
    sandbox.inside.graph.faults.validationNeverCalled = 1;
    expect((await subscribe('maja')).body.error).toMatchObject({
      code: 'InvalidRequest',
      message: 'Subscription validation request timed out.',
    });
    expect((await subscribe('maja')).status).toBe(201);
  });

  it.each([
    [{ expirationDateTime: new Date(REAL_START + 10_081 * MINUTE).toISOString() }, 400, 'ExtensionError'],
    [{ expirationDateTime: new Date(REAL_START - MINUTE).toISOString() }, 400, 'InvalidRequest'],
    [{ resource: '/users/nobody/events' }, 404, 'Request_ResourceNotFound'],
    [{ resource: '/me/events' }, 400, 'InvalidRequest'],
    [{ changeType: 'moved' }, 400, 'InvalidRequest'],
    [{ clientState: 'x'.repeat(129) }, 400, 'InvalidRequest'],
    [{ notificationUrl: 'http://example.com/hook' }, 400, 'InvalidRequest'],
  ])('refuses %o', async (change, status, code) => {
    const answer = await subscribe('maja', change);
    expect([answer.status, answer.body.error?.code]).toEqual([status, code]);
  });

  it('keeps to the older ceiling where that still holds', async () => {
    sandbox.inside.graph.faults.subscriptionCeilingMinutes = 4_230;
    const { body } = await subscribe('maja');
    expect(body.error?.message).toBe('Subscription expiration can only be 4230 minutes in the future.');
  });

  it('raises a life under 45 minutes to 45', async () => {
    const { body } = await subscribe('maja', {
      expirationDateTime: new Date(REAL_START + MINUTE).toISOString(),
    });
    expect(body['expirationDateTime']).toBe('2026-11-25T12:45:00.000Z');
  });

  it('refuses a second one for the same mailbox and change types', async () => {
    await subscribe('maja');
    expect((await subscribe('maja')).status).toBe(409);
  });
});

describe('a subscription', () => {
  it('is renewed, and is gone after it was deleted', async () => {
    const { body } = await subscribe('maja');
    const path = `/subscriptions/${String(body['id'])}`;
    const renewal = { expirationDateTime: new Date(REAL_START + 5_000 * MINUTE).toISOString() };
    const renewed = await graph.call('PATCH', path, { body: renewal });
    expect([renewed.status, renewed.body['expirationDateTime']]).toEqual([200, '2026-11-28T23:20:00.000Z']);
    expect((await graph.call('DELETE', path)).status).toBe(204);
    expect((await graph.call('PATCH', path, { body: renewal })).status).toBe(404);
  });

  it('shakes hands again on renewal where Graph does', async () => {
    const { body } = await subscribe('maja');
    sandbox.inside.graph.faults.validationOnRenewal = true;
    catcher.behaviour.handshake = 'silent';
    const renewal = { expirationDateTime: new Date(REAL_START + 5_000 * MINUTE).toISOString() };
    const path = `/subscriptions/${String(body['id'])}`;
    expect((await graph.call('PATCH', path, { body: renewal })).body.error?.code).toBe('InvalidRequest');
    catcher.behaviour.handshake = 'decoded';
    expect((await graph.call('PATCH', path, { body: renewal })).status).toBe(200);
  });

  it('rings for its own mailbox alone, with no more than the id', async () => {
    const { body } = await subscribe('maja');
    const id = await addEvent('maja');
    await addEvent('oskar');
    await sandbox.inside.graph.notifier.settled();
    const resource = `Users/${userPath(sandbox, 'maja').slice(7)}/Events/${id}`;
    expect(changeTypes()).toEqual(['created', 'updated']);
    expect(catcher.caught[0]).toEqual({
      path: '/graph/notifications',
      body: {
        value: [
          {
            subscriptionId: body['id'],
            subscriptionExpirationDateTime: '2026-12-02T10:40:00.000Z',
            changeType: 'created',
            resource,
            resourceData: {
              '@odata.type': '#Microsoft.Graph.Event',
              '@odata.id': resource,
              '@odata.etag': expect.stringMatching(/^W\//),
              id,
            },
            clientState: 'secret',
            tenantId: sandbox.microsoft.tenantId,
          },
        ],
      },
    });
  });

  it('may share a request with others that ring for the same meeting', async () => {
    await subscribe('maja', { changeType: 'created' });
    await subscribe('oskar', { changeType: 'created' });
    await sandbox.inside.mailboxes.createEvent('maja', {
      subject: 'Avstämning',
      start: at('2026-11-26T12:00:00Z'),
      end: at('2026-11-26T13:00:00Z'),
      attendees: [{ name: 'Oskar Brännmark', address: 'oskar.brannmark@tranvik.example' }],
    });
    await sandbox.inside.graph.notifier.settled();
    expect(catcher.caught.map(({ body }) => body.value.length)).toEqual([2]);
  });

  it('rings again until somebody answers', async () => {
    await subscribe('maja', { changeType: 'created' });
    catcher.behaviour.refusals = 2;
    await addEvent('maja');
    await sandbox.inside.graph.notifier.settled();
    expect(changeTypes()).toEqual(['created']);
  });

  it.each([
    ['lostNotifications', true, []],
    ['duplicateNotifications', true, ['created', 'created', 'updated', 'updated']],
    ['delayedNotificationsMs', 120, ['created', 'updated']],
    ['severalNotificationsPerAction', false, ['created']],
  ] as const)('under %s = %s rings %j', async (fault, value, heard) => {
    await subscribe('maja');
    Object.assign(sandbox.inside.graph.faults, { [fault]: value });
    await addEvent('maja');
    await sandbox.inside.graph.notifier.settled();
    expect(changeTypes()).toEqual(heard);
  });

  it('may ring with a client state that is not its own', async () => {
    await subscribe('maja', { changeType: 'created' });
    sandbox.inside.graph.faults.wrongClientState = true;
    await addEvent('maja');
    await sandbox.inside.graph.notifier.settled();
    expect(catcher.caught[0]?.body.value[0]?.['clientState']).toBe('forged');
  });

  it('names only the master when one occurrence is taken out', async () => {
    await subscribe('maja');
    const week = 'startDateTime=2026-11-23T00:00:00Z&endDateTime=2026-11-30T00:00:00Z&$top=1000';
    const { rows } = await graph.follow(`${userPath(sandbox, 'maja')}/calendarView?${week}`);
    const block = rows.find((row) => row['type'] === 'occurrence' && row['isOrganizer'] === true);
    await sandbox.inside.mailboxes.deleteEvent('maja', String(block?.id));
    await sandbox.inside.graph.notifier.settled();
    const named = catcher.caught.flatMap(({ body }) => body.value.map((item) => item['resource']));
    expect([...new Set(named)]).toEqual([
      `Users/${userPath(sandbox, 'maja').slice(7)}/Events/${String(block?.['seriesMasterId'])}`,
    ]);
  });

  it('keeps the id format of its creation', async () => {
    const body = {
      changeType: 'created',
      notificationUrl: `${catcher.url}/graph/notifications`,
      resource: `${userPath(sandbox, 'maja')}/events`,
      expirationDateTime: new Date(REAL_START + 60 * MINUTE).toISOString(),
    };
    await graph.call('POST', '/subscriptions', { body, prefer: '' });
    await addEvent('maja');
    await sandbox.inside.graph.notifier.settled();
    expect(catcher.caught[0]?.body.value[0]?.['resource']).toContain('/Events/AAMk');
  });

  it('says on its own path that it needs care', async () => {
    const { body } = await subscribe('maja');
    sandbox.inside.graph.notifier.sendLifecycle('maja', 'missed');
    await sandbox.inside.graph.notifier.settled();
    expect(catcher.caught).toEqual([
      {
        path: '/graph/lifecycle',
        body: {
          value: [
            {
              subscriptionId: body['id'],
              subscriptionExpirationDateTime: '2026-12-02T10:40:00.000Z',
              tenantId: sandbox.microsoft.tenantId,
              clientState: 'secret',
              lifecycleEvent: 'missed',
            },
          ],
        },
      },
    ]);
  });
});
