import { describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE } from '../../../shared/calendar/time.ts';
import { useProduct } from '../../fakes/product.ts';
import { OTHER_CUSTOMER, repIn } from './rep.ts';

const product = useProduct({
  company: { seed: 'test', teams: ['mitt'], weeksBack: 0, weeksAhead: 0 },
  calendars: async () => undefined,
});

describe('three demos that a rep drags in one go', () => {
  it('are asked about once, on a card that says so; the others are not asked about', async () => {
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
    const prompts = (await sanna.moves()).moves.map(({ prompt }) => prompt);
    expect(prompts.filter((prompt) => prompt.state === 'asked')).toHaveLength(1);
    expect(prompts.filter((prompt) => prompt.state === 'not_asked' && prompt.why === 'burst')).toHaveLength(
      2,
    );
  });
});
