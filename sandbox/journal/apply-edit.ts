import type { LocalDate } from '../../shared/calendar/time.ts';
import { entryKey, meetingUid, occurrenceKey, toGraphId } from '../calendar/graph-id.ts';
import { copiesOf } from '../company/copies.ts';
import type { Meeting } from '../company/meeting.ts';
import type { SandboxInside } from '../inside.ts';
import { runEdit } from '../mailbox/edit.ts';
import { MailboxRefusal } from '../mailbox/mailbox-refusal.ts';
import { findByKey } from '../store/calendar-store.ts';
import type { JournalEdit, JournalItem } from './journal.ts';

type JournalDeps = Pick<SandboxInside, 'db' | 'clock' | 'company' | 'realNow' | 'graph' | 'mailboxes'>;
/** Something done to what stands in a calendar already. */
export type Deed = Exclude<JournalEdit, { kind: 'create' }>;

/**
 * Does in the calendars what the journal says, dated by the clock as it stands. `seed` is what the ids of its meetings
 * hang on.
 * @throws MailboxRefusal for what Outlook would not do either: the journal contradicts itself.
 */
export async function applyEdit(deps: JournalDeps, seed: string, deed: Deed): Promise<void> {
  await applyDeed(deps, deed, await findId(deps, seed, deed));
}

/** Books these in one sitting; each has its own date of creation. */
export async function bookMeetings(
  deps: JournalDeps,
  seed: string,
  meetings: readonly Meeting[],
): Promise<void> {
  const byAddress = new Map(deps.company().people.map((person) => [person.address, person]));
  const entries = meetings.flatMap((meeting) => copiesOf(seed, meeting, byAddress));
  const { graph, ...rest } = deps;
  await runEdit({ ...rest, faults: graph.faults, announce: graph.notifier.announce }, (one) =>
    one.save(entries, 'created'),
  );
}

function applyDeed({ mailboxes }: JournalDeps, deed: Deed, id: string): Promise<void> {
  const { mailbox } = deed;
  switch (deed.kind) {
    case 'move':
      return mailboxes.moveByOrganizer(mailbox, id, deed.start, deed.end);
    case 'delete':
      return mailboxes.deleteEvent(mailbox, id);
    case 'cancel':
      return mailboxes.cancelByOrganizer(mailbox, id);
    case 'respond':
      return mailboxes.respond(mailbox, id, deed.response, { keepCopy: deed.keepCopy });
    case 'guest-answer':
      return mailboxes.answerAsGuest(mailbox, id, deed.address, deed.response);
    case 'guest-proposal':
      return mailboxes.proposeNewTime(mailbox, id, deed.address, deed.start, deed.end);
    case 'rename':
      return mailboxes.renameEvent(mailbox, id, deed.subject);
    case 'move-series':
      return mailboxes.moveSeries(mailbox, id, { days: deed.days, time: deed.time });
    case 'end-series':
      return mailboxes.endSeries(mailbox, id, deed.lastDate);
    case 'thin-series':
      return mailboxes.thinSeries(mailbox, id, deed.everyWeeks);
  }
}

/** The id in that mailbox, of an occurrence by the series as it now runs. */
async function findId(deps: JournalDeps, seed: string, { mailbox, item }: Deed): Promise<string> {
  const key = entryKey(mailbox, meetingUid(`${seed}|${item.meeting}`));
  return toGraphId(
    item.occurrence === null ? key : await keyOfOccurrence(deps, mailbox, key, item, item.occurrence),
    'immutable',
  );
}

async function keyOfOccurrence(
  { db }: JournalDeps,
  mailbox: string,
  masterKey: string,
  { meeting }: JournalItem,
  date: LocalDate,
): Promise<string> {
  const recurrence = (await findByKey(db, mailbox, masterKey))?.content.recurrence;
  if (!recurrence)
    throw new MailboxRefusal('not_found', `The series ${meeting} is not in the calendar of ${mailbox}.`);
  return occurrenceKey(masterKey, date, recurrence.revision);
}
