import { z } from 'zod';

/** `GET /api/looks`: who looked at team figures that include the reader, newest first (R4). */
export const looksSchema = z.object({
  timeZone: z.string(),
  weeks: z.number().int(),
  /** The looks of one person at one page of one team on one day are one row. */
  looks: z.array(
    z.object({
      team: z.string(),
      page: z.string(),
      /** Only whoever leads the team is named; `unknown` where that was not kept yet. */
      by: z.discriminatedUnion('role', [
        z.object({ role: z.literal('manager'), name: z.string() }),
        z.object({ role: z.literal('member') }),
        z.object({ role: z.literal('you') }),
        z.object({ role: z.literal('unknown') }),
      ]),
      times: z.number().int(),
      lastAt: z.iso.datetime(),
    }),
  ),
});
export type Looks = z.infer<typeof looksSchema>;
export type Look = Looks['looks'][number];
