import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawOne, hashOf } from '../../../shared/prompts/draw.ts';
import { reasonOrder } from '../../../shared/prompts/reason-order.ts';
import { REASON_CODES, REASONS } from '../../../shared/reasons/codes.ts';

const idLists = fc.uniqueArray(fc.string({ minLength: 1 }), { minLength: 2, maxLength: 9 });

describe('A draw', () => {
  it('is the same on every machine and in every version', () => {
    expect([hashOf(''), hashOf('anna'), hashOf('anna|1795003500000')]).toEqual([
      2872998923, 3191696525, 3283612513,
    ]);
  });

  it('depends on the seed and not on the order', () => {
    fc.assert(
      fc.property(fc.string(), idLists, (seed, ids) => {
        expect(drawOne(seed, ids.toReversed())).toBe(drawOne(seed, ids));
      }),
    );
  });

  it('stays when one that was not drawn goes away', () => {
    fc.assert(
      fc.property(fc.string(), idLists, fc.nat(), (seed, ids, which) => {
        const drawn = drawOne(seed, ids);
        const others = ids.filter((id) => id !== drawn);
        const gone = others[which % others.length];
        expect(
          drawOne(
            seed,
            ids.filter((id) => id !== gone),
          ),
        ).toBe(drawn);
      }),
    );
  });

  it('gives each of three the same chance', () => {
    const counts = new Map<string, number>();
    for (let seed = 0; seed < 3000; seed += 1) {
      const drawn = drawOne(`rep|${seed}`, ['a', 'b', 'c']);
      counts.set(drawn, (counts.get(drawn) ?? 0) + 1);
    }
    // Five standard deviations around 1,000.
    for (const id of ['a', 'b', 'c']) {
      expect(counts.get(id)).toBeGreaterThan(870);
      expect(counts.get(id)).toBeLessThan(1130);
    }
  });

  it('of nothing is refused', () => {
    expect(() => drawOne('seed', [])).toThrow(RangeError);
  });
});

describe('The order of the reasons', () => {
  it('holds every code once, `other` last, and is always the same for one rep', () => {
    fc.assert(
      fc.property(fc.string(), (person) => {
        const order = reasonOrder(person);
        expect(order.toSorted()).toEqual(REASON_CODES.toSorted());
        expect(order.at(-1)).toBe('other');
        expect(reasonOrder(person)).toEqual(order);
      }),
    );
  });

  it('puts each of the seven others first for somebody, and `other` for nobody', () => {
    const first = new Set(Array.from({ length: 200 }, (_, person) => reasonOrder(`person-${person}`)[0]));
    expect(first).toEqual(new Set(REASON_CODES.filter((code) => code !== 'other')));
  });
});

describe('The reasons', () => {
  it('are eight, four of them in the register', () => {
    expect(REASONS.map(({ code, register }) => [code, register])).toEqual([
      ['internal-load', true],
      ['customer-hesitant', true],
      ['market', true],
      ['material', true],
      ['customer-asked', false],
      ['other-customer', false],
      ['own-priority', false],
      ['other', false],
    ]);
  });
});
