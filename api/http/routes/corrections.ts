import { type Request, Router } from 'express';
import { z } from 'zod';
import type { Clock } from '../../../shared/clock.ts';
import {
  correctionPreviewSchema,
  correctionRequestSchema,
  correctionSavedSchema,
  previewRequestSchema,
} from '../../../shared/contract/corrections.ts';
import { correctEvent } from '../../corrections/correct-event.ts';
import type { CorrectionDeps } from '../../corrections/corrigible.ts';
import { type Known, loadKnown } from '../../corrections/load-known.ts';
import { previewCorrection } from '../../corrections/preview-correction.ts';
import { undoCorrection } from '../../store/correction-store.ts';
import type { Store } from '../../store/transaction.ts';
import { hastenPlan } from '../../store/rep-store.ts';
import { sessionOf } from '../authenticate.ts';
import { Refusal, type ProblemCode } from '../problem.ts';

export interface CorrectionRouteDeps extends CorrectionDeps {
  readonly clock: Clock;
  readonly store: Store;
}

const paramsSchema = z.object({ id: z.guid() });

const PROBLEMS = {
  not_found: 'event_not_found',
  settled: 'event_settled',
  out_of_reach: 'correction_out_of_reach',
} as const satisfies Record<string, ProblemCode>;

/** What the reader says of events of their own. Another's event is one that is not there (R1). */
export function correctionRoutes(deps: CorrectionRouteDeps): Router {
  const router = Router();
  router.post('/corrections/preview', async (request, response) => {
    const asked = previewRequestSchema.parse(request.body);
    const { reader, inTransaction } = sessionOf(request);
    const known = await knownTo(request, deps);
    const preview = await inTransaction((trx) => previewCorrection(trx, reader.personId, asked, known, deps));
    if (typeof preview === 'string') throw new Refusal(PROBLEMS[preview]);
    response.json(correctionPreviewSchema.parse(preview));
  });
  router.post('/corrections', async (request, response) => {
    const asked = correctionRequestSchema.parse(request.body);
    const { reader, inTransaction } = sessionOf(request);
    const now = deps.clock.now();
    const known = await knownTo(request, deps);
    const saved = await inTransaction((trx) => correctEvent(trx, reader.personId, asked, now, known, deps));
    if (typeof saved === 'string') throw new Refusal(PROBLEMS[saved]);
    response.status(201).json(correctionSavedSchema.parse(saved));
  });
  router.post('/corrections/:id/undo', async (request, response) => {
    const { id } = paramsSchema.parse(request.params);
    const { reader, inTransaction } = sessionOf(request);
    const now = deps.clock.now();
    const isUndone = await inTransaction(async (trx) => {
      await hastenPlan(trx, reader.personId, now);
      return undoCorrection(trx, reader.personId, id, now);
    });
    if (!isUndone) throw new Refusal('correction_not_found');
    response.json(correctionSavedSchema.parse({ id }));
  });
  return router;
}

async function knownTo(request: Request, deps: CorrectionRouteDeps): Promise<Known> {
  const { reader, inTransaction } = sessionOf(request);
  const known = await loadKnown(reader.personId, inTransaction, deps);
  if (!known) throw new Refusal('event_not_found');
  return known;
}
