import { keepPreviousData, useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { IsoWeek } from '../../shared/calendar/time.ts';
import type { Week } from '../../shared/contract/week.ts';
import type { ApiClient } from '../api-client.ts';
import { useServices } from '../services.ts';

/** A correction is applied within seconds; what is shown until then is what it will be. */
const SORTING_MS = 500;
const SORTING_LOOKS = 8;
const STILL_SORTING_MS = 3_000;

export function weekKey(week: IsoWeek | null): readonly ['week', string] {
  return ['week', week ?? 'now'];
}

/** The reader's own week; null = the one that it is now. */
export function useWeek(week: IsoWeek | null): UseQueryResult<Week> {
  const { api } = useServices();
  return useQuery({
    queryKey: weekKey(week),
    queryFn: ({ signal }) => fetchSorted(api, week, signal),
    // The week before stays until the next is there: the arrows keep the focus.
    placeholderData: keepPreviousData,
    staleTime: 0,
    refetchOnWindowFocus: true,
    refetchInterval: ({ state }) => (state.data?.isSorting === true ? STILL_SORTING_MS : false),
  });
}

/** Waits for a correction that is being applied, so that nothing jumps back and forth meanwhile. */
async function fetchSorted(api: ApiClient, week: IsoWeek | null, signal: AbortSignal): Promise<Week> {
  const path = week === null ? '/api/week' : `/api/week?week=${encodeURIComponent(week)}`;
  for (let look = 1; ; look += 1) {
    const answer = await api.get(path, isWeek, signal);
    if (!answer.isSorting || look === SORTING_LOOKS) return answer;
    await pause(SORTING_MS, signal);
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(signal.reason);
    });
  });
}

/** The contract's schema checks on the server; here only what would otherwise break far from its cause. */
function isWeek(body: unknown): body is Week {
  return (
    typeof body === 'object' &&
    body !== null &&
    'week' in body &&
    typeof body.week === 'string' &&
    'events' in body &&
    Array.isArray(body.events) &&
    'days' in body &&
    Array.isArray(body.days) &&
    'split' in body
  );
}
