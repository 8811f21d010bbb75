import { text } from '../../shared/locales/text.ts';
import type { SandboxProcess, SandboxRep, ShownMessage } from './sandbox-process.ts';

const VERB = /"verb":"(answer|reconsider) ([0-9a-f-]{36})(?: ([a-z-]+))?"/g;

export interface OpenCard {
  readonly rep: string;
  readonly messageId: string;
  readonly promptId: string;
  readonly codes: readonly string[];
}

export interface StoredTap {
  readonly promptId: string;
  readonly code: string;
}

/** What stood in the chats at any time, and which taps were confirmed: a card is emptied when its time is over. */
export interface CardLedger {
  /** Message ids of every card that asked, by prompt. */
  readonly cards: ReadonlyMap<string, ReadonlySet<string>>;
  /** Taps to which the bot answered with the answered card. */
  readonly confirmed: readonly StoredTap[];
  /** Reads all chats. Returns the cards that ask and are not answered. */
  observe(): Promise<readonly OpenCard[]>;
  /** Taps a reason. True where the answered card came back. */
  tap(card: OpenCard, code: string): Promise<boolean>;
  /** Messages of the bot in which no prompt was ever seen, but for one welcome in each chat. */
  unexplained(): Promise<readonly ShownMessage[]>;
}

export function createCardLedger(sandbox: SandboxProcess, reps: readonly SandboxRep[]): CardLedger {
  const cards = new Map<string, Set<string>>();
  const confirmed: StoredTap[] = [];
  const messages = async () =>
    (
      await Promise.all(
        reps.map(async ({ key }) => (await sandbox.chat(key)).map((message) => ({ rep: key, message }))),
      )
    )
      .flat()
      .filter(({ message }) => message.from === 'bot');
  return {
    cards,
    confirmed,
    observe: async () =>
      (await messages()).flatMap(({ rep, message }): OpenCard[] => {
        const verbs = verbsOf(message.card);
        const promptId = verbs[0]?.promptId;
        if (promptId === undefined) return [];
        cards.set(promptId, (cards.get(promptId) ?? new Set()).add(message.id));
        const codes = verbs.flatMap(({ verb, code }) => (verb === 'answer' && code ? [code] : []));
        return codes.length > 0 ? [{ rep, messageId: message.id, promptId, codes }] : [];
      }),
    tap: async ({ rep, messageId, promptId }, code) => {
      const card = await sandbox.tap(rep, messageId, `answer ${promptId} ${code}`);
      const isAnswered = verbsOf(card).some(({ verb }) => verb === 'reconsider');
      if (isAnswered) confirmed.push({ promptId, code });
      return isAnswered;
    },
    unexplained: async () => {
      const known = new Set([...cards.values()].flatMap((ids) => [...ids]));
      const welcomed = new Set<string>();
      return (await messages())
        .filter(({ rep, message }) => {
          if (known.has(message.id)) return false;
          if (!isWelcome(message.card) || welcomed.has(rep)) return true;
          welcomed.add(rep);
          return false;
        })
        .map(({ message }) => message);
    },
  };
}

function isWelcome(card: object | null): boolean {
  const said = JSON.stringify(card ?? {});
  return (['sv', 'en'] as const).some((language) => said.includes(text(language, 'welcome.title')));
}

function verbsOf(card: object | null) {
  const found = [...JSON.stringify(card ?? {}).matchAll(VERB)];
  return found.map(([, verb, promptId = '', code]) => ({ verb, promptId, code }));
}
