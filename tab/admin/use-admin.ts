import { useMutation, useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query';
import type {
  AdminAudit,
  AdminHealth,
  AdminSettings,
  AdminSetup,
  Groups,
} from '../../shared/contract/admin.ts';
import type { AdminClassification } from '../../shared/contract/precision.ts';
import { useServices } from '../services.ts';

const SETUP = ['admin', 'setup'] as const;
const SETTINGS = ['admin', 'settings'] as const;

/** What an administrator's request changes, and with what. */
export type SetupChange =
  | { readonly method: 'PUT'; readonly path: '/api/admin/decisions'; readonly body: object }
  | {
      readonly method: 'POST';
      readonly path: '/api/admin/teams' | '/api/admin/notices';
      readonly body: object;
    }
  | { readonly method: 'DELETE'; readonly path: `/api/admin/teams/${string}`; readonly body: object };

export function useSetup(): UseQueryResult<AdminSetup> {
  const { api } = useServices();
  return useQuery({
    queryKey: SETUP,
    queryFn: ({ signal }) => api.get('/api/admin/setup', isSetup, signal),
    staleTime: 0,
  });
}

/** Whatever changes the set-up answers with the whole of it. */
export function useChangeSetup(reports: {
  readonly onDone: (change: SetupChange) => void;
  readonly onFailed: (error: unknown) => void;
}) {
  const { api } = useServices();
  const queries = useQueryClient();
  return useMutation({
    networkMode: 'always',
    mutationFn: ({ method, path, body }: SetupChange) => api.send(method, path, body, isSetup),
    onSuccess: (after, change) => {
      queries.setQueryData<AdminSetup>(SETUP, after);
      reports.onDone(change);
    },
    onError: reports.onFailed,
  });
}

/** Groups of Entra whose name begins so; asked for once somebody typed. */
export function useGroups(name: string): UseQueryResult<Groups> {
  const { api } = useServices();
  return useQuery({
    queryKey: ['admin', 'groups', name],
    queryFn: ({ signal }) => api.get(`/api/admin/groups?name=${encodeURIComponent(name)}`, isGroups, signal),
    enabled: name.trim() !== '',
  });
}

export function useTenantSettings(): UseQueryResult<AdminSettings> {
  const { api } = useServices();
  return useQuery({
    queryKey: SETTINGS,
    queryFn: ({ signal }) => api.get('/api/admin/settings', isSettings, signal),
    staleTime: 0,
  });
}

export function useSaveTenantSettings(reports: {
  readonly onDone: () => void;
  readonly onFailed: (error: unknown) => void;
}) {
  const { api } = useServices();
  const queries = useQueryClient();
  return useMutation({
    networkMode: 'always',
    mutationFn: (settings: AdminSettings) => api.send('PUT', '/api/admin/settings', settings, isSettings),
    onSuccess: (after) => {
      queries.setQueryData<AdminSettings>(SETTINGS, after);
      reports.onDone();
    },
    onError: reports.onFailed,
  });
}

export function useHealth(): UseQueryResult<AdminHealth> {
  const { api } = useServices();
  return useQuery({
    queryKey: ['admin', 'health'],
    queryFn: ({ signal }) => api.get('/api/admin/health', isHealth, signal),
    staleTime: 0,
    refetchOnWindowFocus: true,
  });
}

export function useClassification(): UseQueryResult<AdminClassification> {
  const { api } = useServices();
  return useQuery({
    queryKey: ['admin', 'classification'],
    queryFn: ({ signal }) => api.get('/api/admin/classification', isClassification, signal),
  });
}

export function useAudit(): UseQueryResult<AdminAudit> {
  const { api } = useServices();
  return useQuery({
    queryKey: ['admin', 'audit'],
    queryFn: ({ signal }) => api.get('/api/admin/audit', isAudit, signal),
    staleTime: 0,
  });
}

/** The contract's schema checks on the server; here only what would otherwise break far from its cause. */
function has<K extends string>(body: unknown, ...keys: readonly K[]): body is Record<K, unknown> {
  return typeof body === 'object' && body !== null && keys.every((key) => key in body);
}

function isSetup(body: unknown): body is AdminSetup {
  return has(body, 'decisions', 'missing', 'teams', 'reps') && Array.isArray(body.teams);
}

function isGroups(body: unknown): body is Groups {
  return has(body, 'groups') && (body.groups === null || Array.isArray(body.groups));
}

function isSettings(body: unknown): body is AdminSettings {
  return has(body, 'timeZone', 'minimum', 'waitingDays');
}

function isHealth(body: unknown): body is AdminHealth {
  return has(body, 'calendars', 'unreached', 'permissions') && Array.isArray(body.permissions);
}

function isClassification(body: unknown): body is AdminClassification {
  return has(body, 'week', 'classifierVersion', 'precision') && has(body.precision, 'status');
}

function isAudit(body: unknown): body is AdminAudit {
  return has(body, 'entries') && Array.isArray(body.entries);
}
