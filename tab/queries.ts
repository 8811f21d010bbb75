import { QueryClient, useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { Me } from '../shared/contract/me.ts';
import type { TeamTime } from '../shared/contract/team-time.ts';
import { isPassing } from './api-errors.ts';
import { useServices } from './services.ts';

const MINUTE = 60_000;

/** Published figures change once a week: an answer of the last minutes is as good as a new one. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 5 * MINUTE,
        refetchOnWindowFocus: false,
        retry: (failures, error) => failures < 2 && isPassing(error),
        networkMode: 'always',
      },
    },
  });
}

export function useMe(): UseQueryResult<Me> {
  const { api } = useServices();
  return useQuery({ queryKey: ['me'], queryFn: ({ signal }) => api.get('/api/me', isMe, signal) });
}

export function useTeamTime(team: string): UseQueryResult<TeamTime> {
  const { api } = useServices();
  return useQuery({
    queryKey: ['team-time', team],
    queryFn: ({ signal }) => api.get(`/api/teams/${encodeURIComponent(team)}/time`, isTeamTime, signal),
  });
}

/** The contract's schema checks on the server; here only what would otherwise break far from its cause. */
function isMe(body: unknown): body is Me {
  return (
    typeof body === 'object' &&
    body !== null &&
    'name' in body &&
    'rep' in body &&
    'manages' in body &&
    Array.isArray(body.manages)
  );
}

const STATUSES: readonly unknown[] = ['small_team', 'remainder', 'none_yet', 'published'];

function isTeamTime(body: unknown): body is TeamTime {
  return (
    typeof body === 'object' &&
    body !== null &&
    'team' in body &&
    'figures' in body &&
    typeof body.figures === 'object' &&
    body.figures !== null &&
    'status' in body.figures &&
    STATUSES.includes(body.figures.status)
  );
}
