import { beforeAll, expect, it } from 'vitest';
import { settingsSchema } from '../../../shared/contract/settings.ts';
import { HOUR } from '../../../shared/calendar/time.ts';
import { at } from '../../factories/event.ts';
import { useProduct } from '../../fakes/product.ts';
import { CUSTOMER, OTHER_CUSTOMER, repIn } from './rep.ts';

const product = useProduct({
  company: { seed: 'test', teams: ['mitt'], weeksBack: 0, weeksAhead: 0 },
  calendars: async () => undefined,
});
const rep = (key: string) => repIn(product(), key);
const chat = () => product().sandbox.inside.teams.chat;
const notesIn = async (key: string) =>
  (await rep(key).cards()).filter(({ lines }) => lines[0]?.includes('utan nästa steg'));

beforeAll(async () => {
  for (const key of ['maja', 'oskar', 'sanna']) await chat().install(key);
});

it('comes once to who wants it, with the meetings that nothing follows, and is emptied a week later', async () => {
  await chat().say('maja', 'brev');
  await rep('maja').hear(2);
  const [state] = (await rep('maja').cards()).slice(-1);
  if (!state) throw new Error('The word was not answered.');
  expect(state.lines[0]).toBe('Veckobrevet är av.');
  expect((await rep('maja').tap(state, 'Slå på veckobrev')).lines[0]).toBe('Veckobrevet är på.');
  const held = at('2026-11-26 10:00');
  for (const key of ['maja', 'oskar']) await rep(key).bookDemo(held);
  const other = { subject: 'Demo Lindtorp', attendees: [OTHER_CUSTOMER] };
  await rep('maja').book({ ...other, start: held + 2 * HOUR, end: held + 3 * HOUR });
  // A colleague's next step with the customer counts.
  await rep('sanna').book({ ...other, subject: 'Offert Lindtorp', start: at('2026-12-10 10:00') });
  await product().skipTo(at('2026-12-01 16:00'));
  expect(await notesIn('maja')).toEqual([]);
  await product().walkTo(at('2026-12-02 08:30'));
  const [note, ...others] = await notesIn('maja');
  expect(others).toEqual([]);
  expect(note?.lines.slice(0, 3)).toEqual([
    'Ett kundmöte utan nästa steg',
    'Två arbetsdagar efter mötet stod inget nytt säljande med kunden i kalendern.',
    '1 · Demo Havsnäs Hamn, tor 26 nov',
  ]);
  expect(note?.buttons.map(({ title }) => title)).toEqual(['Boka tid för 1', 'Stäng av veckobrev']);
  expect(await notesIn('oskar')).toEqual([]);
  const { burden } = settingsSchema.parse(await product().get('maja', '/api/settings'));
  expect(burden).toEqual({ seconds: 10, limit: 60 });
  await product().skipTo(at('2026-12-09 09:00'));
  await product().settle();
  const emptied = (await rep('maja').cards()).find(({ id }) => id === note?.id);
  expect(emptied?.lines).toEqual(['Veckobrevet är tömt.']);
  expect(JSON.stringify(await rep('maja').cards())).not.toContain(CUSTOMER.address);
});
