import { Router } from 'express';
import { z } from 'zod';
import { isIsoWeek } from '../../../shared/calendar/week.ts';
import type { Clock } from '../../../shared/clock.ts';
import { isoWeekSchema, weekSchema } from '../../../shared/contract/week.ts';
import { loadSuggestions } from '../../reports/load-suggestions.ts';
import { loadWeek, type WeekDeps } from '../../reports/load-week.ts';
import type { Store } from '../../store/transaction.ts';
import { sessionOf } from '../authenticate.ts';
import { Refusal } from '../problem.ts';

export interface WeekRouteDeps extends WeekDeps {
  readonly store: Store;
  readonly clock: Clock;
}

const querySchema = z.object({ week: isoWeekSchema.refine(isIsoWeek).optional() });

/** The reader's own week. There is no parameter for whose: nobody else's can be asked for (R1). */
export function weekRoute(deps: WeekRouteDeps): Router {
  return Router().get('/week', async (request, response) => {
    const { week } = querySchema.parse(request.query);
    const { reader, inTransaction } = sessionOf(request);
    const report = await inTransaction((trx) =>
      loadWeek(trx, { personId: reader.personId, week: week ?? null, now: deps.clock.now() }, deps),
    );
    if (!report) throw new Refusal('not_a_rep');
    const suggestions = await loadSuggestions(reader.personId, report, inTransaction, deps);
    response.json(weekSchema.parse({ ...report, suggestions }));
  });
}
