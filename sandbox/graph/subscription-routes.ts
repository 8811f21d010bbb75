import { randomUUID } from 'node:crypto';
import express from 'express';
import { z } from 'zod';
import {
  deleteSubscription,
  findSubscription,
  listSubscriptions,
  saveSubscription,
} from '../store/subscription-store.ts';
import type { Subscription } from '../store/subscription-store.ts';
import { isOn } from './faults.ts';
import type { GraphDeps } from './graph-deps.ts';
import { GraphError, userNotFound } from './graph-error.ts';
import { parsePreferences } from './request-preferences.ts';
import { shakeHands } from './subscription-handshake.ts';

const MINUTE = 60_000;
const SHORTEST_MINUTES = 45;
const LONGEST_MINUTES = 10_080;

const created = z.object({
  changeType: z.string().regex(/^(created|updated|deleted)(,(created|updated|deleted))*$/),
  notificationUrl: z.url(),
  lifecycleNotificationUrl: z.url().nullish(),
  resource: z.string(),
  expirationDateTime: z.iso.datetime({ offset: true }),
  clientState: z.string().max(128).nullish(),
});
const renewed = z.object({ expirationDateTime: z.iso.datetime({ offset: true }) });

/** Subscriptions to the events of one mailbox. Their life is real time, whatever the sandbox clock says. */
export function createSubscriptionRoutes(deps: GraphDeps): express.Router {
  const router = express.Router();
  router.post('/subscriptions', express.json(), async (request, response) => {
    const body = parse(created, request.body);
    const mailbox = mailboxOf(deps, body.resource);
    refuseByFault(deps, mailbox);
    await refuseDuplicate(deps, body.resource, body.changeType);
    const expiresAt = expiryOf(deps, body.expirationDateTime);
    for (const url of [body.notificationUrl, body.lifecycleNotificationUrl ?? null]) {
      if (url !== null) await shakeHands(reachable(url), deps.graph.faults, mailbox);
    }
    const subscription: Subscription = {
      id: randomUUID(),
      mailbox,
      resource: body.resource,
      changeTypes: body.changeType,
      notificationUrl: body.notificationUrl,
      lifecycleUrl: body.lifecycleNotificationUrl ?? null,
      clientState: body.clientState ?? null,
      idFormat: parsePreferences(request).idFormat,
      expiresAt,
    };
    await saveSubscription(deps.db, subscription);
    response.status(201).json(rowOf(deps, subscription));
  });
  router.get('/subscriptions', async (_request, response) => {
    const all = await listSubscriptions(deps.db, deps.realNow());
    response.json({
      '@odata.context': 'https://graph.microsoft.com/v1.0/$metadata#subscriptions',
      value: all.map((subscription) => rowOf(deps, subscription)),
    });
  });
  router.get('/subscriptions/:id', async (request, response) => {
    response.json(rowOf(deps, await existing(deps, request.params.id)));
  });
  router.patch('/subscriptions/:id', express.json(), async (request, response) => {
    const subscription = await existing(deps, request.params.id);
    const { expirationDateTime } = parse(renewed, request.body);
    const { faults } = deps.graph;
    if (isOn(faults, 'validationOnRenewal', subscription.mailbox)) {
      await shakeHands(subscription.notificationUrl, faults, subscription.mailbox);
    }
    const later = { ...subscription, expiresAt: expiryOf(deps, expirationDateTime) };
    await saveSubscription(deps.db, later);
    response.json(rowOf(deps, later));
  });
  router.post('/subscriptions/:id/reauthorize', async (request, response) => {
    await existing(deps, request.params.id);
    response.status(204).end();
  });
  router.delete('/subscriptions/:id', async (request, response) => {
    if (!(await deleteSubscription(deps.db, request.params.id))) throw missing(request.params.id);
    response.status(204).end();
  });
  return router;
}

function parse<T>(schema: z.ZodType<T>, body: unknown): T {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const named = parsed.error.issues.map((issue) => issue.path.join('.')).join(', ');
  throw new GraphError(400, 'InvalidRequest', `Invalid or missing: ${named || 'body'}.`);
}

