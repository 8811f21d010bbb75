import { z } from 'zod';
import { saidClassSchema } from './classes.ts';
import { isoWeekSchema } from './week.ts';

const percent = z.number().int();

/** A share of answers that agree: whole per cent with Wilson's 95 % interval, and the answers behind it. */
export const agreementSchema = z.object({
  share: percent,
  low: percent,
  high: percent,
  answers: z.number().int(),
});
export type Agreement = z.infer<typeof agreementSchema>;

/**
 * How often the classes are right, by a random sample that reps confirm: of the whole organisation, once a week, frozen.
 * Rounded as everything that is shown (R2); nothing in it is of fewer than three reps.
 */
export const precisionSchema = z.discriminatedUnion('status', [
  z.object({
    status: z.literal('not_enough'),
    answers: z.number().int(),
    needed: z.number().int(),
    /** When there will be enough, at the pace so far; null where nobody has answered yet. */
    expected: isoWeekSchema.nullable(),
  }),
  /** Enough answers, from fewer reps than a figure may stand for, or half of them from one. */
  z.object({ status: z.literal('few_reps'), minimum: z.number().int() }),
  z.object({
    status: z.literal('measured'),
    agreement: agreementSchema,
    /** The lower limit is at or above what a verdict needs; by unrounded figures. */
    isEnough: z.boolean(),
    needed: percent,
    asked: z.number().int(),
    reps: z.number().int(),
    minimum: z.number().int(),
    /** By what the classifier had said; classes of too few reps stand together. */
    byClass: z.array(z.object({ classes: z.array(saidClassSchema), agreement: agreementSchema })),
    calibration: z.object({
      /** By confidence, per cent, from the lowest; `mean` is what was promised, `agreement` what was so. */
      bins: z.array(z.object({ from: percent, to: percent, mean: percent, agreement: agreementSchema })),
      /** Expected calibration error, points. */
      error: z.number(),
    }),
    /** Points of selling share between our classes and the rep's; null until enough reps have answered enough. */
    sellingError: z.object({ mean: percent, worst: percent, reps: z.number().int() }).nullable(),
  }),
]);
export type Precision = z.infer<typeof precisionSchema>;
export type MeasuredPrecision = Extract<Precision, { status: 'measured' }>;

/** `GET /api/admin/classification`. `week` is the last of which answers are in; null before the first evaluation. */
export const adminClassificationSchema = z.object({
  week: isoWeekSchema.nullable(),
  classifierVersion: z.string(),
  precision: precisionSchema,
});
export type AdminClassification = z.infer<typeof adminClassificationSchema>;
