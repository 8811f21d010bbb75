import { describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE } from '../../../shared/calendar/time.ts';
import { useProduct } from '../../fakes/product.ts';
import { OTHER_CUSTOMER, repIn } from './rep.ts';

const product = useProduct({
  company: { seed: 'test', teams: ['mitt'], weeksBack: 0, weeksAhead: 0 },
  calendars: async () => undefined,
});

describe('three demos that a rep drags in one go', () => {
  it('are asked about once, on a card that says so; the answer stands on all three', async () => {
    const sanna = repIn(product(), 'sanna');
    await product().sandbox.inside.teams.chat.install('sanna');
    const start = product().now() + 7 * DAY;
    const demos = await Promise.all(
      ['Lindtorp', 'Bergfall', 'Mossdal'].map((name, index) =>
        sanna.book({
          subject: `Demo ${name}`,
          start: start + index * 2 * HOUR,
          attendees: [OTHER_CUSTOMER],
        }),
      ),
    );
    await product().walk(10 * MINUTE);
    for (const [index, demo] of demos.entries()) {
      await sanna.drag(demo, start + 2 * DAY + index * 2 * HOUR);
      await product().walk(2 * MINUTE);
    }
    await product().walk(HOUR);
    const [question, ...more] = await sanna.questions();
    expect(more).toEqual([]);
    expect(question?.lines).toContain('I ett svep med två till. Ett svar gäller alltihop.');
    const promptsOf = async () => (await sanna.moves()).moves.map(({ title, prompt }) => ({ title, prompt }));
    const before = await promptsOf();
    const asked = before.find(({ prompt }) => prompt.state === 'asked');
    if (!question || !asked) throw new Error('Nobody was asked.');
    const together = { state: 'together', with: { title: asked.title, prompt: asked.prompt } };
    expect(before.filter((row) => row !== asked).map(({ prompt }) => prompt)).toEqual([together, together]);
    const answeredCard = await sanna.tap(question, 'Mycket internt');
    const after = (await promptsOf()).filter(({ title }) => title !== asked.title);
    const answered = {
      state: 'together',
      with: {
        title: asked.title,
        prompt: { state: 'answered', code: 'internal-load', answeredAt: expect.any(String) },
      },
    };
    expect(after.map(({ prompt }) => prompt)).toEqual([answered, answered]);
    const moversOf = async () => (await sanna.moves()).moves.map(({ mover }) => mover);
    expect(await moversOf()).toEqual(['unknown', 'unknown', 'unknown']);
    await sanna.tap(await sanna.tap(answeredCard, 'Ändra svar'), 'Kunden bad om det');
    expect(await moversOf()).toEqual(['customer-stated', 'customer-stated', 'customer-stated']);
    expect((await promptsOf()).map(({ prompt }) => prompt.state)).toEqual(
      before.map(({ prompt }) => (prompt.state === 'asked' ? 'answered' : prompt.state)),
    );
  });
});
