import { beforeAll, describe, expect, it } from 'vitest';
import { makeSortingDue } from '../../../api/store/resort-store.ts';
import { DAY, HOUR, MINUTE } from '../../../shared/calendar/time.ts';
import { at } from '../../factories/event.ts';
import { useProduct } from '../../fakes/product.ts';
import { type Card, repIn } from './rep.ts';

const product = useProduct({
  company: { seed: 'test', teams: ['mitt'], weeksBack: 0, weeksAhead: 0 },
  calendars: async () => undefined,
});
const rep = (key: string) => repIn(product(), key);
const chat = () => product().sandbox.inside.teams.chat;
const CLOSED = ['Frågan är stängd.'];

beforeAll(async () => {
  for (const { key, role } of product().sandbox.people()) if (role === 'rep') await chat().install(key);
});

/** A rep is asked about a demo that was dragged to the day after. */
async function ask(key: string): Promise<Card> {
  const start = product().now() + 7 * DAY;
  const demo = await rep(key).bookDemo(start);
  await product().walk(10 * MINUTE);
  await rep(key).drag(demo, start + 2 * DAY);
  await product().walk(11 * MINUTE);
  return rep(key).question();
}

const cardAsItIs = async (key: string, card: Card) =>
  (await rep(key).cards()).find(({ id }) => id === card.id)?.lines;

const answersOf = (key: string) =>
  product().asWorker((trx) =>
    trx
      .selectFrom('answer')
      .select(['code', 'is_first', 'seconds_to_answer'])
      .where('person_id', '=', product().personId(key))
      .orderBy('answer_id')
      .execute(),
  );

describe('an answered question', () => {
  let question: Card;
  beforeAll(async () => {
    question = await ask('maja');
    await product().walk(2 * MINUTE);
  });

  it('shows the same card when the tap comes twice, at once or again', async () => {
    const [first, second] = await Promise.all([
      rep('maja').tap(question, 'Svår marknad'),
      rep('maja').tap(question, 'Svår marknad'),
    ]);
    const again = await rep('maja').tap(question, 'Svår marknad');
    expect(first.lines[0]).toBe('Tack. Ditt svar: Svår marknad');
    expect([second.lines, again.lines]).toEqual([first.lines, first.lines]);
    expect(await answersOf('maja')).toEqual([{ code: 'market', is_first: true, seconds_to_answer: 180 }]);
  });

  it('takes the chat’s newest service URL over, which a region may change', async () => {
    const personId = product().personId('maja');
    const chatRow = () =>
      product().asWorker((trx) =>
        trx.selectFrom('chat').select('service_url').where('person_id', '=', personId).executeTakeFirst(),
      );
    const newest = await chatRow();
    await product().asWorker((trx) =>
      trx
        .updateTable('chat')
        .set({ service_url: 'https://smba.trafficmanager.net/fr/' })
        .where('person_id', '=', personId)
        .execute(),
    );
    await rep('maja').tap(question, 'Svår marknad');
    expect(await chatRow()).toEqual(newest);
  });

  it('can be changed for a day, and the first answer stays the first', async () => {
    const [answered] = (await rep('maja').cards()).slice(-1);
    const asking = await rep('maja').tap(answered ?? question, 'Ändra svar');
    expect(asking.lines.slice(1, 3)).toEqual(['Ditt svar nu: Svår marknad', 'Vad var skälet?']);
    expect(asking.buttons.map(({ title }) => title)).not.toContain('Inte säljande');
    const changed = await rep('maja').tap(asking, 'Jag valde annat');
    expect(changed.lines[0]).toBe('Tack. Ditt svar: Jag valde annat');
    expect((await answersOf('maja')).map(({ code, is_first }) => [code, is_first])).toEqual([
      ['market', true],
      ['own-priority', false],
    ]);
    expect((await rep('maja').moves()).moves[0]?.prompt).toMatchObject({ answer: { code: 'own-priority' } });
  });

  it('is emptied of title, customer and reason a day after the first tap; a tap after that changes nothing', async () => {
    await product().skipTo(at('2026-11-26 10:30') - 1);
    expect(await cardAsItIs('maja', question)).not.toEqual(CLOSED);
    await product().walkTo(at('2026-11-26 10:30'));
    expect(await cardAsItIs('maja', question)).toEqual(CLOSED);
    expect((await rep('maja').tap(question, 'Saknar material')).lines).toEqual(CLOSED);
    expect((await answersOf('maja')).map(({ code }) => code)).toEqual(['market', 'own-priority']);
  });

  it('stays emptied where a card on another device is contested later: that is noted, and shows no title', async () => {
    const { verb = '' } = question.buttons[0] ?? {};
    const disagree = { title: 'Stämmer inte', verb: verb.replace(/^answer (\S+) .*/, 'contest $1') };
    const contested = await rep('maja').tap({ ...question, buttons: [disagree] }, 'Stämmer inte');
    expect(contested.lines).toEqual(CLOSED);
    await product().settle();
    expect(await cardAsItIs('maja', question)).toEqual(CLOSED);
    expect((await rep('maja').moves()).moves[0]?.prompt).toMatchObject({ answer: { contested: true } });
  });
});

