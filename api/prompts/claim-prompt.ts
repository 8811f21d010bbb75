import type { Transaction } from 'kysely';
import type { PromptCardData } from '../../bot/cards/prompt-card.ts';
import { toLocalDate } from '../../shared/calendar/time-zone.ts';
import { DAY, type Instant } from '../../shared/calendar/time.ts';
import type { Clock } from '../../shared/clock.ts';
import type { Language } from '../../shared/locales/text.ts';
import { nextGap } from '../../shared/prompts/gap.ts';
import type { HolidaysBetween } from '../calendar/public-holidays.ts';
import { findChat, findCommonestServiceUrl, type StoredChat } from '../store/chat-store.ts';
import type { EventStore } from '../store/event-store.ts';
import { findMove } from '../store/move-store.ts';
import type { Person, PersonStore } from '../store/person-store.ts';
import { holdPrompt, savePrompt, type PromptChange, type StoredPrompt } from '../store/prompt-store.ts';
import { findConsent, type RepConsent } from '../store/rep-store.ts';
import type { Database } from '../store/schema.ts';
import { loadTenantSettings } from '../store/tenant-settings.ts';
import type { Store } from '../store/transaction.ts';
import { loadPromptCardData } from './prompt-card-data.ts';

type Trx = Transaction<Database>;

export interface ClaimDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly events: EventStore;
  readonly people: PersonStore;
  readonly holidaysBetween: HolidaysBetween;
  /** Where a chat is opened with somebody of whom no service URL is known. */
  readonly defaultServiceUrl: string;
}

/** A question that may leave now, with what is needed for that. */
export interface ReadyPrompt {
  readonly prompt: StoredPrompt;
  readonly data: PromptCardData;
  /** The tenant allows the meeting's title on a locked screen. */
  readonly titleInNotification: boolean;
  readonly language: Language;
  readonly entraId: string;
  readonly chat: StoredChat | null;
  readonly serviceUrl: string;
}

/** What is needed to send, if the question is to be sent now; else notes what becomes of it. */
export async function claimPrompt(promptId: string, deps: ClaimDeps): Promise<ReadyPrompt | null> {
  return deps.store.as({ kind: 'worker' })(async (trx) => {
    const prompt = await holdPrompt(trx, promptId);
    if (!prompt) return null;
    const now = deps.clock.now();
    if (prompt.state === 'sending') {
      await savePrompt(trx, promptId, { state: 'unknown', sentAt: now, closeDueAt: prompt.lapseAt });
      return null;
    }
    if (prompt.state !== 'due') return null;
    const person = await deps.people.findById(trx, prompt.personId);
    const stored = await findMove(trx, prompt.moveId);
    const chat = await findChat(trx, prompt.personId);
    const data =
      person &&
      stored &&
      (await loadPromptCardData(trx, prompt, stored, {
        events: deps.events,
        timeZone: person.workingHours.timeZone,
      }));
    if (!data) {
      await savePrompt(trx, promptId, { state: 'not_asked' });
      return null;
    }
    const instead = await insteadOfSending(trx, prompt, person, chat, deps);
    if (instead) {
      await savePrompt(trx, promptId, instead);
      return null;
    }
    const serviceUrl = (await findCommonestServiceUrl(trx)) ?? deps.defaultServiceUrl;
    const { titleInNotification } = await loadTenantSettings(trx);
    const { language, entraId } = person;
    return { prompt, data, titleInNotification, language, entraId, chat, serviceUrl };
  });
}

/**
 * What becomes of a question that cannot be sent now. The gap that was found when it was planned may be over: a connector
 * that throttled, or an app that was down, must not make it come in a meeting or at night (domain §7).
 */
async function insteadOfSending(
  trx: Trx,
  prompt: StoredPrompt,
  person: Person,
  chat: StoredChat | null,
  { clock, events, holidaysBetween }: ClaimDeps,
): Promise<PromptChange | null> {
  const now = clock.now();
  const consent = await findConsent(trx, prompt.personId);
  if (person.leftAt !== null || !person.isRep) return { state: 'not_asked' };
  if (!consent || consent.hasObjected || isPaused(consent, now)) return { state: 'not_asked' };
  if (now >= prompt.lapseAt) return TOO_LATE;
  if (chat && chat.state !== 'open') return { state: 'gone', goneReason: chat.state };
  const { workingHours, country, personId } = person;
  const gapAt = nextGap(
    await events.listCurrent(trx, personId, { start: now - DAY, end: prompt.lapseAt }),
    workingHours,
    holidaysBetween(
      country,
      toLocalDate(now, workingHours.timeZone),
      toLocalDate(prompt.lapseAt, workingHours.timeZone),
    ),
    now,
    prompt.lapseAt,
    { quietHours: consent.quietHours },
  );
  if (gapAt === null) return TOO_LATE;
  return gapAt > now ? { dueAt: gapAt } : null;
}

/** Whoever was never asked has not left anything unanswered. */
export const TOO_LATE: PromptChange = { state: 'gone', goneReason: 'too-late', dueAt: null };

export function isPaused({ pausedUntil }: RepConsent, now: Instant): boolean {
  return pausedUntil !== null && pausedUntil > now;
}
