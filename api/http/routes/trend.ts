import { Router } from 'express';
import type { Clock } from '../../../shared/clock.ts';
import { trendSchema } from '../../../shared/contract/trend.ts';
import { loadTrend, type TrendDeps } from '../../reports/load-trend.ts';
import { sessionOf } from '../authenticate.ts';
import { Refusal } from '../problem.ts';

export interface TrendRouteDeps extends TrendDeps {
  readonly clock: Clock;
}

/** The reader's own weeks. There is no parameter for whose: nobody else's can be asked for (R1). */
export function trendRoute(deps: TrendRouteDeps): Router {
  return Router().get('/trend', async (request, response) => {
    const { reader, inTransaction } = sessionOf(request);
    const trend = await inTransaction((trx) => loadTrend(trx, reader.personId, deps.clock.now(), deps));
    if (!trend) throw new Refusal('not_a_rep');
    response.json(trendSchema.parse(trend));
  });
}
