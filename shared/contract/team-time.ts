import { z } from 'zod';
import { agreementSchema } from './precision.ts';

/** Whole per cent, summing to 100. */
const shares = z.object({
  selling: z.number().int(),
  unsure: z.number().int(),
  supporting: z.number().int(),
  internal: z.number().int(),
});
/** Whole hours. */
const hours = shares;
const week = z.string().regex(/^\d{4}-W\d{2}$/);
const localDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

const trendEnd = z.object({ week, value: z.number(), low: z.number(), high: z.number() });

/** Why a week shows no figure (domain R2; `little_time`: §4, a rep's own). The words are the page's. */
export const withheldReasonSchema = z.enum([
  'few_at_work',
  'few_contributing',
  'one_dominates',
  'remainder',
  'little_time',
]);
export type WithheldReason = z.infer<typeof withheldReasonSchema>;

export const teamWeekSchema = z.discriminatedUnion('status', [
  z.object({
    week,
    status: z.literal('published'),
    reps: z.number().int(),
    shares,
    hours,
    /** Scheduled and available working hours of those reps. */
    scheduledHours: z.number().int(),
    availableHours: z.number().int(),
  }),
  z.object({ week, status: z.literal('withheld'), reason: withheldReasonSchema }),
]);
export type TeamWeek = z.infer<typeof teamWeekSchema>;

/**
 * `GET /api/teams/:team/time`. Every figure is rounded to 1 point and 1 h (R2); the statistics behind it are
 * not. `weeks` runs without gaps from the first to the last published week.
 */
export const teamTimeSchema = z.object({
  team: z.object({ id: z.string(), name: z.string(), reps: z.number().int() }),
  /** Fewest reps a figure may stand for. */
  minimum: z.number().int(),
  classifierVersion: z.string(),
  figures: z.discriminatedUnion('status', [
    z.object({ status: z.literal('small_team') }),
    /** An upper level that would give a small team away by subtraction. */
    z.object({ status: z.literal('remainder') }),
    /** Nothing published yet: the first comes on this date. */
    z.object({ status: z.literal('none_yet'), expected: localDate.nullable() }),
    z.object({
      status: z.literal('published'),
      through: week,
      publishedOn: localDate,
      weeks: z.array(teamWeekSchema),
      /** Mean of the last published weeks, at most four. */
      recent: z.object({
        weeks: z.array(week),
        shares,
        hours,
        /** Selling share if none, or all, of the unsure is selling. */
        range: z.object({ low: z.number().int(), high: z.number().int() }),
        scheduledHours: z.number().int(),
        availableHours: z.number().int(),
        coverage: z.number().int(),
        reps: z.number().int(),
        /** What the product took, a rep and week; null where it is not known or may not be shown. */
        burden: z
          .object({ seconds: z.number().int(), questions: z.number(), limit: z.number().int() })
          .nullable(),
      }),
      /**
       * Internal time by kind, the mean of `recent.weeks`, largest first; `median` of up to 13 weeks before. `other`
       * comes last: kinds that concern too few to be shown alone.
       */
      kinds: z.array(
        z.object({
          activity: z.string(),
          hours: z.number().int(),
          median: z.number().int().nullable(),
        }),
      ),
      trend: z.discriminatedUnion('status', [
        z.object({
          status: z.literal('too_early'),
          weeksNeeded: z.number().int(),
          weeksHad: z.number().int(),
          expected: week,
        }),
        /** Enough weeks, and classes that may be wrong too often for a verdict (domain §8). */
        z.object({ status: z.literal('held'), agreement: agreementSchema, needed: z.number().int() }),
        z.object({
          status: z.literal('judged'),
          verdict: z.enum(['falling', 'rising', 'no_certain_change']),
          /** Points in four weeks, Theil–Sen, with its 95 % interval. */
          slope: z.number(),
          low: z.number(),
          high: z.number(),
          weeks: z.number().int(),
          reps: z.number().int(),
          /** The line and its interval at the first and the last week, per cent. */
          line: z.tuple([trendEnd, trendEnd]),
        }),
      ]),
      planned: z.discriminatedUnion('status', [
        z.object({ status: z.literal('from_week'), week }),
        z.object({
          status: z.literal('shown'),
          weeks: z.array(z.object({ week, plannedHours: z.number().int(), keptHours: z.number().int() })),
          recent: z.object({
            weeks: z.array(week),
            /** Per cent of planned minutes, with Wilson's 95 % interval over the planned activities. */
            keptShare: z.number().int(),
            low: z.number().int(),
            high: z.number().int(),
            activities: z.number().int(),
            /** A week, of selling time that was not in the plan; null where it may not be shown. */
            addedHours: z.number().int().nullable(),
          }),
        }),
      ]),
    }),
  ]),
});
export type TeamTime = z.infer<typeof teamTimeSchema>;
