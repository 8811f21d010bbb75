import { describe, expect, it } from 'vitest';
import { chainOf, type ChainedMove } from '../../../shared/moves/chain.ts';
import { at } from '../../factories/event.ts';
import { surroundings } from './surroundings.ts';

const step = (
  key: string,
  kind: ChainedMove['kind'],
  from: string,
  to: string | null,
  changed: string,
  twinKey: string | null = null,
): ChainedMove => {
  const [oldStart, newStart] = [at(from), to === null ? null : at(to)];
  const direction = newStart === null ? null : newStart > oldStart ? 'later' : 'earlier';
  return { key, kind, direction, oldStart, newStart, changedAt: at(changed), twinKey };
};

const MOVES = [
  step('demo2', 'postponed', '2026-11-26 10:00', '2026-12-03 10:00', '2026-11-25 09:00'),
  step('demo', 'postponed', '2026-11-17 10:00', '2026-11-19 10:00', '2026-11-16 09:00'),
  step('demo', 'rebooked', '2026-11-19 10:00', '2026-11-26 10:00', '2026-11-18 09:00', 'demo2'),
  step('other', 'postponed', '2026-11-17 13:00', '2026-11-18 13:00', '2026-11-16 09:30'),
];

describe('The chain of an activity', () => {
  it.each(['demo', 'demo2'])('goes through its twins, from whichever of them one looks (%s)', (key) => {
    expect(chainOf(key, MOVES, surroundings())).toEqual({
      moves: 3,
      timesPostponed: 3,
      firstStart: at('2026-11-17 10:00'),
      currentStart: at('2026-12-03 10:00'),
      workingDays: 12,
    });
  });

  it('counts neither what was brought forward nor what was only shifted', () => {
    const moves = [
      step('a', 'advanced', '2026-11-20 10:00', '2026-11-18 10:00', '2026-11-16 09:00'),
      step('a', 'shifted', '2026-11-18 10:00', '2026-11-18 13:00', '2026-11-16 10:00'),
      step('a', 'rebooked', '2026-11-18 13:00', '2026-11-17 13:00', '2026-11-16 11:00', 'b'),
    ];
    expect(chainOf('a', moves, surroundings())).toMatchObject({ timesPostponed: 0, workingDays: -3 });
  });

  it('ends nowhere where the activity is gone', () => {
    const gone = step('demo2', 'cancelled', '2026-12-03 10:00', null, '2026-12-01 09:00');
    expect(chainOf('demo', [...MOVES, gone], surroundings())).toMatchObject({
      timesPostponed: 3,
      currentStart: null,
      workingDays: null,
    });
  });

  it('is none of what never moved', () => {
    expect(chainOf('still', MOVES, surroundings())).toBeNull();
  });
});
