import { describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE } from '../../../shared/calendar/time.ts';
import { changeDate } from '../../../shared/moves/change-date.ts';
import { MOVE_KINDS } from '../../../shared/moves/move.ts';
import { askableFrom, isOpen, openUntil, settleAt } from '../../../shared/moves/settle.ts';
import { at } from '../../factories/event.ts';

const first = at('2026-11-18 12:00');

describe('A change settles', () => {
  it.each([
    [0, 10],
    [7, 17],
    [49, 59],
    [50, 60],
    [55, 60],
    [600, 60],
  ])('with the last edit after %d minutes, after %d', (lastAfter, settledAfter) => {
    expect(settleAt(first, first + lastAfter * MINUTE)).toBe(first + settledAfter * MINUTE);
  });
});

describe('A disappearance', () => {
  it('is open for 14 days, other kinds never', () => {
    const open = MOVE_KINDS.filter((kind) => openUntil(kind, first) === first + 14 * DAY);
    const closed = MOVE_KINDS.filter((kind) => openUntil(kind, first) === null);
    expect(open).toEqual(['series-ended', 'cancelled', 'declined']);
    expect(open.length + closed.length).toBe(MOVE_KINDS.length);
    expect(isOpen({ openUntil: first }, first - 1)).toBe(true);
    expect(isOpen({ openUntil: first }, first)).toBe(false);
    expect(isOpen({ openUntil: null }, first)).toBe(false);
  });

  it.each([
    ['cancelled', 2 * HOUR],
    ['declined', 2 * HOUR],
    ['rebooked', 2 * HOUR],
    ['postponed', 10 * MINUTE],
  ] as const)('is asked about two hours after it: %s', (kind, after) => {
    expect(askableFrom({ kind, changedAt: first, settledAt: first + 10 * MINUTE })).toBe(first + after);
  });
});

describe('The date of a change', () => {
  const seenAt = first;

  it.each([
    ['is when it was modified', first - HOUR, first - DAY, first - HOUR],
    ['is when we saw it, where nothing is dated', null, first - DAY, first],
    ['is never before our last look that showed the old', first - DAY, first - HOUR, first - HOUR],
    ['is never later than we saw it', first + HOUR, null, first],
    ['is as dated where there was no look before', first - DAY, null, first - DAY],
  ])('%s', (_, lastModifiedAt, previousLookAt, expected) => {
    expect(changeDate({ lastModifiedAt, seenAt }, previousLookAt)).toBe(expected);
  });
});