describe('a question', () => {
  it('of somebody else is closed to whoever taps it, and stays open to its own', async () => {
    const question = await ask('oskar');
    for (const stranger of ['sanna', 'karin', 'mats']) {
      await chat().say(stranger, 'hjälp');
      for (const button of ['Saknar material', 'Inte säljande'])
        expect((await rep(stranger).tap(question, button)).lines).toEqual(CLOSED);
    }
    expect(await answersOf('oskar')).toEqual([]);
    expect(await rep('oskar').question()).toEqual(question);
    const answered = await rep('oskar').tap(question, 'Saknar material');
    expect(answered.lines[0]).toBe('Tack. Ditt svar: Saknar material');
  });

  it('has the rep’s weeks read for its answer beforehand; sorting anew forgets them', async () => {
    const personId = product().personId('oskar');
    const weeks = () =>
      product().asWorker((trx) =>
        trx.selectFrom('prompt').select('own_weeks').where('person_id', '=', personId).execute(),
      );
    expect((await weeks())[0]?.own_weeks?.map(({ week }) => week)).toContain('2026-W48');
    await product().asWorker((trx) => makeSortingDue(trx, personId, product().now()));
    await product().walk(2 * MINUTE);
    expect(await weeks()).toEqual([{ own_weeks: null }]);
  });

  it.each(['answer ID material', 'not-selling ID', 'contest ID', 'reconsider ID'])(
    'that nobody ever asked is closed to %s',
    async (verb) => {
      const [card] = await rep('oskar').cards();
      for (const id of ['00000000-0000-4000-8000-000000000000', 'x', '1']) {
        const forged = { title: 'Forged', verb: verb.replace('ID', id) };
        expect((await tapOn(card, forged)).lines).toEqual(CLOSED);
      }
    },
  );

  it('lapses at the end of the second working day: the card is emptied, and a late tap says so', async () => {
    const question = await ask('sanna');
    expect(question.lines.at(-1)).toBe('Frågan försvinner på måndag. Inga påminnelser.');
    await product().skipTo(at('2026-11-30 17:00') - 1);
    expect((await rep('sanna').moves()).moves[0]?.prompt).toEqual({
      state: 'asked',
      lapsesAt: '2026-11-30T16:00:00.000Z',
    });
    await product().walkTo(at('2026-11-30 17:00'));
    expect(await cardAsItIs('sanna', question)).toEqual(CLOSED);
    expect((await rep('sanna').tap(question, 'Saknar material')).lines).toEqual(CLOSED);
    expect(await answersOf('sanna')).toEqual([]);
    expect((await rep('sanna').moves()).moves[0]?.prompt).toEqual({ state: 'lapsed' });
  });
});

describe('a pause', () => {
  it('takes the open question away at once, and its card offers to go on; none comes until the rep goes on', async () => {
    await product().skipTo(at('2026-12-01 09:00'));
    const question = await ask('johan');
    const paused = await rep('johan').tap(question, 'Pausa');
    await product().settle();
    expect(paused.lines[0]).toBe('Frågorna är pausade till tisdag 8 dec.');
    expect(await cardAsItIs('johan', question)).toEqual(paused.lines);
    expect((await rep('johan').tap(question, 'Svår marknad')).lines).toEqual(CLOSED);
    expect(await answersOf('johan')).toEqual([]);
    expect(await rep('johan').moves()).toMatchObject({
      pausedUntil: '2026-12-08T08:23:00.000Z',
      moves: [{ prompt: { state: 'lapsed' } }],
    });

    const start = at('2026-12-09 14:00');
    const demo = await rep('johan').bookDemo(start, { subject: 'Demo Lindtorp' });
    await product().skipTo(at('2026-12-02 09:00'));
    await rep('johan').drag(demo, start + DAY);
    await product().walk(HOUR);
    expect((await rep('johan').move('Demo Lindtorp')).prompt).toEqual({ state: 'waiting', why: 'paused' });
    await rep('johan').tap(paused, 'Fortsätt');
    await product().settle();
    expect((await rep('johan').question()).lines[0]).toBe('Demo Lindtorp flyttades');
    expect((await rep('johan').moves()).pausedUntil).toBeNull();
  });

  it('that was asked for in words does the same', async () => {
    await product().skipTo(at('2026-12-03 09:00'));
    const question = await ask('petter');
    const heard = (await rep('petter').cards()).length;
    await chat().say('petter', 'pausa');
    await rep('petter').hear(heard + 1);
    await product().settle();
    expect((await cardAsItIs('petter', question))?.[0]).toBe('Frågorna är pausade till torsdag 10 dec.');
    expect((await rep('petter').cards()).at(-1)?.lines[0]).toBe('Frågorna är pausade till torsdag 10 dec.');
    const [move] = (await rep('petter').moves()).moves;
    expect(move?.prompt).toEqual({ state: 'lapsed' });
  });

  it('until the rep goes on has no end', async () => {
    const [card] = (await rep('petter').cards()).slice(-1);
    if (!card) throw new Error('There is no card.');
    expect((await rep('petter').tap(card, 'Tills jag fortsätter')).lines[0]).toBe(
      'Frågorna är pausade tills du fortsätter.',
    );
    expect((await rep('petter').moves()).pausedUntil).toBe('9999-01-01T00:00:00.000Z');
  });
});

async function tapOn(card: Card | undefined, button: { title: string; verb: string }): Promise<Card> {
  if (!card) throw new Error('There is no card.');
  return rep('oskar').tap({ ...card, buttons: [button] }, button.title);
}
