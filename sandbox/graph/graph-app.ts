import express from 'express';
import { createBatchRoutes } from './batch-routes.ts';
import { createCalendarRoutes } from './calendar-routes.ts';
import { createDeltaRoutes } from './delta-routes.ts';
import { createDirectoryRoutes } from './directory-routes.ts';
import type { GraphDeps } from './graph-deps.ts';
import { GraphError, writeGraphError } from './graph-error.ts';
import { requirePermission } from './granted.ts';
import { createGroupRoutes } from './group-routes.ts';
import { limitConcurrency, logRequests, requireToken, spoilRequests } from './graph-guard.ts';
import { createInstallRoutes } from './install-routes.ts';
import { createSubscriptionRoutes } from './subscription-routes.ts';

/** graph.microsoft.com: what the product reads calendars through. */
export function createGraphApp(deps: GraphDeps): express.Router {
  const router = express.Router();
  router.use(logRequests(deps));
  router.use('/v1.0', requireToken(deps), createBatchRoutes(), spoilRequests(deps), limitConcurrency(deps));
  router.use('/v1.0', requirePermission(deps));
  router.use('/v1.0', createDeltaRoutes(deps), createCalendarRoutes(deps));
  router.use('/v1.0', createDirectoryRoutes(deps), createGroupRoutes(deps), createSubscriptionRoutes(deps));
  router.use('/v1.0', createInstallRoutes(deps));
  router.use((request, _response, next) => {
    next(new GraphError(400, 'BadRequest', `Resource not found for the segment '${request.path}'.`));
  });
  router.use(writeGraphError);
  return router;
}
