import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import type { SandboxClock } from './clock.ts';
import { companyEntries, createCompany, type Company } from './company.ts';
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
});
type StoredCompany = z.infer<typeof storedCompany>;

export type CompanyChoice = Pick<StoredCompany, 'seed' | 'teams' | 'weeksBack' | 'weeksAhead'>;

/** Which company the sandbox plays; chosen at the first start and kept until it starts over. */
export interface CompanyState {
  /** The seed of the first start, whatever a later one asks for: ids and keys hang on it. */
  readonly seed: string;
  company(): Company;
  generation(): number;
  /** The same company again, seen from the clock's week; all calendars are made anew. */
  startOver(): Promise<void>;
}

export async function loadCompanyState(
  db: SandboxDatabase,
  clock: SandboxClock,
  choice: CompanyChoice,
): Promise<CompanyState> {
  const stored = await loadSetting(db, 'company');
  let current = stored ? storedCompany.parse(stored) : await found(db, clock, choice, 1);
  let company = createCompany(current);
  return {
    seed: current.seed,
    company: () => company,
    generation: () => current.generation,
    startOver: async () => {
      current = await found(db, clock, current, current.generation + 1);
      company = createCompany(current);
    },
  };
}

/** Fills every mailbox and notes the choice, in one transaction: a half-filled company never shows. */
async function found(
  db: SandboxDatabase,
  clock: SandboxClock,
  choice: CompanyChoice,
  generation: number,
): Promise<StoredCompany> {
  const now = clock.now();
  const today = Temporal.Instant.fromEpochMilliseconds(now)
    .toZonedDateTimeISO('Europe/Stockholm')
    .toPlainDate();
  const monday = today.subtract({ days: today.dayOfWeek - 1 }).toString();
  const { seed, teams, weeksBack, weeksAhead } = choice;
  const current: StoredCompany = { seed, teams, weeksBack, weeksAhead, monday, now, generation };
  // Another generation is other meetings: none may look like an old one that was moved.
  const entries = companyEntries(createCompany(current), `${seed}|${generation}`);
  await db.transaction().execute(async (trx) => {
    await deleteAllCalendars(trx);
    await saveEntries(trx, entries);
    await saveSetting(trx, 'company', current);
  });
  return current;
}
