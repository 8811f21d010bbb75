import { z } from 'zod';

/** Graph's own limits: many subscriptions in one body, client state up to 128 characters. */
const MAX_ROWS = 1000;
const id = z.string().min(1).max(256);
const clientState = z.string().max(128).default('');

/** A change notification without resource data. What it says of the resource is not used. */
export const changeSchema = z.object({
  value: z.array(z.object({ subscriptionId: id, clientState })).max(MAX_ROWS),
});

export const lifecycleSchema = z.object({
  value: z
    .array(
      z.object({
        subscriptionId: id,
        clientState,
        lifecycleEvent: z.enum(['missed', 'subscriptionRemoved', 'reauthorizationRequired']),
      }),
    )
    .max(MAX_ROWS),
});
