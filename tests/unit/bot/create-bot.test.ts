import { describe, expect, it } from 'vitest';
import { answeredCard } from '../../../bot/cards/answered-card.ts';
import { closedCard } from '../../../bot/cards/closed-card.ts';
import { helpCard } from '../../../bot/cards/help-card.ts';
import { correctedCard, notSellingCard } from '../../../bot/cards/not-selling-card.ts';
import { pausedCard, resumedCard } from '../../../bot/cards/paused-card.ts';
import { changeCard } from '../../../bot/cards/prompt-card.ts';
import { acknowledgedCard, welcomeCard } from '../../../bot/cards/welcome-card.ts';
import { whyCard } from '../../../bot/cards/why-card.ts';
import { createBot } from '../../../bot/create-bot.ts';
import type { BotEvent, BotOutbound, SendOutcome } from '../../../bot/ports.ts';
import { at, STOCKHOLM } from '../../factories/event.ts';
import {
  CHAT,
  chatEvent,
  NOW,
  OnePrompt,
  OneRep,
  recordProblems,
  RecordingOutbound,
  REP,
  tapEvent,
  textEvent,
} from './bot-fakes.ts';
import { DEMO_ANSWER, DEMO_PROMPT, PROMPT_ID } from './every-card.ts';

function setUp(outbound: BotOutbound = new RecordingOutbound()) {
  const prompts = new OnePrompt();
  const people = new OneRep();
  const { problems, report } = recordProblems();
  const bot = createBot({ outbound, prompts, people, clock: { now: () => NOW }, report });
  const turn = async (event: BotEvent) => {
    const reply = await bot.handle(event);
    await bot.followUp(event, reply);
    return reply;
  };
  return { bot, turn, outbound, prompts, people, problems };
}

const ANSWER = { verb: 'answer', prompt: PROMPT_ID, choice: 'market' } as const;
const SOMEBODY = '00000000-0000-4000-8000-000000000001';

describe('a tap', () => {
  it('on a reason saves it once and shows the answer', async () => {
    const { turn, prompts } = setUp();
    const first = await turn(tapEvent(ANSWER));
    const second = await turn(tapEvent(ANSWER));
    expect(first).toEqual({ card: answeredCard({ ...DEMO_ANSWER, reason: 'market' }, 'sv') });
    expect(second).toEqual(first);
    expect(prompts.changes).toEqual([`market at ${NOW} on card-1`]);
  });

  it.each([
    [{ verb: 'reconsider', prompt: PROMPT_ID }, changeCard(DEMO_PROMPT, 'market', 'sv'), []],
    [
      { verb: 'contest', prompt: PROMPT_ID },
      answeredCard({ ...DEMO_ANSWER, contested: true }, 'sv'),
      ['contested'],
    ],
    [
      { verb: 'not-selling', prompt: PROMPT_ID, choice: null },
      notSellingCard(PROMPT_ID, 'sv'),
      ['not selling: null'],
    ],
    [
      { verb: 'not-selling', prompt: PROMPT_ID, choice: 'internal' },
      correctedCard('internal', 'sv'),
      ['not selling: internal'],
    ],
  ] as const)('%j shows the next card', async (tap, card, changes) => {
    const { turn, prompts } = setUp();
    expect(await turn(tapEvent(tap))).toEqual({ card });
    expect(prompts.changes).toEqual(changes);
  });

  it.each([
    [
      { verb: 'pause', choice: 'week' },
      pausedCard({ until: at('2026-11-25 13:10'), timeZone: STOCKHOLM }, 'sv'),
      ['paused: week'],
    ],
    [
      { verb: 'pause', choice: 'until-resumed' },
      pausedCard({ until: null, timeZone: STOCKHOLM }, 'sv'),
      ['paused: until-resumed'],
    ],
    [{ verb: 'resume' }, resumedCard('sv'), ['resumed']],
    [{ verb: 'acknowledge' }, acknowledgedCard('sv'), ['acknowledged']],
  ] as const)('%j holds for the person', async (tap, card, changes) => {
    const { turn, people } = setUp();
    expect(await turn(tapEvent(tap))).toEqual({ card });
    expect(people.changes).toEqual(changes);
  });

  it.each<[string, BotEvent]>([
    ['another rep’s card', tapEvent(ANSWER, { aadObjectId: SOMEBODY })],
    ['another chat', tapEvent(ANSWER, { conversationId: 'a:other' })],
    ['an unknown prompt', tapEvent({ ...ANSWER, prompt: 'made-up' })],
    ['a button that is none of ours', tapEvent(null)],
    ['pause, from nobody of ours', tapEvent({ verb: 'pause', choice: 'week' }, { aadObjectId: SOMEBODY })],
  ])('on %s is answered in a friendly way and changes nothing', async (_, event) => {
    const { turn, prompts, people } = setUp();
    expect(await turn({ ...event, locale: 'sv-SE' })).toEqual({ card: closedCard('sv') });
    expect([...prompts.changes, ...people.changes]).toEqual([]);
  });

  it('on a card whose time is over is answered in a friendly way and changes nothing', async () => {
    const { turn, prompts } = setUp();
    prompts.closed = true;
    expect(await turn(tapEvent(ANSWER))).toEqual({ card: closedCard('sv') });
    expect(prompts.changes).toEqual([]);
  });

  it('replaces the card for the person’s other devices too', async () => {
    const outbound = new RecordingOutbound();
    const { turn } = setUp(outbound);
    await turn(tapEvent(ANSWER));
    expect(outbound.replaced).toEqual([
      { chat: CHAT, activityId: 'card-1', card: answeredCard({ ...DEMO_ANSWER, reason: 'market' }, 'sv') },
    ]);
    expect(outbound.posted).toEqual([]);
  });

  it('stands although the other devices could not be reached, and that is reported', async () => {
    const outbound = new RecordingOutbound();
    outbound.next = { outcome: 'gone', reason: 'activity-not-found' };
    const { turn, prompts, problems } = setUp(outbound);
    await turn(tapEvent(ANSWER));
    expect(prompts.changes).toHaveLength(1);
    expect(problems).toEqual([
      {
        kind: 'follow-up-failed',
        eventKind: 'answered',
        cause: { outcome: 'gone', reason: 'activity-not-found' },
      },
    ]);
  });

  it('brings the chat’s newest service URL, and never another conversation', async () => {
    const { turn, people } = setUp();
    await turn(textEvent('hjälp'));
    await turn(tapEvent({ verb: 'resume' }, { serviceUrl: 'https://smba.trafficmanager.net/fr/' }));
    await turn(
      tapEvent(
        { verb: 'resume' },
        { conversationId: 'a:other', serviceUrl: 'https://smba.trafficmanager.net/x/' },
      ),
    );
    expect(people.chats.get(REP)).toEqual({ ...CHAT, serviceUrl: 'https://smba.trafficmanager.net/fr/' });
  });

  it('that comes second replaces the card second, however slow the first one is', async () => {
    const first = Promise.withResolvers<SendOutcome>();
    const outbound = new RecordingOutbound();
    const slow: BotOutbound = {
      openPersonalChat: () => outbound.openPersonalChat(),
      postCard: (...card) => outbound.postCard(...card),
      replaceCard: async (...card) => {
        if (outbound.replaced.length === 0 && card[1] === 'card-1') await first.promise;
        return outbound.replaceCard(...card);
      },
    };
    const { bot } = setUp(slow);
    const [one, two] = [tapEvent(ANSWER), tapEvent({ verb: 'resume' }, { replyToId: 'card-2' })];
    const both = [bot.followUp(one, await bot.handle(one)), bot.followUp(two, await bot.handle(two))];
    first.resolve({ outcome: 'sent', id: 'card-1' });
    await Promise.all(both);
    expect(outbound.replaced.map(({ activityId }) => activityId)).toEqual(['card-1', 'card-2']);
  });
});

