import { describe, expect, it } from 'vitest';
import { meanBurden, sumBurden } from '../../../shared/patterns/team-burden.ts';

const reps = (...seconds: number[]) =>
  seconds.map((taken) => ({ burden: { seconds: taken, questions: Math.ceil(taken / 10) } }));

describe('what questions took of a team', () => {
  it('is the sum over its reps, and how many were within the budget', () => {
    expect(sumBurden(reps(10, 20, 12, 61, 30))).toEqual({ seconds: 133, questions: 15, within: 4 });
  });

  it('is zero where nobody was asked', () => {
    expect(sumBurden(reps(0, 0, 0, 0, 0))).toEqual({ seconds: 0, questions: 0, within: 5 });
  });

  it.each([
    ['fewer than three were asked', reps(10, 20, 0, 0, 0)],
    ['one stands for more than half of it', reps(60, 10, 10, 10, 10)],
    ['it is not known of one of them', [...reps(10, 10, 10, 10), { burden: null }]],
  ])('is not shown where %s', (_, parts) => {
    expect(sumBurden(parts)).toBeNull();
  });
});

describe('what questions took of a rep and week', () => {
  const week = (seconds: number, questions: number, within = 5) => ({
    reps: 5,
    burden: { seconds, questions, within },
  });

  it('is the mean over weeks, whole seconds and a tenth of a question', () => {
    expect(meanBurden([week(50, 4), week(83, 7, 4)])).toEqual({
      seconds: 13,
      questions: 1.1,
      withinShare: 90,
    });
  });

  it('leaves out weeks that may not be shown, and says nothing where there is no other', () => {
    expect(meanBurden([week(50, 5), { reps: 9, burden: null }])).toEqual({
      seconds: 10,
      questions: 1,
      withinShare: 100,
    });
    expect(meanBurden([{ reps: 5, burden: null }])).toBeNull();
  });
});
