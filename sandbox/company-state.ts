import { z } from 'zod';
import { addDays, isoWeekday, toLocalDate } from '../shared/calendar/time-zone.ts';
import type { SandboxClock } from './clock.ts';
import { createCompany, entriesOf, type Company } from './company.ts';
import type { Meeting } from './company/meeting.ts';
import { createChatStore } from './connector/store.ts';
import type { CompanyRecording } from './dump/company-recording.ts';
import { restoreCalendars } from './dump/recorded-calendars.ts';
import { createWeekShift, weeksBetweenMondays } from './dump/week-shift.ts';
import { deleteAllCalendars, saveEntries } from './store/calendar-store.ts';
import type { SandboxDatabase } from './store/sandbox-database.ts';
import { loadSetting, saveSetting } from './store/settings.ts';

const storedCompany = z.object({
  seed: z.string(),
  teams: z.array(z.enum(['mitt', 'norr', 'syd'])),
  monday: z.iso.date(),
  weeksBack: z.number().int(),
  weeksAhead: z.number().int(),
  now: z.number(),
  generation: z.number().int(),
  /** How many weeks after its recording the story is told; null = it was made up on the spot. */
  recordedWeeks: z.number().int().nullable().default(null),
});
type StoredCompany = z.infer<typeof storedCompany>;

export type CompanyChoice = Pick<StoredCompany, 'seed' | 'teams' | 'weeksBack' | 'weeksAhead'>;

/** Which company the sandbox plays; chosen at the first start and kept until it starts over. */
export interface CompanyState {
  /** The seed of the first start, whatever a later one asks for: ids and keys hang on it. */
  readonly seed: string;
  company(): Company;
  generation(): number;
  recordedWeeks(): number | null;
  /** The same company again, seen from the clock's week; all calendars are made anew. */
  startOver(): Promise<void>;
}

/** Where a company comes from: a recorded one, where there is one; else one that is made up. */
export interface CompanySource {
  readonly choice: CompanyChoice;
  readonly recording: () => Promise<CompanyRecording | null>;
}

export async function loadCompanyState(
  db: SandboxDatabase,
  clock: SandboxClock,
  source: CompanySource,
): Promise<CompanyState> {
  const stored = await loadSetting(db, 'company');
  let current = stored ? storedCompany.parse(stored) : await found(db, clock, source, 1);
  let company = createCompany(current);
  return {
    seed: current.seed,
    company: () => company,
    generation: () => current.generation,
    recordedWeeks: () => current.recordedWeeks,
    startOver: async () => {
      current = await found(db, clock, { ...source, choice: current }, current.generation + 1);
      company = createCompany(current);
    },
  };
}

/** Fills every mailbox and notes the choice, in one transaction: a half-filled company never shows. */
async function found(
  db: SandboxDatabase,
  clock: SandboxClock,
  source: CompanySource,
  generation: number,
): Promise<StoredCompany> {
  const now = clock.now();
  const today = toLocalDate(now, 'Europe/Stockholm');
  const monday = addDays(today, 1 - isoWeekday(today));
  const recording = await source.recording();
  const { seed, teams, weeksBack, weeksAhead } = recording ?? source.choice;
  const weeks = recording ? weeksBetweenMondays(recording.monday, monday) : null;
  const current = { seed, teams, weeksBack, weeksAhead, monday, now, generation, recordedWeeks: weeks };
  if (recording) await restoreCompany(db, current, recording);
  // Another generation is other meetings: none may look like an old one that was moved.
  else await saveCompany(db, current, createCompany(current).meetings(), `${seed}|${generation}`);
  return current;
}

async function restoreCompany(
  db: SandboxDatabase,
  company: StoredCompany,
  { calendars }: CompanyRecording,
): Promise<void> {
  const chats = await createChatStore(db);
  await chats.deleteAll();
  await db.transaction().execute(async (trx) => {
    await deleteAllCalendars(trx);
    await restoreCalendars(trx, calendars, createWeekShift(company.recordedWeeks ?? 0, company.generation));
    await saveSetting(trx, 'company', company);
  });
}

/** Puts the meetings into every mailbox and notes what is played, in one transaction. Ids hang on `idSeed`. */
export async function saveCompany(
  db: SandboxDatabase,
  company: StoredCompany,
  meetings: readonly Meeting[],
  idSeed = company.seed,
): Promise<void> {
  const entries = entriesOf(createCompany(company).people, meetings, idSeed);
  await db.transaction().execute(async (trx) => {
    await deleteAllCalendars(trx);
    await saveEntries(trx, entries);
    await saveSetting(trx, 'company', company);
  });
}
