import { z } from 'zod';
import { correctionScopeSchema, saidClassSchema, splitHoursSchema, timeClassSchema } from './classes.ts';
import { isoWeekSchema } from './week.ts';

const instant = z.iso.datetime();

/** `POST /api/corrections/preview`: what would change if the event were this. Changes nothing. */
export const previewRequestSchema = z.object({ event: z.guid(), class: saidClassSchema }).strict();
export type PreviewRequest = z.infer<typeof previewRequestSchema>;

export const reachPreviewSchema = z.object({
  scope: correctionScopeSchema,
  /** Set where the scope is the domain. */
  domain: z.string().nullable(),
  /** Set where it teaches: the title, word, category or address that it is about. */
  about: z.string().nullable(),
  /** How often the series comes, where that can be told. */
  cadence: z
    .discriminatedUnion('every', [
      z.object({ every: z.literal('week'), weeks: z.number().int(), weekday: z.number().int() }),
      z.object({ every: z.literal('day') }),
    ])
    .nullable(),
  /** Exactly the events whose class would change, by start; the one asked about among them. */
  changes: z.array(
    z.object({
      id: z.guid(),
      title: z.string(),
      start: instant,
      week: isoWeekSchema,
      from: timeClassSchema,
      /** What was said; of what is taught, what then weighs most. */
      to: timeClassSchema,
    }),
  ),
  /** The reader's weeks in which they lie, before and after. */
  weeks: z.array(z.object({ week: isoWeekSchema, before: splitHoursSchema, after: splitHoursSchema })),
});
export type ReachPreview = z.infer<typeof reachPreviewSchema>;

/** The narrowest reach first; the event alone is always there. */
export const correctionPreviewSchema = z.object({
  event: z.guid(),
  class: saidClassSchema,
  reaches: z.array(reachPreviewSchema),
});
export type CorrectionPreview = z.infer<typeof correctionPreviewSchema>;

/** `POST /api/corrections`. */
export const correctionRequestSchema = z
  .object({
    event: z.guid(),
    class: saidClassSchema,
    scope: correctionScopeSchema,
    /** With the scope `domain`: one that takes part in the event. */
    domain: z.string().max(255).nullable(),
    /** With a scope that teaches: what it is about, as the preview named it. */
    about: z.string().max(1000).nullable().default(null),
    /** A correction of the same event that this one stands in the place of. */
    instead: z.guid().nullable(),
    /** How long it took, from the first tap; counted in the burden. */
    seconds: z.number().min(0).max(600),
  })
  .strict();
export type CorrectionRequest = z.input<typeof correctionRequestSchema>;

/** The correction that was saved, or with `POST /api/corrections/:id/undo` taken back. */
export const correctionSavedSchema = z.object({ id: z.guid() });
export type CorrectionSaved = z.infer<typeof correctionSavedSchema>;
