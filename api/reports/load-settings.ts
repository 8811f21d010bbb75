import type { Transaction } from 'kysely';
import type { Instant } from '../../shared/calendar/time.ts';
import { addWeeks, isoWeekOf } from '../../shared/calendar/week.ts';
import type { WorkingHours } from '../../shared/calendar/working-hours.ts';
import type { Settings, WorkingSpan } from '../../shared/contract/settings.ts';
import { WEEKLY_BUDGET_SECONDS } from '../../shared/prompts/burden.ts';
import { loadTeamMinimum } from '../prompts/prompt-card-data.ts';
import { FOREVER } from '../store/instant.ts';
import { findWantsNote } from '../store/note-store.ts';
import type { PersonStore } from '../store/person-store.ts';
import { findConsent, type RepConsent } from '../store/rep-store.ts';
import type { Database } from '../store/schema.ts';
import { loadBurdenByWeek } from './load-burden-by-week.ts';
import { countStored, findDecided, findStatedHours } from '../store/settings-store.ts';

type Trx = Transaction<Database>;

/** A quarter: long enough to see whether it grows. */
const WEEKS_OF_BURDEN = 13;

export interface SettingsDeps {
  readonly people: PersonStore;
}

/**
 * *Prompts and data*: what a rep has said about being asked, what that took of their time, and what is stored of them.
 * Read as the reader. null where the reader is no rep.
 */
export async function loadSettings(
  trx: Trx,
  personId: string,
  now: Instant,
  { people }: SettingsDeps,
): Promise<Settings | null> {
  const person = await people.findById(trx, personId);
  const consent = await findConsent(trx, personId);
  const hours = await findStatedHours(trx, personId);
  if (!person?.isRep || !consent || !hours) return null;
  const zone = person.workingHours.timeZone;
  const thisWeek = isoWeekOf(now, zone);
  const quarter = Array.from({ length: WEEKS_OF_BURDEN }, (_, index) =>
    addWeeks(thisWeek, index + 1 - WEEKS_OF_BURDEN),
  );
  const burdens = await loadBurdenByWeek(trx, personId, zone, quarter);
  const burdenByWeek = burdens.map(({ week, seconds }) => ({ week, seconds: Math.round(seconds) }));
  const { since, ...counts } = await countStored(trx, personId);
  return {
    now: new Date(now).toISOString(),
    timeZone: zone,
    readingFrom: isoOrNull(consent.readingFrom),
    acknowledged: consent.isAcknowledged,
    pause: pauseOf(consent, now),
    quietHours: consent.quietHours,
    weeklyNote: await findWantsNote(trx, personId),
    workingHours: {
      isOwn: hours.own !== null,
      spans: spansOf(person.workingHours),
      mailbox: spansOf(hours.mailbox),
    },
    burden: { seconds: burdenByWeek.at(-1)?.seconds ?? 0, limit: WEEKLY_BUDGET_SECONDS },
    burdenByWeek,
    stored: { ...counts, since: isoOrNull(since) },
    ...(await findDecided(trx)),
    minimum: await loadTeamMinimum(trx, personId),
  };
}

function pauseOf({ pausedUntil }: RepConsent, now: Instant): Settings['pause'] {
  if (pausedUntil === null || pausedUntil <= now) return { state: 'none' };
  if (pausedUntil >= FOREVER) return { state: 'open' };
  return { state: 'until', until: new Date(pausedUntil).toISOString() };
}

function spansOf({ days }: WorkingHours): WorkingSpan[] {
  return Object.entries(days).flatMap(([day, spans]) =>
    spans.map(({ from, to }) => ({ day: Number(day), from, to })),
  );
}

function isoOrNull(instant: Instant | null): string | null {
  return instant === null ? null : new Date(instant).toISOString();
}
