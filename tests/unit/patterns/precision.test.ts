import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SaidClass } from '../../../shared/contract/classes.ts';
import {
  answersPerRep,
  estimateAgreement,
  joinUntilShowable,
  type SampleAnswer,
} from '../../../shared/patterns/agreement.ts';
import { estimateCalibration } from '../../../shared/patterns/calibration.ts';
import { estimatePrecision, findDoubt, type Sample } from '../../../shared/patterns/precision.ts';
import { estimateSellingError } from '../../../shared/patterns/selling-error.ts';
import { wilsonInterval } from '../../../shared/patterns/wilson.ts';
import { judgeValue } from '../../../shared/privacy/publish.ts';

function answer(overrides: Partial<SampleAnswer> = {}): SampleAnswer {
  return {
    rep: 'a',
    asked: 'selling',
    said: 'selling',
    confidence: 0.96,
    weight: 10,
    minutes: 60,
    ...overrides,
  };
}

/** So many answers, from six reps in turn; the first `wrong` of them say another class. */
function answersOf(count: number, wrong: number): SampleAnswer[] {
  return Array.from({ length: count }, (_, index) =>
    answer({ rep: `rep-${index % 6}`, said: index < wrong ? 'internal' : 'selling' }),
  );
}

function sample(answers: readonly SampleAnswer[], overrides: Partial<Sample> = {}): Sample {
  return { answers, asked: answers.length, weeks: 5, through: '2026-W47', minimum: 5, ...overrides };
}

describe('the share of events that are sorted right', () => {
  it('is a share with Wilson’s interval where all had the same chance', () => {
    expect(estimateAgreement([...answersOf(30, 6)])).toEqual({
      share: expect.closeTo(0.8, 10),
      low: expect.closeTo(1 - 0.373057, 5),
      high: expect.closeTo(1 - 0.095051, 5),
      answers: 30,
    });
  });

  it('is that of all events where chances differ, and no surer for it', () => {
    // One rep has 30 events a week and two wrong answers of two, another 3 and two right.
    const uneven = [
      answer({ weight: 15, said: 'internal' }),
      answer({ weight: 15, said: 'internal' }),
      answer({ rep: 'b', weight: 1.5 }),
      answer({ rep: 'b', weight: 1.5 }),
    ];
    const { share, low, high } = estimateAgreement(uneven);
    expect(share).toBeCloseTo(3 / 33, 10);
    // Kish: the square of the sum of weights over the sum of their squares, 2.4 answers of four.
    expect({ low, high }).toEqual(wilsonInterval(share, 33 ** 2 / 454.5));
    const even = estimateAgreement(uneven.map((one) => ({ ...one, weight: 1 })));
    expect(even.share).toBe(0.5);
  });

  it('does not miss the truth over many samples of reps with few and with many events', () => {
    // Of 40 events 10 are wrong, of 4 none: 34 of 44 are right. Each rep is asked about two.
    const busy = Array.from({ length: 40 }, (_, index) => index >= 10);
    const calm = [true, true, true, true];
    let sum = 0;
    const rounds = 4_000;
    for (let round = 0; round < rounds; round += 1) {
      const drawn = [busy, calm].flatMap((events) =>
        [0, 1].map((turn) => {
          // Two different places, each pair as likely as the others over the rounds.
          const first = (round * 7) % events.length;
          const place = (first + turn * (1 + ((round * 13) % (events.length - 1)))) % events.length;
          return { isRight: events[place] === true, weight: events.length / 2 };
        }),
      );
      sum += estimateAgreement(
        drawn.map(({ isRight, weight }) => answer({ weight, said: isRight ? 'selling' : 'internal' })),
      ).share;
    }
    expect(sum / rounds).toBeCloseTo(34 / 44, 1);
  });
});

describe('groups of answers', () => {
  const classes = fc.constantFrom<SaidClass>('selling', 'supporting', 'internal', 'ignored');

  it('are joined until each is of ten answers and three reps, none with more than half; none is left out', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ rep: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'), asked: classes }), {
          minLength: 30,
          maxLength: 80,
        }),
        (drawn) => {
          const answers = drawn.map((one) => answer(one));
          fc.pre(judgeValue(answersPerRep(answers)) === null);
          const groups = (['selling', 'supporting', 'internal', 'ignored'] as const).map((name) => ({
            keys: [name],
            answers: answers.filter(({ asked }) => asked === name),
          }));
          const joined = joinUntilShowable(groups);
          expect(joined.map((group) => judgeValue(answersPerRep(group.answers)))).toEqual(
            joined.map(() => null),
          );
          expect(joined.filter((group) => group.answers.length < 10)).toEqual([]);
          expect(joined.flatMap((group) => group.answers)).toHaveLength(answers.length);
        },
      ),
    );
  });
});

