import { expect, it } from 'vitest';
import { placeRings } from '../../../tab/moved/place-rings.ts';

it('keeps rings that have room on the line, whatever their order', () => {
  expect(placeRings([40, 10, 25], 7)).toEqual([
    { at: 10, level: 0 },
    { at: 25, level: 0 },
    { at: 40, level: 0 },
  ]);
});

it('sets a ring that would cover another below the line, the next above, and goes back to the line where there is room', () => {
  expect(placeRings([10, 12, 14, 17, 60], 7)).toEqual([
    { at: 10, level: 0 },
    { at: 12, level: 1 },
    { at: 14, level: -1 },
    { at: 17, level: 0 },
    { at: 60, level: 0 },
  ]);
});

it('leaves weeks that are all alike countable', () => {
  expect(placeRings([20, 20, 20, 20], 7).map(({ level }) => level)).toEqual([0, 1, -1, 2]);
});
