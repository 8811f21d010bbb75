import { useMutation, useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query';
import type { Settings, SettingsChange } from '../../shared/contract/settings.ts';
import { useServices } from '../services.ts';
import { applyChange } from './apply-change.ts';

const KEY = ['settings'] as const;

/** What the reader has said about being asked, and what is stored of them. */
export function useSettings(): UseQueryResult<Settings> {
  const { api } = useServices();
  return useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => api.get('/api/settings', isSettings, signal),
    staleTime: 0,
    refetchOnWindowFocus: true,
  });
}

/** Changes one thing: shown at once, saved, and put back where saving fails. */
export function useChangeSettings(reports: {
  readonly onChanged: (change: SettingsChange, before: Settings) => void;
  readonly onFailed: (error: unknown) => void;
}) {
  const { api } = useServices();
  const queries = useQueryClient();
  const { mutate } = useMutation({
    networkMode: 'always',
    mutationFn: (change: SettingsChange) => api.send('PATCH', '/api/settings', change, isSettings),
    onMutate: async (change) => {
      await queries.cancelQueries({ queryKey: KEY });
      const before = queries.getQueryData<Settings>(KEY);
      if (before !== undefined) queries.setQueryData<Settings>(KEY, applyChange(before, change));
      return before;
    },
    onSuccess: async (after, change, before) => {
      queries.setQueryData<Settings>(KEY, after);
      if (before !== undefined) reports.onChanged(change, before);
      // They say whether questions are paused, and what was available.
      await queries.invalidateQueries({ queryKey: ['week'] });
      await queries.invalidateQueries({ queryKey: ['moves'] });
    },
    onError: (error, _, before) => {
      if (before !== undefined) queries.setQueryData<Settings>(KEY, before);
      reports.onFailed(error);
    },
  });
  return mutate;
}

/** The contract's schema checks on the server; here only what would otherwise break far from its cause. */
function isSettings(body: unknown): body is Settings {
  return (
    typeof body === 'object' &&
    body !== null &&
    'pause' in body &&
    'workingHours' in body &&
    'burdenByWeek' in body &&
    Array.isArray(body.burdenByWeek) &&
    'stored' in body
  );
}
