import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { Moves } from '../../shared/contract/moves.ts';
import { useServices } from '../services.ts';

/** While something is under way, the list is asked for again this often. */
const UNDER_WAY_MS = 15_000;

/** The reader's own moves. They change as the reader acts, so a look back at the page reads them anew. */
export function useMoves(): UseQueryResult<Moves> {
  const { api } = useServices();
  return useQuery({
    queryKey: ['moves'],
    queryFn: ({ signal }) => api.get('/api/moves', isMoves, signal),
    staleTime: 0,
    refetchOnWindowFocus: true,
    refetchInterval: ({ state }) =>
      state.data !== undefined && isUnderWay(state.data) ? UNDER_WAY_MS : false,
  });
}

/** A change settles, or a question is on its way or open. */
export function isUnderWay({ moves }: Moves): boolean {
  return moves.some(
    ({ state, prompt }) => state === 'settling' || prompt.state === 'waiting' || prompt.state === 'asked',
  );
}

/** The contract's schema checks on the server; here only what would otherwise break far from its cause. */
export function isMoves(body: unknown): body is Moves {
  return (
    typeof body === 'object' &&
    body !== null &&
    'moves' in body &&
    Array.isArray(body.moves) &&
    'timeZone' in body &&
    typeof body.timeZone === 'string' &&
    'weeks' in body &&
    'burden' in body
  );
}
