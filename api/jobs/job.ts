import type { z } from 'zod';

/**
 * One kind of background work. It may run more than once for the same payload, and be cut off at any point: what
 * it does must come out the same.
 */
export interface Job<Payload extends object, Deps> {
  readonly name: string;
  readonly payload: z.ZodType<Payload>;
  /** Work with the same key is done one at a time, and waits in the queue once at most. */
  key(payload: Payload): string;
  run(payload: Payload, deps: Deps): Promise<void>;
}

/** A job whose payload type is its own affair. */
export interface AnyJob<Deps> {
  readonly name: string;
  keyOf(payload: unknown): string;
  /** @throws z.ZodError for a payload of another shape. */
  runWith(payload: unknown, deps: Deps): Promise<void>;
}

export function defineJob<Payload extends object, Deps>(job: Job<Payload, Deps>): AnyJob<Deps> {
  return {
    name: job.name,
    keyOf: (payload) => job.key(job.payload.parse(payload)),
    runWith: (payload, deps) => job.run(job.payload.parse(payload), deps),
  };
}
