import { WORK_CLASSES } from '../classification/classification.ts';
import type { SaidClass } from '../contract/classes.ts';
import { sumOf, type SampleAnswer } from './agreement.ts';

/** Fewer answers of a rep make no share of selling time. */
const LEAST_ANSWERS_OF_A_REP = 10;

/** Points, unrounded. */
export interface SellingError {
  readonly mean: number;
  readonly worst: number;
  readonly reps: number;
}

/**
 * How far a rep's selling share by our classes lies from the one by their own words, in points of their working time:
 * the mean over reps and the worst, nobody named. null where fewer than `minimum` reps have answered often enough (R2).
 */
export function estimateSellingError(answers: readonly SampleAnswer[], minimum: number): SellingError | null {
  const errors = [...Map.groupBy(answers, ({ rep }) => rep).values()]
    .filter((own) => own.length >= LEAST_ANSWERS_OF_A_REP)
    .map((own) => {
      const ours = sellingShare(own, ({ asked }) => asked);
      const theirs = sellingShare(own, ({ said }) => said);
      return 100 * Math.abs(ours - theirs);
    });
  if (errors.length < minimum) return null;
  return {
    mean: sumOf(errors, (error) => error) / errors.length,
    worst: Math.max(...errors),
    reps: errors.length,
  };
}

function sellingShare(
  answers: readonly SampleAnswer[],
  classOf: (answer: SampleAnswer) => SaidClass,
): number {
  const of = (names: readonly SaidClass[]): number =>
    sumOf(answers, (answer) => (names.includes(classOf(answer)) ? answer.weight * answer.minutes : 0));
  const work = of(WORK_CLASSES);
  return work === 0 ? 0 : of(['selling']) / work;
}
