import { expect, it } from 'vitest';
import { linearScale } from '../../../tab/charts/linear-scale.ts';

it.each([
  ['the ends', [0, 100], [300, 20], 100, 20],
  ['what lies between', [0, 100], [300, 20], 25, 230],
  ['what lies beyond', [0, 100], [0, 50], 120, 60],
  ['a domain that does not begin at zero', [40, 60], [0, 200], 45, 50],
  ['the middle of the range, where the domain has no length', [7, 7], [10, 30], 7, 20],
] as const)('a linear scale maps %s', (_what, domain, range, value, expected) => {
  expect(linearScale({ domain, range })(value)).toBe(expected);
});
