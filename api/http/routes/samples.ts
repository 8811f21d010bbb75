import { type Request, Router } from 'express';
import { z } from 'zod';
import type { IsoWeek } from '../../../shared/calendar/time.ts';
import { isoWeekOf } from '../../../shared/calendar/week.ts';
import type { Clock } from '../../../shared/clock.ts';
import { sampleConfirmationSchema, sampleSavedSchema } from '../../../shared/contract/samples.ts';
import type { PersonStore } from '../../store/person-store.ts';
import { confirmDraw, reopenDraw } from '../../store/sample-store.ts';
import type { InTransaction } from '../../store/transaction.ts';
import { sessionOf } from '../authenticate.ts';
import { Refusal } from '../problem.ts';

export interface SampleRouteDeps {
  readonly clock: Clock;
  readonly people: PersonStore;
}

type Trx = Parameters<Parameters<InTransaction>[0]>[0];

const paramsSchema = z.object({ event: z.guid() });

/** The reader's word on what they are asked to confirm. Another's event is one that nobody is asked about (R1). */
export function sampleRoutes(deps: SampleRouteDeps): Router {
  const router = Router();
  router.post('/samples/:event/confirm', async (request, response) => {
    const { event } = paramsSchema.parse(request.params);
    const { seconds } = sampleConfirmationSchema.parse(request.body);
    const now = deps.clock.now();
    await change(request, (trx, personId, week) =>
      confirmDraw(trx, personId, { eventId: event, week, at: now, seconds }),
    );
    response.json(sampleSavedSchema.parse({ event }));
  });
  router.post('/samples/:event/undo', async (request, response) => {
    const { event } = paramsSchema.parse(request.params);
    await change(request, (trx, personId, week) => reopenDraw(trx, personId, event, week));
    response.json(sampleSavedSchema.parse({ event }));
  });

  /** @throws Refusal where the reader is no rep, or is not asked about the event in this week of theirs. */
  async function change(
    request: Request,
    save: (trx: Trx, personId: string, week: IsoWeek) => Promise<boolean>,
  ): Promise<void> {
    const { reader, inTransaction } = sessionOf(request);
    const isSaved = await inTransaction(async (trx) => {
      const person = await deps.people.findById(trx, reader.personId);
      if (!person) return false;
      return save(trx, person.personId, isoWeekOf(deps.clock.now(), person.workingHours.timeZone));
    });
    if (!isSaved) throw new Refusal('sample_not_found');
  }
  return router;
}
