import express from 'express';
import { z } from 'zod';
import { createFaults, faultsSchema } from '../graph/faults.ts';
import type { SandboxInside } from '../inside.ts';
import { personNamed } from './person-named.ts';
import { parseInput } from './sandbox-problem.ts';

const faultsChanged = faultsSchema.partial().strict();
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
