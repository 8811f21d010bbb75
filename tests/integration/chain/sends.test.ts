import { pino } from 'pino';
import { beforeAll, describe, expect, it } from 'vitest';
import { createHolidayCalendar } from '../../../api/calendar/public-holidays.ts';
import { createSendGate } from '../../../api/prompts/send-gate.ts';
import { sendPrompt, type SendDeps } from '../../../api/prompts/send-prompt.ts';
import { createEventStore } from '../../../api/store/event-store.ts';
import { createPersonStore } from '../../../api/store/person-store.ts';
import { loadTenantSettings, saveTenantSettings } from '../../../api/store/tenant-settings.ts';
import { createRestOutbound } from '../../../bot/connector/rest-outbound.ts';
import type { BotOutbound, SendOutcome } from '../../../bot/ports.ts';
import type { ConnectorCall, ConnectorFault } from '../../../sandbox/connector/faults.ts';
import { DAY, HOUR, MINUTE } from '../../../shared/calendar/time.ts';
import { at } from '../../factories/event.ts';
import { useProduct } from '../../fakes/product.ts';
import { repIn } from './rep.ts';

const product = useProduct({
  company: { seed: 'test', teams: ['mitt', 'syd', 'norr'], weeksBack: 0, weeksAhead: 0 },
  calendars: async () => undefined,
});
const rep = (key: string) => repIn(product(), key);
const teams = () => product().sandbox.inside.teams;
const WITHOUT_CHAT = new Set(['siv', 'ingrid']);
const SERVICE_URL = 'https://smba.trafficmanager.net/emea/';

beforeAll(async () => {
  // Nobody is given a chat in the morning: some are to have none.
  product().queue.hold('reach-person');
  for (const { key, role } of product().sandbox.people())
    if (role === 'rep' && !WITHOUT_CHAT.has(key)) {
      await teams().chat.install(key);
      await rep(key).hear(1);
    }
});

/** A rep drags a demo, and the moment comes at which a question is due; the connector is as it is. */
async function makeDue(key: string): Promise<void> {
  const start = product().now() + 7 * DAY;
  const demo = await rep(key).bookDemo(start);
  await product().walk(10 * MINUTE);
  await rep(key).drag(demo, start + 7 * DAY);
  await product().walk(10 * MINUTE);
}

function fail(call: ConnectorCall, fault: ConnectorFault, left = 1): void {
  teams().faults[call] = { fault, left };
}

const promptOf = (key: string) =>
  product().asWorker((trx) =>
    trx
      .selectFrom('prompt')
      .select(['prompt_id', 'state', 'gone_reason', 'attempts', 'due_at'])
      .where('person_id', '=', product().personId(key))
      .orderBy('planned_at', 'desc')
      .executeTakeFirstOrThrow(),
  );
const outcomeOf = async (key: string) => {
  const { state, gone_reason } = await promptOf(key);
  return { state, gone_reason, cards: (await rep(key).questions()).length };
};

