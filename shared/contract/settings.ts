import { z } from 'zod';
import { burdenSchema } from './burden.ts';
import { isoWeekSchema } from './week.ts';

const instant = z.iso.datetime();
/** Wall clock, `HH:MM`; `24:00` is the end of a day. */
const clockTime = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/);

const quietHoursSchema = z.object({ from: clockTime, to: clockTime }).strict();

/** One stretch of work; ISO weekday, 1 = Monday. A day that is not named is free. */
const workingSpanSchema = z
  .object({ day: z.number().int().min(1).max(7), from: clockTime, to: clockTime })
  .strict()
  .refine(({ from, to }) => from < to);
export type WorkingSpan = z.infer<typeof workingSpanSchema>;

/** `open` = until the reader resumes. */
const pauseSchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('none') }),
  z.object({ state: z.literal('until'), until: instant }),
  z.object({ state: z.literal('open') }),
]);
export type Pause = z.infer<typeof pauseSchema>;

/** `GET /api/settings`: what the reader has said about being asked, what that took, and what is stored of them. */
export const settingsSchema = z.object({
  /** The server's: what a pause of a week counts from. */
  now: instant,
  timeZone: z.string(),
  /** When the calendar is read from; null where the reader has not been told. */
  readingFrom: instant.nullable(),
  acknowledged: z.boolean(),
  pause: pauseSchema,
  /** No questions between these, every day, in the zone of the working hours. */
  quietHours: quietHoursSchema.nullable(),
  /** Whether a weekly note is to come: customer meetings without a next step. */
  weeklyNote: z.boolean(),
  workingHours: z.object({
    /** Whether the reader's own word stands before the mailbox's. */
    isOwn: z.boolean(),
    spans: z.array(workingSpanSchema),
    mailbox: z.array(workingSpanSchema),
  }),
  burden: burdenSchema,
  /** Whole weeks and the one that it is now, oldest first. */
  burdenByWeek: z.array(z.object({ week: isoWeekSchema, seconds: z.number().int() })),
  /** How much is stored of the reader, and since when. */
  stored: z.object({
    events: z.number().int(),
    moves: z.number().int(),
    answers: z.number().int(),
    corrections: z.number().int(),
    samples: z.number().int(),
    weeks: z.number().int(),
    since: instant.nullable(),
  }),
  /** Weeks that the organisation decided to keep events and answers; null = not decided. */
  keptWeeks: z.number().int().nullable(),
  /** Whom the organisation named for questions about it. */
  contact: z.string().nullable(),
  /** Least reps of a team whose figures the reader may count in; null = their team is below it. */
  minimum: z.number().int().nullable(),
});
export type Settings = z.infer<typeof settingsSchema>;

const pauseChangeSchema = z.union([
  z.enum(['none', 'week', 'open']),
  /** Back to a pause as it was: for an undo. */
  z.object({ until: instant }).strict(),
]);
export type PauseChange = z.infer<typeof pauseChangeSchema>;

/** `PATCH /api/settings`: one thing at a time. Answers with all of it. */
export const settingsChangeSchema = z.union([
  z.object({ pause: pauseChangeSchema }).strict(),
  z.object({ quietHours: quietHoursSchema.refine(({ from, to }) => from !== to).nullable() }).strict(),
  z.object({ weeklyNote: z.boolean() }).strict(),
  /** null = as the mailbox says. */
  z.object({ workingHours: z.array(workingSpanSchema).min(1).max(14).nullable() }).strict(),
]);
export type SettingsChange = z.infer<typeof settingsChangeSchema>;

/** `POST /api/acknowledgement`: the reader has read what is collected, why, and who sees what (R10). */
export const acknowledgementSchema = z.object({ acknowledged: z.literal(true) });
export type Acknowledgement = z.infer<typeof acknowledgementSchema>;
