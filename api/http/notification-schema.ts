import { z } from 'zod';

/** No zero byte: PostgreSQL has none in its texts. */
const id = z
  .string()
  .min(1)
  .max(256)
  .regex(/^[^\0]+$/);
/** Graph's own limit. */
const clientState = z
  .string()
  .max(128)
  .nullish()
  .transform((value) => value ?? '');

/** A change notification without resource data. What it says of the resource is not used. */
export const changeSchema = z.object({ value: rowsOf(z.object({ subscriptionId: id, clientState })) });

/** What a lifecycle notification may tell that we act on. */
const LIFECYCLE_EVENTS = ['missed', 'subscriptionRemoved', 'reauthorizationRequired'] as const;

export const lifecycleSchema = z.object({
  value: rowsOf(z.object({ subscriptionId: id, clientState, lifecycleEvent: z.enum(LIFECYCLE_EVENTS) })),
});

/**
 * However many, as long as the body is let in. One body holds the bells of many subscriptions, and an error for one row
 * would keep Graph from telling us the others: what cannot be read, or is about anything else, is left out.
 */
function rowsOf<T extends z.ZodType>(row: T) {
  return z.array(z.unknown()).transform((rows): z.output<T>[] =>
    rows.flatMap((one) => {
      const parsed = row.safeParse(one);
      return parsed.success ? [parsed.data] : [];
    }),
  );
}
