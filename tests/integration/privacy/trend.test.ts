import { expect, it } from 'vitest';
import { trendSchema } from '../../../shared/contract/trend.ts';
import { wholeHours } from '../../../shared/privacy/rounding.ts';
import { useProduct } from '../../fakes/product.ts';

const product = useProduct({ company: { seed: 'test', teams: ['norr'], weeksBack: 4, weeksAhead: 0 } });

it('a rep sees their own whole weeks, also in a team too small for figures; four are too few to judge', async () => {
  const { figures } = trendSchema.parse(await product().get('ingrid', '/api/trend'));
  if (figures.status !== 'published') throw new Error('Nothing is shown.');
  expect(figures.weeks.map(({ week, status }) => [week, status])).toEqual([
    ['2026-W44', 'published'],
    ['2026-W45', 'published'],
    ['2026-W46', 'published'],
    ['2026-W47', 'published'],
  ]);
  expect(figures.trend).toEqual({ status: 'too_early', weeksNeeded: 13, weeksHad: 4, expected: '2027-W03' });
  const stored = await product().asWorker((trx) =>
    trx
      .selectFrom('person_week')
      .select(['week', 'selling'])
      .where('person_id', '=', product().personId('ingrid'))
      .where('week', '<', '2026-W48')
      .orderBy('week')
      .execute(),
  );
  expect(figures.weeks.map((week) => week.status === 'published' && week.hours.selling)).toEqual(
    stored.map(({ selling }) => wholeHours(selling)),
  );
  expect((await product().call('eirik', '/api/trend')).status).toBe(403);
});
