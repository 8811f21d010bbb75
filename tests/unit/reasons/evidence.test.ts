import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addWeeks } from '../../../shared/calendar/week.ts';
import type { EvidenceInputs, TakerCustomers, Verdict } from '../../../shared/reasons/evidence.ts';
import { judgeEvidence } from '../../../shared/reasons/evidence.ts';
import type { WeekLoad } from '../../../shared/reasons/internal-load.ts';
import { compareLoad, median, robustZ, summariseLoad } from '../../../shared/reasons/internal-load.ts';
import { materialJudgedAt } from '../../../shared/reasons/material.ts';
import { defaultWorkingHours } from '../../../shared/calendar/working-hours.ts';
import { at, classified, STOCKHOLM } from '../../factories/event.ts';

const WEEK = '2026-W47';

function week(hours: number, overrides: Partial<WeekLoad> = {}): WeekLoad {
  return { week: WEEK, internalMinutes: hours * 60, coverage: 0.7, valid: true, ...overrides };
}

/** The weeks before W47, nearest first. */
function weeksBefore(...hours: number[]): WeekLoad[] {
  return hours.map((internal, index) => week(internal, { week: addWeeks(WEEK, -1 - index) }));
}

/** Median 9 h, median absolute deviation 1 h: z = 1 at 10.4826 h. */
const TEN_WEEKS = weeksBefore(7, 7.5, 8, 8.5, 9, 9, 9.5, 10, 10, 11);

function inputs(overrides: Partial<EvidenceInputs> = {}): EvidenceInputs {
  return {
    load: week(13),
    ownWeeks: TEN_WEEKS,
    customers: ['nordlast.example'],
    takers: [],
    slotStillOpen: false,
    material: { movedAt: at('2026-11-18 12:00'), work: [], keptAt: null, isFinal: false },
    ...overrides,
  };
}

describe('A lot internal', () => {
  it('is visible in a week far above the rep’s own', () => {
    expect(judgeEvidence('internal-load', inputs())).toEqual({
      verdict: 'visible',
      facts: [{ key: 'internal-load', values: { hours: 13, week: WEEK, medianHours: 9, weeks: 10 } }],
    });
  });

  it.each([
    ['two hours over the median, far out', 11, TEN_WEEKS, 'visible'],
    ['a minute less than that', 11 - 1 / 60, TEN_WEEKS, 'not-visible'],
    ['at the median', 9, TEN_WEEKS, 'not-visible'],
    ['below it', 3, TEN_WEEKS, 'not-visible'],
    ['two hours over weeks that all are alike', 11, weeksBefore(9, 9, 9, 9, 9, 9, 9, 9), 'visible'],
    ['one hour over weeks that all are alike', 10, weeksBefore(9, 9, 9, 9, 9, 9, 9, 9), 'not-visible'],
    [
      'z just below 1 over restless weeks',
      8 + 4 * 1.4826 - 0.01,
      weeksBefore(4, 4, 4, 4, 12, 12, 12, 12),
      'not-visible',
    ],
    ['z of 1 over restless weeks', 8 + 4 * 1.4826 + 0.01, weeksBefore(4, 4, 4, 4, 12, 12, 12, 12), 'visible'],
  ] as const)('%s', (_, hours, ownWeeks, verdict) => {
    expect(judgeEvidence('internal-load', inputs({ load: week(hours), ownWeeks })).verdict).toBe(verdict);
  });

  it('cannot be told from fewer than eight valid weeks before', () => {
    const seven = [
      ...weeksBefore(9, 9, 9, 9, 9, 9, 9),
      week(9, { week: addWeeks(WEEK, -8), valid: false }),
      week(9, { week: addWeeks(WEEK, 1) }),
      week(9),
    ];
    expect(judgeEvidence('internal-load', inputs({ ownWeeks: seven }))).toEqual({
      verdict: 'cant-tell',
      facts: [{ key: 'too-few-weeks', values: { weeks: 7, needed: 8 } }],
    });
    const eight = [...seven, week(9, { week: addWeeks(WEEK, -9) })];
    expect(judgeEvidence('internal-load', inputs({ ownWeeks: eight })).verdict).toBe('visible');
  });

  it('cannot be told where the calendar covers less than 40 % of the week', () => {
    expect(judgeEvidence('internal-load', inputs({ load: week(13, { coverage: 0.399 }) }))).toEqual({
      verdict: 'cant-tell',
      facts: [{ key: 'low-coverage', values: { percent: 39, needed: 40 } }],
    });
    expect(judgeEvidence('internal-load', inputs({ load: week(13, { coverage: 0.4 }) })).verdict).toBe(
      'visible',
    );
  });

  it('is compared with the last twelve valid weeks only, in whatever order they come', () => {
    const many = weeksBefore(
      9,
      9,
      9,
      9,
      9,
      9,
      9,
      9,
      9,
      9,
      9,
      9,
      40,
      40,
      40,
      40,
      40,
      40,
      40,
      40,
      40,
      40,
      40,
      40,
      40,
    );
    expect(compareLoad(week(12), many)).toEqual({ weeks: 12, medianMinutes: 540, z: Infinity });
    expect(compareLoad(week(12), many.toReversed())).toEqual(compareLoad(week(12), many));
  });

  it('is measured without the event that took the slot', () => {
    const settings = { workingHours: defaultWorkingHours(STOCKHOLM), holidays: [] };
    const plan = [
      classified('internal', { id: 'forecast', start: at('2026-11-19 10:00'), end: at('2026-11-19 12:00') }),
      classified('internal', { id: 'team', start: at('2026-11-17 09:00'), end: at('2026-11-17 12:00') }),
      classified('selling', { id: 'demo', start: at('2026-11-18 08:00'), end: at('2026-11-18 17:00') }),
    ];
    const load = summariseLoad(plan, WEEK, 'forecast', settings);
    expect(load).toEqual({ week: WEEK, internalMinutes: 180, coverage: 14 / 40, valid: true });
    expect(summariseLoad(plan, WEEK, null, settings).internalMinutes).toBe(300);
  });
});

