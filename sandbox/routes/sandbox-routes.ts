import { fileURLToPath } from 'node:url';
import express from 'express';
import { z } from 'zod';
import type { SandboxInside } from '../inside.ts';
import { createCalendarEditRoutes } from './calendar-edit-routes.ts';
import { createChatRoutes } from './chat-routes.ts';
import { createClockRoutes } from './clock-routes.ts';
import { createGraphControlRoutes } from './graph-control-routes.ts';
import { createPageRoutes } from './page-routes.ts';
import { personNamed } from './person-named.ts';
import { parseInput, writeSandboxProblem } from './sandbox-problem.ts';
import { teamsHostPage } from './teams-host-page.ts';
import { createTrafficRoutes } from './traffic-routes.ts';

const HOST_FILES = fileURLToPath(new URL('../teams-host/', import.meta.url));

/** `roles`: what Entra’s enterprise application gave this person, where it is not what the company says. */
const tokenAsked = z.object({ as: z.string(), roles: z.array(z.string()).optional() });

const hostAsked = z.object({
  as: z.string(),
  page: z.string().default('time'),
  sub: z.string().default(''),
  theme: z.enum(['default', 'dark', 'contrast']).default('default'),
  lang: z.enum(['sv', 'en']).default('sv'),
  host: z.enum(['Teams', 'Outlook', 'Office']).default('Teams'),
  signin: z.enum(['teams', 'nested', 'consent', 'empty']).default('teams'),
  without: z
    .string()
    .default('')
    .transform((text) => text.split(',').filter((path) => path !== '')),
});

/** Everything below `/sandbox` on the app's port: same origin as the tab, which the fake host needs. */
export function createSandboxRoutes(inside: SandboxInside): express.Router {
  const router = express.Router();
  router.get('/teams', (request, response) => {
    const { as, sub, lang, host, signin, ...asked } = parseInput(hostAsked, request.query);
    const { tenantId, appId } = inside.identity.registration;
    const page = teamsHostPage({
      ...asked,
      person: personNamed(inside, as),
      tenantId,
      appId,
      subPage: sub,
      language: lang,
      hostName: host,
      signIn: signin,
    });
    response.type('html').send(page);
  });
  router.get(['/teams-host.js', '/link-note.js', '/teams-host.css'], express.static(HOST_FILES));
  router.use('/api', express.json(), createApi(inside));
  router.use(createPageRoutes());
  router.use(writeSandboxProblem);
  return router;
}

function createApi(inside: SandboxInside): express.Router {
  const router = express.Router();
  router.use((_request, response, next) => {
    response.set('cache-control', 'no-store');
    next();
  });
  router.get('/people', (_request, response) => {
    const { people, teams } = inside.company();
    response.json({ people, teams });
  });
  router.post('/token', async (request, response) => {
    const { as, roles } = parseInput(tokenAsked, request.body);
    response.json({ token: await inside.identity.issueUserToken(personNamed(inside, as), roles) });
  });
  router.use(createClockRoutes(inside), createCalendarEditRoutes(inside), createGraphControlRoutes(inside));
  router.use(createChatRoutes(inside), createTrafficRoutes(inside));
  return router;
}
