import {
  estimateAgreement,
  joinUntilShowable,
  sumOf,
  type AgreementEstimate,
  type SampleAnswer,
} from './agreement.ts';

/** Most answers are given with great confidence: there the steps are fine. */
const STEPS = [0, 0.8, 0.9, 0.95, 0.98, 1] as const;

export interface CalibrationBin {
  readonly from: number;
  readonly to: number;
  /** Mean confidence: what was promised. */
  readonly mean: number;
  /** What was so. */
  readonly agreement: AgreementEstimate;
}

/** Unrounded, 0–1. `error` is the expected calibration error (Naeini et al. 2015) over the bins that are shown. */
export interface Calibration {
  readonly bins: readonly CalibrationBin[];
  readonly error: number;
}

/** Whether a confidence of .9 is right nine times in ten. Bins of too few reps stand with their neighbours (R2). */
export function estimateCalibration(answers: readonly SampleAnswer[]): Calibration {
  const steps = STEPS.slice(1).map((to, index) => ({ from: STEPS[index] ?? 0, to }));
  const groups = joinUntilShowable(
    steps.map((step) => ({
      keys: [step],
      answers: answers.filter(({ confidence }) => isIn(step, confidence)),
    })),
  );
  const bins = groups.map(({ keys, answers: own }) => ({
    from: keys[0]?.from ?? 0,
    to: keys.at(-1)?.to ?? 1,
    mean: sumOf(own, ({ confidence, weight }) => confidence * weight) / sumOf(own, ({ weight }) => weight),
    weight: sumOf(own, ({ weight }) => weight),
    agreement: estimateAgreement(own),
  }));
  const total = sumOf(bins, ({ weight }) => weight);
  const gaps = sumOf(bins, ({ mean, weight, agreement }) => weight * Math.abs(mean - agreement.share));
  return { bins: bins.map(({ weight: _, ...bin }) => bin), error: total === 0 ? 0 : gaps / total };
}

/** The last step holds its upper end too: a confidence can be 1. */
function isIn({ from, to }: { readonly from: number; readonly to: number }, confidence: number): boolean {
  return confidence >= from && (confidence < to || to === 1);
}
