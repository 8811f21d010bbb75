import { beforeAll, describe, expect, it } from 'vitest';
import { HOUR, MINUTE, type Instant } from '../../../shared/calendar/time.ts';
import { meetingSchema, type Meeting } from '../../../shared/contract/outlook.ts';
import { titleHash } from '../../../api/outlook/pick-meeting.ts';
import { listPaneAnswers } from '../../../api/store/pane-answer-store.ts';
import { at } from '../../factories/event.ts';
import { useProduct } from '../../fakes/product.ts';
import { OTHER_CUSTOMER, type Rep, repIn } from '../chain/rep.ts';

const product = useProduct({
  company: { seed: 'test', teams: ['mitt'], weeksBack: 0, weeksAhead: 0 },
  calendars: async () => undefined,
});
const rep = (key: string): Rep => repIn(product(), key);
const TITLE = 'Demo Havsnäs Hamn';
const OLD = at('2026-12-10 10:00');
const NEW = at('2026-12-14 10:00');

const iso = (instant: Instant): string => new Date(instant).toISOString();
const span = (start: Instant) => ({ start: iso(start), end: iso(start + HOUR) });

beforeAll(async () => {
  for (const { key, role } of product().sandbox.people())
    if (role === 'rep') await product().sandbox.inside.teams.chat.install(key);
});

/** What the pane asks of a form in which the meeting stands at another time. */
async function look(
  key: string,
  form: { title?: string; old?: Instant; to?: Instant | null; itemId?: string },
) {
  const { title = TITLE, old = OLD, to = NEW, itemId = null } = form;
  const { status, body } = await product().call(key, '/api/outlook/meeting', {
    json: {
      itemId,
      seriesId: null,
      starts: to === null ? [iso(old)] : [iso(old), iso(to)],
      titleHash: titleHash(title),
      newTime: to === null ? null : span(to),
    },
  });
  expect({ status, body }).toMatchObject({ status: 200 });
  return meetingSchema.parse(body);
}

async function answer(key: string, { event }: Meeting, code: string, to: Instant = NEW): Promise<number> {
  const json = { event: event?.id, newTime: span(to), code };
  return (await product().call(key, '/api/outlook/answer', { json })).status;
}

let demo = '';

