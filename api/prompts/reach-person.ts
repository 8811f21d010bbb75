import type { Transaction } from 'kysely';
import { z } from 'zod';
import { welcomeCard } from '../../bot/cards/welcome-card.ts';
import type { SendOutcome } from '../../bot/ports.ts';
import { text } from '../../shared/locales/text.ts';
import { toLocalDate } from '../../shared/calendar/time-zone.ts';
import { DAY, MINUTE, type Instant } from '../../shared/calendar/time.ts';
import { nextGap } from '../../shared/prompts/gap.ts';
import type { HolidaysBetween } from '../calendar/public-holidays.ts';
import { GraphFailure } from '../graph/graph-failure.ts';
import { defineJob } from '../jobs/job.ts';
import { findInstallState } from '../store/bot-state-store.ts';
import {
  findChat,
  findCommonestServiceUrl,
  giveWelcomeBack,
  saveChat,
  saveChatState,
  takeWelcome,
  type StoredChat,
} from '../store/chat-store.ts';
import type { Person, PersonStore } from '../store/person-store.ts';
import { listUndecided } from '../store/decision-store.ts';
import { putOffReach, removeReach, saveUnreached } from '../store/reach-store.ts';
import { findConsent, type RepConsent } from '../store/rep-store.ts';
import type { Database } from '../store/schema.ts';
import { installFor, type InstallDeps } from './install-for.ts';
import { openSomewhere, type OpenChatDeps } from './open-chat.ts';
import { loadTeamMinimum } from './prompt-card-data.ts';
import type { GatedSends } from './send-gate.ts';

/** A failing service is asked again after this, where it does not say when. */
const BACKOFF = 10 * MINUTE;
const LOOKED_AHEAD = 14 * DAY;

export interface ReachDeps extends InstallDeps, OpenChatDeps {
  readonly people: PersonStore;
  readonly holidaysBetween: HolidaysBetween;
  readonly gate: GatedSends;
}

/** Gives a rep their chat with the bot, and the first word in it. May run twice: each step finds what is done. */
export const reachPersonJob = defineJob<{ personId: string }, ReachDeps>({
  name: 'reach-person',
  payload: z.object({ personId: z.guid() }).strict(),
  key: ({ personId }) => personId,
  run: ({ personId }, deps) => reachPerson(personId, deps),
});

type Reached =
  | { readonly kind: 'chat'; readonly conversationId: string; readonly serviceUrl: string }
  | { readonly kind: 'later'; readonly afterMs: number }
  | { readonly kind: 'failed'; readonly failure: string };

export async function reachPerson(personId: string, deps: ReachDeps): Promise<void> {
  const asWorker = deps.store.as({ kind: 'worker' });
  const whom = await asWorker((trx) => loadUnreached(trx, personId, deps));
  if (!whom) {
    await asWorker((trx) => removeReach(trx, personId));
    return;
  }
  const mayWriteAt = writingTime(whom, deps);
  if (mayWriteAt > deps.clock.now()) {
    await asWorker((trx) => putOffReach(trx, personId, mayWriteAt));
    return;
  }
  const reached = whom.chat ? { kind: 'chat' as const, ...whom.chat } : await reach(whom, deps);
  const now = deps.clock.now();
  switch (reached.kind) {
    case 'later':
      return asWorker((trx) => putOffReach(trx, personId, now + reached.afterMs));
    case 'failed':
      return asWorker((trx) => saveUnreached(trx, personId, reached.failure, now));
    case 'chat': {
      // The installation's own event may have been quicker, and knows the address better.
      const { conversationId, serviceUrl } = reached;
      const opened = { conversationId, serviceUrl, state: 'open' as const, heardAt: null };
      await asWorker(async (trx) => {
        if (!(await findChat(trx, personId))) await saveChat(trx, personId, opened, now);
      });
      await welcome(whom.person, deps);
    }
  }
}

interface Unreached {
  readonly person: Person;
  readonly serviceUrl: string;
  /** Open, and not welcomed yet. */
  readonly chat: StoredChat | null;
  readonly mayInstall: boolean;
  readonly quietHours: RepConsent['quietHours'];
}

