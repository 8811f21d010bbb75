import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { closedCard } from '../../../bot/cards/closed-card.ts';
import { helpCard } from '../../../bot/cards/help-card.ts';
import { createRestOutbound, type RestOutboundDeps } from '../../../bot/connector/rest-outbound.ts';
import type { BotOutbound, BotProblem, PersonalChat, SendOutcome } from '../../../bot/ports.ts';
import type { ConnectorFault, ForbiddenCode } from '../../../sandbox/connector/faults.ts';
import { ANNA, NOW, SERVICE_HOSTS, startPretendTeams, type PretendTeams } from './pretend-teams.ts';

const SERVICE_URL = 'https://smba.trafficmanager.net/emea/';
/** For a connector that hangs: long enough for it to deliver first. */
const SHORT_DEADLINE_MS = 400;
const CARD = helpCard('sv');
const SUMMARY = 'Något säljande flyttades. Ett tryck räcker.';

let teams: PretendTeams;
let problems: BotProblem[] = [];

beforeAll(async () => {
  teams = await startPretendTeams();
});

afterEach(async () => {
  Object.assign(teams.faults, { create: null, post: null, put: null });
  problems = [];
  await teams.startOver();
});

afterAll(() => teams.remove());

function outboundWith(deps: Partial<RestOutboundDeps> = {}): BotOutbound {
  return createRestOutbound({
    botAppId: teams.identity.registration.botAppId,
    token: teams.token,
    serviceHosts: SERVICE_HOSTS,
    report: (problem) => void problems.push(problem),
    ...deps,
  });
}

function idOf(outcome: SendOutcome): string {
  if (outcome.outcome !== 'sent') throw new Error(`not sent: ${JSON.stringify(outcome)}`);
  return outcome.id;
}

function outboundFor(fault: ConnectorFault): BotOutbound {
  return outboundWith(fault.kind === 'hang' ? { deadlineMs: SHORT_DEADLINE_MS } : {});
}

function openFor(outbound: BotOutbound, serviceUrl = SERVICE_URL): Promise<SendOutcome> {
  const { tenantId } = teams.identity.registration;
  return outbound.openPersonalChat({ aadObjectId: ANNA.objectId, tenantId, serviceUrl });
}

async function openChat(outbound: BotOutbound): Promise<PersonalChat> {
  return { serviceUrl: SERVICE_URL, conversationId: idOf(await openFor(outbound)) };
}

function fail(call: 'create' | 'post' | 'put', fault: ConnectorFault, left = Number.POSITIVE_INFINITY): void {
  teams.faults[call] = { fault, left };
}

async function messages(): Promise<number> {
  return (await teams.chat.chat('anna')).length;
}

describe('a healthy connector', () => {
  it('opens one chat for one person, however often', async () => {
    const outbound = outboundWith();
    expect(await openFor(outbound)).toEqual(await openFor(outbound));
  });

  it('shows the card with its summary, alerts, and gets no text beside it', async () => {
    const outbound = outboundWith();
    const id = idOf(await outbound.postCard(await openChat(outbound), CARD, SUMMARY));
    expect(await teams.chat.chat('anna')).toEqual([
      { id, from: 'bot', text: null, summary: SUMMARY, card: CARD, sentAt: NOW, replacedAt: null },
    ]);
  });

  it('replaces a card in its place', async () => {
    const outbound = outboundWith();
    const chat = await openChat(outbound);
    const id = idOf(await outbound.postCard(chat, CARD, SUMMARY));
    expect(await outbound.replaceCard(chat, id, closedCard('sv'))).toEqual({ outcome: 'sent', id });
    const shown = await teams.chat.chat('anna');
    expect(shown.map(({ card, replacedAt }) => ({ card, replacedAt }))).toEqual([
      { card: closedCard('sv'), replacedAt: NOW },
    ]);
  });

  it('says that the card to replace is not there', async () => {
    const outbound = outboundWith();
    const chat = await openChat(outbound);
    expect(await outbound.replaceCard(chat, 'gone', CARD)).toEqual(
      gone('activity-not-found', 404, 'ActivityNotFoundInConversation'),
    );
  });

  it('takes nobody who is not in the tenant', async () => {
    const outcome = await outboundWith().openPersonalChat({
      aadObjectId: '00000000-0000-4000-8000-000000000000',
      tenantId: teams.identity.registration.tenantId,
      serviceUrl: SERVICE_URL,
    });
    expect(outcome).toEqual(gone('rejected', 400, 'BadArgument'));
  });

  it('knows who blocked the bot and who took it away', async () => {
    const outbound = outboundWith();
    const chat = await openChat(outbound);
    await teams.chat.setBlocked('anna', true);
    const blocked = await outbound.postCard(chat, CARD, SUMMARY);
    expect(blocked).toEqual(gone('blocked-by-user', 403, 'ConversationBlockedByUser'));
  });
});