describe('Material that was missing', () => {
  const movedAt = at('2026-11-18 12:00');
  const work = (end: string, stoodWhenMoved: boolean, stands: boolean) => ({
    end: at(end),
    stoodWhenMoved,
    stands,
  });

  it.each<[string, Partial<EvidenceInputs['material']>, Verdict, string]>([
    [
      'time for it still lay ahead',
      { work: [work('2026-11-19 10:00', true, false)] },
      'visible',
      'material-open',
    ],
    [
      'the meeting was held after time for it that was booked later',
      { work: [work('2026-11-23 10:00', false, true)], keptAt: at('2026-11-24 10:00'), isFinal: true },
      'visible',
      'material-kept',
    ],
    [
      'time for it ended as the meeting began',
      { work: [work('2026-11-24 10:00', false, true)], keptAt: at('2026-11-24 10:00'), isFinal: true },
      'visible',
      'material-kept',
    ],
    [
      'the meeting was held before it',
      { work: [work('2026-11-25 10:00', false, true)], keptAt: at('2026-11-24 10:00'), isFinal: true },
      'not-visible',
      'material-none',
    ],
    [
      'the meeting was never held',
      { work: [work('2026-11-23 10:00', false, true)], keptAt: null, isFinal: true },
      'not-visible',
      'material-none',
    ],
    [
      'it was over before the move',
      { work: [work('2026-11-18 12:00', true, true)], keptAt: at('2026-11-24 10:00'), isFinal: true },
      'not-visible',
      'material-none',
    ],
    ['none shows yet', {}, 'cant-tell', 'material-later'],
    [
      'it is booked but the meeting is still to come',
      { work: [work('2026-11-23 10:00', false, true)] },
      'cant-tell',
      'material-later',
    ],
    ['none shows ten working days later', { isFinal: true }, 'not-visible', 'material-none'],
  ])('%s', (_, material, verdict, key) => {
    const compared = { movedAt, work: [], keptAt: null, isFinal: false, ...material };
    expect(judgeEvidence('material', inputs({ material: compared }))).toEqual({
      verdict,
      facts: [{ key, values: {} }],
    });
  });

  it('cannot be told where nobody from a customer was in the meeting', () => {
    expect(judgeEvidence('material', inputs({ customers: [] }))).toEqual({
      verdict: 'cant-tell',
      facts: [{ key: 'material-unidentified', values: {} }],
    });
  });

  it('cannot be told where the calendar covers less than 40 % of the week', () => {
    const open = { movedAt, work: [work('2026-11-19 10:00', true, true)], keptAt: null, isFinal: false };
    const judged = judgeEvidence('material', inputs({ load: week(9, { coverage: 0.39 }), material: open }));
    expect(judged).toEqual({
      verdict: 'cant-tell',
      facts: [{ key: 'low-coverage', values: { percent: 39, needed: 40 } }],
    });
  });

  it('is judged again when the rep goes home on the tenth working day after the move', () => {
    const holidays = [{ date: '2026-11-27', from: '00:00', name: 'Invented day' }];
    expect(materialJudgedAt(movedAt, defaultWorkingHours(STOCKHOLM), holidays)).toBe(at('2026-12-03 17:00'));
  });
});

