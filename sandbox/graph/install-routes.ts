import express from 'express';
import { z } from 'zod';
import type { Person } from '../company/person.ts';
import { graphChatIdOf } from '../connector/connector.ts';
import { seededGuid } from '../identity/registration.ts';
import { isOn } from './faults.ts';
import { personOf, type GraphDeps } from './graph-deps.ts';
import { badRequest, GraphError } from './graph-error.ts';

const CONTEXT = 'https://graph.microsoft.com/v1.0/$metadata';
const installSchema = z.object({ 'teamsApp@odata.bind': z.string() });

/** The organisation's app catalogue, and the app's own installations for people. */
export function createInstallRoutes(deps: GraphDeps): express.Router {
  const router = express.Router();
  router.get('/appCatalogs/teamsApps', (request, response) => {
    const { faults } = deps.graph;
    if (faults.catalogueDenied) throw forbidden();
    const isAsked = filterOf(request).includes(`externalId eq '${deps.identity.registration.appId}'`);
    const value = isAsked && !faults.appNotInCatalogue ? [appRow(deps)] : [];
    response.json({ '@odata.context': `${CONTEXT}#appCatalogs/teamsApps`, value });
  });
  router.get('/users/:user/teamwork/installedApps', async (request, response) => {
    const person = personOf(deps, request);
    const isListed =
      (await deps.teams.chat.isInstalled(person.key)) &&
      !isOn(deps.graph.faults, 'installationsHidden', person.key);
    const value = isListed ? [{ id: installationIdOf(deps, person), teamsApp: appRow(deps) }] : [];
    response.json({ '@odata.context': `${CONTEXT}#users/teamwork/installedApps`, value });
  });
  router.post('/users/:user/teamwork/installedApps', express.json(), async (request, response) => {
    await install(deps, personOf(deps, request), request.body);
    response.status(201).end();
  });
  router.get('/users/:user/teamwork/installedApps/:installation/chat', async (request, response) => {
    const person = personOf(deps, request);
    const isThere = request.params['installation'] === installationIdOf(deps, person);
    if (!isThere || !(await deps.teams.chat.isInstalled(person.key)))
      throw new GraphError(404, 'NotFound', 'No installation was found.');
    const id = graphChatIdOf(person.objectId, deps.identity.registration.botAppId);
    response.json({ id, topic: null, chatType: 'oneOnOne' });
  });
  return router;
}

async function install(deps: GraphDeps, person: Person, body: unknown): Promise<void> {
  const { faults } = deps.graph;
  const parsed = installSchema.safeParse(body);
  if (!parsed.success) throw badRequest('teamsApp@odata.bind is required.');
  const isKnown = parsed.data['teamsApp@odata.bind'].endsWith(`/appCatalogs/teamsApps/${catalogIdOf(deps)}`);
  if (!isKnown || faults.appNotInCatalogue)
    throw new GraphError(404, 'NotFound', 'The app was not found in the catalogue.');
  if (isOn(faults, 'installRefused', person.key))
    throw new GraphError(403, 'Forbidden', 'The app is blocked by an app permission policy for this user.');
  if (await deps.teams.chat.isInstalled(person.key))
    throw new GraphError(409, 'Conflict', 'App is already installed in the user’s personal scope.');
  await deps.teams.chat.install(person.key, { silently: faults.installSilent });
}

function appRow(deps: GraphDeps) {
  const { appId } = deps.identity.registration;
  return {
    id: catalogIdOf(deps),
    externalId: appId,
    displayName: 'Followthrough',
    distributionMethod: 'organization',
  };
}

/** Another than the manifest's. */
function catalogIdOf({ identity }: GraphDeps): string {
  return seededGuid(identity.registration.appId, 'catalogue');
}

function installationIdOf(deps: GraphDeps, { objectId }: Person): string {
  return Buffer.from(`${objectId}##${catalogIdOf(deps)}`).toString('base64url');
}

function filterOf(request: express.Request): string {
  const filter = request.query['$filter'];
  return typeof filter === 'string' ? filter : '';
}

function forbidden(): GraphError {
  return new GraphError(403, 'Forbidden', 'Missing role permissions on the request.');
}
