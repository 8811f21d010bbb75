import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MINUTE } from '../../../shared/calendar/time.ts';
import { findBursts } from '../../../shared/moves/burst.ts';
import { at } from '../../factories/event.ts';

const noon = at('2026-11-18 12:00');
const made = (...minutes: readonly number[]) =>
  minutes.map((minute, index) => ({ id: `m${index}`, changedAt: noon + minute * MINUTE }));

describe('A burst', () => {
  it.each([
    ['three with gaps of less than ten minutes', [0, 9, 18], ['m0', 'm0', 'm0']],
    ['three at once', [0, 0, 0], ['m0', 'm0', 'm0']],
    ['two', [0, 5], [null, null]],
    ['three of which one is ten minutes away', [0, 5, 15], [null, null, null]],
    ['two bursts', [0, 1, 2, 30, 31, 32], ['m0', 'm0', 'm0', 'm3', 'm3', 'm3']],
    ['a long one with a stray move', [0, 9, 18, 27, 40], ['m0', 'm0', 'm0', 'm0', null]],
  ])('of %s', (_, minutes, expected) => {
    const bursts = findBursts(made(...minutes));
    expect(made(...minutes).map(({ id }) => bursts.get(id) ?? null)).toEqual(expected);
  });

  it('does not depend on the order in which moves are given', () => {
    const moves = fc.array(fc.integer({ min: 0, max: 120 }), { maxLength: 12 });
    fc.assert(
      fc.property(moves, fc.infiniteStream(fc.nat()), (minutes, order) => {
        const all = made(...minutes);
        const shuffled = all
          .map((move) => ({ move, by: order.next().value ?? 0 }))
          .toSorted((a, b) => a.by - b.by);
        expect(findBursts(shuffled.map(({ move }) => move))).toEqual(findBursts(all));
      }),
    );
  });
});
