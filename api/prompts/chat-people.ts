import type { People } from '../../bot/ports.ts';
import type { Clock } from '../../shared/clock.ts';
import { findChat, saveChat, saveChatState, takeWelcome } from '../store/chat-store.ts';
import type { PersonStore } from '../store/person-store.ts';
import { findReader } from '../store/reader-store.ts';
import { findConsent, hastenPlan, saveAcknowledged } from '../store/rep-store.ts';
import type { InTransaction, Store } from '../store/transaction.ts';
import { pauseEnds, pausePrompts, resumePrompts } from './pause-prompts.ts';
import { loadTeamMinimum } from './prompt-card-data.ts';

export interface ChatPeopleDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly people: PersonStore;
}

/** The people of the bot's chat, each read and written as themselves. Whoever is not ours changes nothing. */
export function createChatPeople(deps: ChatPeopleDeps): People {
  return {
    find: async (entraId) =>
      (await asPerson(deps, entraId, (personId, within) =>
        within(async (trx) => {
          const person = await deps.people.findById(trx, personId);
          const consent = await findConsent(trx, personId);
          if (!person || !consent) return null;
          return {
            language: person.language,
            timeZone: person.workingHours.timeZone,
            rep: person.isRep
              ? { teamMinimum: await loadTeamMinimum(trx, personId), acknowledged: consent.isAcknowledged }
              : null,
          };
        }),
      )) ?? null,
    rememberChat: async (entraId, chat) =>
      (await asPerson(deps, entraId, (personId, within) =>
        within(async (trx) => {
          const now = deps.clock.now();
          await saveChat(trx, personId, { ...chat, state: 'open', heardAt: now }, now);
          return { first: await takeWelcome(trx, personId, now) };
        }),
      )) ?? { first: false },
    refreshServiceUrl: async (entraId, chat) => {
      await asPerson(deps, entraId, (personId, within) =>
        within(async (trx) => {
          const known = await findChat(trx, personId);
          if (known?.conversationId !== chat.conversationId) return;
          if (known.serviceUrl === chat.serviceUrl && known.heardAt !== null) return;
          const now = deps.clock.now();
          await saveChat(trx, personId, { ...known, serviceUrl: chat.serviceUrl, heardAt: now }, now);
        }),
      );
    },
    forgetChat: async (entraId) => {
      await asPerson(deps, entraId, (personId, within) =>
        within((trx) => saveChatState(trx, personId, 'uninstalled', deps.clock.now())),
      );
    },
    pause: async (entraId, length, at) => {
      const until = pauseEnds(length, at);
      await asPerson(deps, entraId, (personId, within) =>
        within((trx) => pausePrompts(trx, personId, until, at)),
      );
      return { until: length === 'week' ? until : null };
    },
    resume: async (entraId, at) => {
      await asPerson(deps, entraId, (personId, within) => within((trx) => resumePrompts(trx, personId, at)));
    },
    acknowledge: async (entraId, at) => {
      await asPerson(deps, entraId, (personId, within) =>
        within(async (trx) => {
          await saveAcknowledged(trx, personId, at);
          await hastenPlan(trx, personId, at);
        }),
      );
    },
  };
}

async function asPerson<T>(
  { store }: ChatPeopleDeps,
  entraId: string,
  act: (personId: string, within: InTransaction) => Promise<T>,
): Promise<T | undefined> {
  const reader = await store.as({ kind: 'worker' })((trx) => findReader(trx, entraId));
  if (!reader) return undefined;
  return act(reader.personId, store.as({ kind: 'person', personId: reader.personId }));
}
