import type { Transaction } from 'kysely';
import type { People } from '../../bot/ports.ts';
import type { Clock } from '../../shared/clock.ts';
import { findChat, saveChat, saveChatState, takeWelcome } from '../store/chat-store.ts';
import { findWantsNote, saveWantsNote } from '../store/note-store.ts';
import type { PersonStore } from '../store/person-store.ts';
import { findReader } from '../store/reader-store.ts';
import { findConsent, hastenPlan, saveAcknowledged } from '../store/rep-store.ts';
import type { Database } from '../store/schema.ts';
import { actAsPerson, type Store } from '../store/transaction.ts';
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
      (await asPerson(deps, entraId, async (trx, personId) => {
        const person = await deps.people.findById(trx, personId);
        const consent = await findConsent(trx, personId);
        if (!person || !consent) return null;
        return {
          language: person.language,
          timeZone: person.workingHours.timeZone,
          rep: person.isRep
            ? {
                teamMinimum: await loadTeamMinimum(trx, personId),
                acknowledged: consent.isAcknowledged,
                wantsNote: await findWantsNote(trx, personId),
              }
            : null,
        };
      })) ?? null,
    rememberChat: async (entraId, chat) =>
      (await asPerson(deps, entraId, async (trx, personId) => {
        const now = deps.clock.now();
        await saveChat(trx, personId, { ...chat, state: 'open', heardAt: now }, now);
        return { first: await takeWelcome(trx, personId, now) };
      })) ?? { first: false },
    refreshServiceUrl: async (entraId, chat) => {
      await asPerson(deps, entraId, async (trx, personId) => {
        const known = await findChat(trx, personId);
        if (!known) return;
        // Graph has another name for a chat than its activities: the first of them settles it.
        const isHeard = known.heardAt !== null;
        if (isHeard && known.conversationId !== chat.conversationId) return;
        if (isHeard && known.serviceUrl === chat.serviceUrl) return;
        const now = deps.clock.now();
        await saveChat(trx, personId, { ...known, ...chat, heardAt: now }, now);
      });
    },
    forgetChat: async (entraId) => {
      await asPerson(deps, entraId, (trx, personId) =>
        saveChatState(trx, personId, 'uninstalled', deps.clock.now()),
      );
    },
    pause: async (entraId, length, at) => {
      const until = pauseEnds(length, at);
      await asPerson(deps, entraId, (trx, personId) => pausePrompts(trx, personId, until, at));
      return { until: length === 'week' ? until : null };
    },
    resume: async (entraId, at) => {
      await asPerson(deps, entraId, (trx, personId) => resumePrompts(trx, personId, at));
    },
    acknowledge: async (entraId, at) => {
      await asPerson(deps, entraId, async (trx, personId) => {
        await saveAcknowledged(trx, personId, at);
        await hastenPlan(trx, personId, at);
      });
    },
    wantNote: async (entraId, wants, at) => {
      await asPerson(deps, entraId, (trx, personId) => saveWantsNote(trx, personId, wants, at));
    },
  };
}

/** One transaction, as the person themselves once they are found; undefined where they are none of ours. */
async function asPerson<T>(
  { store }: ChatPeopleDeps,
  entraId: string,
  act: (trx: Transaction<Database>, personId: string) => Promise<T>,
): Promise<T | undefined> {
  return store.as({ kind: 'worker' })(async (trx) => {
    const reader = await findReader(trx, entraId);
    if (!reader) return undefined;
    await actAsPerson(trx, reader.personId);
    return act(trx, reader.personId);
  });
}