const RETRYABLE = { outcome: 'retryable', afterMs: null } as const;
const THROTTLED = { outcome: 'retryable', afterMs: null, throttled: true } as const;
const UNKNOWN = { outcome: 'unknown' } as const;
const gone = (
  reason: Extract<SendOutcome, { outcome: 'gone' }>['reason'],
  status: number,
  code: string,
): SendOutcome => ({ outcome: 'gone', reason, said: { status, code } });
const forbidden = (code: ForbiddenCode) => ({ kind: 'forbidden', code }) as const;

/** The fault, what became of the card, and how many cards are in the chat then. */
const POST_FAULTS: readonly (readonly [ConnectorFault, SendOutcome, number])[] = [
  [{ kind: 'throttled', retryAfter: '7' }, { ...THROTTLED, afterMs: 7_000 }, 0],
  [{ kind: 'throttled', retryAfter: null }, THROTTLED, 0],
  [{ kind: 'throttled', retryAfter: 'soon' }, THROTTLED, 0],
  [{ kind: 'precondition-failed' }, RETRYABLE, 0],
  [forbidden('BotDisabledByAdmin'), gone('disabled-by-admin', 403, 'BotDisabledByAdmin'), 0],
  [forbidden('BotNotInConversationRoster'), gone('not-installed', 403, 'BotNotInConversationRoster'), 0],
  [forbidden('ForbiddenOperationException'), gone('not-installed', 403, 'ForbiddenOperationException'), 0],
  [forbidden('ConversationBlockedByUser'), gone('blocked-by-user', 403, 'ConversationBlockedByUser'), 0],
  [forbidden('MessageWritesBlocked'), gone('blocked-by-user', 403, 'MessageWritesBlocked'), 0],
  [forbidden('SomethingNew'), gone('refused', 403, 'SomethingNew'), 0],
  [
    { kind: 'not-found', code: 'ConversationNotFound' },
    gone('conversation-not-found', 404, 'ConversationNotFound'),
    0,
  ],
  [{ kind: 'bad-argument' }, gone('rejected', 400, 'BadArgument'), 0],
  [{ kind: 'too-large' }, gone('rejected', 413, 'MessageSizeTooBig'), 0],
  [{ kind: 'unauthorized' }, gone('unauthorized', 401, 'BotNotRegistered'), 0],
  [{ kind: 'failed', status: 500, delivered: true }, UNKNOWN, 1],
  [{ kind: 'failed', status: 502, delivered: true }, UNKNOWN, 1],
  [{ kind: 'failed', status: 503, delivered: false }, UNKNOWN, 0],
  [{ kind: 'failed', status: 504, delivered: false }, UNKNOWN, 0],
  [{ kind: 'hang', delivered: true }, UNKNOWN, 1],
  [{ kind: 'slow', ms: 20 }, { outcome: 'sent', id: expect.any(String) }, 1],
  [{ kind: 'wrong-json', body: '{"id":7}' }, UNKNOWN, 1],
  [{ kind: 'wrong-json', body: '<html>' }, UNKNOWN, 1],
  [{ kind: 'wrong-json', body: '' }, UNKNOWN, 1],
];

