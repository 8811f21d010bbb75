import { randomUUID } from 'node:crypto';
import type { Instant } from '../shared/calendar/time.ts';
import { toGraphId } from './calendar/graph-id.ts';
import type { CalendarItem, EntryAttendee, GraphResponse } from './calendar/calendar-entry.ts';
import { copiesOf } from './company/copies.ts';
import { invite, meetingOf, type Meeting } from './company/meeting.ts';
import { findPerson } from './company.ts';
import { cancelledCopy, deletedCopy, rescheduledCopy, withAttendee } from './mailbox/copy-changes.ts';
import { loadCopies } from './mailbox/copies-of-item.ts';
import { runEdit, type Edit, type MailboxDeps } from './mailbox/edit.ts';
import { MailboxRefusal } from './mailbox/mailbox-refusal.ts';
import { createSeriesEdits, type SeriesEdits } from './mailbox/series-edits.ts';
import { findEditable } from './mailbox/find-editable.ts';

export type ChangeType = 'created' | 'updated' | 'deleted';

/** One line of the doorbell: something happened to this item of this mailbox. */
export interface Announcement {
  readonly mailbox: string;
  readonly key: string;
  readonly changeType: ChangeType;
}

export interface NewEvent {
  readonly subject: string;
  readonly start: Instant;
  readonly end: Instant;
  readonly attendees?: readonly { readonly name: string; readonly address: string }[];
  /** Somebody outside who invites the mailbox's owner; by default the owner organizes. */
  readonly organizer?: { readonly name: string; readonly address: string };
  readonly isAllDay?: boolean;
  readonly showAs?: Meeting['showAs'];
  readonly sensitivity?: Meeting['sensitivity'];
  readonly recurrence?: Meeting['recurrence'];
}

/**
 * Everything people do to calendars. A mailbox is a person's key, an event id is Graph's in either form. The
 * copies of a meeting in the company's other mailboxes follow, as Exchange makes them. Each edit is dated by
 * the sandbox clock, seen by delta and announced to subscribers.
 */
export interface Mailboxes extends SeriesEdits {
  /** Returns the immutable id of the new event in that mailbox. */
  createEvent(mailbox: string, event: NewEvent): Promise<string>;
  /** The owner drags their own event; one that somebody else organizes is refused, as Outlook does. */
  moveEvent(mailbox: string, eventId: string, start: Instant, end: Instant): Promise<void>;
  /** Whoever organizes it, inside or outside, gives the meeting another time. */
  moveByOrganizer(mailbox: string, eventId: string, start: Instant, end: Instant): Promise<void>;
  /** Of one's own meeting: it is cancelled for all. Of another's: one's own copy goes, without an answer. */
  deleteEvent(mailbox: string, eventId: string): Promise<void>;
  /** Whoever organizes it cancels it: copies of attendees stay, marked as cancelled. */
  cancelByOrganizer(mailbox: string, eventId: string): Promise<void>;
  /** A declined copy leaves the calendar unless `keepCopy` (Outlook's setting to keep declined events). */
  respond(
    mailbox: string,
    eventId: string,
    response: 'accepted' | 'tentativelyAccepted' | 'declined',
    options?: { keepCopy?: boolean },
  ): Promise<void>;
  /** Somebody outside answers the invitation; it shows on the organizer's copy. */
  answerAsGuest(mailbox: string, eventId: string, address: string, response: GraphResponse): Promise<void>;
  /** Somebody invited proposes another time; it shows on the organizer's copy until the organizer acts. */
  proposeNewTime(
    mailbox: string,
    eventId: string,
    address: string,
    start: Instant,
    end: Instant,
  ): Promise<void>;
  /** Only the title changes: no move. */
  renameEvent(mailbox: string, eventId: string, subject: string): Promise<void>;
}

export function createMailboxes(deps: MailboxDeps): Mailboxes {
  const edit = (work: (edit: Edit) => Promise<void>) => runEdit(deps, work);
  const move = (mailbox: string, eventId: string, start: Instant, end: Instant, asOwner: boolean) =>
    edit(async (one) => {
      if (end <= start) throw new MailboxRefusal('invalid_time', 'The end must be later than the start.');
      const item = await findEditable(one, mailbox, eventId);
      if (item.kind === 'seriesMaster')
        throw new MailboxRefusal('is_a_series', 'Move one occurrence, or the series.');
      if (asOwner) requireOrganizer(item);
      const copies = await loadCopies(one, item);
      await one.save(copies.map((copy) => rescheduledCopy(copy, start, end, one.now)));
    });
  return {
    ...createSeriesEdits(deps),
    createEvent: (mailbox, event) => createEvent(deps, mailbox, event),
    moveEvent: (mailbox, eventId, start, end) => move(mailbox, eventId, start, end, true),
    moveByOrganizer: (mailbox, eventId, start, end) => move(mailbox, eventId, start, end, false),
    deleteEvent: (mailbox, eventId) =>
      edit(async (one) => {
        const item = await findEditable(one, mailbox, eventId);
        if (item.content.isOrganizer) await cancel(one, item);
        else await removeOwnCopy(one, item);
      }),
    cancelByOrganizer: (mailbox, eventId) =>
      edit(async (one) => cancel(one, await findEditable(one, mailbox, eventId))),
    respond: (mailbox, eventId, response, options = {}) =>
      edit((one) => respond(one, mailbox, eventId, response, options.keepCopy ?? false)),
    answerAsGuest: (mailbox, eventId, address, response) =>
      edit((one) => changeAttendee(one, mailbox, eventId, address, { response, respondedAt: one.now })),
    proposeNewTime: (mailbox, eventId, address, start, end) =>
      edit((one) => changeAttendee(one, mailbox, eventId, address, { proposedNewTime: { start, end } })),
    renameEvent: (mailbox, eventId, subject) =>
      edit(async (one) => {
        const copies = await loadCopies(one, await findEditable(one, mailbox, eventId));
        await one.save(
          copies.map((copy) => ({ ...copy, content: { ...copy.content, subject, modifiedAt: one.now } })),
        );
      }),
  };
}

