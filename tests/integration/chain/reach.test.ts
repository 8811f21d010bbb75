import { beforeAll, describe, expect, it, vi } from 'vitest';
import { removeChat, saveChatState } from '../../../api/store/chat-store.ts';
import { DAY, HOUR, MINUTE } from '../../../shared/calendar/time.ts';
import { at } from '../../factories/event.ts';
import { useProduct } from '../../fakes/product.ts';
import { repIn } from './rep.ts';

const product = useProduct({
  company: { seed: 'test', teams: ['mitt', 'norr'], weeksBack: 0, weeksAhead: 0 },
  calendars: async () => undefined,
});
const PERMISSION = 'TeamsAppInstallation.ReadWriteSelfForUser.All';
const rep = (key: string) => repIn(product(), key);
const teams = () => product().sandbox.inside.teams;
const graph = () => product().sandbox.inside.graph;
const titles = async (key: string) => (await rep(key).cards()).map(({ lines }) => lines[0]);
const installCalls = () =>
  graph()
    .log.latest()
    .filter(({ path }) => /teamwork|appCatalogs/.test(path))
    .map(({ method, status }) => `${method} ${status}`);
const reachOf = (key: string) =>
  product().asWorker((trx) =>
    trx
      .selectFrom('reach')
      .select(['failure', 'tries', 'due_at'])
      .where('person_id', '=', product().personId(key))
      .executeTakeFirst(),
  );
const chatOf = (key: string) =>
  product().asWorker((trx) =>
    trx
      .selectFrom('chat')
      .select(['state', 'conversation_id'])
      .where('person_id', '=', product().personId(key))
      .executeTakeFirst(),
  );
const botState = async () => {
  const { status, body } = await product().call(null, '/readyz');
  return { status, body };
};
/** A Norwegian reads English. */
const WELCOME = expect.stringMatching(/^(Hej! Jag är|Hello! I am) Followthrough\.$/);

/** As if the bot had never been with them. */
async function forget(key: string): Promise<void> {
  await product().asWorker((trx) => removeChat(trx, product().personId(key)));
}

describe('the first night', () => {
  beforeAll(async () => {
    // Maja took the bot away, Sanna blocked it, and Oskar may not have it.
    await teams().chat.install('maja');
    await teams().chat.install('sanna');
    await teams().chat.uninstall('maja');
    await product().asWorker((trx) =>
      saveChatState(trx, product().personId('sanna'), 'blocked', product().now()),
    );
    graph().faults.installSilent = true;
    graph().faults.installRefused = true;
    graph().faults.mailbox = 'oskar';
    teams().faults.create = { fault: { kind: 'forbidden', code: 'ForbiddenOperationException' }, left: 1 };
  });

  it('disturbs nobody before their working day begins', async () => {
    await product().walkTo(at('2026-11-26 08:00') - 1);
    expect(await titles('johan')).toEqual([]);
    expect(await chatOf('johan')).toBeUndefined();
  });

  it('brings each rep the app, a chat and one welcome in the morning, though no event tells of it', async () => {
    await product().walkTo(at('2026-11-26 08:00'));
    for (const key of ['johan', 'petter', 'lars', 'ingrid', 'siv']) {
      expect([key, await teams().chat.isInstalled(key)]).toEqual([key, true]);
      expect([key, await titles(key)]).toEqual([key, [WELCOME]]);
      expect(await chatOf(key)).toMatchObject({ state: 'open' });
      expect(await reachOf(key)).toBeUndefined();
    }
  });

  it('leaves alone whoever took the bot away or blocked it', async () => {
    expect(await teams().chat.isInstalled('maja')).toBe(false);
    expect(await chatOf('maja')).toMatchObject({ state: 'uninstalled' });
    expect(await chatOf('sanna')).toMatchObject({ state: 'blocked' });
    expect([await reachOf('maja'), await reachOf('sanna')]).toEqual([undefined, undefined]);
  });

  it('keeps in mind whom a policy keeps from it, and does not try them again that day', async () => {
    expect(await reachOf('oskar')).toEqual({ failure: 'not-installed', tries: 1, due_at: null });
    expect(await chatOf('oskar')).toBeUndefined();
  });

  it('is known by the name that its first tap gives, and by no other after that', async () => {
    const nameOf = async () => (await chatOf('ingrid'))?.conversation_id.slice(0, 3);
    expect(await nameOf()).toBe('19:');
    const [welcome] = await rep('ingrid').cards();
    if (!welcome) throw new Error('Nobody was welcomed.');
    const goOn = { ...welcome, buttons: [{ title: 'Fortsätt', verb: 'resume' }] };
    await rep('ingrid').tap(goOn, 'Fortsätt');
    await vi.waitFor(async () => expect(await nameOf()).toMatch(/^a:/));
  });

  it('is followed by questions in that chat, and a tap on one is an answer though the chat has another name for it', async () => {
    const start = product().now() + 7 * DAY;
    const demo = await rep('johan').bookDemo(start);
    await product().walk(10 * MINUTE);
    await rep('johan').drag(demo, start + 2 * DAY);
    await product().walk(11 * MINUTE);
    const [question, ...more] = await rep('johan').questions();
    expect(more).toEqual([]);
    if (!question) throw new Error('Nobody was asked.');
    expect((await rep('johan').tap(question, 'Svår marknad')).lines[0]).toBe('Tack. Ditt svar: Svår marknad');
  });
});

