import { describe, expect, it } from 'vitest';
import { addWeeks } from '../../../shared/calendar/week.ts';
import type { Precision } from '../../../shared/contract/precision.ts';
import { reportTeamTime, type StoredTeamWeek } from '../../../shared/patterns/team-time.ts';

/** A published week of ten counted hours, so many of them selling. */
function published(week: string, sellingHours: number): StoredTeamWeek {
  return {
    status: 'published',
    week,
    publishedOn: '2026-11-25',
    classifierVersion: 'test',
    listsVersion: '',
    isBackfill: false,
    reps: 6,
    minutes: { selling: sellingHours * 60, unsure: 0, supporting: 0, internal: (10 - sellingHours) * 60 },
    scheduled: 600,
    available: 2400,
    kinds: [],
    plan: null,
    burden: null,
  };
}

describe('a team’s Time', () => {
  it('tells of the newest 26 weeks, and judges the trend by no older one', () => {
    // Half a year at nine hours in ten, then half a year without any change.
    const weeks = Array.from({ length: 52 }, (_, index) =>
      published(addWeeks('2025-W48', index), index < 26 ? 9 : 4),
    );
    const figures = reportTeamTime(weeks, '2025-W49', null);
    if (figures.status !== 'published') throw new Error('No figures.');
    expect(figures.weeks).toHaveLength(26);
    expect(figures.weeks[0]).toMatchObject({ week: '2026-W22' });
    expect(figures.through).toBe('2026-W47');
    expect(figures.trend).toMatchObject({ verdict: 'no_certain_change', slope: 0, weeks: 26 });
  });

  describe('whose classes reps have checked', () => {
    const weeks = Array.from({ length: 13 }, (_, index) =>
      published(addWeeks('2026-W35', index), 9 - index / 2),
    );
    const checked: Precision = {
      status: 'measured',
      agreement: { share: 88, low: 80, high: 93, answers: 100 },
      isEnough: false,
      needed: 85,
      asked: 150,
      reps: 6,
      minimum: 5,
      byClass: [],
      calibration: { bins: [], error: 0 },
      sellingError: null,
    };
    const trendOf = (stored: readonly StoredTeamWeek[], precision: Precision | null) => {
      const figures = reportTeamTime(stored, '2026-W36', precision);
      return figures.status === 'published' ? figures.trend : null;
    };

    it('has no verdict while so many may be wrong, and says how many', () => {
      expect(trendOf(weeks, checked)).toEqual({
        status: 'held',
        agreement: { share: 88, low: 80, high: 93, answers: 100 },
        needed: 85,
      });
    });

    it.each<[string, Precision | null]>([
      ['enough of them are right', { ...checked, isEnough: true }],
      ['too few have answered', { status: 'not_enough', answers: 12, needed: 30, expected: null }],
      ['the answers are of too few reps', { status: 'few_reps', minimum: 5 }],
      ['nothing was evaluated yet', null],
    ])('has its verdict where %s', (_, precision) => {
      expect(trendOf(weeks, precision)).toMatchObject({ status: 'judged', verdict: 'falling' });
    });

    it('misses weeks before it misses right classes', () => {
      expect(trendOf(weeks.slice(1), checked)).toMatchObject({ status: 'too_early' });
    });
  });
});
