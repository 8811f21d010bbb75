import { describe, expect, it } from 'vitest';
import { addWeeks } from '../../../shared/calendar/week.ts';
import { reportTeamTime, type StoredTeamWeek } from '../../../shared/patterns/team-time.ts';

/** A published week of ten counted hours, so many of them selling. */
function published(week: string, sellingHours: number): StoredTeamWeek {
  return {
    status: 'published',
    week,
    publishedOn: '2026-11-25',
    classifierVersion: 'test',
    isBackfill: false,
    reps: 6,
    minutes: { selling: sellingHours * 60, unsure: 0, supporting: 0, internal: (10 - sellingHours) * 60 },
    scheduled: 600,
    available: 2400,
    kinds: [],
    plan: null,
  };
}

describe('a team’s Time', () => {
  it('tells of the newest 26 weeks, and judges the trend by no older one', () => {
    // Half a year at nine hours in ten, then half a year without any change.
    const weeks = Array.from({ length: 52 }, (_, index) =>
      published(addWeeks('2025-W48', index), index < 26 ? 9 : 4),
    );
    const figures = reportTeamTime(weeks, '2025-W49');
    if (figures.status !== 'published') throw new Error('No figures.');
    expect(figures.weeks).toHaveLength(26);
    expect(figures.weeks[0]).toMatchObject({ week: '2026-W22' });
    expect(figures.through).toBe('2026-W47');
    expect(figures.trend).toMatchObject({ verdict: 'no_certain_change', slope: 0, weeks: 26 });
  });
});
