import type { Transaction } from 'kysely';
import type { Instant } from '../../shared/calendar/time.ts';
import type { WorkingHours } from '../../shared/calendar/working-hours.ts';
import type { PauseChange, SettingsChange, WorkingSpan } from '../../shared/contract/settings.ts';
import { FOREVER } from '../store/instant.ts';
import { saveWantsNote } from '../store/note-store.ts';
import { hastenPlan } from '../store/rep-store.ts';
import { makeSortingDue } from '../store/resort-store.ts';
import type { Database } from '../store/schema.ts';
import { findStatedHours, saveOwnHours, saveQuietHours } from '../store/settings-store.ts';
import { pauseEnds, pausePrompts, resumePrompts } from './pause-prompts.ts';

type Trx = Transaction<Database>;

/**
 * What a rep says about being asked, as they say it: the planner looks again at once. Own working hours also change what
 * was available, so the week that it is now is summed anew.
 */
export async function changeSettings(
  trx: Trx,
  personId: string,
  change: SettingsChange,
  now: Instant,
): Promise<void> {
  if ('pause' in change) return changePause(trx, personId, change.pause, now);
  if ('weeklyNote' in change) return saveWantsNote(trx, personId, change.weeklyNote, now);
  if ('quietHours' in change) await saveQuietHours(trx, personId, change.quietHours);
  else await changeHours(trx, personId, change.workingHours, now);
  await hastenPlan(trx, personId, now);
}

async function changePause(trx: Trx, personId: string, pause: PauseChange, now: Instant): Promise<void> {
  const until = pauseUntil(pause, now);
  if (until === null || until <= now) await resumePrompts(trx, personId, now);
  else await pausePrompts(trx, personId, until, now);
}

function pauseUntil(pause: PauseChange, now: Instant): Instant | null {
  if (typeof pause === 'object') return Math.min(Date.parse(pause.until), FOREVER);
  switch (pause) {
    case 'none':
      return null;
    case 'week':
      return pauseEnds('week', now);
    case 'open':
      return pauseEnds('until-resumed', now);
  }
}

/** Zone and lunch stay the mailbox's. */
async function changeHours(
  trx: Trx,
  personId: string,
  spans: readonly WorkingSpan[] | null,
  now: Instant,
): Promise<void> {
  const stated = await findStatedHours(trx, personId);
  if (!stated) return;
  const own = spans === null ? null : { ...stated.mailbox, days: daysOf(spans) };
  await saveOwnHours(trx, personId, own);
  await makeSortingDue(trx, personId, now);
}

function daysOf(spans: readonly WorkingSpan[]): WorkingHours['days'] {
  const days: Record<number, { from: string; to: string }[]> = {};
  for (const { day, from, to } of spans) days[day] = [...(days[day] ?? []), { from, to }];
  return days;
}
