import { expect, it } from 'vitest';
import { DAY, HOUR, MINUTE } from '../../../shared/calendar/time.ts';
import { at } from '../../factories/event.ts';
import { useProduct } from '../../fakes/product.ts';
import { repIn } from './rep.ts';

const product = useProduct({
  company: { seed: 'test', teams: ['mitt'], weeksBack: 0, weeksAhead: 0 },
  calendars: async () => undefined,
});

it('what the calendar shows of an answer is contested in the tab by the rep alone, and taken back, and so says the open card', async () => {
  const maja = repIn(product(), 'maja');
  await product().sandbox.inside.teams.chat.install('maja');
  const start = at('2026-12-10 10:00');
  const demo = await maja.bookDemo(start);
  await maja.drag(demo, start + DAY);
  const contest = async (as: string, contested: boolean) => {
    const { id } = await maja.move('Demo Havsnäs Hamn');
    const { status } = await product().call(as, `/api/moves/${id}/contested`, {
      method: 'PUT',
      json: { contested },
    });
    return status;
  };
  await product().walk(HOUR);
  expect(await contest('maja', true)).toBe(404);
  await maja.tap(await maja.question(), 'Jag valde annat');
  for (const key of ['karin', 'oskar']) expect(await contest(key, true)).toBe(404);
  const DISAGREED = 'Du håller inte med om vad kalendern visar. Det är noterat, och ditt svar står kvar.';
  const disagreesOnCard = async () => (await maja.cards()).at(-1)?.lines.includes(DISAGREED);
  const shown = async () => (await maja.move('Demo Havsnäs Hamn')).prompt;
  expect(await shown()).toMatchObject({ answer: { code: 'own-priority', contested: false } });
  expect(await contest('maja', true)).toBe(200);
  expect(await shown()).toMatchObject({ answer: { code: 'own-priority', contested: true } });
  await product().walk(MINUTE);
  expect(await disagreesOnCard()).toBe(true);
  expect(await contest('maja', false)).toBe(200);
  expect(await shown()).toMatchObject({ answer: { code: 'own-priority', contested: false } });
  await product().walk(MINUTE);
  expect(await disagreesOnCard()).toBe(false);

  // Emptied of title and reason a day after the answer: what is said in the tab later brings neither back.
  await product().skipTo(product().now() + DAY);
  expect(await contest('maja', true)).toBe(200);
  await product().walk(MINUTE);
  expect((await maja.cards()).at(-1)?.lines).toEqual(['Frågan är stängd.']);
});
