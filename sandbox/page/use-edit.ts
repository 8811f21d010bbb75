import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Instant } from '../../shared/calendar/time.ts';
import { fill } from '../../shared/locales/fill.ts';
import { usePage } from './page-context.ts';
import {
  cancelEvent,
  createEvent,
  deleteEvent,
  moveEvent,
  respondTo,
  type PageEvent,
} from './sandbox-api.ts';
import type { Strings } from './strings.ts';

interface Step {
  readonly go: () => Promise<unknown>;
  readonly done: keyof Strings['done'];
  readonly title: string;
}

export interface Edit {
  /** What happened last, as a sentence; empty before. */
  readonly done: string;
  readonly error: Error | null;
  move(
    event: Pick<PageEvent, 'id' | 'subject'>,
    start: Instant,
    end: Instant,
    by?: 'owner' | 'organizer',
  ): Promise<unknown>;
  create(
    subject: string,
    start: Instant,
    end: Instant,
    invited: readonly { readonly name: string; readonly address: string }[],
  ): Promise<unknown>;
  respond(event: PageEvent, response: 'accepted' | 'declined'): Promise<unknown>;
  remove(event: PageEvent): Promise<unknown>;
  cancelByOrganizer(event: PageEvent): Promise<unknown>;
}

/** What that person does in the calendar. Each change is read back at once. */
export function useEdit(): Edit {
  const { person, strings } = usePage();
  const queries = useQueryClient();
  const { mutateAsync, data, error } = useMutation({
    mutationFn: async ({ go, done, title }: Step) => {
      await go();
      return fill(strings.done[done], { title });
    },
    onSettled: () => queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'clock' }),
  });
  const { key } = person;
  const iso = (at: Instant) => new Date(at).toISOString();
  return {
    done: data ?? '',
    error,
    move: ({ id, subject }, start, end, by = 'owner') =>
      mutateAsync({
        go: () => moveEvent(key, id, iso(start), iso(end), by),
        done: 'moved',
        title: subject,
      }),
    create: (subject, start, end, attendees) =>
      mutateAsync({
        go: () => createEvent(key, { subject, start: iso(start), end: iso(end), attendees }),
        done: 'created',
        title: subject,
      }),
    respond: ({ id, subject }, response) =>
      mutateAsync({ go: () => respondTo(key, id, response), done: response, title: subject }),
    remove: ({ id, subject }) =>
      mutateAsync({ go: () => deleteEvent(key, id), done: 'removed', title: subject }),
    cancelByOrganizer: ({ id, subject }) =>
      mutateAsync({ go: () => cancelEvent(key, id), done: 'removed', title: subject }),
  };
}
