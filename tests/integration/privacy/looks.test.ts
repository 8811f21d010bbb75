import { expect, it } from 'vitest';
import { looksSchema } from '../../../shared/contract/looks.ts';
import { MINUTE } from '../../../shared/calendar/time.ts';
import { useProduct } from '../../fakes/product.ts';
import { teamsOf } from './teams.ts';

const product = useProduct({
  company: { seed: 'test', teams: ['mitt', 'norr'], weeksBack: 0, weeksAhead: 0 },
  calendars: async () => undefined,
});

it('a rep sees who looked at figures that include them: managers by name, colleagues without', async () => {
  const { mitt, norr } = await teamsOf(product());
  const look = async (as: string, team = mitt) => {
    expect((await product().call(as, `/api/teams/${team}/time`)).status).toBe(200);
    await product().walk(MINUTE);
  };
  for (const key of ['karin', 'karin', 'oskar', 'maja']) await look(key);
  await look('eirik', norr);
  const row = { team: 'Team Mitt', page: 'time' };
  expect(looksSchema.parse(await product().get('maja', '/api/looks')).looks).toEqual([
    { ...row, by: { role: 'you' }, times: 1, lastAt: '2026-11-25T09:08:00.000Z' },
    { ...row, by: { role: 'member' }, times: 1, lastAt: '2026-11-25T09:07:00.000Z' },
    { ...row, by: { role: 'manager', name: nameOf('karin') }, times: 2, lastAt: '2026-11-25T09:06:00.000Z' },
  ]);
  expect((await product().call('karin', '/api/looks')).status).toBe(403);
});

function nameOf(key: string): string {
  return (
    product()
      .sandbox.people()
      .find((person) => person.key === key)?.name ?? ''
  );
}
