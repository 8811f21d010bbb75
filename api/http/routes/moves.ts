import { Router } from 'express';
import { z } from 'zod';
import type { Clock } from '../../../shared/clock.ts';
import { contestedSchema, movesSchema } from '../../../shared/contract/moves.ts';
import { loadMoves, type MovesDeps } from '../../reports/load-moves.ts';
import { contestMove } from '../../store/contest-store.ts';
import { sessionOf } from '../authenticate.ts';
import { Refusal } from '../problem.ts';

export interface MovesRouteDeps extends MovesDeps {
  readonly clock: Clock;
}

const paramsSchema = z.object({ id: z.guid() });

/** The reader's own moves. There is no parameter for whose: nobody else's can be asked for (R1). */
export function movesRoutes(deps: MovesRouteDeps): Router {
  const router = Router();
  router.get('/moves', async (request, response) => {
    const { reader, inTransaction } = sessionOf(request);
    const moves = await inTransaction((trx) => loadMoves(trx, reader.personId, deps.clock.now(), deps));
    if (!moves) throw new Refusal('not_a_rep');
    response.json(movesSchema.parse(moves));
  });
  router.put('/moves/:id/contested', async (request, response) => {
    const { id: moveId } = paramsSchema.parse(request.params);
    const { contested } = contestedSchema.parse(request.body);
    const { reader, inTransaction } = sessionOf(request);
    const now = deps.clock.now();
    const isSaved = await inTransaction((trx) =>
      contestMove(trx, { personId: reader.personId, moveId, contested, now }),
    );
    if (!isSaved) throw new Refusal('move_not_found');
    response.json(contestedSchema.parse({ contested }));
  });
  return router;
}
