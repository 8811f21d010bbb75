import { z } from 'zod';

/** Every refusal: what happened, and a sentence that says what to do. In the reader's language. */
export const problemSchema = z.object({
  code: z.string(),
  message: z.string(),
  action: z.string(),
});
export type Problem = z.infer<typeof problemSchema>;
