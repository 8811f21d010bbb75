import { Router } from 'express';
import type { Clock } from '../../../shared/clock.ts';
import { movesSchema } from '../../../shared/contract/moves.ts';
import { loadMoves, type MovesDeps } from '../../reports/load-moves.ts';
import { sessionOf } from '../authenticate.ts';
import { Refusal } from '../problem.ts';

export interface MovesRouteDeps extends MovesDeps {
  readonly clock: Clock;
}

/** The reader's own moves. There is no parameter for whose: nobody else's can be asked for (R1). */
export function movesRoute(deps: MovesRouteDeps): Router {
  return Router().get('/moves', async (request, response) => {
    const { reader, inTransaction } = sessionOf(request);
    const moves = await inTransaction((trx) => loadMoves(trx, reader.personId, deps.clock.now(), deps));
    if (!moves) throw new Refusal('not_a_rep');
    response.json(movesSchema.parse(moves));
  });
}
