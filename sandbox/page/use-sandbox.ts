import { useQuery } from '@tanstack/react-query';
import { usePage } from './page-context.ts';
import { fetchChat, fetchMoves, fetchReady, fetchTraffic, fetchWeek, type PageEvent } from './sandbox-api.ts';

const CALENDAR_EVERY_MS = 4_000;
const CHAT_EVERY_MS = 1_500;
const MOVES_EVERY_MS = 3_000;
const TRAFFIC_EVERY_MS = 2_000;
const READY_EVERY_MS = 500;

/** The events of whole weeks, counted from the clock's own; one that lies in two weeks comes once. */
export function useEvents(weeks: readonly number[]) {
  const { person, generation } = usePage();
  return useQuery({
    queryKey: ['calendar', generation, person.key, weeks],
    queryFn: async (): Promise<readonly PageEvent[]> => {
      const read = await Promise.all(weeks.map((week) => fetchWeek(person.key, week)));
      return [...new Map(read.flatMap(({ events }) => events).map((event) => [event.id, event])).values()];
    },
    refetchInterval: CALENDAR_EVERY_MS,
    placeholderData: (before) => before,
  });
}

export function useChat() {
  const { person, generation } = usePage();
  return useQuery({
    queryKey: ['chat', generation, person.key],
    queryFn: () => fetchChat(person.key),
    refetchInterval: CHAT_EVERY_MS,
  });
}

/**
 * Whether the product has read this company: after *start over* it still tells of the one before for a moment.
 * undefined = not known yet.
 */
export function useReady(): boolean | undefined {
  const { generation } = usePage();
  const ready = useQuery({
    queryKey: ['ready', generation],
    queryFn: fetchReady,
    refetchInterval: ({ state }) => (state.data === true ? false : READY_EVERY_MS),
  });
  return ready.data;
}

/** The product's answer to that person; it refuses those whose calendar is not read. */
export function useMoves() {
  const isReady = useReady();
  const { person, language, generation } = usePage();
  return useQuery({
    queryKey: ['moves', generation, person.key, language],
    queryFn: () => fetchMoves(person.key, language),
    enabled: isReady === true,
    refetchInterval: MOVES_EVERY_MS,
  });
}

export function useTraffic() {
  return useQuery({ queryKey: ['traffic'], queryFn: fetchTraffic, refetchInterval: TRAFFIC_EVERY_MS });
}
