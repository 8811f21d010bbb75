import { useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { Meeting, MeetingRequest } from '../../shared/contract/outlook.ts';
import { useServices } from '../services.ts';
import { readClient } from './outlook-client.ts';
import { readForm, watchForm } from './read-form.ts';

/** What the pane shows, and the form that it was asked with. */
export interface OpenMeeting {
  readonly form: MeetingRequest | null;
  readonly meeting: Meeting | null;
}

const KEY = ['outlook-meeting'];

/** Asked anew whenever the form's time changes. */
export function useMeeting(): UseQueryResult<OpenMeeting> & { readonly again: () => Promise<void> } {
  const { api } = useServices();
  const queries = useQueryClient();
  const again = () => queries.invalidateQueries({ queryKey: KEY });
  useEffect(() => watchForm(() => void queries.invalidateQueries({ queryKey: KEY })), [queries]);
  useQuery({
    queryKey: ['outlook-heard'],
    queryFn: async () => {
      const heard = await readClient();
      return heard === null ? {} : api.send('POST', '/api/outlook/heard', heard, isAnything);
    },
    // For the administrator alone: the pane does without.
    retry: false,
  });
  const query = useQuery({
    queryKey: KEY,
    staleTime: 0,
    queryFn: async (): Promise<OpenMeeting> => {
      const form = await readForm();
      const meeting = form === null ? null : await api.send('POST', '/api/outlook/meeting', form, isMeeting);
      return { form, meeting };
    },
  });
  return { ...query, again };
}

function isAnything(body: unknown): body is object {
  return typeof body === 'object' && body !== null;
}

function isMeeting(body: unknown): body is Meeting {
  return typeof body === 'object' && body !== null && 'event' in body && 'question' in body;
}