describe('calibration', () => {
  it('tells what was promised beside what was so, and by how much they differ', () => {
    const answers = ['a', 'b', 'c', 'd', 'e'].flatMap((rep) => [
      answer({ rep, confidence: 0.85, said: 'internal' }),
      answer({ rep, confidence: 0.85 }),
      answer({ rep, confidence: 0.99 }),
      answer({ rep, confidence: 0.99 }),
    ]);
    const { bins, error } = estimateCalibration(answers);
    expect(bins.map(({ from, to, mean, agreement }) => [from, to, mean, agreement.share])).toEqual([
      [0.8, 0.9, expect.closeTo(0.85, 10), 0.5],
      [0.98, 1, expect.closeTo(0.99, 10), 1],
    ]);
    expect(error).toBeCloseTo((0.35 + 0.01) / 2, 10);
  });

  it('keeps no step of fewer than three reps to itself', () => {
    const { bins } = estimateCalibration([
      answer({ rep: 'a', confidence: 0.7 }),
      answer({ rep: 'b', confidence: 0.85 }),
      answer({ rep: 'c', confidence: 0.92 }),
      answer({ rep: 'd', confidence: 0.96 }),
    ]);
    expect(bins.map(({ from, to, agreement }) => [from, to, agreement.answers])).toEqual([[0, 0.98, 4]]);
  });
});

describe('the error in a rep’s selling share', () => {
  const ofRep = (rep: string, wrong: number): SampleAnswer[] =>
    Array.from({ length: 10 }, (_, index) =>
      answer({
        rep,
        asked: index < 5 ? 'selling' : 'internal',
        said: index < 5 - wrong || index >= 9 + wrong ? 'selling' : 'internal',
      }),
    );

  it('is a mean and a worst over reps who answered ten times, in points of working time', () => {
    const answers = [0, 1, 2].flatMap((wrong) => ofRep(`rep-${wrong}`, wrong));
    // 10 points off for the one extra, 10 and 20 for those with one and two fewer.
    expect(estimateSellingError(answers, 3)).toEqual({
      mean: expect.closeTo(40 / 3, 10),
      worst: expect.closeTo(20, 10),
      reps: 3,
    });
  });

  it('is not told of fewer reps than the minimum, nor of reps with fewer answers', () => {
    const answers = [0, 1, 2].flatMap((wrong) => ofRep(`rep-${wrong}`, wrong));
    expect(estimateSellingError(answers, 4)).toBeNull();
    expect(estimateSellingError(answers.slice(1), 3)).toBeNull();
  });
});

describe('the precision of the classes', () => {
  it('is not told below thirty answers; at the pace so far it says when', () => {
    expect(estimatePrecision(sample(answersOf(29, 0)))).toEqual({
      status: 'not_enough',
      answers: 29,
      needed: 30,
      expected: '2026-W48',
    });
    expect(estimatePrecision(sample(answersOf(10, 0), { weeks: 4 }))).toMatchObject({
      expected: '2027-W02',
    });
    expect(estimatePrecision(sample([]))).toMatchObject({ answers: 0, expected: null });
  });

  it('is not told of fewer reps than the minimum, nor where one rep has most answers', () => {
    const four = answersOf(40, 0).filter(({ rep }) => rep < 'rep-4');
    const many = Array.from({ length: 31 }, () => answer({ rep: 'rep-0' }));
    expect(estimatePrecision(sample([...four, ...four]))).toEqual({ status: 'few_reps', minimum: 5 });
    expect(estimatePrecision(sample([...answersOf(30, 0), ...many]))).toEqual({
      status: 'few_reps',
      minimum: 5,
    });
  });

  it('is rounded to whole points', () => {
    expect(estimatePrecision(sample(answersOf(60, 3), { asked: 92 }))).toEqual({
      status: 'measured',
      agreement: { share: 95, low: 86, high: 98, answers: 60 },
      isEnough: true,
      needed: 85,
      asked: 92,
      reps: 6,
      minimum: 5,
      byClass: [{ classes: ['selling'], agreement: { share: 95, low: 86, high: 98, answers: 60 } }],
      calibration: {
        bins: [{ from: 95, to: 98, mean: 96, agreement: { share: 95, low: 86, high: 98, answers: 60 } }],
        error: 1,
      },
      sellingError: { mean: 5, worst: 10, reps: 6 },
    });
  });

  // Wilson's lower limits: 57 of 60 .863, 56 of 60 .841, 30 of 30 .886, 29 of 30 .833.
  it.each([
    [60, 3, false],
    [60, 4, true],
    [30, 0, false],
    [30, 1, true],
    [29, 5, false],
  ])('of %d answers with %d wrong holds verdicts: %s', (count, wrong, isHeld) => {
    expect(findDoubt(estimatePrecision(sample(answersOf(count, wrong)))) !== null).toBe(isHeld);
  });

  it('that nobody has looked at holds none', () => {
    expect(findDoubt(null)).toBeNull();
  });
});