describe('a night after', () => {
  it('an event that comes as well brings no second welcome, and a conflict is no fault', async () => {
    Object.assign(graph().faults, { installSilent: false, installRefused: false, mailbox: null });
    await forget('petter');
    await teams().chat.uninstall('lars');
    await forget('lars');
    graph().faults.installationsHidden = true;
    graph().faults.mailbox = 'petter';
    await product().walkTo(at('2026-11-27 08:00'));
    expect(await titles('lars')).toEqual([WELCOME, WELCOME]);
    await rep('lars').hear(2);
    expect(await chatOf('petter')).toMatchObject({ state: 'open' });
    // By then the policy about Oskar is gone too.
    expect(await titles('oskar')).toEqual([WELCOME]);
    expect(await reachOf('oskar')).toBeUndefined();
    Object.assign(graph().faults, { installationsHidden: false, mailbox: null });
  });

  it('whoever has left loses their chat', async () => {
    await product().walkTo(at('2026-11-27 23:00'));
    await product().asWorker((trx) =>
      trx
        .updateTable('person')
        .set({ left_at: new Date(product().now()) })
        .where('person_id', '=', product().personId('siv'))
        .execute(),
    );
    await product().walkTo(at('2026-11-28 02:00'));
    expect(await chatOf('siv')).toBeUndefined();
  });
});

describe('without the permission to install', () => {
  it('nobody is installed for and no storm is made; who has the app by policy is reached all the same', async () => {
    await product().walkTo(at('2026-11-29 12:00'));
    graph().faults.notGranted = [PERMISSION];
    graph().log.clear();
    teams().faults.create = { fault: { kind: 'forbidden', code: 'ForbiddenOperationException' }, left: 1 };
    for (const key of ['petter', 'lars', 'ingrid']) await forget(key);
    await product().walkTo(at('2026-11-30 08:30'));
    expect(installCalls()).toEqual(['GET 403']);
    // The directory still lists Siv, so that she is a rep again; one of the four is refused.
    const reached = await Promise.all(['petter', 'lars', 'ingrid', 'siv'].map(chatOf));
    expect(reached.filter((chat) => chat?.state === 'open').length).toBe(3);
    expect(await botState()).toMatchObject({
      status: 200,
      body: { bot: `cannot be installed for people: ${PERMISSION} is not consented to` },
    });
  });

  it('one look a night shows whether that has changed, and one line says so', async () => {
    graph().log.clear();
    await product().walkTo(at('2026-12-01 07:00'));
    expect(installCalls()).toEqual(['GET 403']);
    const lines = product().logLines.filter((line) => line.includes('was not consented to'));
    expect(lines.length).toBe(1);
  });

  it('once it is given, who waits is reached', async () => {
    graph().faults.notGranted = [];
    await product().walkTo(at('2026-12-02 08:30'));
    const chats = [await chatOf('petter'), await chatOf('lars'), await chatOf('ingrid')];
    expect(chats.map((chat) => chat?.state)).toEqual(['open', 'open', 'open']);
    expect(await botState()).toMatchObject({ status: 200, body: { bot: 'ok' } });
  });
});

describe('a chat in which the bot turns out not to be', () => {
  it('is no refusal by somebody who was never heard from: the app is installed anew', async () => {
    await product().walkTo(at('2026-12-02 09:00'));
    await product().asWorker((trx) =>
      trx
        .updateTable('chat')
        .set({ heard_at: null })
        .where('person_id', '=', product().personId('ingrid'))
        .execute(),
    );
    teams().faults.post = { fault: { kind: 'forbidden', code: 'BotNotInConversationRoster' }, left: 1 };
    const start = product().now() + 7 * DAY;
    const demo = await rep('ingrid').bookDemo(start);
    await product().walk(10 * MINUTE);
    await rep('ingrid').drag(demo, start + 2 * DAY);
    await product().walk(HOUR);
    expect(await chatOf('ingrid')).toMatchObject({ state: 'open' });
    expect((await rep('ingrid').moves()).moves[0]?.prompt).toEqual({
      state: 'not_asked',
      why: 'unreachable',
    });
  });
});
