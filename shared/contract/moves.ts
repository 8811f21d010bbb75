import { z } from 'zod';

const instant = z.iso.datetime();
const timeClass = z.enum(['selling', 'supporting', 'internal', 'ignored', 'unsure']);
const organizerRole = z.enum(['self', 'manager', 'colleague', 'external']);

/** What took, or was later put into, the old slot. */
const takerSchema = z.object({
  /** Empty for a confined event, of which nothing but the time is known. */
  title: z.string(),
  class: timeClass,
  /** Who called it, seen from the rep. */
  role: organizerRole,
  /** When it was created or moved there. */
  bookedAt: instant.nullable(),
});

const answerSchema = z.object({
  code: z.string(),
  answeredAt: instant,
  /** It can be changed until then; null = no longer. */
  changeableUntil: instant.nullable(),
  verdict: z.enum(['visible', 'not-visible', 'cant-tell']),
  facts: z.array(
    z.object({ key: z.string(), values: z.record(z.string(), z.union([z.string(), z.number()])) }),
  ),
  /** Planned internal hours of the weeks that the internal load was compared with, the latest first; none of other reasons. */
  ownWeekHours: z.array(z.number()).max(12),
  contested: z.boolean(),
});

/** The move that was asked about, and how far its question has come. */
const togetherSchema = z.object({
  title: z.string(),
  prompt: z.discriminatedUnion('state', [
    z.object({ state: z.literal('asked'), lapsesAt: instant }),
    z.object({ state: z.literal('lapsed') }),
    z.object({ state: z.literal('answered'), code: z.string(), answeredAt: instant }),
  ]),
});

/** What took moved time in the weeks of its own span, in the whole. */
const whatTookSchema = z.object({
  /** The first is the one in which the reading began, where that is less than thirteen weeks ago. */
  weeks: z.object({ first: z.string(), last: z.string() }),
  moves: z.number().int(),
  hours: z.number(),
  /** Most hours first, and what nothing took last. */
  rows: z.array(
    z.object({
      by: z.object({ class: timeClass, role: organizerRole }).nullable(),
      moves: z.number().int(),
      hours: z.number(),
    }),
  ),
});

export const moveRowSchema = z.object({
  id: z.guid(),
  title: z.string(),
  kind: z.string(),
  direction: z.enum(['later', 'earlier']).nullable(),
  oldStart: instant,
  oldEnd: instant,
  newStart: instant.nullable(),
  newEnd: instant.nullable(),
  workingDays: z.number().int().nullable(),
  /** How many occurrences changed where it is the move of a whole series. */
  occurrences: z.number().int().nullable(),
  /** All that happened to this activity, through what it was booked again as; null = this is its only move. */
  chain: z
    .object({
      timesPostponed: z.number().int(),
      firstStart: instant,
      /** From the first start to where it now stands; null = nowhere. */
      workingDays: z.number().int().nullable(),
    })
    .nullable(),
  hoursLost: z.number(),
  changedAt: instant,
  /** Until then a new booking turns a disappearance into a move; null = nothing is open. */
  openUntil: instant.nullable(),
  mover: z.string().nullable(),
  moverEvidence: z.string().nullable(),
  displacedBy: takerSchema.nullable(),
  filledBy: takerSchema.nullable(),
  /** `settling` = the change is still warm. */
  state: z.enum(['settling', 'open', 'settled']),
  prompt: z.discriminatedUnion('state', [
    /** Waits for the right moment; `why` names what it waits for. */
    z.object({ state: z.literal('waiting'), why: z.string().nullable() }),
    z.object({ state: z.literal('asked'), lapsesAt: instant }),
    z.object({ state: z.literal('lapsed') }),
    z.object({ state: z.literal('withdrawn') }),
    z.object({ state: z.literal('not_asked'), why: z.string() }),
    z.object({ state: z.literal('answered'), answer: answerSchema }),
    /** Moved in one go with another, whose question counts for both: evidence and disagreement stand there. */
    z.object({ state: z.literal('together'), with: togetherSchema }),
  ]),
  /** An Outlook link with title and the rep's own next free time, where nothing stands anew. */
  bookAgain: z.url().nullable(),
});
export type MoveRow = z.infer<typeof moveRowSchema>;

/** `GET /api/moves`: the reader's own moves of selling time, newest first. Nobody else's, whatever the role (R1). */
export const movesSchema = z.object({
  timeZone: z.string(),
  /** First and last week of the list. */
  weeks: z.object({ first: z.string(), last: z.string() }),
  moves: z.array(moveRowSchema),
  /** Moved hours of the list, counted as `whatTook` counts them: of what was shortened the part that was cut. */
  hoursMoved: z.number(),
  /** Selling hours that stood in those weeks on their Mondays; null where one of them was read only afterwards. */
  hoursPlanned: z.number().nullable(),
  whatTook: whatTookSchema,
  /** Least reps of a team whose figures an answer may count in; null = the reader's team is below it. */
  minimum: z.number().int().nullable(),
  /** Seconds that prompts took this week, and the limit. */
  burden: z.object({ seconds: z.number().int(), limit: z.number().int() }),
  pausedUntil: instant.nullable(),
});
export type Moves = z.infer<typeof movesSchema>;

/** `PUT /api/moves/:id/contested`: whether the reader disagrees with what the calendar shows. Answers with the same. */
export const contestedSchema = z.object({ contested: z.boolean() }).strict();
