import { sql } from 'kysely';
import type { Instant } from '../../shared/calendar/time.ts';
import type { Clock } from '../../shared/clock.ts';
import type { CalendarEntry } from '../calendar/calendar-entry.ts';
import { isOn, type Faults } from '../graph/faults.ts';
import { occurrenceKey } from '../calendar/graph-id.ts';
import { recurrenceDates } from '../calendar/recurrence.ts';
import { findPerson, type Company } from '../company.ts';
import type { Person } from '../company/person.ts';
import type { Announcement, ChangeType } from '../mailbox.ts';
import { appendChange, findByKey, saveEntries } from '../store/calendar-store.ts';
import type { SandboxDatabase } from '../store/sandbox-database.ts';
import { deletedCopy } from './copy-changes.ts';
import { MailboxRefusal } from './mailbox-refusal.ts';

export interface MailboxDeps {
  readonly db: SandboxDatabase;
  readonly company: () => Company;
  readonly clock: Clock;
  readonly realNow: () => number;
  readonly faults: Faults;
  readonly announce: (announcements: readonly Announcement[]) => void;
}

/** One edit under way: what it saves becomes visible, seen by delta and announced together, or not at all. */
export interface Edit {
  readonly db: SandboxDatabase;
  readonly now: Instant;
  save(entries: readonly CalendarEntry[], changeType?: ChangeType): Promise<void>;
  /** Out of the calendar: an occurrence becomes a cancelled date of its master, anything else is deleted. */
  remove(entry: CalendarEntry): Promise<void>;
  /** Items that are touched though nothing is saved for them: occurrences that a series no longer has. */
  touch(mailbox: string, keys: readonly string[]): void;
  /** A client or policy that takes cancelled meetings out of an attendee's calendar at once. */
  cancelledCopiesVanish(mailbox: string): boolean;
  languageOf(mailbox: string): Person['language'];
  addressOf(mailbox: string): string;
}

/** Delta speaks of occurrences this far on either side of now when a whole series changes. */
const REACH_DAYS = 400;
/** Edits come one after the other, so that delta never sees a later change before an earlier one. */
const EDIT_LOCK = 5_417_010;

export async function runEdit(deps: MailboxDeps, work: (edit: Edit) => Promise<void>): Promise<void> {
  const touched = new Map<string, Set<string>>();
  const announcements: Announcement[] = [];
  const touch = (mailbox: string, keys: readonly string[]) => {
    const known = touched.get(mailbox) ?? new Set<string>();
    touched.set(mailbox, new Set([...known, ...keys]));
  };
  await deps.db.transaction().execute(async (trx) => {
    await sql`select pg_advisory_xact_lock(${EDIT_LOCK})`.execute(trx);
    const save = async (entries: readonly CalendarEntry[], changeType: ChangeType = 'updated') => {
      await saveEntries(trx, entries);
      for (const entry of entries) {
        touch(entry.mailbox, shownKeys(entry, deps.clock.now()));
        announcements.push({ mailbox: entry.mailbox, key: entry.key, changeType });
      }
    };
    const owner = (mailbox: string) => {
      const person = findPerson(deps.company(), mailbox);
      if (!person) throw new MailboxRefusal('not_found', `There is no mailbox ${mailbox}.`);
      return person;
    };
    await work({
      db: trx,
      now: deps.clock.now(),
      save,
      remove: (entry) => remove(trx, entry, deps.clock.now(), save, touch, announcements),
      touch,
      cancelledCopiesVanish: (mailbox) => isOn(deps.faults, 'cancelledCopiesVanish', mailbox),
      languageOf: (mailbox) => owner(mailbox).language,
      addressOf: (mailbox) => owner(mailbox).address,
    });
    for (const [mailbox, keys] of touched) await appendChange(trx, mailbox, [...keys], deps.realNow());
  });
  deps.announce(announcements);
}

/** The keys by which calendar views show an entry: its own, or those of its occurrences. */
export function shownKeys(entry: CalendarEntry, now: Instant): string[] {
  const { recurrence } = entry.content;
  if (entry.kind !== 'seriesMaster' || !recurrence) return [entry.key];
  const day = (shift: number) => new Date(now + shift * 86_400_000).toISOString().slice(0, 10);
  return recurrenceDates(recurrence, day(-REACH_DAYS), day(REACH_DAYS)).map((date) =>
    occurrenceKey(entry.key, date, recurrence.revision),
  );
}

/** Of one occurrence only the master is announced, and delta knows only that its id is gone. */
async function remove(
  db: SandboxDatabase,
  entry: CalendarEntry,
  now: Instant,
  save: Edit['save'],
  touch: (mailbox: string, keys: readonly string[]) => void,
  announcements: Announcement[],
): Promise<void> {
  const { mailbox, masterKey, originalDate } = entry;
  const master = masterKey === null ? null : await findByKey(db, mailbox, masterKey);
  if (!master || originalDate === null) return save([deletedCopy(entry, now)], 'deleted');
  const cancelledDates = [...master.content.cancelledDates, originalDate];
  await saveEntries(db, [
    { ...master, content: { ...master.content, cancelledDates, modifiedAt: now } },
    deletedCopy(entry, now),
  ]);
  touch(mailbox, [entry.key]);
  announcements.push({ mailbox, key: master.key, changeType: 'updated' });
}
