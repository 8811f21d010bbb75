import { z } from 'zod';

/** Graph's own limits: many subscriptions in one body, client state up to 128 characters. */
const MAX_ROWS = 1000;
/** No zero byte: PostgreSQL has none in its texts. */
const id = z
  .string()
  .min(1)
  .max(256)
  .regex(/^[^\0]+$/);
const clientState = z.string().max(128).default('');

/** A change notification without resource data. What it says of the resource is not used. */
export const changeSchema = z.object({
  value: z.array(z.object({ subscriptionId: id, clientState })).max(MAX_ROWS),
});

/** What a lifecycle notification may tell that we act on. */
const LIFECYCLE_EVENTS = ['missed', 'subscriptionRemoved', 'reauthorizationRequired'] as const;

const lifecycleRow = z.object({ subscriptionId: id, clientState, lifecycleEvent: z.string().max(64) });

/** Rows about anything else are left out: an error for one of them would keep Graph from telling us the others. */
export const lifecycleSchema = z.object({
  value: z
    .array(lifecycleRow)
    .max(MAX_ROWS)
    .transform((rows) =>
      rows.filter((row) => LIFECYCLE_EVENTS.some((event) => event === row.lifecycleEvent)),
    ),
});
