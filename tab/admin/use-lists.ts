import { useMutation, useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query';
import type { DomainLists, ListPreview, ListRows } from '../../shared/contract/domain-lists.ts';
import { MOST_BYTES, type ListKind } from '../../shared/domain-lists/domain-list.ts';
import { useServices } from '../services.ts';

const LISTS = ['admin', 'domain-lists'] as const;
const PATH = '/api/admin/domain-lists';

/** A file that was chosen for a list, and what it would make of it. */
export interface Draft {
  readonly kind: ListKind;
  readonly file: File;
  readonly preview: ListPreview;
}

export function useLists(): UseQueryResult<DomainLists> {
  const { api } = useServices();
  return useQuery({
    queryKey: LISTS,
    queryFn: ({ signal }) => api.get(PATH, isLists, signal),
    staleTime: 0,
  });
}

interface Reports {
  readonly onDone: (kind: ListKind) => void;
  readonly onFailed: (error: unknown) => void;
}

export function usePreview(reports: {
  readonly onDone: (draft: Draft) => void;
  readonly onFailed: (error: unknown) => void;
}) {
  const { api } = useServices();
  return useMutation({
    networkMode: 'always',
    mutationFn: async ({ kind, file }: Pick<Draft, 'kind' | 'file'>): Promise<Draft> => ({
      kind,
      file,
      preview:
        file.size > MOST_BYTES
          ? tooLarge(kind)
          : await api.sendFile('POST', `${PATH}/${kind}/preview`, file, isPreview),
    }),
    onSuccess: reports.onDone,
    onError: reports.onFailed,
  });
}

/** As the server says it of a file that it was sent. */
function tooLarge(kind: ListKind): ListPreview {
  const problem = { line: null, code: 'file_too_large', value: String(MOST_BYTES / 1_000_000) } as const;
  return { kind, stamp: '', changes: null, problems: { count: 1, first: [problem] } };
}

export function useImport(reports: Reports) {
  return useListChange<Draft>(reports, (api, { kind, file, preview }) =>
    api.sendFile('PUT', `${PATH}/${kind}?stamp=${preview.stamp}`, file, isLists),
  );
}

export function useRestore(reports: Reports) {
  return useListChange<{ readonly kind: ListKind }>(reports, (api, { kind }) =>
    api.send('POST', `${PATH}/${kind}/undo`, {}, isLists),
  );
}

function useListChange<T extends { readonly kind: ListKind }>(
  reports: Reports,
  change: (api: ReturnType<typeof useServices>['api'], given: T) => Promise<DomainLists>,
) {
  const { api } = useServices();
  const queries = useQueryClient();
  return useMutation({
    networkMode: 'always',
    mutationFn: (given: T) => change(api, given),
    onSuccess: (after, { kind }) => {
      queries.setQueryData<DomainLists>(LISTS, after);
      reports.onDone(kind);
    },
    onError: reports.onFailed,
  });
}

/** The rows of a list, for a file of them. */
export function useFetchRows(): (kind: ListKind) => Promise<ListRows> {
  const { api } = useServices();
  return (kind) => api.get(`${PATH}/${kind}`, isRows);
}

/** The contract's schema checks on the server; here only what would otherwise break far from its cause. */
function isLists(body: unknown): body is DomainLists {
  return hasList(body, 'lists');
}

function isRows(body: unknown): body is ListRows {
  return hasList(body, 'rows');
}

function isPreview(body: unknown): body is ListPreview {
  return typeof body === 'object' && body !== null && 'changes' in body && 'problems' in body;
}

function hasList(body: unknown, key: string): boolean {
  return (
    typeof body === 'object' &&
    body !== null &&
    Array.isArray(Object.entries(body).find(([name]) => name === key)?.[1])
  );
}
