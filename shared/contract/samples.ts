import { z } from 'zod';

/** `POST /api/samples/:event/confirm`: the class is right. Another class is said by correcting the event. */
export const sampleConfirmationSchema = z
  .object({
    /** How long it took, from the first reach for it; counted in the burden. */
    seconds: z.number().min(0).max(600),
  })
  .strict();

/** The event that was confirmed, or with `POST /api/samples/:event/undo` is asked about again. */
export const sampleSavedSchema = z.object({ event: z.guid() });
export type SampleSaved = z.infer<typeof sampleSavedSchema>;
