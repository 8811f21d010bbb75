import { z } from 'zod';
import { REASON_CODES } from '../reasons/codes.ts';
import { weekEventSchema } from './week.ts';

const instant = z.iso.datetime();
const spanSchema = z.object({ start: instant, end: instant }).strict();

/** `POST /api/outlook/meeting`: what Outlook's form shows, as far as it takes to find the reader's own event. */
export const meetingRequestSchema = z
  .object({
    /** In Graph's spelling. Ids differ between clients and mailboxes: alone they prove nothing. */
    itemId: z.string().max(1024).nullable(),
    seriesId: z.string().max(1024).nullable(),
    /** Where it stands in the form, and where it stood when the form was opened. */
    starts: z.array(instant).min(1).max(2),
    /** SHA-256 of the title, in hexadecimal: titles do not travel. */
    titleHash: z.string().regex(/^[0-9a-f]{64}$/),
    /** Set while the form says another time than the calendar did. */
    newTime: spanSchema.nullable(),
  })
  .strict();
export type MeetingRequest = z.infer<typeof meetingRequestSchema>;

const reasonSchema = z.enum(REASON_CODES);

export const meetingSchema = z.object({
  timeZone: z.string(),
  /** null = nothing that was read from the reader's calendar. */
  event: weekEventSchema.omit({ hours: true }).nullable(),
  /** Whether the sorting is sure enough to ask by. */
  isSure: z.boolean(),
  /** Set where a question about this move would be allowed now (domain §7). */
  question: z
    .object({
      oldStart: instant,
      newStart: instant,
      workingDays: z.number().int(),
      reasons: z.array(reasonSchema),
      /** Least reps of a team whose figures the answer may count in; null = the reader's team is below it. */
      minimum: z.number().int().nullable(),
      /** Given in Outlook already, and waiting for the move to settle. */
      given: reasonSchema.nullable(),
    })
    .nullable(),
});
export type Meeting = z.infer<typeof meetingSchema>;

/** By what Outlook says of itself. */
const OUTLOOK_CLIENTS = ['web', 'windows', 'mac', 'phone'] as const;
const outlookClientSchema = z.enum(OUTLOOK_CLIENTS);
export type OutlookClient = (typeof OUTLOOK_CLIENTS)[number];

export function isOutlookClient(name: string): name is OutlookClient {
  return outlookClientSchema.safeParse(name).success;
}

/** `POST /api/outlook/heard`: the pane was opened there, and whether Outlook had run our events in that form. */
export const outlookHeardSchema = z.object({ client: outlookClientSchema, hasEvents: z.boolean() }).strict();
export type OutlookHeard = z.infer<typeof outlookHeardSchema>;

/** On which day last; null = never. */
export const heardClientSchema = z.object({
  client: outlookClientSchema,
  paneOn: z.iso.date(),
  eventsOn: z.iso.date().nullable(),
});
export type HeardClient = z.infer<typeof heardClientSchema>;

/** `POST /api/outlook/answer`: kept when the move settles as one that may be asked about, else dropped. */
export const paneAnswerSchema = z
  .object({ event: z.guid(), newTime: spanSchema, code: reasonSchema })
  .strict();
export type PaneAnswer = z.infer<typeof paneAnswerSchema>;
export const paneAnswerSavedSchema = z.object({ given: reasonSchema });
