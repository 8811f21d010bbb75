import { expect, it } from 'vitest';
import type { Versioned } from '../../../shared/calendar/versions.ts';
import { asStoodAt } from '../../../shared/calendar/versions.ts';
import { at } from '../../factories/event.ts';

const versions: readonly Versioned<string>[] = [
  {
    key: 'demo',
    validFrom: at('2026-11-10 09:00'),
    validTo: at('2026-11-18 12:00'),
    value: 'demo on Thursday',
  },
  { key: 'demo', validFrom: at('2026-11-18 12:00'), validTo: null, value: 'demo on Tuesday' },
  { key: 'calls', validFrom: at('2026-11-12 09:00'), validTo: at('2026-11-17 08:00'), value: 'calls' },
];

it.each([
  { when: '2026-11-10 08:59', stood: [] },
  { when: '2026-11-10 09:00', stood: ['demo on Thursday'] },
  { when: '2026-11-16 00:00', stood: ['demo on Thursday', 'calls'] },
  { when: '2026-11-17 08:00', stood: ['demo on Thursday'] },
  { when: '2026-11-18 12:00', stood: ['demo on Tuesday'] },
  { when: '2027-01-01 00:00', stood: ['demo on Tuesday'] },
])('as it stood at $when: $stood', ({ when, stood }) => {
  expect(asStoodAt(versions, at(when))).toEqual(stood);
});

it('lets the later of two versions hold that claim the same time, in whatever order they come', () => {
  const early = { key: 'demo', validFrom: at('2026-11-16 08:00'), validTo: null, value: 'early' };
  const late = { key: 'demo', validFrom: at('2026-11-16 09:00'), validTo: null, value: 'late' };
  expect(asStoodAt([early, late], at('2026-11-17 10:00'))).toEqual(['late']);
  expect(asStoodAt([late, early], at('2026-11-17 10:00'))).toEqual(['late']);
});
