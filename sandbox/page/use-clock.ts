import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { fetchClock, sendHeartbeat, type ClockAnswer } from './sandbox-api.ts';

/** The clock stops five seconds after the last heartbeat. */
const HEARTBEAT_MS = 2_000;

export interface PageClock {
  readonly reading: ClockAnswer | undefined;
  /** When the reading came, by `performance.now()`. */
  readonly readAt: number;
  readonly failed: boolean;
  readonly isHeld: boolean;
  readonly hold: (isHeld: boolean) => void;
  /** Takes over what a step answered. */
  readonly take: (reading: ClockAnswer) => void;
}

interface Read {
  readonly reading: ClockAnswer;
  readonly readAt: number;
}

/** Keeps the clock running while the page is in view, unless the visitor holds it. */
export function useClock(): PageClock {
  const [isHeld, hold] = useState(false);
  const isSeen = useIsSeen();
  const queries = useQueryClient();
  const beats = isSeen && !isHeld;
  const query = useQuery({
    queryKey: ['clock', beats],
    queryFn: async (): Promise<Read> => read(await (beats ? sendHeartbeat() : fetchClock())),
    refetchInterval: HEARTBEAT_MS,
    placeholderData: (before) => before,
  });
  return {
    reading: query.data?.reading,
    readAt: query.data?.readAt ?? 0,
    failed: query.isError,
    isHeld,
    hold,
    take: (reading) => queries.setQueryData(['clock', beats], read(reading)),
  };
}

/** The time shown: between two readings it runs on at the clock's own pace. */
export function useShownTime({ reading, readAt }: Pick<PageClock, 'reading' | 'readAt'>): number | null {
  const [at, setAt] = useState(() => performance.now());
  useEffect(() => {
    const timer = setInterval(() => setAt(performance.now()), 500);
    return () => clearInterval(timer);
  }, []);
  if (reading === undefined) return null;
  const ran = reading.running ? reading.rate * Math.max(0, at - readAt) : 0;
  return Date.parse(reading.now) + ran;
}

function read(reading: ClockAnswer): Read {
  return { reading, readAt: performance.now() };
}

function useIsSeen(): boolean {
  return useSyncExternalStore(
    (changed) => {
      document.addEventListener('visibilitychange', changed);
      return () => document.removeEventListener('visibilitychange', changed);
    },
    () => document.visibilityState === 'visible',
  );
}