describe('words', () => {
  it.each([
    ['hjälp', helpCard('sv'), []],
    ['vad är det här?', helpCard('sv'), []],
    ['Pausa', pausedCard({ until: at('2026-11-25 13:10'), timeZone: STOCKHOLM }, 'sv'), ['paused: week']],
    ['resume', resumedCard('sv'), ['resumed']],
    ['varför?', whyCard({ teamMinimum: 5 }, 'sv'), []],
  ])('%j is answered with a card of its own', async (typed, card, changes) => {
    const outbound = new RecordingOutbound();
    const { turn, people } = setUp(outbound);
    await turn(textEvent(typed));
    expect(outbound.posted.map((message) => message.card)).toEqual([card]);
    expect(people.changes).toEqual(changes);
  });

  it('are announced by the card’s own heading', async () => {
    const outbound = new RecordingOutbound();
    await setUp(outbound).turn(textEvent('hjälp'));
    expect(outbound.posted[0]?.summary).toBe('Det här kan du skriva');
  });

  it('open the chat again for a person who had blocked it', async () => {
    const { turn, people } = setUp();
    await turn(textEvent('hjälp'));
    expect(people.chats.get(REP)).toEqual(CHAT);
  });

  it('from somebody who is no rep get the truth, in the client’s language', async () => {
    const outbound = new RecordingOutbound();
    const { turn, people } = setUp(outbound);
    await turn(textEvent('pause', { aadObjectId: SOMEBODY, locale: 'en-GB' }));
    expect(outbound.posted.map((message) => message.card)).toEqual([welcomeCard({ rep: null }, 'en')]);
    expect(people.changes).toEqual([]);
  });
});

describe('an installation', () => {
  it('announced twice is welcomed once', async () => {
    const outbound = new RecordingOutbound();
    const { turn } = setUp(outbound);
    await turn(chatEvent('installed'));
    await turn(chatEvent('installed'));
    expect(outbound.posted.map((message) => message.card)).toEqual([
      welcomeCard({ rep: { teamMinimum: 5, acknowledged: false } }, 'sv'),
    ]);
  });

  it('that is taken back leaves no chat to send to', async () => {
    const outbound = new RecordingOutbound();
    const { turn, people } = setUp(outbound);
    await turn(chatEvent('installed'));
    await turn(chatEvent('uninstalled'));
    expect(people.chats.size).toBe(0);
    expect(outbound.posted).toHaveLength(1);
  });
});

it('says nothing to what it does not know', async () => {
  const outbound = new RecordingOutbound();
  const { turn, people } = setUp(outbound);
  expect(await turn(chatEvent('unknown'))).toBeNull();
  expect([outbound.posted, outbound.replaced, people.chats.size]).toEqual([[], [], 0]);
});
