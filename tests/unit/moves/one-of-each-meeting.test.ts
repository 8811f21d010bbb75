import { describe, expect, it } from 'vitest';
import { oneOfEachMeeting } from '../../../shared/moves/one-of-each-meeting.ts';
import { at } from '../../factories/event.ts';

const demo = { meeting: 'demo', oldStart: at('2026-11-19 10:00'), isOrganizer: false };

describe('A meeting of several reps', () => {
  it('is one move of the team, as the one who calls it made it', () => {
    const moves = [
      { ...demo, rep: 'anna', changedAt: at('2026-11-18 11:58') },
      { ...demo, rep: 'bo', changedAt: at('2026-11-18 12:00'), isOrganizer: true },
      { ...demo, rep: 'eva', changedAt: at('2026-11-18 12:00') },
    ];
    expect(oneOfEachMeeting(moves).map(({ rep }) => rep)).toEqual(['bo']);
  });

  it('is one as it was first seen where nobody of the team calls it', () => {
    const moves = [
      { ...demo, rep: 'eva', changedAt: at('2026-11-18 12:00') },
      { ...demo, rep: 'anna', changedAt: at('2026-11-18 11:58') },
    ];
    expect(oneOfEachMeeting(moves).map(({ rep }) => rep)).toEqual(['anna']);
  });

  it('that was moved twice is two', () => {
    const again = { ...demo, oldStart: at('2026-11-24 10:00'), changedAt: at('2026-11-23 12:00') };
    expect(oneOfEachMeeting([{ ...demo, changedAt: at('2026-11-18 12:00') }, again])).toHaveLength(2);
  });
});
