import { describe, expect, it } from 'vitest';
import { judgeQuarters } from '../../simulation/judge-quarter.ts';
import { liveQuarter } from '../../simulation/live-quarter.ts';
import { simulateRep } from '../../simulation/simulated-rep.ts';

describe('Thirteen weeks of forty invented reps', () => {
  const lives = Array.from({ length: 40 }, (_, index) => liveQuarter(simulateRep(`rep-${index}`)));
  const rules = judgeQuarters(lives);

  it.each(rules)('keep this promise: $rule', ({ looked, broken }) => {
    expect(broken).toBe(0);
    expect(looked).toBeGreaterThan(100);
  });

  it('bring each cap to bear, and questions that are answered, left and taken back', () => {
    const why = new Set(lives.flatMap(({ closed }) => [...closed.values()]));
    expect([...why]).toEqual(
      expect.arrayContaining([
        'asked-recently',
        'away',
        'burst',
        'cap-day',
        'cap-open',
        'colleague-moved',
        'customer-moved',
        'paused',
      ]),
    );
    expect(new Set(lives.flatMap(({ prompts }) => prompts.map(({ outcome }) => outcome)))).toEqual(
      new Set(['answered', 'lapsed', 'withdrawn']),
    );
  });
});
