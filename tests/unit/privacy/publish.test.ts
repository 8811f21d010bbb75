import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assertMinimum, judgeSet, judgeValue, publishableGroups } from '../../../shared/privacy/publish.ts';
import { wholeShares } from '../../../shared/privacy/rounding.ts';

const people = (prefix: string, n: number): string[] => Array.from({ length: n }, (_, i) => `${prefix}${i}`);
const group = (id: string, members: string[], parentId: string | null = null) => ({
  id,
  parentId,
  members: new Set(members),
});

describe('one value of a group (R2)', () => {
  it.each([
    { parts: [60, 60, 60, 0, 0], reason: null, why: 'three contribute equally' },
    { parts: [60, 60, 0, 0, 0], reason: 'few_contributing', why: 'two contribute' },
    { parts: [61, 30, 30, 0, 0], reason: 'one_dominates', why: 'one has just over half' },
    { parts: [60, 30, 30, 0, 0], reason: null, why: 'one has exactly half' },
    { parts: [0, 0, 0, 0, 0], reason: null, why: 'nobody has anything' },
  ])('is $reason where $why', ({ parts, reason }) => {
    expect(judgeValue(parts)).toBe(reason);
  });

  it('takes the whole set along, because the rest would give it away', () => {
    expect(
      judgeSet(
        [
          [60, 60, 60, 60, 60],
          [9, 0, 0, 0, 0],
        ],
        5,
      ),
    ).toBe('few_contributing');
  });

  it('refuses four reps at five and allows them where the tenant set four', () => {
    expect(judgeSet([[1, 1, 1, 1]], 5)).toBe('few_at_work');
    expect(judgeSet([[1, 1, 1, 1]], 4)).toBeNull();
  });

  it('cannot be set below four', () => {
    expect(() => assertMinimum(3)).toThrow(RangeError);
  });
});

describe('groups side by side (R2)', () => {
  const six = group('six', people('a', 6), 'all');
  const five = group('five', people('b', 5), 'all');
  const three = group('three', people('c', 3), 'all');

  it('of teams of 6, 5 and 3 publishes the two teams, and not the level above that would give three away', () => {
    const all = group('all', [...six.members, ...five.members, ...three.members]);
    expect(publishableGroups([all, six, five, three], 5)).toEqual(new Set(['six', 'five']));
  });

  it('of teams of 6 and 3 publishes the six only', () => {
    const all = group('all', [...six.members, ...three.members]);
    expect(publishableGroups([all, six, three], 5)).toEqual(new Set(['six']));
  });

  it('publishes the level above when the remainder is five, or nothing', () => {
    const all = group('all', [...six.members, ...five.members]);
    expect(publishableGroups([all, six, five], 5)).toEqual(new Set(['six', 'five', 'all']));
  });

  it('publishes a level whose teams are all too small, for nothing can be subtracted', () => {
    const other = group('other', people('d', 4), 'all');
    const all = group('all', [...three.members, ...other.members]);
    expect(publishableGroups([all, three, other], 5)).toEqual(new Set(['all']));
  });

  it('never leaves a remainder of one to four, and does not depend on the order', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 6 }), (sizes) => {
        const teams = sizes.map((size, i) => group(`t${i}`, people(`p${i}-`, size), 'all'));
        const all = group(
          'all',
          teams.flatMap((team) => [...team.members]),
        );
        const published = publishableGroups([all, ...teams], 5);
        expect(publishableGroups([...teams, all].reverse(), 5)).toEqual(published);
        if (!published.has('all')) return;
        const covered = teams
          .filter((team) => published.has(team.id))
          .reduce((n, t) => n + t.members.size, 0);
        const remainder = all.members.size - covered;
        expect(covered > 0 && remainder > 0 && remainder < 5).toBe(false);
      }),
    );
  });
});

describe('rounded shares', () => {
  it('add up to 100 and stay within a point of the truth', () => {
    expect(wholeShares({ selling: 100, unsure: 100, supporting: 100, internal: 0 })).toEqual({
      selling: 34,
      unsure: 33,
      supporting: 33,
      internal: 0,
    });
  });

  it('are all zero where nothing was counted', () => {
    expect(wholeShares({ selling: 0, unsure: 0, supporting: 0, internal: 0 })).toEqual({
      selling: 0,
      unsure: 0,
      supporting: 0,
      internal: 0,
    });
  });
});