/** null where there is nothing to do, or nobody may be written to. */
async function loadUnreached(
  trx: Transaction<Database>,
  personId: string,
  deps: ReachDeps,
): Promise<Unreached | null> {
  const person = await deps.people.findById(trx, personId);
  const consent = await findConsent(trx, personId);
  if (
    !person?.isRep ||
    person.leftAt !== null ||
    consent?.hasObjected ||
    (await listUndecided(trx)).length > 0
  )
    return null;
  const chat = await findChat(trx, personId);
  if (chat && chat.state !== 'open') return null;
  const { problem } = await findInstallState(trx);
  const serviceUrl = (await findCommonestServiceUrl(trx)) ?? deps.defaultServiceUrl;
  const quietHours = consent?.quietHours ?? null;
  return { person, serviceUrl, chat, mayInstall: problem === null, quietHours };
}

/** An installation shows on a phone, and so does a welcome: both come in working hours. */
function writingTime({ person, quietHours }: Unreached, { clock, holidaysBetween }: ReachDeps): Instant {
  const { workingHours, country } = person;
  const now = clock.now();
  const until = now + LOOKED_AHEAD;
  const dateOf = (instant: Instant) => toLocalDate(instant, workingHours.timeZone);
  const holidays = holidaysBetween(country, dateOf(now), dateOf(until));
  return nextGap([], workingHours, holidays, now, until, { quietHours }) ?? until;
}

/** By Graph, where it may install; else the chat of whoever has the app by the organisation's own policy. */
async function reach({ person, serviceUrl, mayInstall }: Unreached, deps: ReachDeps): Promise<Reached> {
  if (mayInstall) {
    const installed = await installFor(person.entraId, deps).catch(laterOf);
    if (installed.kind === 'later') return installed;
    if (installed.kind === 'chat') return { ...installed, serviceUrl };
  }
  const outcome = await deps.gate.through(() => openSomewhere(person.entraId, serviceUrl, deps));
  switch (outcome.outcome) {
    case 'sent':
      return {
        kind: 'chat',
        conversationId: outcome.id,
        serviceUrl: 'serviceUrl' in outcome ? outcome.serviceUrl : serviceUrl,
      };
    case 'held':
    case 'retryable':
      return { kind: 'later', afterMs: outcome.afterMs ?? BACKOFF };
    case 'unknown':
      return { kind: 'later', afterMs: BACKOFF };
    case 'gone':
      return { kind: 'failed', failure: outcome.reason };
  }
}

function laterOf(error: unknown): Extract<Reached, { kind: 'later' }> {
  if (!(error instanceof GraphFailure)) throw error;
  return { kind: 'later', afterMs: Math.max(error.retryAfterMs ?? 0, BACKOFF) };
}

/** The first message says what this is, why it comes and how to stop it; once, whoever is first to send it. */
async function welcome({ personId, language, isRep }: Person, deps: ReachDeps): Promise<void> {
  const asWorker = deps.store.as({ kind: 'worker' });
  const now = deps.clock.now();
  const due = await asWorker(async (trx) => {
    const chat = await findChat(trx, personId);
    if (chat?.state !== 'open' || !(await takeWelcome(trx, personId, now))) return null;
    const consent = await findConsent(trx, personId);
    const teamMinimum = await loadTeamMinimum(trx, personId);
    return { chat, rep: isRep ? { teamMinimum, acknowledged: consent?.isAcknowledged ?? false } : null };
  });
  const outcome: SendOutcome | null =
    due &&
    (await deps.gate.through(() =>
      deps.outbound.postCard(
        due.chat,
        welcomeCard({ rep: due.rep }, language),
        text(language, 'welcome.title'),
      ),
    ));
  await asWorker(async (trx) => {
    if (outcome?.outcome === 'held' || outcome?.outcome === 'retryable') {
      await giveWelcomeBack(trx, personId);
      return putOffReach(trx, personId, now + (outcome.afterMs ?? BACKOFF));
    }
    if (outcome?.outcome === 'gone' && outcome.reason === 'blocked-by-user')
      await saveChatState(trx, personId, 'blocked', now);
    return removeReach(trx, personId);
  });
}
