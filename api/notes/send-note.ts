import type { Transaction } from 'kysely';
import { z } from 'zod';
import {
  noteHeadline,
  pastNoteCard,
  weeklyNoteCard,
  type OpenMeeting,
} from '../../bot/cards/weekly-note-card.ts';
import type { BotOutbound, SendOutcome } from '../../bot/ports.ts';
import { DAY, type Instant } from '../../shared/calendar/time.ts';
import { toLocalDate } from '../../shared/calendar/time-zone.ts';
import type { Clock } from '../../shared/clock.ts';
import { fitsNote } from '../../shared/prompts/burden.ts';
import { nextGap } from '../../shared/prompts/gap.ts';
import { defineJob } from '../jobs/job.ts';
import { isPaused } from '../prompts/claim-prompt.ts';
import type { GatedSends } from '../prompts/send-gate.ts';
import {
  againAfter,
  FIRST_BACKOFF,
  goneWords,
  isStop,
  noteGone,
  retry,
  spread,
} from '../prompts/send-outcome.ts';
import { loadTaken } from '../reports/load-burden.ts';
import { findChat, type StoredChat } from '../store/chat-store.ts';
import { findWantsNote, holdNote, saveNote, type NoteChange, type StoredNote } from '../store/note-store.ts';
import type { Person, PersonStore } from '../store/person-store.ts';
import { findConsent } from '../store/rep-store.ts';
import type { Database } from '../store/schema.ts';
import type { Store } from '../store/transaction.ts';
import { loadNote, type LoadNoteDeps } from './load-note.ts';

type Trx = Transaction<Database>;

/** Titles of customers' meetings stay no longer than that in a chat. */
const EMPTIED_AFTER = 7 * DAY;

export interface SendNoteDeps extends LoadNoteDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly people: PersonStore;
  readonly outbound: BotOutbound;
  readonly gate: GatedSends;
}

const notePayload = z.object({ noteId: z.guid() }).strict();

export const sendNoteJob = defineJob<{ noteId: string }, SendNoteDeps>({
  name: 'send-note',
  payload: notePayload,
  key: ({ noteId }) => noteId,
  run: ({ noteId }, deps) => sendNote(noteId, deps),
});

export const closeNoteJob = defineJob<{ noteId: string }, SendNoteDeps>({
  name: 'close-note',
  payload: notePayload,
  key: ({ noteId }) => noteId,
  run: ({ noteId }, deps) => closeNote(noteId, deps),
});

interface ReadyNote {
  readonly note: StoredNote;
  readonly person: Person;
  readonly chat: StoredChat;
  readonly meetings: readonly OpenMeeting[];
}

/** Sends one note at most once, as a question is sent: whoever finds it `sending` writes `unknown`. */
export async function sendNote(noteId: string, deps: SendNoteDeps): Promise<void> {
  const asWorker = deps.store.as({ kind: 'worker' });
  const ready = await asWorker((trx) => claim(trx, noteId, deps));
  if (!ready) return;
  const outcome = await deps.gate.through(() => deliver(ready, deps));
  if (outcome === null) return;
  await asWorker(async (trx) => {
    const held = await holdNote(trx, noteId);
    if (!held || !['due', 'sending'].includes(held.state)) return;
    const now = deps.clock.now();
    await saveNote(trx, noteId, changeAfter(held, outcome, now));
    if (outcome.outcome === 'gone' && !isStop(outcome.reason))
      await noteGone(trx, held.personId, outcome.reason, now);
  });
}

async function claim(trx: Trx, noteId: string, deps: SendNoteDeps): Promise<ReadyNote | null> {
  const note = await holdNote(trx, noteId);
  if (note?.state === 'sending') await saveNote(trx, noteId, { state: 'unknown', sentAt: deps.clock.now() });
  if (note?.state !== 'due') return null;
  const person = await deps.people.findById(trx, note.personId);
  const chat = await findChat(trx, note.personId);
  const instead = await insteadOfSending(trx, note, person, deps);
  if (!person || chat?.state !== 'open' || instead) {
    await saveNote(trx, noteId, instead ?? { state: 'not_sent', dueAt: null });
    return null;
  }
  const meetings = await loadNote(trx, person, note.week, deps.clock.now(), deps);
  if (meetings.length > 0) return { note, person, chat, meetings };
  // Silence is a good week.
  await saveNote(trx, noteId, { state: 'not_sent', dueAt: null });
  return null;
}

