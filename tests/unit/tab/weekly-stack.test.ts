import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TeamWeek } from '../../../shared/contract/team-time.ts';
import { spreadLabels } from '../../../tab/charts/spread-labels.ts';
import { pickMonthTicks, pickWeekTicks } from '../../../tab/charts/week-axis.ts';
import { layoutWeeklyStack } from '../../../tab/charts/weekly-stack-layout.ts';
import { locate, segments } from '../../../tab/charts/weekly-stack-segments.ts';

const names = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, i) => `2026-W${String(from + i).padStart(2, '0')}`);
const shares = { selling: 35, unsure: 7, supporting: 27, internal: 31 };
const published = (week: string, split = shares) => ({
  week,
  status: 'published' as const,
  reps: 6,
  shares: split,
  hours: split,
  scheduledHours: 152,
  availableHours: 231,
});
const withheld = (week: string, reason: 'few_at_work' | 'one_dominates'): TeamWeek => ({
  week,
  status: 'withheld',
  reason,
});

describe('the axis of weeks', () => {
  it('numbers the even weeks', () => {
    expect(pickWeekTicks(names(37, 47), 39, 32).map(({ week }) => week)).toEqual([
      '2026-W38',
      '2026-W40',
      '2026-W42',
      '2026-W44',
      '2026-W46',
    ]);
  });

  it('numbers fewer weeks where there is less room', () => {
    expect(pickWeekTicks(names(22, 47), 7.9, 32).map(({ week }) => week)).toEqual([
      '2026-W24',
      '2026-W28',
      '2026-W32',
      '2026-W36',
      '2026-W40',
      '2026-W44',
    ]);
  });

  it('leaves out the second number where the first label needs its room', () => {
    expect(pickWeekTicks(names(22, 47), 7.9, 50).map(({ index }) => index)).toEqual([2, 10, 14, 18, 22]);
  });

  it('numbers a single odd week', () => {
    expect(pickWeekTicks(['2026-W47'], 39, 32)).toEqual([{ index: 0, week: '2026-W47' }]);
  });

  it('names each month at its first week, by the Thursday', () => {
    expect(pickMonthTicks(names(22, 47), 39)).toEqual([
      { index: 1, month: 6 },
      { index: 5, month: 7 },
      { index: 10, month: 8 },
      { index: 14, month: 9 },
      { index: 18, month: 10 },
      { index: 23, month: 11 },
    ]);
  });

  it('names the first month too where it has room', () => {
    expect(pickMonthTicks(['2026-W52', '2026-W53', '2027-W01'], 60)).toEqual([
      { index: 0, month: 12 },
      { index: 2, month: 1 },
    ]);
  });
});

describe('the layout of a weekly stack', () => {
  it('fills the width with half a year', () => {
    const layout = layoutWeeklyStack(
      names(22, 47).map((week) => published(week)),
      1182,
    );
    expect(layout.ahead).toBeNull();
    expect(layout.step).toBeCloseTo(39.3, 1);
    expect(layout.bars[0]?.width).toBe(32);
    expect(layout.labels).toBeCloseTo(1078, 0);
  });

  it('keeps the place of weeks that are yet to come', () => {
    const layout = layoutWeeklyStack([published('2026-W48')], 1182);
    expect(layout.step).toBeCloseTo(39.3, 1);
    expect(layout.ahead?.width).toBeGreaterThan(900);
  });

  it('puts a legend above a narrow chart instead of labels beside it', () => {
    const layout = layoutWeeklyStack(
      names(22, 47).map((week) => published(week)),
      294,
    );
    expect(layout).toMatchObject({ isNarrow: true, labels: null, ahead: null, height: 184 });
  });

  it('frames weeks without figures together as long as the reason is the same', () => {
    const weeks = [
      published('2026-W40'),
      withheld('2026-W41', 'few_at_work'),
      withheld('2026-W42', 'few_at_work'),
      withheld('2026-W43', 'one_dominates'),
      published('2026-W44'),
    ];
    const gaps = layoutWeeklyStack(weeks, 1182).gaps.map((gap) => gap.weeks.map(({ week }) => week));
    expect(gaps).toEqual([['2026-W41', '2026-W42'], ['2026-W43']]);
  });

  it('never runs out of its container', () => {
    fc.assert(
      fc.property(fc.integer({ min: 240, max: 1400 }), fc.integer({ min: 1, max: 53 }), (width, count) => {
        const weeks = names(1, count).map((week) => published(week));
        const { bars, ahead } = layoutWeeklyStack(weeks, width);
        const ends = [...bars, ...(ahead === null ? [] : [ahead])].map((span) => span.x + span.width);
        expect(Math.max(...ends)).toBeLessThanOrEqual(width);
      }),
    );
  });
});

describe('the segments of a week', () => {
  const layout = layoutWeeklyStack([published('2026-W47')], 1182);

  it('stand on the floor and hang from the ceiling, two pixels apart', () => {
    expect(segments(published('2026-W47'), layout)).toEqual(
      [
        { name: 'selling', top: 152, bottom: 228 },
        { name: 'unsure', top: 136.6, bottom: 150 },
        { name: 'supporting', top: 77.2, bottom: 134.6 },
        { name: 'internal', top: 8, bottom: 75.2 },
      ].map((segment) => ({
        ...segment,
        top: expect.closeTo(segment.top, 6),
        bottom: expect.closeTo(segment.bottom, 6),
      })),
    );
  });

  it('keep at least half of the height that is theirs', () => {
    const split = fc.tuple(fc.nat(100), fc.nat(100), fc.nat(100)).map((cuts) => {
      const [a = 0, b = 0, c = 0] = cuts.toSorted((one, other) => one - other);
      return { selling: a, unsure: b - a, supporting: c - b, internal: 100 - c };
    });
    fc.assert(
      fc.property(split, (shown) => {
        for (const { name, top, bottom } of segments(published('2026-W47', shown), layout)) {
          expect(bottom - top).toBeGreaterThanOrEqual(shown[name] * 1.1 - 1e-9);
          expect(bottom - top).toBeLessThanOrEqual(shown[name] * 2.2 + 1e-9);
        }
      }),
    );
  });

  it('are found under the pointer', () => {
    const weeks = [published('2026-W46'), withheld('2026-W47', 'few_at_work'), published('2026-W48')];
    const three = layoutWeeklyStack(weeks, 1182);
    expect(locate(weeks, three, 60, 200)).toEqual({ column: 0, row: 0 });
    expect(locate(weeks, three, 60, 140)).toEqual({ column: 0, row: 1 });
    expect(locate(weeks, three, 60, 20)).toEqual({ column: 0, row: 3 });
    expect(locate(weeks, three, 100, 20)).toEqual({ column: 1, row: 0 });
    expect(locate(weeks, three, 400, 20)).toBeNull();
    expect(locate(weeks, three, 60, 240)).toBeNull();
  });
});

describe('labels', () => {
  it('stay where they belong while they have room', () => {
    expect(spreadLabels([190, 142, 100, 40], 16, { top: 8, bottom: 228 })).toEqual([190, 142, 100, 40]);
  });

  it('make room for each other', () => {
    expect(spreadLabels([226, 222, 219, 100], 16, { top: 8, bottom: 228 })).toEqual([220, 204, 188, 100]);
  });

  it('stay inside at the ceiling', () => {
    expect(spreadLabels([100, 12, 10, 8], 16, { top: 8, bottom: 228 })).toEqual([100, 48, 32, 16]);
  });
});