describe('Another customer first', () => {
  const taker = (overrides: Partial<TakerCustomers> = {}): TakerCustomers => ({
    used: 'took',
    class: 'selling',
    customers: ['hamnverket.example'],
    ...overrides,
  });

  it.each<[string, Partial<EvidenceInputs>, string, string]>([
    [
      'a meeting with another customer took the slot',
      { takers: [taker()] },
      'visible',
      'slot-other-customer',
    ],
    [
      'work for another customer filled it later',
      { takers: [taker({ used: 'later', class: 'supporting' })], slotStillOpen: true },
      'visible',
      'slot-other-customer',
    ],
    [
      'a block without a customer gave way to one',
      { customers: [], takers: [taker()] },
      'visible',
      'slot-other-customer',
    ],
    [
      'the same customer took it',
      { takers: [taker({ customers: ['nordlast.example'] })] },
      'not-visible',
      'slot-no-other-customer',
    ],
    [
      'both customers were in what took it',
      { takers: [taker({ customers: ['hamnverket.example', 'nordlast.example'] })] },
      'not-visible',
      'slot-no-other-customer',
    ],
    [
      'an internal meeting took it',
      { takers: [taker({ class: 'internal' })] },
      'not-visible',
      'slot-no-other-customer',
    ],
    ['nothing took it', {}, 'not-visible', 'slot-no-other-customer'],
    [
      'a quote for nobody named took it',
      { takers: [taker({ class: 'supporting', customers: [] })] },
      'cant-tell',
      'slot-unidentified',
    ],
    ['something may still fill it', { slotStillOpen: true }, 'cant-tell', 'slot-still-open'],
    ['the calendar is nearly empty', { load: week(1, { coverage: 0.1 }) }, 'cant-tell', 'low-coverage'],
  ])('where %s', (_, given, verdict, fact) => {
    const evidence = judgeEvidence('other-customer', inputs(given));
    expect([evidence.verdict, evidence.facts.map(({ key }) => key)]).toEqual([verdict, [fact]]);
  });
});

describe('Of the other reasons', () => {
  it.each([
    ['customer-asked', 'phone-or-mail'],
    ['customer-hesitant', 'team-level-only'],
    ['market', 'team-level-only'],
    ['own-priority', 'own-choice'],
    ['other', 'own-choice'],
  ] as const)('"%s" cannot be told from a calendar', (code, key) => {
    expect(judgeEvidence(code, inputs())).toEqual({ verdict: 'cant-tell', facts: [{ key, values: {} }] });
  });
});

describe('The robust z', () => {
  it('counts normal standard deviations from the median', () => {
    const hours = TEN_WEEKS.map(({ internalMinutes }) => internalMinutes / 60);
    expect(median(hours)).toBe(9);
    expect(robustZ(10.4826, hours)).toBeCloseTo(1, 10);
    expect(robustZ(9, hours)).toBe(0);
    expect(robustZ(8, [9, 9, 9])).toBe(-Infinity);
    expect(robustZ(10, [])).toBe(0);
  });

  it('does not change with the unit or the order', () => {
    const values = fc.array(fc.integer({ min: 0, max: 2400 }), { minLength: 8, maxLength: 12 });
    fc.assert(
      fc.property(values, fc.integer({ min: 0, max: 2400 }), (minutes, x) => {
        const z = robustZ(x, minutes);
        expect(robustZ(x, minutes.toReversed())).toBe(z);
        expect(
          robustZ(
            x * 4,
            minutes.map((value) => value * 4),
          ),
        ).toBeCloseTo(z, 9);
      }),
    );
  });
});
