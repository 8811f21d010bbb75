import { useRef } from 'react';

const MS = 1000;
/** Whoever was away in between did not correct for so long. */
const MOST_SECONDS = 60;

export interface Stopwatch {
  readonly start: () => void;
  /** Seconds since the first start; begins anew. */
  readonly read: () => number;
  readonly reset: () => void;
}

/** Measures what correcting takes of the reader's time, from the first reach for it. */
export function useStopwatch(): Stopwatch {
  const startedAt = useRef<number | null>(null);
  return {
    start: () => {
      startedAt.current ??= performance.now();
    },
    read: () => {
      const since = startedAt.current;
      startedAt.current = null;
      return since === null ? 0 : Math.min(MOST_SECONDS, (performance.now() - since) / MS);
    },
    reset: () => {
      startedAt.current = null;
    },
  };
}
