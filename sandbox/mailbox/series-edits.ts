import { Temporal } from 'temporal-polyfill';
import type { LocalDate } from '../../shared/calendar/time.ts';
import type { CalendarEntry, Recurrence } from '../calendar/calendar-entry.ts';
import { wallClockInstant } from '../calendar/recurrence.ts';
import { deleteEntry, findByKey, listByUid } from '../store/calendar-store.ts';
import { runEdit, shownKeys, type Edit, type MailboxDeps } from './edit.ts';
import { findEditable } from './find-editable.ts';
import { MailboxRefusal } from './mailbox-refusal.ts';

export interface SeriesEdits {
  /**
   * The whole series gets another weekday (by `days`) or time of day. All its occurrences get new ids and
   * exceptions are lost, as in Exchange. `eventId` may name the master or any occurrence.
   */
  moveSeries(
    mailbox: string,
    eventId: string,
    change: { days?: number; time?: string; minutes?: number },
  ): Promise<void>;
  /** "This and following" taken away: the last date on which the series still falls. */
  endSeries(mailbox: string, eventId: string, lastDate: LocalDate): Promise<void>;
  /** Rarer: every `interval` weeks. */
  thinSeries(mailbox: string, eventId: string, interval: number): Promise<void>;
}

export function createSeriesEdits(deps: MailboxDeps): SeriesEdits {
  const change = (mailbox: string, eventId: string, to: (recurrence: Recurrence) => Recurrence) =>
    runEdit(deps, async (edit) => {
      const item = await findEditable(edit, mailbox, eventId);
      const master = item.masterKey === null ? item : await findByKey(edit.db, mailbox, item.masterKey);
      if (!master?.content.recurrence) throw new MailboxRefusal('not_a_series', 'The event is no series.');
      if (!master.content.isOrganizer)
        throw new MailboxRefusal('not_organizer', 'Only the organizer can change it.');
      await changeMasters(edit, master.uid, to);
    });
  return {
    moveSeries: (mailbox, eventId, moved) =>
      change(mailbox, eventId, (recurrence) => shifted(recurrence, moved)),
    endSeries: (mailbox, eventId, endDate) =>
      change(mailbox, eventId, (recurrence) => ({ ...recurrence, endDate })),
    thinSeries: (mailbox, eventId, interval) =>
      change(mailbox, eventId, (recurrence) => ({
        ...recurrence,
        pattern: { ...recurrence.pattern, interval },
      })),
  };
}

async function changeMasters(
  edit: Edit,
  uid: string,
  to: (recurrence: Recurrence) => Recurrence,
): Promise<void> {
  const copies = await listByUid(edit.db, uid);
  for (const master of copies.filter((copy) => copy.kind === 'seriesMaster' && !copy.deleted)) {
    const before = master.content.recurrence;
    if (!before) continue;
    const after = to(before);
    const exceptions = copies.filter(
      (copy) => copy.masterKey === master.key && copy.mailbox === master.mailbox,
    );
    if (after.revision !== before.revision) {
      for (const exception of exceptions) await deleteEntry(edit.db, exception.mailbox, exception.key);
    }
    edit.touch(master.mailbox, shownKeys(master, edit.now));
    await edit.save([masterWith(master, after, edit.now)]);
  }
}

function masterWith(master: CalendarEntry, recurrence: Recurrence, now: number): CalendarEntry {
  const start = wallClockInstant(recurrence.startDate, recurrence.time, recurrence.timeZone);
  const cancelledDates =
    recurrence.revision === master.content.recurrence?.revision ? master.content.cancelledDates : [];
  return {
    ...master,
    start,
    end: start + recurrence.minutes * 60_000,
    content: { ...master.content, recurrence, cancelledDates, modifiedAt: now },
  };
}

function shifted(
  recurrence: Recurrence,
  change: { days?: number; time?: string; minutes?: number },
): Recurrence {
  const days = change.days ?? 0;
  const { pattern } = recurrence;
  const weekday = (day: number) => ((((day - 1 + days) % 7) + 7) % 7) + 1;
  return {
    ...recurrence,
    pattern:
      pattern.type === 'weekly' ? { ...pattern, daysOfWeek: pattern.daysOfWeek.map(weekday) } : pattern,
    startDate: Temporal.PlainDate.from(recurrence.startDate).add({ days }).toString(),
    time: change.time ?? recurrence.time,
    minutes: change.minutes ?? recurrence.minutes,
    revision: recurrence.revision + 1,
  };
}
