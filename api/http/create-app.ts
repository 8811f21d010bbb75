import express, { type Express, type RequestHandler, type Router } from 'express';
import type { Logger } from 'pino';
import type { VerifyToken } from '../identity/verify-token.ts';
import type { Store } from '../store/transaction.ts';
import { authenticate } from './authenticate.ts';
import type { Metrics } from './metrics.ts';
import { handleProblems, Refusal } from './problem.ts';
import { adminRoutes, type AdminRouteDeps } from './routes/admin.ts';
import { clientConfigRoute } from './routes/client-config.ts';
import { correctionRoutes, type CorrectionRouteDeps } from './routes/corrections.ts';
import { domainListRoutes } from './routes/domain-lists.ts';
import { graphRoutes, type GraphRouteDeps } from './routes/graph.ts';
import { healthRoutes, type HealthDeps } from './routes/health.ts';
import { looksRoute, type LooksRouteDeps } from './routes/looks.ts';
import { meRoute } from './routes/me.ts';
import { noticeRoutes } from './routes/notices.ts';
import { outlookRoutes } from './routes/outlook.ts';
import { movesRoutes, type MovesRouteDeps } from './routes/moves.ts';
import { sampleRoutes, type SampleRouteDeps } from './routes/samples.ts';
import { settingsRoutes, type SettingsRouteDeps } from './routes/settings.ts';
import { teamTimeRoute } from './routes/team-time.ts';
import { trendRoute, type TrendRouteDeps } from './routes/trend.ts';
import { weekRoute, type WeekRouteDeps } from './routes/week.ts';
import { OFFICE_SCRIPTS, securityHeaders } from './security-headers.ts';
import { tabFiles } from './tab-files.ts';

const API_LIMIT = '64kb';

export interface AppDeps
  extends
    MovesRouteDeps,
    WeekRouteDeps,
    CorrectionRouteDeps,
    SampleRouteDeps,
    SettingsRouteDeps,
    LooksRouteDeps,
    TrendRouteDeps,
    AdminRouteDeps {
  readonly store: Store;
  readonly log: Logger;
  readonly metrics: Metrics;
  readonly verifyToken: VerifyToken;
  readonly enrol: Parameters<typeof authenticate>[0]['enrol'];
  readonly acceptNotifications: GraphRouteDeps['accept'];
  /** `POST /bot/messages`, with its own parser and limits. */
  readonly botMessages: Router;
  readonly readiness: HealthDeps['checks'];
  readonly notes: HealthDeps['notes'];
  readonly client: Parameters<typeof clientConfigRoute>[0];
  /** Folder of the built tab. */
  readonly tabFolder: string;
  /** The sandbox's pages, where it stands in for Microsoft 365. */
  readonly sandboxRoutes: Router | null;
}

/** The whole HTTP surface, in the order in which a request meets it. */
export function createApp(deps: AppDeps): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('query parser', 'simple');
  // A proxy on our own network says who asked; nobody else is believed.
  app.set('trust proxy', ['loopback', 'linklocal', 'uniquelocal']);
  app.use(deps.metrics.countRequest);
  app.use('/graph', graphRoutes({ accept: deps.acceptNotifications }));
  app.use(securityHeaders({ authorityHost: deps.client.authorityHost }));
  app.use(healthRoutes({ checks: deps.readiness, notes: deps.notes, registry: deps.metrics.registry }));
  app.use(noticeRoutes());
  app.use('/bot/messages', deps.botMessages);
  app.use('/api', noStore, express.json({ limit: API_LIMIT }), clientConfigRoute(deps.client));
  app.use('/api', authenticate(deps), meRoute(deps), teamTimeRoute(deps), movesRoutes(deps));
  app.use('/api', weekRoute(deps), correctionRoutes(deps), settingsRoutes(deps), looksRoute(deps));
  app.use('/api', trendRoute(deps), outlookRoutes(deps), adminRoutes(deps));
  app.use('/api', domainListRoutes(deps), sampleRoutes(deps));
  if (deps.sandboxRoutes) app.use('/sandbox', deps.sandboxRoutes);
  app.use(
    '/tab/outlook',
    securityHeaders({ authorityHost: deps.client.authorityHost, scripts: [OFFICE_SCRIPTS] }),
  );
  app.use('/tab', tabFiles(deps.tabFolder));
  app.use(() => {
    throw new Refusal('route_not_found');
  });
  app.use(handleProblems(deps.log));
  return app;
}

const noStore: RequestHandler = (_request, response, next) => {
  response.set('Cache-Control', 'no-store');
  next();
};
