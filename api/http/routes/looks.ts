import { Router } from 'express';
import type { Clock } from '../../../shared/clock.ts';
import { looksSchema } from '../../../shared/contract/looks.ts';
import { loadLooks, type LooksDeps } from '../../reports/load-looks.ts';
import { sessionOf } from '../authenticate.ts';
import { Refusal } from '../problem.ts';

export interface LooksRouteDeps extends LooksDeps {
  readonly clock: Clock;
}

/** Who looked at figures that include the reader. There is no parameter for whose (R1). */
export function looksRoute(deps: LooksRouteDeps): Router {
  return Router().get('/looks', async (request, response) => {
    const { reader, inTransaction } = sessionOf(request);
    const looks = await inTransaction((trx) => loadLooks(trx, reader.personId, deps.clock.now(), deps));
    if (!looks) throw new Refusal('not_a_rep');
    response.json(looksSchema.parse(looks));
  });
}