/** Both `users/{id}/events` and `/users/{id}/events` are the same resource. */
function mailboxOf(deps: GraphDeps, resource: string): string {
  const id = /^\/?users\/([^/]+)\/events$/i.exec(resource)?.[1]?.toLowerCase();
  if (id === undefined)
    throw new GraphError(400, 'InvalidRequest', `Resource '${resource}' is not supported.`);
  const person = deps.company().people.find((one) => one.objectId === id || one.address === id);
  if (!person) throw userNotFound(id);
  return person.key;
}

function refuseByFault({ graph: { faults } }: GraphDeps, mailbox: string): void {
  if (isOn(faults, 'readBasicOnly', mailbox))
    throw new GraphError(403, 'ErrorAccessDenied', 'Access is denied. Check credentials and try again.');
  const isDenied = (['subscriptionRefused', 'accessDenied', 'odataDisabled'] as const).some((name) =>
    isOn(faults, name, mailbox),
  );
  if (isDenied) {
    const reason = 'Access to OData is disabled.';
    throw new GraphError(
      403,
      'ExtensionError',
      `Operation: Create; Exception: [Status Code: Forbidden; Reason: ${reason}]`,
    );
  }
  if (isOn(faults, 'mailboxGone', mailbox)) {
    const reason = 'REST API is not yet supported for this mailbox.';
    throw new GraphError(
      404,
      'ExtensionError',
      `Operation: Create; Exception: [Status Code: NotFound; Reason: ${reason}]`,
    );
  }
}

async function refuseDuplicate(deps: GraphDeps, resource: string, changeTypes: string): Promise<void> {
  const same = (text: string) => text.replace(/^\//, '').toLowerCase();
  const all = await listSubscriptions(deps.db, deps.realNow());
  if (!all.some((one) => same(one.resource) === same(resource) && one.changeTypes === changeTypes)) return;
  throw new GraphError(
    409,
    'Conflict',
    'The subscription already exists for the same resource and change type.',
  );
}

function expiryOf(deps: GraphDeps, expirationDateTime: string): number {
  const now = deps.realNow();
  const ceiling = deps.graph.faults.subscriptionCeilingMinutes ?? LONGEST_MINUTES;
  const asked = Date.parse(expirationDateTime);
  if (asked <= now)
    throw new GraphError(400, 'InvalidRequest', 'Subscription expiration must be in the future.');
  if (asked > now + ceiling * MINUTE) {
    const text = `Subscription expiration can only be ${ceiling} minutes in the future.`;
    throw new GraphError(400, 'ExtensionError', text);
  }
  return Math.max(asked, now + SHORTEST_MINUTES * MINUTE);
}

/** Graph wants https; the sandbox's product listens on loopback, where there is none. */
function reachable(url: string): string {
  const { protocol, hostname } = new URL(url);
  if (protocol === 'https:' || ['127.0.0.1', 'localhost', '[::1]'].includes(hostname)) return url;
  throw new GraphError(400, 'InvalidRequest', 'Notification URL must start with https.');
}

async function existing(deps: GraphDeps, id: string): Promise<Subscription> {
  const subscription = await findSubscription(deps.db, id, deps.realNow());
  if (!subscription) throw missing(id);
  return subscription;
}

function missing(id: string): GraphError {
  return new GraphError(404, 'ResourceNotFound', `Subscription '${id}' was not found.`);
}

function rowOf(deps: GraphDeps, subscription: Subscription) {
  const { registration } = deps.identity;
  return {
    '@odata.context': 'https://graph.microsoft.com/v1.0/$metadata#subscriptions/$entity',
    id: subscription.id,
    resource: subscription.resource,
    applicationId: registration.appId,
    changeType: subscription.changeTypes,
    clientState: subscription.clientState,
    notificationUrl: subscription.notificationUrl,
    notificationQueryOptions: null,
    notificationContentType: null,
    lifecycleNotificationUrl: subscription.lifecycleUrl,
    expirationDateTime: new Date(subscription.expiresAt).toISOString(),
    creatorId: registration.servicePrincipalId,
    includeResourceData: null,
    latestSupportedTlsVersion: 'v1_2',
    encryptionCertificate: null,
    encryptionCertificateId: null,
    notificationUrlAppId: null,
  };
}