describe('where the connector fails and nothing was delivered', () => {
  it('a throttled question comes after the time that the service asked for, once', async () => {
    fail('post', { kind: 'throttled', retryAfter: '120' });
    await makeDue('maja');
    expect(await outcomeOf('maja')).toEqual({ state: 'due', gone_reason: null, cards: 0 });
    await product().walk(2 * MINUTE - 1);
    expect(await outcomeOf('maja')).toMatchObject({ cards: 0 });
    await product().walk(1);
    expect(await outcomeOf('maja')).toEqual({ state: 'sent', gone_reason: null, cards: 1 });
  });

  it('a service that always says one second does not have it given up in six', async () => {
    fail('post', { kind: 'throttled', retryAfter: '1' }, 6);
    await makeDue('filip');
    await product().walk(MINUTE - 1);
    expect(6 - (teams().faults.post?.left ?? 0)).toBe(1);
    teams().faults.post = null;
    await product().walk(MINUTE);
    expect(await outcomeOf('filip')).toEqual({ state: 'sent', gone_reason: null, cards: 1 });
  });

  it('six times it is tried with growing pauses, then nobody is asked, and the page says so', async () => {
    fail('post', { kind: 'precondition-failed' }, 100);
    await makeDue('oskar');
    await product().walk(HOUR);
    expect(100 - (teams().faults.post?.left ?? 0)).toBe(6);
    teams().faults.post = null;
    expect(await outcomeOf('oskar')).toEqual({ state: 'gone', gone_reason: 'retries-exhausted', cards: 0 });
    expect((await rep('oskar').moves()).moves[0]?.prompt).toEqual({ state: 'not_asked', why: 'unreachable' });
    expect((await rep('oskar').moves()).burden.seconds).toBe(0);
  });

  it('a question that is put off until after work waits for the next morning', async () => {
    await product().skipTo(at('2026-11-25 16:20'));
    fail('post', { kind: 'throttled', retryAfter: '3600' });
    await makeDue('sanna');
    await product().walkTo(at('2026-11-26 08:00') - 1);
    expect(await rep('sanna').questions()).toEqual([]);
    await product().walkTo(at('2026-11-26 08:00'));
    expect((await rep('sanna').questions()).map(({ sentAt }) => sentAt)).toEqual([at('2026-11-26 08:00')]);
  });

  it('a question that is due in a meeting booked since waits for its end', async () => {
    fail('post', { kind: 'throttled', retryAfter: '600' });
    await makeDue('johan');
    await rep('johan').book({
      subject: 'Avdelningsmöte',
      start: product().now() + 5 * MINUTE,
      end: product().now() + 30 * MINUTE,
    });
    const bookedAt = product().now();
    await product().walk(35 * MINUTE);
    expect((await rep('johan').questions()).map(({ sentAt }) => sentAt - bookedAt)).toEqual([35 * MINUTE]);
  });
});

describe('where the person cannot be reached', () => {
  it('a block is noted, nothing more is sent, and a word of theirs ends it', async () => {
    await product().skipTo(at('2026-11-26 09:00'));
    await teams().chat.setBlocked('amira', true);
    await makeDue('amira');
    expect(await outcomeOf('amira')).toEqual({
      state: 'gone',
      gone_reason: 'blocked-by-user (403 ConversationBlockedByUser)',
      cards: 0,
    });
    await teams().chat.setBlocked('amira', false);
    const demo = await rep('amira').bookDemo(at('2026-12-10 13:00'), { subject: 'Demo Lindtorp' });
    await product().skipTo(at('2026-11-27 09:00'));
    await rep('amira').drag(demo, at('2026-12-11 13:00'));
    await product().walk(HOUR);
    expect((await rep('amira').move('Demo Lindtorp')).prompt).toEqual({
      state: 'not_asked',
      why: 'unreachable',
    });
    const heard = (await rep('amira').cards()).length;
    await teams().chat.say('amira', 'help');
    await rep('amira').hear(heard + 1);
    await makeDue('amira');
    expect((await rep('amira').questions()).length).toBe(1);
  });

  it.each<[string, ConnectorFault, string]>([
    ['nadia', { kind: 'bad-argument' }, 'rejected (400 BadArgument)'],
    ['tove', { kind: 'too-large' }, 'rejected (413 MessageSizeTooBig)'],
  ])('%s is not asked and the reason is kept', async (key, fault, reason) => {
    fail('post', fault);
    await makeDue(key);
    expect(await outcomeOf(key)).toEqual({ state: 'gone', gone_reason: reason, cards: 0 });
    await product().walk(HOUR);
    expect(await outcomeOf(key)).toEqual({ state: 'gone', gone_reason: reason, cards: 0 });
  });

  it('a chat that is not found is tried once more, then opened anew', async () => {
    fail('post', { kind: 'not-found', code: 'ConversationNotFound' }, 2);
    await makeDue('rasmus');
    expect(await outcomeOf('rasmus')).toEqual({ state: 'due', gone_reason: null, cards: 0 });
    await product().walk(3 * MINUTE);
    expect(await outcomeOf('rasmus')).toEqual({ state: 'sent', gone_reason: null, cards: 1 });
    await rep('rasmus').tap(await rep('rasmus').question(), 'Svår marknad');
    expect(await outcomeOf('rasmus')).toMatchObject({ state: 'answered' });
  });

  it('a chat is opened with whoever has none, as soon as that can be had', async () => {
    fail('create', { kind: 'failed', status: 503, delivered: false });
    await makeDue('siv');
    expect(await outcomeOf('siv')).toEqual({ state: 'due', gone_reason: null, cards: 0 });
    await product().walk(MINUTE);
    expect(await outcomeOf('siv')).toEqual({ state: 'sent', gone_reason: null, cards: 1 });
  });
});

