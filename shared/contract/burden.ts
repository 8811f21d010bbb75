import { z } from 'zod';

/** Seconds that prompts and corrections took of the reader this week, and the limit. */
export const burdenSchema = z.object({ seconds: z.number().int(), limit: z.number().int() });
export type Burden = z.infer<typeof burdenSchema>;