async function createEvent(deps: MailboxDeps, mailbox: string, event: NewEvent): Promise<string> {
  const owner = findPerson(deps.company(), mailbox);
  if (!owner) throw new MailboxRefusal('not_found', `There is no mailbox ${mailbox}.`);
  if (event.end <= event.start)
    throw new MailboxRefusal('invalid_time', 'The end must be later than the start.');
  const { attendees = [], organizer, start, end, subject, ...rest } = event;
  const invited = attendees.map((attendee) => invite(attendee, 'none'));
  const meeting = (createdAt: Instant) =>
    meetingOf({
      ...rest,
      name: randomUUID(),
      subject,
      start,
      end,
      organizer: organizer ?? { name: owner.name, address: owner.address },
      invited: organizer ? [invite(owner, 'notResponded'), ...invited] : invited,
      timeZone: owner.timeZone,
      createdAt,
      intended: 'unsure',
    });
  let key = '';
  await runEdit(deps, async (edit) => {
    const byAddress = new Map(deps.company().people.map((person) => [person.address, person]));
    const entries = copiesOf(randomUUID(), meeting(edit.now), byAddress);
    await edit.save(entries, 'created');
    key = entries.find((entry) => entry.mailbox === mailbox)?.key ?? '';
  });
  return toGraphId(key, 'immutable');
}

function requireOrganizer(item: CalendarItem): void {
  if (item.content.isOrganizer) return;
  throw new MailboxRefusal(
    'not_organizer',
    'Only the organizer can move it; decline it or propose another time.',
  );
}

/** The organizer's copy goes to Deleted Items; those of attendees stay, marked as cancelled. */
async function cancel(edit: Edit, item: CalendarItem): Promise<void> {
  const copies = await loadCopies(edit, item);
  for (const copy of copies) {
    const cancelled = cancelledCopy(copy, edit.languageOf(copy.mailbox), edit.now);
    if (copy.content.isOrganizer) await edit.remove(copy);
    else if (edit.cancelledCopiesVanish(copy.mailbox)) await edit.remove(cancelled);
    else await edit.save([cancelled]);
  }
}

async function removeOwnCopy(edit: Edit, item: CalendarItem): Promise<void> {
  const own = (await loadCopies(edit, item)).find((copy) => copy.mailbox === item.mailbox);
  if (own) await edit.save([deletedCopy(own, edit.now)], 'deleted');
}

async function respond(
  edit: Edit,
  mailbox: string,
  eventId: string,
  response: 'accepted' | 'tentativelyAccepted' | 'declined',
  keepCopy: boolean,
): Promise<void> {
  const item = await findEditable(edit, mailbox, eventId);
  if (item.content.isOrganizer) throw new MailboxRefusal('is_organizer', 'The organizer does not answer.');
  const address = edit.addressOf(mailbox);
  for (const copy of await loadCopies(edit, item)) {
    if (copy.content.isOrganizer) {
      await edit.save([withAttendee(copy, address, { response, respondedAt: edit.now }, edit.now)]);
    } else if (copy.mailbox === mailbox) {
      const showAs = response === 'accepted' ? 'busy' : response === 'declined' ? 'free' : 'tentative';
      const content = {
        ...copy.content,
        response,
        respondedAt: edit.now,
        showAs,
        modifiedAt: edit.now,
      } as const;
      const gone = response === 'declined' && !keepCopy;
      await edit.save([{ ...copy, content, deleted: gone }], gone ? 'deleted' : 'updated');
    }
  }
}

async function changeAttendee(
  edit: Edit,
  mailbox: string,
  eventId: string,
  address: string,
  change: Partial<EntryAttendee>,
): Promise<void> {
  const copies = await loadCopies(edit, await findEditable(edit, mailbox, eventId));
  const organizers = copies.filter((copy) => copy.content.isOrganizer);
  await edit.save(organizers.map((copy) => withAttendee(copy, address, change, edit.now)));
}
