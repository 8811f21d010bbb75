import { describe, expect, it } from 'vitest';
import { layoutStrips } from '../../../tab/week/strip-layout.ts';

describe('the hours that a week’s strips name', () => {
  it.each([
    ['every hour where there is room', 8, 17, 800, [8, 9, 10, 11, 12, 13, 14, 15, 16, 17]],
    ['every third to both ends in a narrow column', 8, 17, 254, [8, 11, 14, 17]],
    ['every other where that reaches the end', 8, 18, 254, [8, 10, 12, 14, 16, 18]],
    ['as many as have room where no step reaches the end', 7, 18, 254, [7, 9, 11, 13, 15, 17]],
  ])('are %s', (_, from, to, width, named) => {
    const { hours } = layoutStrips({ days: [], events: [], hours: { from, to }, today: '2026-11-25' }, width);
    expect(hours.filter(({ isNamed }) => isNamed).map(({ hour }) => hour)).toEqual(named);
  });
});
