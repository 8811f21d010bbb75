import { z } from 'zod';
import { CORRECTION_SCOPES } from '../classification/standing-corrections.ts';

export const timeClassSchema = z.enum(['selling', 'supporting', 'internal', 'ignored', 'unsure']);

/** What a person can say that an event is. */
export const saidClassSchema = z.enum(['selling', 'supporting', 'internal', 'ignored']);
export type SaidClass = z.infer<typeof saidClassSchema>;

export const correctionScopeSchema = z.enum(CORRECTION_SCOPES);

/** Hours, unrounded. */
export const splitHoursSchema = z.object({
  selling: z.number(),
  unsure: z.number(),
  supporting: z.number(),
  internal: z.number(),
});
export type SplitHours = z.infer<typeof splitHoursSchema>;

/** One reason behind a class, as in shared/classification; the words are in because.{sv,en}.json. */
export const becauseSchema = z.object({
  signal: z.string(),
  value: z.string(),
  speaksFor: saidClassSchema,
  weight: z.number(),
});
