import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { answeredCard } from '../../../bot/cards/answered-card.ts';
import { closedCard } from '../../../bot/cards/closed-card.ts';
import { promptCard } from '../../../bot/cards/prompt-card.ts';
import { welcomeCard } from '../../../bot/cards/welcome-card.ts';
import { createRestOutbound } from '../../../bot/connector/rest-outbound.ts';
import { createBot } from '../../../bot/create-bot.ts';
import type { Bot, BotOutbound, PersonalChat } from '../../../bot/ports.ts';
import { conversationIdOf } from '../../../sandbox/connector/connector.ts';
import type { TappedAction } from '../../../sandbox/connector/incoming-activity.ts';
import { text } from '../../../shared/locales/text.ts';
import { CHAT, OnePrompt, OneRep, REP } from '../../unit/bot/bot-fakes.ts';
import { DEMO_ANSWER, DEMO_PROMPT, PROMPT_ID } from '../../unit/bot/every-card.ts';
import { ANNA, NOW, SERVICE_HOSTS, startPretendTeams, type PretendTeams } from './pretend-teams.ts';
import { startBot, type RunningBot } from './running-bot.ts';

let teams: PretendTeams;
let running: RunningBot;
let outbound: BotOutbound;
let people: OneRep;
let prompts: OnePrompt;
/** The follow-ups under way; a response does not wait for them. */
let followUps: Promise<void>[] = [];

beforeAll(async () => {
  teams = await startPretendTeams();
  outbound = createRestOutbound({
    botAppId: teams.identity.registration.botAppId,
    token: teams.token,
    serviceHosts: SERVICE_HOSTS,
    report: () => undefined,
  });
});

beforeEach(async () => {
  people = new OneRep();
  prompts = new OnePrompt(conversationIdOf(ANNA.objectId));
  followUps = [];
  const bot = createBot({ outbound, prompts, people, clock: { now: () => NOW }, report: () => undefined });
  running = await startBot(teams, watched(bot));
});

afterEach(async () => {
  await running.stop();
  await teams.startOver();
});

afterAll(() => teams.remove());

function watched(bot: Bot): Bot {
  return {
    handle: bot.handle,
    followUp: (event, reply) => {
      const done = bot.followUp(event, reply);
      followUps.push(done);
      return done;
    },
  };
}

async function cardsShown(person = 'anna'): Promise<(object | null)[]> {
  await Promise.all(followUps);
  return (await teams.chat.chat(person)).filter(({ from }) => from === 'bot').map(({ card }) => card);
}

function chat(): PersonalChat {
  return people.chats.get(REP) ?? CHAT;
}

async function ask(): Promise<string> {
  await Promise.all(followUps);
  const outcome = await outbound.postCard(
    chat(),
    promptCard(DEMO_PROMPT, 'sv'),
    text('sv', 'prompt.summary'),
  );
  return outcome.outcome === 'sent' ? outcome.id : '';
}

const MARKET: TappedAction = {
  type: 'Action.Execute',
  title: 'Svår marknad',
  verb: `answer ${PROMPT_ID} market`,
};
const MARKET_IN_AN_OLD_CLIENT: TappedAction = { type: 'Action.Submit', data: { verb: MARKET.verb } };
const ANSWERED = answeredCard({ ...DEMO_ANSWER, reason: 'market' }, 'sv');

describe('a rep and the bot', () => {
  it('meet: a welcome, a question, a tap, the same tap again, and no word after good-bye', async () => {
    await teams.chat.install('anna');
    const welcome = welcomeCard({ rep: { teamMinimum: 5, acknowledged: false } }, 'sv');
    expect(await cardsShown()).toEqual([welcome]);

    const id = await ask();
    expect(await teams.chat.tap('anna', id, MARKET)).toEqual({ kind: 'card', card: ANSWERED });
    expect(await cardsShown()).toEqual([welcome, ANSWERED]);

    expect(await teams.chat.tap('anna', id, MARKET)).toEqual({ kind: 'card', card: ANSWERED });
    expect(await cardsShown()).toEqual([welcome, ANSWERED]);
    expect(prompts.changes).toEqual([`market at ${NOW} on ${id}`]);

    const { serviceUrl, conversationId } = chat();
    await teams.chat.uninstall('anna');
    expect(people.chats.size).toBe(0);
    const late = await outbound.postCard({ serviceUrl, conversationId }, welcome, 'x');
    const said = { status: 403, code: 'BotNotInConversationRoster' };
    expect(late).toEqual({ outcome: 'gone', reason: 'not-installed', said });
  });

  it('reach the same card from an old client, by a message that replaces it', async () => {
    await teams.chat.install('anna');
    const id = await ask();
    expect(await teams.chat.tap('anna', id, MARKET_IN_AN_OLD_CLIENT)).toEqual({ kind: 'accepted' });
    expect((await cardsShown()).at(-1)).toEqual(ANSWERED);
  });

  it('part in a friendly way where somebody else taps on a copy of the card', async () => {
    await teams.chat.install('anna');
    const id = await ask();
    expect(await teams.chat.tap('berit', id, MARKET)).toEqual({ kind: 'card', card: closedCard('sv') });
    expect(prompts.changes).toEqual([]);
    expect((await cardsShown()).at(-1)).toEqual(promptCard(DEMO_PROMPT, 'sv'));
  });

  it('keep the answer where the card cannot be replaced', async () => {
    await teams.chat.install('anna');
    const id = await ask();
    teams.faults.put = { fault: { kind: 'failed', status: 500, delivered: false }, left: 1 };
    expect(await teams.chat.tap('anna', id, MARKET)).toEqual({ kind: 'card', card: ANSWERED });
    await Promise.all(followUps);
    expect(prompts.changes).toHaveLength(1);
  });

  it('talk: each word is answered in the chat', async () => {
    await teams.chat.say('anna', 'pausa');
    await Promise.all(followUps);
    const shown = await teams.chat.chat('anna');
    expect(shown.map(({ from, text, summary }) => [from, text ?? summary])).toEqual([
      ['person', 'pausa'],
      ['bot', 'Frågorna är pausade till onsdag 25 nov.'],
    ]);
    expect(people.changes).toEqual(['paused: week']);
  });
});
