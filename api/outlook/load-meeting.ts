import type { Transaction } from 'kysely';
import type { Instant } from '../../shared/calendar/time.ts';
import { createFindCorrection } from '../../shared/classification/standing-corrections.ts';
import type { Meeting, MeetingRequest, PaneAnswer } from '../../shared/contract/outlook.ts';
import { LEAST_CONFIDENCE } from '../../shared/prompts/eligibility.ts';
import { reasonOrder } from '../../shared/prompts/reason-order.ts';
import type { SurroundingsDeps } from '../moves/load-surroundings.ts';
import { PANE_ANSWER_WAITS } from '../prompts/keep-pane-answers.ts';
import { loadTeamMinimum } from '../prompts/prompt-card-data.ts';
import { asSaid, eventRow } from '../reports/load-week.ts';
import { listStandingCorrections } from '../store/correction-store.ts';
import type { StoredEvent } from '../store/event-store.ts';
import { listPaneAnswers, savePaneAnswer } from '../store/pane-answer-store.ts';
import { hastenPlan } from '../store/rep-store.ts';
import type { Database } from '../store/schema.ts';
import { findMeeting } from './find-meeting.ts';
import { judgeQuestion } from './judge-question.ts';

type Trx = Transaction<Database>;

/** What the pane shows beside an open form. Read as the reader. null where the reader is no rep. */
export async function loadMeeting(
  trx: Trx,
  personId: string,
  asked: MeetingRequest,
  now: Instant,
  deps: SurroundingsDeps,
): Promise<Meeting | null> {
  const person = await deps.people.findById(trx, personId);
  if (!person?.isRep) return null;
  const { timeZone } = person.workingHours;
  const found = await findMeeting(trx, personId, asked, deps.events);
  if (!found) return { timeZone, event: null, isSure: false, question: null };
  const said = await listStandingCorrections(trx, personId);
  const stored = asSaid(found, createFindCorrection(said));
  return {
    timeZone,
    event: eventRow(stored, [], said),
    isSure: stored.confidence >= LEAST_CONFIDENCE,
    question:
      asked.newTime === null ? null : await questionOf(trx, personId, stored, asked.newTime, now, deps),
  };
}

/** `closed`: no question about this would be allowed now. */
export async function answerMeeting(
  trx: Trx,
  personId: string,
  given: PaneAnswer,
  now: Instant,
  deps: SurroundingsDeps,
): Promise<'saved' | 'closed' | 'not_found'> {
  const [stored] = await deps.events.listByIds(trx, [given.event]);
  if (!stored || stored.goneAt !== null || stored.validTo !== null) return 'not_found';
  const move = await judgeQuestion(trx, personId, { stored, to: spanOf(given.newTime), now }, deps);
  if (move === null) return 'closed';
  await savePaneAnswer(trx, personId, { eventId: given.event, code: given.code, at: now });
  // Where nothing comes of it, somebody has to look once more to drop it.
  await hastenPlan(trx, personId, now + PANE_ANSWER_WAITS);
  return 'saved';
}

async function questionOf(
  trx: Trx,
  personId: string,
  stored: StoredEvent,
  newTime: NonNullable<MeetingRequest['newTime']>,
  now: Instant,
  deps: SurroundingsDeps,
): Promise<Meeting['question']> {
  const move = await judgeQuestion(trx, personId, { stored, to: spanOf(newTime), now }, deps);
  if (move === null) return null;
  const given = (await listPaneAnswers(trx, personId)).find(({ eventId }) => eventId === stored.eventId);
  return {
    oldStart: new Date(move.oldStart).toISOString(),
    newStart: newTime.start,
    workingDays: move.workingDays ?? 0,
    reasons: [...reasonOrder(personId)],
    minimum: await loadTeamMinimum(trx, personId),
    given: given?.code ?? null,
  };
}

function spanOf({ start, end }: { readonly start: string; readonly end: string }) {
  return { start: Date.parse(start), end: Date.parse(end) };
}
