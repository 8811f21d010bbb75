import { addWeeks } from '../calendar/week.ts';
import type { IsoWeek } from '../calendar/time.ts';
import type { SaidClass } from '../contract/classes.ts';
import type { Agreement, MeasuredPrecision, Precision } from '../contract/precision.ts';
import { judgeSet } from '../privacy/publish.ts';
import {
  answersPerRep,
  estimateAgreement,
  joinUntilShowable,
  type AgreementEstimate,
  type SampleAnswer,
} from './agreement.ts';
import { estimateCalibration } from './calibration.ts';
import { estimateSellingError } from './selling-error.ts';

/** Domain §8, fixed: no verdict while the lower limit of the precision lies below this. */
const LEAST_PRECISION = 0.85;
/** Fewer answers tell too little: up to 21 the lower limit lies below the bar even where all of them agree. */
const LEAST_ANSWERS = 30;
const CLASSES: readonly SaidClass[] = ['selling', 'supporting', 'internal', 'ignored'];

/** Before the first evaluation. */
export const NOTHING_ANSWERED: Precision = {
  status: 'not_enough',
  answers: 0,
  needed: LEAST_ANSWERS,
  expected: null,
};

export interface Sample {
  readonly answers: readonly SampleAnswer[];
  /** How many events reps were asked about, answered or not. */
  readonly asked: number;
  /** How many weeks were asked in. */
  readonly weeks: number;
  /** The last of them. */
  readonly through: IsoWeek;
  /** Fewest reps that a figure may stand for (R2). */
  readonly minimum: number;
}

/** How often the classes are right by the reps' own word, from all answers to draws of one classifier. */
export function estimatePrecision(sample: Sample): Precision {
  const { answers, minimum } = sample;
  if (answers.length < LEAST_ANSWERS)
    return {
      status: 'not_enough',
      answers: answers.length,
      needed: LEAST_ANSWERS,
      expected: expectedWeek(sample),
    };
  if (judgeSet([answersPerRep(answers)], minimum) !== null) return { status: 'few_reps', minimum };
  return measure(sample);
}

function measure({ answers, asked, minimum }: Sample): MeasuredPrecision {
  const agreement = estimateAgreement(answers);
  const { bins, error } = estimateCalibration(answers);
  const selling = estimateSellingError(answers, minimum);
  return {
    status: 'measured',
    agreement: rounded(agreement),
    isEnough: agreement.low >= LEAST_PRECISION,
    needed: percentOf(LEAST_PRECISION),
    asked,
    reps: answersPerRep(answers).length,
    minimum,
    byClass: byClass(answers),
    calibration: {
      bins: bins.map(({ from, to, mean, agreement: own }) => ({
        from: percentOf(from),
        to: percentOf(to),
        mean: percentOf(mean),
        agreement: rounded(own),
      })),
      error: Math.round(1000 * error) / 10,
    },
    sellingError: selling && {
      mean: Math.round(selling.mean),
      worst: Math.round(selling.worst),
      reps: selling.reps,
    },
  };
}

/**
 * What keeps a pattern from having a verdict (domain §8): a precision whose lower limit lies below the bar. Before there
 * are answers enough nothing is known that could: verdicts stand, and the page for those who govern says so.
 */
export function findDoubt(precision: Precision | null): MeasuredPrecision | null {
  return precision?.status === 'measured' && !precision.isEnough ? precision : null;
}

function byClass(answers: readonly SampleAnswer[]): MeasuredPrecision['byClass'] {
  const groups = CLASSES.map((name) => ({
    keys: [name],
    answers: answers.filter(({ asked }) => asked === name),
  }));
  return joinUntilShowable(groups).map(({ keys, answers: own }) => ({
    classes: [...keys],
    agreement: rounded(estimateAgreement(own)),
  }));
}

function expectedWeek({ answers, weeks, through }: Sample): IsoWeek | null {
  if (answers.length === 0 || weeks === 0) return null;
  const missing = LEAST_ANSWERS - answers.length;
  return addWeeks(through, Math.ceil((missing * weeks) / answers.length));
}

function rounded({ share, low, high, answers }: AgreementEstimate): Agreement {
  return { share: percentOf(share), low: percentOf(low), high: percentOf(high), answers };
}

function percentOf(share: number): number {
  return Math.round(100 * share);
}