describe('the pane in Outlook', () => {
  it('finds the rep’s own meeting by title and start, with class, why and no question while nothing moves', async () => {
    await product().skipTo(at('2026-11-25 13:00'));
    demo = await rep('maja').bookDemo(OLD);
    const meeting = await look('maja', { to: null });
    expect(meeting).toMatchObject({
      timeZone: 'Europe/Stockholm',
      event: { title: TITLE, start: iso(OLD), class: 'selling', activity: 'demo', standing: 'open' },
      isSure: true,
      question: null,
    });
    expect(meeting.event?.because.length).toBeGreaterThan(0);
  });

  it.each<[string, string, { title?: string; old?: Instant; itemId?: string }]>([
    ['another rep', 'oskar', {}],
    ['another title', 'maja', { title: 'Något annat' }],
    ['another time', 'maja', { old: OLD + HOUR }],
    ['nothing but a stranger’s id', 'maja', { title: 'Något annat', itemId: 'AAMkAGI2-_x' }],
  ])('finds nothing for %s', async (_name, key, form) => {
    expect(await look(key, { ...form, to: null })).toMatchObject({ event: null, question: null });
  });

  it('tells the administrator where the add-in was heard, by day and of nobody', async () => {
    const hear = async (key: string, client: string, hasEvents: boolean) => {
      const json = { client, hasEvents };
      expect((await product().call(key, '/api/outlook/heard', { json })).status).toBe(200);
    };
    await hear('maja', 'web', true);
    await hear('oskar', 'web', false);
    await hear('oskar', 'mac', false);
    expect(await product().get('mats', '/api/admin/health')).toMatchObject({
      outlook: [
        { client: 'mac', paneOn: '2026-11-25', eventsOn: null },
        { client: 'web', paneOn: '2026-11-25', eventsOn: '2026-11-25' },
      ],
    });
  });

  it('offers the reasons where a question about the move would be allowed', async () => {
    expect((await look('maja', {})).question).toEqual({
      oldStart: iso(OLD),
      newStart: iso(NEW),
      workingDays: 2,
      reasons: expect.arrayContaining(['market', 'material']),
      minimum: 5,
      given: null,
    });
  });

  it.each([
    ['the same day', OLD + 3 * HOUR],
    ['an earlier day', at('2026-12-08 10:00')],
  ])('offers none for a move to %s, and takes no answer', async (_name, to) => {
    const meeting = await look('maja', { to });
    expect(meeting.question).toBeNull();
    expect(await answer('maja', meeting, 'market', to)).toBe(409);
  });

  // What every other question waits for, this one waits for too: the form is not an invitation.
  it.each<[string, object, object]>([
    ['they have paused', { pause: 'week' }, { pause: 'none' }],
    ['it is quiet', { quietHours: { from: '12:00', to: '14:00' } }, { quietHours: null }],
  ])('offers none while %s, and takes no answer', async (_name, change, back) => {
    const set = (json: object) => product().call('maja', '/api/settings', { method: 'PATCH', json });
    expect((await set(change)).status).toBe(200);
    const meeting = await look('maja', {});
    expect(meeting).toMatchObject({ event: { title: TITLE }, question: null });
    expect(await answer('maja', meeting, 'market')).toBe(409);
    await set(back);
    expect((await look('maja', {})).question).not.toBeNull();
  });

  it('offers none in a meeting', async () => {
    await rep('maja').book({ subject: 'Avstämning', start: at('2026-11-25 13:00') });
    await product().walk(2 * MINUTE);
    expect((await look('maja', {})).question).toBeNull();
    await product().walkTo(at('2026-11-25 14:06'));
    expect((await look('maja', {})).question).not.toBeNull();
  });

  it('takes no answer about another rep’s meeting', async () => {
    expect(await answer('oskar', await look('maja', {}), 'market')).toBe(404);
  });

  it('keeps the answer when the move settles, and the bot does not ask again: one move, one question', async () => {
    expect(await answer('maja', await look('maja', {}), 'market')).toBe(200);
    expect(await answer('maja', await look('maja', {}), 'material')).toBe(200);
    expect((await look('maja', {})).question?.given).toBe('material');
    await product().walk(20 * MINUTE);
    await rep('maja').drag(demo, NEW);
    await product().walk(2 * HOUR);
    expect(await rep('maja').questions()).toEqual([]);
    const moved = await rep('maja').moves();
    expect(moved.moves.map(({ kind, newStart, prompt }) => ({ kind, newStart, prompt }))).toEqual([
      {
        kind: 'postponed',
        newStart: iso(NEW),
        prompt: { state: 'answered', answer: expect.objectContaining({ code: 'material' }) },
      },
    ]);
    expect(moved.burden.seconds).toBe(10);
    expect(await answersOf('maja')).toEqual([
      { code: 'market', is_first: true },
      { code: 'material', is_first: false },
    ]);
  });

  it('counts it against the cap of one a day, in the pane and in the chat', async () => {
    const second = await rep('maja').bookDemo(OLD, { subject: 'Demo Lindtorp', attendees: [OTHER_CUSTOMER] });
    const form = { title: 'Demo Lindtorp' };
    expect((await look('maja', form)).question).toBeNull();
    await rep('maja').drag(second, NEW + 2 * HOUR);
    await product().walk(2 * HOUR);
    expect((await rep('maja').move('Demo Lindtorp')).prompt).toEqual({ state: 'waiting', why: 'cap-day' });
  });

  it('offers none after hours', async () => {
    await rep('sanna').bookDemo(OLD, { subject: 'Demo Lindtorp', attendees: [OTHER_CUSTOMER] });
    await product().walkTo(at('2026-11-25 20:00'));
    expect((await look('sanna', { title: 'Demo Lindtorp' })).question).toBeNull();
    await product().walkTo(at('2026-11-26 09:00'));
    expect((await look('sanna', { title: 'Demo Lindtorp' })).question).not.toBeNull();
  });

  it('drops it where the move settles as one that is not asked about', async () => {
    const own = await rep('sanna').bookDemo(OLD);
    expect(await answer('sanna', await look('sanna', {}), 'market')).toBe(200);
    await rep('sanna').drag(own, OLD + 3 * HOUR);
    await product().walk(2 * HOUR);
    expect(await answersOf('sanna')).toEqual([]);
    expect(await waitingOf('sanna')).toBe(0);
  });

  it('drops it where nothing comes of it, and lets the bot ask about a later move', async () => {
    await rep('oskar').bookDemo(OLD);
    expect(await answer('oskar', await look('oskar', {}), 'market')).toBe(200);
    await product().walk(25 * HOUR);
    expect(await waitingOf('oskar')).toBe(1);
    await product().walk(2 * HOUR);
    expect(await waitingOf('oskar')).toBe(0);
    expect(await answersOf('oskar')).toEqual([]);
  });
});

const answersOf = (key: string) =>
  product().asWorker((trx) =>
    trx
      .selectFrom('answer')
      .select(['code', 'is_first'])
      .where('person_id', '=', product().personId(key))
      .orderBy('answer_id')
      .execute(),
  );

const waitingOf = async (key: string): Promise<number> =>
  product().asWorker(async (trx) => (await listPaneAnswers(trx, product().personId(key))).length);
