import { z } from 'zod';
import { burdenSchema } from './burden.ts';
import {
  becauseSchema,
  correctionScopeSchema,
  saidClassSchema,
  splitHoursSchema,
  timeClassSchema,
} from './classes.ts';

const instant = z.iso.datetime();
const localDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
export const isoWeekSchema = z.string().regex(/^\d{4}-W\d{2}$/);

export const weekEventSchema = z.object({
  id: z.guid(),
  /** Empty for a private event, of which nothing but the time is known, and where there is no title. */
  title: z.string(),
  start: instant,
  end: instant,
  /** Floating dates, the last one included; null for a timed event. */
  allDay: z.object({ first: localDate, last: localDate }).nullable(),
  class: timeClassSchema,
  activity: z.string(),
  /** Why the classifier sorted it so, strongest first. */
  because: z.array(becauseSchema),
  /** The reader's own word, where there is one: then it is what the class is by. */
  correction: z.object({ id: z.guid(), scope: correctionScopeSchema }).nullable(),
  /** `private` = only the busy time is kept; `settled` = cancelled, declined, free or away: nothing to correct. */
  standing: z.enum(['open', 'settled', 'private']),
  /** Counted hours, unrounded. */
  hours: z.number(),
});
export type WeekEvent = z.infer<typeof weekEventSchema>;

const dayStripSchema = z.object({
  date: localDate,
  sellingHours: z.number(),
  blocks: z.array(
    z.object({
      event: z.guid(),
      /** Minutes since 00:00 by the clock on the wall. */
      from: z.number().int(),
      to: z.number().int(),
      /** Events that share a stretch lie beside each other. */
      lane: z.number().int(),
      lanes: z.number().int(),
    }),
  ),
});
export type DayStrip = z.infer<typeof dayStripSchema>;

export const weekCorrectionSchema = z.object({
  id: z.guid(),
  /** Of the event that was tapped. */
  title: z.string(),
  scope: correctionScopeSchema,
  domain: z.string().nullable(),
  /** The title, word, category or address that it teaches about. */
  about: z.string().nullable(),
  from: timeClassSchema.nullable(),
  to: timeClassSchema,
  /** How many events changed, the tapped one among them. */
  events: z.number().int(),
});
export type WeekCorrection = z.infer<typeof weekCorrectionSchema>;

/** An event of the week before, drawn at random, of which the reader is asked whether its class is right. */
export const sampledEventSchema = z.object({
  event: weekEventSchema,
  asked: saidClassSchema,
  /** null until the reader has said it. */
  said: saidClassSchema.nullable(),
});
export type SampledEvent = z.infer<typeof sampledEventSchema>;

/** `GET /api/week?week=2026-W48`: the reader's own week, nobody else's (R1). Without `week`, the one that it is now. */
export const weekSchema = z.object({
  week: isoWeekSchema,
  timeZone: z.string(),
  /** null where nothing was read, or is read, beyond this week. */
  previous: isoWeekSchema.nullable(),
  next: isoWeekSchema.nullable(),
  /** The reader's local date. */
  today: localDate,
  /** `not_begun`: the calendar is read from `readingFrom` on; `objected`: it is not read. */
  reading: z.discriminatedUnion('state', [
    z.object({ state: z.literal('read') }),
    z.object({ state: z.literal('not_begun'), from: instant.nullable() }),
    z.object({ state: z.literal('objected') }),
  ]),
  /** Whole hours by the clock that every block lies within. */
  hours: z.object({ from: z.number().int(), to: z.number().int() }),
  /** Monday to Friday, and what else of the week has something counted. */
  days: z.array(dayStripSchema),
  /** By start. */
  events: z.array(weekEventSchema),
  split: splitHoursSchema,
  /** Whole per cent, summing to 100. */
  shares: z.object({
    selling: z.number().int(),
    unsure: z.number().int(),
    supporting: z.number().int(),
    internal: z.number().int(),
  }),
  countedHours: z.number(),
  availableHours: z.number(),
  /** Corrections that the reader made in this week and has not taken back, oldest first. */
  corrections: z.array(weekCorrectionSchema),
  /** In this week alone, at most two; none while the reader may not be asked anything. */
  samples: z.array(sampledEventSchema),
  /** What colleagues said of what is like an unsure event, where that does not count for the reader; by nobody's name. */
  suggestions: z.array(z.object({ event: z.guid(), class: saidClassSchema, colleagues: z.number().int() })),
  /** A correction, or its undoing, is still being applied to some event. */
  isSorting: z.boolean(),
  burden: burdenSchema,
  pausedUntil: instant.nullable(),
});
export type Week = z.infer<typeof weekSchema>;
