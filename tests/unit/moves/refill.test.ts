import { describe, expect, it } from 'vitest';
import { detectMove } from '../../../shared/moves/detect-move.ts';
import { refill } from '../../../shared/moves/refill.ts';
import { at } from '../../factories/event.ts';
import { changeOf, demo, movedTo, snapshot, standing, surroundings } from './surroundings.ts';

const move = detectMove(
  changeOf(demo(), movedTo(demo(), '2026-11-24 10:00', '2026-11-24 11:00')),
  surroundings(),
);
const quote = standing(
  snapshot('supporting', { id: 'quote', start: at('2026-11-19 10:30'), end: at('2026-11-19 12:00') }),
  at('2026-11-19 08:00'),
);
const look = (now: string, ...calendar: (typeof quote)[]) =>
  move && refill(move, surroundings({ now: at(now), calendar }));

describe('What a slot is later used for', () => {
  const filled = { key: 'quote', class: 'supporting', role: 'self', minutes: 30 };

  it('shows when it is booked there, and goes when it leaves', () => {
    expect(look('2026-11-18 13:00')).toEqual(move);
    expect(look('2026-11-19 09:00', quote)).toEqual({ ...move, filledBy: filled });
    expect(look('2026-11-19 09:00')).toEqual(move);
  });

  it('stays what it was from the old start on', () => {
    const known = look('2026-11-19 09:00', quote);
    expect(known && refill(known, surroundings({ now: at('2026-11-19 10:00') }))).toEqual(known);
    expect(look('2026-11-19 10:00', quote)).toEqual(move);
  });

  it('is never the activity itself at its new time, nor its twin', () => {
    const rebooked = move && { ...move, kind: 'rebooked' as const, twinKey: 'quote' };
    const around = surroundings({ now: at('2026-11-19 09:00'), calendar: [quote] });
    expect(rebooked && refill(rebooked, around)).toEqual(rebooked);
    const itself = standing(movedTo(demo(), '2026-11-19 10:30', '2026-11-19 11:30'), at('2026-11-18 12:00'));
    expect(look('2026-11-18 13:00', itself)).toEqual(move);
  });
});
