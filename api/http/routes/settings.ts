import { Router } from 'express';
import type { Clock } from '../../../shared/clock.ts';
import {
  acknowledgementSchema,
  settingsChangeSchema,
  settingsSchema,
} from '../../../shared/contract/settings.ts';
import { changeSettings } from '../../prompts/change-settings.ts';
import { loadSettings, type SettingsDeps } from '../../reports/load-settings.ts';
import { findConsent, hastenPlan, saveAcknowledged } from '../../store/rep-store.ts';
import { sessionOf } from '../authenticate.ts';
import { Refusal } from '../problem.ts';

export interface SettingsRouteDeps extends SettingsDeps {
  readonly clock: Clock;
}

/** What the reader says about being read and asked. There is no parameter for whose (R1). */
export function settingsRoutes(deps: SettingsRouteDeps): Router {
  const router = Router();
  router.get('/settings', async (request, response) => {
    const { reader, inTransaction } = sessionOf(request);
    const now = deps.clock.now();
    const settings = await inTransaction((trx) => loadSettings(trx, reader.personId, now, deps));
    if (!settings) throw new Refusal('not_a_rep');
    response.json(settingsSchema.parse(settings));
  });
  router.patch('/settings', async (request, response) => {
    const change = settingsChangeSchema.parse(request.body);
    const { reader, inTransaction } = sessionOf(request);
    const now = deps.clock.now();
    const settings = await inTransaction(async (trx) => {
      if (!(await loadSettings(trx, reader.personId, now, deps))) return null;
      await changeSettings(trx, reader.personId, change, now);
      return loadSettings(trx, reader.personId, now, deps);
    });
    if (!settings) throw new Refusal('not_a_rep');
    response.json(settingsSchema.parse(settings));
  });
  router.post('/acknowledgement', async (request, response) => {
    const { reader, inTransaction } = sessionOf(request);
    const now = deps.clock.now();
    const isSaved = await inTransaction(async (trx) => {
      await saveAcknowledged(trx, reader.personId, now);
      await hastenPlan(trx, reader.personId, now);
      return (await findConsent(trx, reader.personId))?.isAcknowledged === true;
    });
    if (!isSaved) throw new Refusal('not_a_rep');
    response.json(acknowledgementSchema.parse({ acknowledged: true }));
  });
  return router;
}
