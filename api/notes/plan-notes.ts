import { z } from 'zod';
import type { Clock } from '../../shared/clock.ts';
import { DAY, HOUR, type Instant } from '../../shared/calendar/time.ts';
import { planNote } from '../../shared/notes/plan-note.ts';
import { defineJob } from '../jobs/job.ts';
import type { Queue } from '../jobs/queue.ts';
import { loadSurroundings, type SurroundingsDeps } from '../moves/load-surroundings.ts';
import { FOREVER } from '../store/instant.ts';
import { isAway } from '../store/mailbox-store.ts';
import { addNote, findWantsNote, hastenNote, listNoteWeeks } from '../store/note-store.ts';
import { findConsent, holdPerson, type RepConsent } from '../store/rep-store.ts';
import type { Store } from '../store/transaction.ts';
import { sendNoteJob } from './send-note.ts';

/** While a calendar cannot be read nobody knows whether the rep is in a meeting. */
const LOOK_WHILE_AWAY = HOUR;
/** What is planned for later is looked at again each day: meetings and a pause come and go. */
const LOOK_AGAIN = DAY;

export interface PlanNoteDeps extends SurroundingsDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly enqueue: Queue['enqueue'];
}

export const planNoteJob = defineJob<{ personId: string }, PlanNoteDeps>({
  name: 'plan-note',
  payload: z.object({ personId: z.guid() }).strict(),
  key: ({ personId }) => personId,
  run: ({ personId }, deps) => planNotes(personId, deps),
});

/** Writes the note of the week before into the outbox, or waits for the moment of it. Running again decides the same. */
async function planNotes(personId: string, deps: PlanNoteDeps): Promise<void> {
  await deps.store.as({ kind: 'worker' })(async (trx) => {
    await holdPerson(trx, personId);
    if (!(await findWantsNote(trx, personId))) return;
    const now = deps.clock.now();
    if (await isAway(trx, personId)) return hastenNote(trx, personId, now + LOOK_WHILE_AWAY);
    const consent = await findConsent(trx, personId);
    const around = await loadSurroundings(trx, personId, now, deps);
    if (!consent || consent.hasObjected || !around) return;
    const plan = planNote({
      ...around,
      quietHours: consent.quietHours,
      pausedUntil: pauseOf(consent),
      written: await listNoteWeeks(trx, personId),
    });
    if (plan.action === 'wait') return hastenNote(trx, personId, Math.min(plan.until, now + LOOK_AGAIN));
    const { week, lapseAt } = plan;
    const noteId = await addNote(trx, { personId, week, plannedAt: now, lapseAt });
    if (noteId !== null) await deps.enqueue(trx, sendNoteJob.name, { noteId });
    await hastenNote(trx, personId, lapseAt);
  });
}

function pauseOf({ pausedUntil }: RepConsent): Instant | null {
  return pausedUntil !== null && pausedUntil >= FOREVER ? Infinity : pausedUntil;
}
