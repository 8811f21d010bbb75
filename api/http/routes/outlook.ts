import { Router } from 'express';
import { toLocalDate } from '../../../shared/calendar/time-zone.ts';
import type { Clock } from '../../../shared/clock.ts';
import {
  meetingRequestSchema,
  meetingSchema,
  outlookHeardSchema,
  paneAnswerSavedSchema,
  paneAnswerSchema,
} from '../../../shared/contract/outlook.ts';
import type { SurroundingsDeps } from '../../moves/load-surroundings.ts';
import { answerMeeting, loadMeeting } from '../../outlook/load-meeting.ts';
import { noteOutlook } from '../../store/outlook-client-store.ts';
import type { Store } from '../../store/transaction.ts';
import { loadTenantSettings } from '../../store/tenant-settings.ts';
import { sessionOf } from '../authenticate.ts';
import { Refusal } from '../problem.ts';

export interface OutlookRouteDeps extends SurroundingsDeps {
  readonly clock: Clock;
  readonly store: Pick<Store, 'as'>;
}

/** What the pane in Outlook asks and says, of the reader's own meetings alone (R1). */
export function outlookRoutes(deps: OutlookRouteDeps): Router {
  const router = Router();
  router.post('/outlook/meeting', async (request, response) => {
    const asked = meetingRequestSchema.parse(request.body);
    const { reader, inTransaction } = sessionOf(request);
    const now = deps.clock.now();
    const meeting = await inTransaction((trx) => loadMeeting(trx, reader.personId, asked, now, deps));
    if (!meeting) throw new Refusal('not_a_rep');
    response.json(meetingSchema.parse(meeting));
  });
  router.post('/outlook/answer', async (request, response) => {
    const given = paneAnswerSchema.parse(request.body);
    const { reader, inTransaction } = sessionOf(request);
    const now = deps.clock.now();
    const outcome = await inTransaction((trx) => answerMeeting(trx, reader.personId, given, now, deps));
    if (outcome === 'not_found') throw new Refusal('event_not_found');
    if (outcome === 'closed') throw new Refusal('question_closed');
    response.json(paneAnswerSavedSchema.parse({ given: given.code }));
  });
  router.post('/outlook/heard', async (request, response) => {
    const heard = outlookHeardSchema.parse(request.body);
    sessionOf(request);
    await deps.store.as({ kind: 'worker' })(async (trx) => {
      const { timeZone } = await loadTenantSettings(trx);
      await noteOutlook(trx, heard, toLocalDate(deps.clock.now(), timeZone));
    });
    response.json({});
  });
  return router;
}