describe('where nobody knows whether it was delivered', () => {
  it('a question is never sent again, and a tap on it is an answer', async () => {
    fail('post', { kind: 'failed', status: 500, delivered: true });
    await makeDue('daniel');
    expect(await outcomeOf('daniel')).toEqual({ state: 'unknown', gone_reason: null, cards: 1 });
    await product().walk(HOUR);
    expect(await outcomeOf('daniel')).toEqual({ state: 'unknown', gone_reason: null, cards: 1 });
    const question = await rep('daniel').question();
    const button = question.buttons.find(({ verb }) => verb.endsWith(' other'))?.title ?? '';
    await rep('daniel').tap(question, button);
    expect(await outcomeOf('daniel')).toMatchObject({ state: 'answered' });
    // The card is known from its tap, so it can be emptied.
    await product().skipTo(product().now() + DAY);
    expect((await rep('daniel').cards()).at(-1)?.buttons).toEqual([]);
  });

  it('a tap that comes before the connector’s answer is not lost', async () => {
    await product().skipTo(at('2026-12-01 09:00'));
    const promptId = await stopBeforeSending('petter');
    const outbound = outboundThat(async (post) => {
      const outcome = await post();
      await rep('petter').tap(await rep('petter').question(), 'Svår marknad');
      return outcome;
    });
    await sendPrompt(promptId, depsWith(outbound));
    expect(await outcomeOf('petter')).toEqual({ state: 'answered', gone_reason: null, cards: 0 });
  });

  it('a sender that dies on the way leaves it unknown: whoever comes after does not send', async () => {
    const promptId = await stopBeforeSending('maja');
    const dies = outboundThat(async () => {
      throw new Error('killed');
    });
    await expect(sendPrompt(promptId, depsWith(dies))).rejects.toThrow('killed');
    expect(await outcomeOf('maja')).toEqual({ state: 'sending', gone_reason: null, cards: 0 });
    await sendPrompt(promptId, depsWith(outboundThat((post) => post())));
    expect(await outcomeOf('maja')).toEqual({ state: 'unknown', gone_reason: null, cards: 0 });
  });

  it('a connector that never answers leaves it unknown', async () => {
    const promptId = await stopBeforeSending('lars');
    fail('post', { kind: 'hang', delivered: true });
    await sendPrompt(promptId, depsWith(realOutbound(300)));
    expect(await outcomeOf('lars')).toEqual({ state: 'unknown', gone_reason: null, cards: 1 });
  });
});

describe('whoever sends', () => {
  it('at the same moment as somebody else sends one card', async () => {
    const promptId = await stopBeforeSending('oskar');
    const deps = depsWith(realOutbound(20_000));
    await Promise.all([1, 2, 3].map(() => sendPrompt(promptId, deps)));
    expect((await rep('oskar').questions()).length).toBe(1);
  });

  it('to a rep who pauses while a chat is being opened sends nothing', async () => {
    const promptId = await stopBeforeSending('ingrid');
    const real = realOutbound(20_000);
    const openPersonalChat: BotOutbound['openPersonalChat'] = async (user) => {
      const opened = await real.openPersonalChat(user);
      await teams().chat.say('ingrid', 'pausa');
      return opened;
    };
    await sendPrompt(promptId, depsWith({ ...real, openPersonalChat }));
    expect(await rep('ingrid').questions()).toEqual([]);
    expect((await promptOf('ingrid')).state).toBe('not_asked');
  });
});

describe('a rep who pauses while the card is on its way', () => {
  const closeAtOnce = () => product().settle();
  const closeLater = () => Promise.resolve();

  it.each([
    ['johan', 'comes before', closeLater],
    ['rasmus', 'comes only after', closeAtOnce],
  ])('%s finds no question, whether the connector’s answer %s its end', async (key, _, before) => {
    await product().skipTo(at('2026-12-02 09:00'));
    const promptId = await stopBeforeSending(key);
    const heard = (await rep(key).cards()).length;
    const outbound = outboundThat(async (post) => {
      const outcome = await post();
      await teams().chat.say(key, 'pausa');
      await before();
      return outcome;
    });
    await sendPrompt(promptId, depsWith(outbound));
    await rep(key).hear(heard + 2);
    await product().settle();
    expect(await outcomeOf(key)).toEqual({ state: 'lapsed', gone_reason: null, cards: 0 });
  });
});