/** The moment for which it was planned may be over: it must come in no meeting, no pause and no full week. */
async function insteadOfSending(
  trx: Trx,
  { personId, lapseAt }: StoredNote,
  person: Person | null,
  { clock, events, holidaysBetween }: SendNoteDeps,
): Promise<NoteChange | null> {
  const now = clock.now();
  const notSent: NoteChange = { state: 'not_sent', dueAt: null };
  const consent = await findConsent(trx, personId);
  if (!person?.isRep || person.leftAt !== null || !(await findWantsNote(trx, personId))) return notSent;
  if (!consent?.isAcknowledged || consent.hasObjected || isPaused(consent, now) || now >= lapseAt)
    return notSent;
  const { workingHours, country } = person;
  const { timeZone } = workingHours;
  const { prompts, others } = await loadTaken(trx, personId, timeZone, now);
  if (!fitsNote(prompts, others)) return notSent;
  const calendar = await events.listCurrent(trx, personId, { start: now - DAY, end: lapseAt });
  const holidays = holidaysBetween(country, toLocalDate(now, timeZone), toLocalDate(lapseAt, timeZone));
  const { quietHours } = consent;
  const gapAt = nextGap(calendar, workingHours, holidays, now, lapseAt, { quietHours });
  if (gapAt === null) return notSent;
  return gapAt > now ? { dueAt: gapAt } : null;
}

/** null where it is not to be sent any more. */
async function deliver(ready: ReadyNote, deps: SendNoteDeps): Promise<SendOutcome | null> {
  const { note, person, chat, meetings } = ready;
  const { conversationId } = chat;
  const mayGo = await deps.store.as({ kind: 'worker' })(async (trx) => {
    if ((await holdNote(trx, note.noteId))?.state !== 'due') return false;
    await saveNote(trx, note.noteId, { state: 'sending', sendingSince: deps.clock.now(), conversationId });
    return true;
  });
  if (!mayGo) return null;
  const { language, workingHours } = person;
  const card = weeklyNoteCard({ meetings, timeZone: workingHours.timeZone }, language);
  return deps.outbound.postCard(chat, card, noteHeadline(meetings.length, language));
}

function changeAfter(note: StoredNote, outcome: SendOutcome, now: Instant): NoteChange {
  switch (outcome.outcome) {
    case 'sent':
      return { state: 'sent', sentAt: now, activityId: outcome.id, closeDueAt: now + EMPTIED_AFTER };
    case 'unknown':
      return { state: 'unknown', sentAt: now };
    case 'retryable':
      return retry(note, outcome.afterMs, now);
    case 'held':
      return { state: 'due', dueAt: now + outcome.afterMs + spread(note.noteId) };
    case 'gone':
      return isStop(outcome.reason)
        ? { state: 'due', dueAt: now + FIRST_BACKOFF }
        : { state: 'gone', goneReason: goneWords(outcome) };
  }
}

/** A week later the card is emptied of titles and customers. */
export async function closeNote(noteId: string, deps: SendNoteDeps): Promise<void> {
  const asWorker = deps.store.as({ kind: 'worker' });
  const open = await asWorker(async (trx) => {
    const note = await holdNote(trx, noteId);
    const chat = note && (await findChat(trx, note.personId));
    const person = note && (await deps.people.findById(trx, note.personId));
    if (!note?.activityId || chat?.state !== 'open' || !person) return null;
    return { chat, activityId: note.activityId, language: person.language };
  });
  if (!open) return;
  const outcome = await deps.gate.through(() =>
    deps.outbound.replaceCard(open.chat, open.activityId, pastNoteCard(open.language)),
  );
  const afterMs = againAfter(outcome);
  if (afterMs !== null)
    await asWorker((trx) => saveNote(trx, noteId, { closeDueAt: deps.clock.now() + afterMs }));
}
