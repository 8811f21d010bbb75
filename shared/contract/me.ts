import { z } from 'zod';

/** `GET /api/me`: who the reader is and which pages there are for them. */
export const meSchema = z.object({
  name: z.string(),
  /** Set where the reader's own calendar is read, or will be. */
  rep: z
    .object({
      timeZone: z.string(),
      /** `waiting` = told, reading not begun (R10); `acknowledged` = questions may come. */
      state: z.enum(['waiting', 'reading', 'acknowledged', 'objected']),
      /** Whether they have said that they read what is collected, why, and who sees what (R10). */
      acknowledged: z.boolean(),
      team: z.object({ id: z.string(), name: z.string() }).nullable(),
      /** Every team that includes them, their own first, then upper levels. */
      teams: z.array(z.object({ id: z.string(), name: z.string() })),
    })
    .nullable(),
  /** Teams whose figures the reader may open as their manager, upper levels first. */
  manages: z.array(z.object({ id: z.string(), name: z.string() })),
  /** An admin decides and sets; a steward (a DPO, a union's or a board's) reads the same and changes nothing. */
  governs: z.enum(['admin', 'steward']).nullable(),
  language: z.enum(['sv', 'en']),
});
export type Me = z.infer<typeof meSchema>;