const readyz = async () => {
  const { status, body } = await product().call(null, '/readyz');
  return { status, body };
};
const errorsLogged = (words: string) => product().logLines.filter((line) => line.includes(words)).length;

describe('where nobody at all can be reached', () => {
  const posted = (left: number) => left - (teams().faults.post?.left ?? 0);

  it.each<[string, string, string, ConnectorFault, number, string]>([
    [
      'filip',
      'nadia',
      '2026-12-03 09:00',
      { kind: 'forbidden', code: 'BotDisabledByAdmin' },
      200,
      'turned off by an admin',
    ],
    ['tove', 'daniel', '2026-12-04 09:00', { kind: 'unauthorized' }, 503, 'refused by the connector'],
  ])(
    '%s is not given up and %s is not tried: all sends stop, one tries after a while',
    async (first, second, moment, fault, status, word) => {
      await product().skipTo(at(moment));
      const logged = errorsLogged('sends are stopped');
      fail('post', fault, 100);
      await makeDue(first);
      const calls = posted(100);
      expect(await outcomeOf(first)).toEqual({ state: 'due', gone_reason: null, cards: 0 });
      expect(await readyz()).toMatchObject({ status, body: { bot: word } });
      await product().walk(4 * MINUTE);
      expect(posted(100)).toBe(calls);
      // A later question of somebody else is held before it calls anybody.
      await makeDue(second);
      expect(await outcomeOf(second)).toEqual({ state: 'due', gone_reason: null, cards: 0 });
      expect(posted(100)).toBeLessThanOrEqual(calls + 4);
      teams().faults.post = null;
      await product().walk(2 * HOUR);
      expect(await outcomeOf(first)).toEqual({ state: 'sent', gone_reason: null, cards: 1 });
      expect(await outcomeOf(second)).toEqual({ state: 'sent', gone_reason: null, cards: 1 });
      expect(await readyz()).toMatchObject({ status: 200, body: { bot: 'ok' } });
      expect(errorsLogged('sends are stopped')).toBe(logged + 1);
    },
  );
});

/** The question is planned and stands in the outbox; nobody has begun to send it. */
async function stopBeforeSending(key: string): Promise<string> {
  product().queue.hold('send-prompt');
  await makeDue(key);
  const [payload] = await product().queue.take('send-prompt');
  const { prompt_id } = await promptOf(key);
  expect(payload).toEqual({ promptId: prompt_id });
  return prompt_id;
}

function depsWith(outbound: BotOutbound): SendDeps {
  const { store, vault, sandbox } = product();
  return {
    store,
    vault,
    clock: sandbox.clock,
    events: createEventStore(vault),
    people: createPersonStore(vault),
    holidaysBetween: createHolidayCalendar(),
    outbound,
    gate: createSendGate({ store, clock: sandbox.clock, realNow: Date.now, log: pino({ level: 'silent' }) }),
    tenantId: sandbox.microsoft.tenantId,
    defaultServiceUrl: SERVICE_URL,
  };
}

function realOutbound(deadlineMs: number): BotOutbound {
  const { identity } = product().sandbox.inside;
  return createRestOutbound({
    botAppId: product().sandbox.microsoft.botAppId,
    token: async () => (await identity.issueAppToken('https://api.botframework.com')).token,
    serviceHosts: ['smba.trafficmanager.net'],
    report: () => undefined,
    deadlineMs,
  });
}

function outboundThat(posts: (post: () => Promise<SendOutcome>) => Promise<SendOutcome>): BotOutbound {
  const real = realOutbound(20_000);
  return { ...real, postCard: (...card) => posts(() => real.postCard(...card)) };
}

describe('the notification of a question', () => {
  const summaryOf = async (key: string) => (await teams().chat.chat(key)).at(-1)?.summary;

  it('carries no title until the tenant allows it', async () => {
    await product().skipTo(at('2026-12-08 09:00'));
    await makeDue('sanna');
    expect(await summaryOf('sanna')).toBe('Något säljande flyttades. Ett tryck räcker.');
    await product().asWorker(async (trx) =>
      saveTenantSettings(
        trx,
        { ...(await loadTenantSettings(trx)), titleInNotification: true },
        product().now(),
      ),
    );
    await makeDue('petter');
    expect(await summaryOf('petter')).toBe('Demo Havsnäs Hamn flyttades');
  });
});