describe('a card that meets a failing connector', () => {
  it.each(POST_FAULTS)('%j ends as %j, with %i in the chat', async (fault, outcome, shown) => {
    const outbound = outboundFor(fault);
    const chat = await openChat(outbound);
    fail('post', fault);
    expect(await outbound.postCard(chat, CARD, SUMMARY)).toEqual(outcome);
    expect(await messages()).toBe(shown);
  });

  it('waits until the date that it was given, by the connector’s own clock', async () => {
    const outbound = outboundWith();
    const chat = await openChat(outbound);
    fail('post', { kind: 'throttled', retryAfter: new Date(Date.now() + 30_000).toUTCString() });
    const outcome = await outbound.postCard(chat, CARD, SUMMARY);
    expect(outcome).toEqual({ ...THROTTLED, afterMs: expect.any(Number) });
    const { afterMs } = { afterMs: null, ...outcome };
    expect(Math.abs((afterMs ?? 0) - 30_000)).toBeLessThanOrEqual(2_000);
  });

  it.each<[ConnectorFault, SendOutcome]>([
    [{ kind: 'failed', status: 500, delivered: true }, RETRYABLE],
    [{ kind: 'failed', status: 502, delivered: false }, RETRYABLE],
    [{ kind: 'hang', delivered: true }, RETRYABLE],
    [{ kind: 'precondition-failed' }, RETRYABLE],
    [
      { kind: 'not-found', code: 'ActivityNotFoundInConversation' },
      gone('activity-not-found', 404, 'ActivityNotFoundInConversation'),
    ],
    [
      { kind: 'not-found', code: 'ConversationNotFound' },
      gone('conversation-not-found', 404, 'ConversationNotFound'),
    ],
  ])('may be replaced once more, for that can be repeated: %j ends as %j', async (fault, outcome) => {
    const outbound = outboundFor(fault);
    const chat = await openChat(outbound);
    const id = idOf(await outbound.postCard(chat, CARD, SUMMARY));
    fail('put', fault);
    expect(await outbound.replaceCard(chat, id, closedCard('sv'))).toEqual(outcome);
  });

  it('counts a replacement as done where the answer says nothing', async () => {
    const outbound = outboundWith();
    const chat = await openChat(outbound);
    const id = idOf(await outbound.postCard(chat, CARD, SUMMARY));
    fail('put', { kind: 'wrong-json', body: '' });
    expect(await outbound.replaceCard(chat, id, closedCard('sv'))).toEqual({ outcome: 'sent', id });
  });

  it.each<[ConnectorFault, SendOutcome]>([
    [{ kind: 'failed', status: 500, delivered: true }, RETRYABLE],
    [{ kind: 'hang', delivered: false }, RETRYABLE],
    [{ kind: 'wrong-json', body: '{}' }, RETRYABLE],
    [forbidden('ForbiddenOperationException'), gone('not-installed', 403, 'ForbiddenOperationException')],
  ])('may have its chat opened again: %j ends as %j', async (fault, outcome) => {
    fail('create', fault);
    expect(await openFor(outboundFor(fault))).toEqual(outcome);
  });
});

describe('what is tried once more at once, because it was surely not delivered', () => {
  it('is a refused token, with a fresh one', async () => {
    const asked: boolean[] = [];
    const outbound = outboundWith({
      token: (fresh) => {
        asked.push(fresh);
        return teams.token();
      },
    });
    const chat = await openChat(outbound);
    fail('post', { kind: 'unauthorized' }, 1);
    expect(await outbound.postCard(chat, CARD, SUMMARY)).toMatchObject({ outcome: 'sent' });
    expect(asked).toEqual([false, false, true]);
    expect(await messages()).toBe(1);
  });

  it('is a bot that lives on the government cloud’s host', async () => {
    const outbound = outboundWith();
    const chat = await openChat(outbound);
    fail('post', forbidden('InvalidBotApiHost'), 2);
    expect(await outbound.postCard(chat, CARD, SUMMARY)).toMatchObject({ outcome: 'sent' });
    expect(await messages()).toBe(1);
  });

  it('is not that, where that host may get no token', async () => {
    const outbound = outboundWith({ serviceHosts: ['smba.trafficmanager.net'] });
    const chat = await openChat(outbound);
    fail('post', forbidden('InvalidBotApiHost'), 1);
    expect(await outbound.postCard(chat, CARD, SUMMARY)).toEqual(gone('refused', 403, 'InvalidBotApiHost'));
  });
});

describe('a token', () => {
  it('goes to no host that is not on the list', async () => {
    const asked: boolean[] = [];
    const outbound = outboundWith({
      token: (fresh) => {
        asked.push(fresh);
        return teams.token();
      },
    });
    const chat = { serviceUrl: 'https://evil.example/', conversationId: 'a:1' };
    const refused = { outcome: 'gone', reason: 'service-url-not-allowed' };
    expect(await outbound.postCard(chat, CARD, SUMMARY)).toEqual(refused);
    expect(await outbound.replaceCard(chat, '1', CARD)).toEqual(refused);
    expect(await openFor(outbound, 'http://smba.trafficmanager.net/')).toEqual(refused);
    expect(asked).toEqual([]);
  });

  it('that cannot be had leaves the card unsent, and that is reported', async () => {
    const chat = await openChat(outboundWith());
    const error = new Error('identity is away');
    const outbound = outboundWith({ token: () => Promise.reject(error) });
    expect(await outbound.postCard(chat, CARD, SUMMARY)).toEqual(RETRYABLE);
    expect(problems).toEqual([{ kind: 'token-failed', error }]);
  });

  it('that never comes ends at the deadline, with the card unsent', async () => {
    const chat = await openChat(outboundWith());
    const outbound = outboundWith({ token: () => new Promise<string>(() => undefined), deadlineMs: 50 });
    expect(await outbound.postCard(chat, CARD, SUMMARY)).toEqual(RETRYABLE);
  });
});

it('reports a refusal by its status and code alone', async () => {
  const outbound = outboundWith();
  const chat = await openChat(outbound);
  fail('post', forbidden('MessageWritesBlocked'));
  await outbound.postCard(chat, CARD, SUMMARY);
  expect(problems).toEqual([{ kind: 'send-refused', status: 403, code: 'MessageWritesBlocked' }]);
});
