import { expect, it } from 'vitest';
import { summariseWhatTook, type TakenMove } from '../../../shared/moves/what-took.ts';
import { at } from '../../factories/event.ts';

/** A demo in Stockholm, 10:00–11:30, dragged to the next day. */
const demo: TakenMove = {
  kind: 'postponed',
  oldStart: at('2026-11-19 10:00'),
  oldEnd: at('2026-11-19 11:30'),
  newStart: at('2026-11-20 10:00'),
  newEnd: at('2026-11-20 11:30'),
  planning: false,
  displacedBy: null,
  occurrences: null,
};
const manager = { class: 'internal', role: 'manager' } as const;
const self = { class: 'supporting', role: 'self' } as const;

it('adds up what took moved time by class and by who had booked it, most hours first and nothing last', () => {
  const gone = { newStart: null, newEnd: null } as const;
  expect(
    summariseWhatTook([
      demo,
      { ...demo, ...gone, kind: 'cancelled' },
      { ...demo, displacedBy: self },
      { ...demo, displacedBy: manager },
      { ...demo, displacedBy: { class: 'internal', role: 'colleague' }, oldEnd: at('2026-11-19 10:15') },
      { ...demo, displacedBy: manager },
    ]),
  ).toEqual({
    moves: 6,
    hours: 7.8,
    rows: [
      { by: manager, moves: 2, hours: 3 },
      { by: self, moves: 1, hours: 1.5 },
      { by: { class: 'internal', role: 'colleague' }, moves: 1, hours: 0.3 },
      { by: null, moves: 2, hours: 3 },
    ],
  });
});

it('counts of what was only shortened the part that was cut', () => {
  const shortened: TakenMove = {
    ...demo,
    kind: 'shortened',
    newStart: at('2026-11-19 10:00'),
    newEnd: at('2026-11-19 10:30'),
    displacedBy: self,
  };
  expect(summariseWhatTook([shortened])).toEqual({
    moves: 1,
    hours: 1,
    rows: [{ by: self, moves: 1, hours: 1 }],
  });
});

it.each<[string, Partial<TakenMove>]>([
  ['a block that something lies across', { kind: 'overbooked', displacedBy: manager }],
  ['a whole series', { kind: 'series-ended', occurrences: 4 }],
  ['planning', { planning: true }],
])('counts nothing of %s', (_, change) => {
  expect(summariseWhatTook([{ ...demo, ...change }])).toEqual({ moves: 0, hours: 0, rows: [] });
});
