import { createHash } from 'node:crypto';

/**
 * How long to wait after a failure, in milliseconds: `first`, twice as long each further time up to `most`, and up to half
 * as much again, so that those who failed together (each has its own `seed`) do not come back together.
 */
export function backOff(wait: {
  /** Failures in a row before this one. */
  readonly retries: number;
  readonly first: number;
  readonly most: number;
  readonly seed: string;
}): number {
  const { retries, first, most, seed } = wait;
  const jitter = 1 + createHash('sha256').update(`${seed} ${retries}`).digest().readUInt8() / 512;
  return Math.ceil(Math.min(most, first * 2 ** retries) * jitter);
}
