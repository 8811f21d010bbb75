import { useState } from 'react';
import type { Week, WeekEvent } from '../../shared/contract/week.ts';
import type { SaidOfEvent } from './use-corrections.ts';
import { unsureEvents } from './week-words.ts';

export interface UnsureList {
  readonly events: readonly WeekEvent[];
  readonly ids: ReadonlySet<string>;
  /** By event, from 1. */
  readonly numbers: ReadonlyMap<string, number>;
}

/**
 * What is unsure, and what was until the reader settled it on this page: it keeps its place and its number, so that nothing
 * moves under the pointer and a slip of it is a second press away.
 */
export function useUnsureList(week: Week, said: ReadonlyMap<string, SaidOfEvent>): UnsureList {
  const [listed, setListed] = useState<ReadonlySet<string>>(() => idsOf(week));
  const now = idsOf(week);
  if ([...now].some((id) => !listed.has(id))) setListed(new Set([...listed, ...now]));
  const events = week.events.filter(({ id }) => now.has(id) || (listed.has(id) && said.has(id)));
  return {
    events,
    ids: new Set(events.map(({ id }) => id)),
    numbers: new Map(events.map(({ id }, index) => [id, index + 1])),
  };
}

function idsOf(week: Week): ReadonlySet<string> {
  return new Set(unsureEvents(week).map(({ id }) => id));
}
