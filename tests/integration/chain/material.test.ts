import { beforeAll, describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE } from '../../../shared/calendar/time.ts';
import { at } from '../../factories/event.ts';
import { useProduct } from '../../fakes/product.ts';
import { repIn } from './rep.ts';

const product = useProduct({
  company: { seed: 'test', teams: ['mitt'], weeksBack: 0, weeksAhead: 0 },
  calendars: async () => undefined,
});
const rep = (key: string) => repIn(product(), key);
/** Wednesday 2026-12-02 10:15, after which the demo was to be; its new day; and ten working days after the move. */
const OLD_START = at('2026-12-02 11:00');
const NEW_START = at('2026-12-04 11:00');
const JUDGED_AGAIN = at('2026-12-09 17:00');

/** Half of the old week stands in the calendar, so that it says enough. */
async function fillWeek(key: string): Promise<void> {
  for (let day = 0; day < 5; day += 1) {
    const start = at('2026-11-30 13:00') + day * DAY;
    await rep(key).book({ subject: 'Internt möte', start, end: start + 4 * HOUR });
  }
}

/** Books a demo, lets `between` add to the calendar, drags it, and answers that material was missing. */
async function answerMaterial(key: string, between: () => Promise<void> = async () => undefined) {
  await product().sandbox.inside.teams.chat.install(key);
  await fillWeek(key);
  const demo = await rep(key).bookDemo(OLD_START);
  await between();
  await product().walk(5 * MINUTE);
  await rep(key).drag(demo, NEW_START);
  await product().walk(11 * MINUTE);
  return rep(key).tap(await rep(key).question(), 'Saknar material');
}

const storedOf = (key: string) =>
  product().asWorker((trx) =>
    trx
      .selectFrom('answer')
      .select(['evidence', 'later_evidence', 'rejudged_at'])
      .where('person_id', '=', product().personId(key))
      .execute(),
  );

const verdictOf = async (key: string) => (await rep(key).move('Demo Havsnäs Hamn')).prompt;

const LATER = { verdict: 'cant-tell', facts: [{ key: 'material-later', values: {} }] };

describe('an answer that material was missing', () => {
  beforeAll(async () => {
    await answerMaterial('sanna');
    await answerMaterial('oskar');
  });

  it('shows at once where preparation for the customer, in the title alone, still lay ahead', async () => {
    const answered = await answerMaterial('maja', async () => {
      await rep('maja').book({ subject: 'Förberedelse Havsnäs', start: at('2026-12-01 10:00') });
    });
    expect(answered.lines).toContain('Synligt i kalendern');
    expect(await storedOf('maja')).toEqual([
      {
        evidence: { verdict: 'visible', facts: [{ key: 'material-open', values: {} }] },
        later_evidence: null,
        rejudged_at: null,
      },
    ]);
  });

  it('cannot be told before ten working days have passed where none stood there', async () => {
    expect(await storedOf('sanna')).toEqual([{ evidence: LATER, later_evidence: null, rejudged_at: null }]);
  });

  it('is judged again then: held after a proposal for the customer, or nothing; the first stays', async () => {
    await rep('sanna').book({ subject: 'Skriva offert Havsnäs Hamn', start: at('2026-12-03 10:00') });
    await product().walk(5 * MINUTE);
    await product().skipTo(JUDGED_AGAIN - 1);
    await product().settle();
    expect(await storedOf('sanna')).toEqual([{ evidence: LATER, later_evidence: null, rejudged_at: null }]);
    await product().walk(1);
    expect(await storedOf('sanna')).toEqual([
      {
        evidence: LATER,
        later_evidence: { verdict: 'visible', facts: [{ key: 'material-kept', values: {} }] },
        rejudged_at: JUDGED_AGAIN,
      },
    ]);
    expect(await storedOf('oskar')).toEqual([
      {
        evidence: LATER,
        later_evidence: { verdict: 'not-visible', facts: [{ key: 'material-none', values: {} }] },
        rejudged_at: JUDGED_AGAIN,
      },
    ]);
    expect(await verdictOf('sanna')).toMatchObject({ answer: { code: 'material', verdict: 'visible' } });
  });
});
