import express from 'express';
import { z } from 'zod';
import { createFaults } from '../graph/faults.ts';
import type { SandboxInside } from '../inside.ts';
import { personNamed } from './person-named.ts';
import { parseInput } from './sandbox-problem.ts';

const count = z.number().int().min(0);
const faultsChanged = z
  .object({
    mailbox: z.string().nullable(),
    emptyFirstPage: z.boolean(),
    occurrenceStubs: z.boolean(),
    removedForOutOfWindow: z.boolean(),
    mailboxConcurrency: z.boolean(),
    severalNotificationsPerAction: z.boolean(),
    repeatedRows: z.boolean(),
    laggingDeltaMs: count,
    gone410: count,
    resyncCode: z.string().nullable(),
    throttle429: count,
    retryAfterSeconds: count.nullable(),
    serverError5xx: count,
    serverErrorStatus: z.union([z.literal(500), z.literal(502), z.literal(503), z.literal(504)]),
    loopingPage: z.boolean(),
    pageOverflow: z.boolean(),
    deletedStillReadable: z.boolean(),
    nullICalUId: z.boolean(),
    mailboxGone: z.boolean(),
    accessDenied: z.boolean(),
    subscriptionRefused: z.boolean(),
    validationNeverCalled: count,
    subscriptionCeilingMinutes: count.nullable(),
    lostNotifications: z.boolean(),
    duplicateNotifications: z.boolean(),
    delayedNotificationsMs: count,
    wrongClientState: z.boolean(),
  })
  .partial()
  .strict();
const lifecycle = z.object({
  as: z.string(),
  event: z.enum(['missed', 'subscriptionRemoved', 'reauthorizationRequired']),
});

/** Graph from behind: what was asked of it, and the switches that make it nasty. */
export function createGraphControlRoutes(inside: SandboxInside): express.Router {
  const { faults, log, notifier } = inside.graph;
  const router = express.Router();
  router.get('/requests', (_request, response) => {
    const mailboxes = inside.company().people.map(({ key }) => [key, log.counts(key)] as const);
    response.json({ counts: log.counts(), byMailbox: Object.fromEntries(mailboxes), latest: log.latest() });
  });
  router.delete('/requests', (_request, response) => {
    log.clear();
    response.status(204).end();
  });
  router.get('/faults', (_request, response) => {
    response.json(faults);
  });
  router.patch('/faults', (request, response) => {
    Object.assign(faults, parseInput(faultsChanged, request.body));
    response.json(faults);
  });
  router.delete('/faults', (_request, response) => {
    response.json(Object.assign(faults, createFaults()));
  });
  router.post('/lifecycle', (request, response) => {
    const { as, event } = parseInput(lifecycle, request.body);
    notifier.sendLifecycle(personNamed(inside, as).key, event);
    response.status(202).end();
  });
  return router;
}
