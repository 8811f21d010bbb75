import { type Request, Router } from 'express';
import { z } from 'zod';
import type { Clock } from '../../../shared/clock.ts';
import {
  adminAuditSchema,
  adminHealthSchema,
  adminSettingsSchema,
  adminSetupSchema,
  decisionsRequestSchema,
  groupsSchema,
  type Permission,
  teamRequestSchema,
} from '../../../shared/contract/admin.ts';
import { adminClassificationSchema } from '../../../shared/contract/precision.ts';
import type { GraphPort } from '../../graph/port.ts';
import { loadClassification } from '../../reports/load-classification.ts';
import type { Act } from '../../setup/audit.ts';
import { loadDecisions, missingTopics } from '../../setup/decisions.ts';
import { addTeam, removeTeam, saveDecisions, saveSettings, startNotices } from '../../setup/govern.ts';
import { countTold, listAdminTeams, loadAudit, loadHealth } from '../../setup/load-reach.ts';
import type { Vault } from '../../store/encryption.ts';
import { loadNotices } from '../../store/notices-setting.ts';
import { loadTenantSettings } from '../../store/tenant-settings.ts';
import type { Store } from '../../store/transaction.ts';
import { sessionOf } from '../authenticate.ts';
import { Refusal } from '../problem.ts';

export interface AdminRouteDeps {
  readonly store: Store;
  readonly vault: Vault;
  readonly clock: Clock;
  readonly realNow: () => number;
  readonly graph: Pick<GraphPort, 'fetchGroups'>;
  readonly listPermissions: () => Promise<readonly Permission[]>;
  /** Microsoft's code where the app gets no token. */
  readonly signInRefusal: () => Promise<string | null>;
  /** Brings people and teams up to date. */
  readonly syncDirectory: () => Promise<unknown>;
}

const teamParams = z.object({ team: z.guid() });
const groupsQuery = z.object({ name: z.string().trim().max(100).default('') });

/** What an administrator decides, sets and sees; a steward sees the same. Nobody's calendar, moves or answers. */
export function adminRoutes(deps: AdminRouteDeps): Router {
  const router = Router();
  router.get('/admin/setup', async (request, response) => response.json(await setupFor(request, deps)));
  router.put('/admin/decisions', async (request, response) => {
    const given = decisionsRequestSchema.parse(request.body);
    await changing(request)((trx) => saveDecisions(trx, given, actOf(request, deps)));
    response.json(await setupFor(request, deps));
  });
  router.get('/admin/groups', async (request, response) => {
    readingOf(request);
    const { name } = groupsQuery.parse(request.query);
    response.json(groupsSchema.parse({ groups: await fromDirectory(() => deps.graph.fetchGroups(name)) }));
  });
  router.post('/admin/teams', async (request, response) => {
    const team = teamRequestSchema.parse(request.body);
    const isAdded = await changing(request)((trx) => addTeam(trx, team, actOf(request, deps)));
    if (!isAdded) throw new Refusal('team_name_taken');
    await fromDirectory(deps.syncDirectory);
    response.json(await setupFor(request, deps));
  });
  router.delete('/admin/teams/:team', async (request, response) => {
    const { team } = teamParams.parse(request.params);
    const isRemoved = await changing(request)((trx) => removeTeam(trx, team, actOf(request, deps)));
    if (!isRemoved) throw new Refusal('team_not_removable');
    await fromDirectory(deps.syncDirectory);
    response.json(await setupFor(request, deps));
  });
  router.post('/admin/notices', async (request, response) => {
    const isBegun = await changing(request)((trx) => startNotices(trx, actOf(request, deps)));
    if (!isBegun) throw new Refusal('decisions_missing');
    response.json(await setupFor(request, deps));
  });
  router.get('/admin/settings', async (request, response) => {
    response.json(adminSettingsSchema.parse(await readingOf(request)(loadTenantSettings)));
  });
  router.put('/admin/settings', async (request, response) => {
    const settings = adminSettingsSchema.parse(request.body);
    await changing(request)((trx) => saveSettings(trx, settings, actOf(request, deps)));
    response.json(settings);
  });
  router.get('/admin/health', async (request, response) => {
    readingOf(request);
    const health = await deps.store.as({ kind: 'worker' })((trx) =>
      loadHealth(trx, deps.vault, deps.realNow()),
    );
    const signInRefusal = await deps.signInRefusal();
    const permissions = await deps.listPermissions();
    response.json(adminHealthSchema.parse({ ...health, signInRefusal, permissions }));
  });
  router.get('/admin/classification', async (request, response) => {
    response.json(adminClassificationSchema.parse(await readingOf(request)(loadClassification)));
  });
  router.get('/admin/audit', async (request, response) => {
    readingOf(request);
    const audit = await deps.store.as({ kind: 'worker' })((trx) => loadAudit(trx, deps.vault));
    response.json(adminAuditSchema.parse(audit));
  });
  return router;
}

async function setupFor(request: Request, deps: AdminRouteDeps) {
  const asAdmin = readingOf(request);
  const decided = await asAdmin(async (trx) => ({
    decisions: await loadDecisions(trx),
    settings: await loadTenantSettings(trx),
    notices: await loadNotices(trx),
  }));
  const counts = await deps.store.as({ kind: 'worker' })(async (trx) => ({
    teams: await listAdminTeams(trx),
    reps: await countTold(trx),
  }));
  return adminSetupSchema.parse({
    ...counts,
    mayChange: sessionOf(request).governs === 'admin',
    decisions: decided.decisions,
    missing: missingTopics(decided.decisions),
    waitingDays: decided.settings.waitingDays,
    noticesFrom: decided.notices && new Date(decided.notices.from).toISOString(),
    permissions: await deps.listPermissions(),
  });
}

/** @throws Refusal for whoever governs nothing here. */
export function readingOf(request: Request) {
  const { governs, asAdmin } = sessionOf(request);
  if (governs === null) throw new Refusal('not_admin');
  return asAdmin;
}

/** @throws Refusal for whoever may not change anything here. */
export function changing(request: Request) {
  const asAdmin = readingOf(request);
  if (sessionOf(request).governs !== 'admin') throw new Refusal('only_reading');
  return asAdmin;
}

export function actOf(request: Request, { clock }: Pick<AdminRouteDeps, 'clock'>): Act {
  return { personId: sessionOf(request).reader.personId, now: clock.now() };
}

/** Entra away or closed to us is the caller's to know; what was saved before stands, and is taken up daily. */
async function fromDirectory<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof Error && ['GraphFailure', 'TokenFailure'].includes(error.name))
      throw new Refusal('directory_unreadable');
    throw error;
  }
}
