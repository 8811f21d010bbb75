import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { IsoWeek } from '../../shared/calendar/time.ts';
import type { TimeClass } from '../../shared/classification/classification.ts';
import type { SaidClass } from '../../shared/contract/classes.ts';
import type { CorrectionPreview, CorrectionSaved, ReachPreview } from '../../shared/contract/corrections.ts';
import type { Week, WeekCorrection, WeekEvent } from '../../shared/contract/week.ts';
import type { ApiClient } from '../api-client.ts';
import { useServices } from '../services.ts';
import { sayClass } from './say-class.ts';
import { weekKey } from './use-week.ts';

/** What the reader said of an event while the page is open. */
export interface SaidOfEvent {
  readonly class: SaidClass;
  /** null until it is saved. */
  readonly correctionId: string | null;
}

/** An event of which it can be asked how far what was said of it reaches. */
export interface Widening {
  readonly event: WeekEvent;
  readonly class: SaidClass;
  readonly correctionId: string;
  readonly preview: CorrectionPreview;
}

export interface CorrectionReports {
  readonly onChanged: (correctionId: string, count: number) => void;
  readonly onUndone: () => void;
  readonly onFailed: (error: unknown) => void;
}

export interface Corrections {
  /** By event; they stay in the list of unsure events for as long as the page is open. */
  readonly said: ReadonlyMap<string, SaidOfEvent>;
  readonly widening: Widening | null;
  readonly say: (event: WeekEvent, timeClass: SaidClass, seconds: number) => Promise<void>;
  readonly widen: (reach: ReachPreview, seconds: number) => Promise<void>;
  readonly closeWidening: () => void;
  readonly undo: (correctionId: string) => Promise<void>;
}

/**
 * Corrections of the shown week: shown at once, saved, and put back where saving fails. What is said of an event is saved
 * for it alone; where it could reach further, the page may ask (`widening`).
 */
export function useCorrections(shown: IsoWeek | null, reports: CorrectionReports): Corrections {
  const { api } = useServices();
  const queries = useQueryClient();
  const [said, setSaid] = useState<ReadonlyMap<string, SaidOfEvent>>(new Map());
  const [widening, setWidening] = useState<Widening | null>(null);
  const note = (event: string, next: SaidOfEvent | undefined) =>
    setSaid((known) => {
      const copy = new Map(known);
      if (next === undefined) copy.delete(event);
      else copy.set(event, next);
      return copy;
    });
  const act = (change: (week: Week) => Week, save: () => Promise<void>, putBack: () => void) =>
    actAtOnce(queries, shown, change, save, putBack, reports.onFailed);

  return {
    said,
    widening,
    closeWidening: () => setWidening(null),
    say: (event, timeClass, seconds) => {
      const before = said.get(event.id);
      const instead = before?.correctionId ?? null;
      setWidening(null);
      note(event.id, { class: timeClass, correctionId: instead });
      return act(
        (week) => sayOf(week, [event.id], timeClass),
        async () => {
          const preview = await fetchPreview(api, event.id, timeClass);
          const request = {
            event: event.id,
            class: timeClass,
            scope: 'event',
            domain: null,
            instead,
            seconds,
          };
          const { id } = await api.send('POST', '/api/corrections', request, isSaved);
          note(event.id, { class: timeClass, correctionId: id });
          reports.onChanged(id, 1);
          if (reachesFurther(preview)) setWidening({ event, class: timeClass, correctionId: id, preview });
        },
        () => note(event.id, before),
      );
    },
    widen: async (reach, seconds) => {
      if (widening === null) return;
      const { event, class: timeClass, correctionId: instead } = widening;
      const { scope, domain, about, changes } = reach;
      setWidening(null);
      await act(
        (week) =>
          [...Map.groupBy(changes, ({ to }) => to)].reduce(
            (said, [to, those]) =>
              sayOf(
                said,
                those.map(({ id }) => id),
                to,
              ),
            week,
          ),
        async () => {
          const request = { event: event.id, class: timeClass, scope, domain, about, instead, seconds };
          const { id } = await api.send('POST', '/api/corrections', request, isSaved);
          note(event.id, { class: timeClass, correctionId: id });
          reports.onChanged(id, changes.length);
        },
        () => undefined,
      );
    },
    undo: (correctionId) => {
      setWidening(null);
      const undone = [...said].filter(([, one]) => one.correctionId === correctionId);
      for (const [event] of undone) note(event, undefined);
      return act(
        (week) => undoIn(week, correctionId),
        async () => {
          await api.send('POST', `/api/corrections/${correctionId}/undo`, {}, isSaved);
          reports.onUndone();
        },
        () => undone.forEach(([event, one]) => note(event, one)),
      );
    },
  };
}

/** Shows a change before it is saved, and what was before where that fails. All weeks are asked for again. */
async function actAtOnce(
  queries: QueryClient,
  shown: IsoWeek | null,
  change: (week: Week) => Week,
  save: () => Promise<void>,
  putBack: () => void,
  onFailed: (error: unknown) => void,
): Promise<void> {
  const key = weekKey(shown);
  await queries.cancelQueries({ queryKey: ['week'] });
  const before = queries.getQueryData<Week>(key);
  if (before !== undefined) queries.setQueryData<Week>(key, change(before));
  try {
    await save();
  } catch (error) {
    if (before !== undefined) queries.setQueryData<Week>(key, before);
    putBack();
    onFailed(error);
  }
  await queries.invalidateQueries({ queryKey: ['week'] });
}

function sayOf(week: Week, events: readonly string[], timeClass: TimeClass): Week {
  return sayClass(week, { events: new Set(events), class: timeClass, correction: null });
}

/** What the correction said of is what it was before, as far as the list tells. */
export function undoIn(week: Week, correctionId: string): Week {
  const correction = week.corrections.find(({ id }) => id === correctionId);
  if (correction === undefined) return week;
  const events = week.events.filter((event) => event.correction?.id === correctionId).map(({ id }) => id);
  const rest: readonly WeekCorrection[] = week.corrections.filter(({ id }) => id !== correctionId);
  return { ...sayOf(week, events, correction.from ?? 'unsure'), corrections: [...rest] };
}

/** Whether some reach would change another event than the one that was tapped. */
export function reachesFurther({ event, reaches }: CorrectionPreview): boolean {
  return reaches.some(({ changes }) => changes.some(({ id }) => id !== event));
}

function fetchPreview(api: ApiClient, event: string, timeClass: SaidClass): Promise<CorrectionPreview> {
  return api.send('POST', '/api/corrections/preview', { event, class: timeClass }, isPreview);
}

function isPreview(body: unknown): body is CorrectionPreview {
  return typeof body === 'object' && body !== null && 'reaches' in body && Array.isArray(body.reaches);
}

function isSaved(body: unknown): body is CorrectionSaved {
  return typeof body === 'object' && body !== null && 'id' in body && typeof body.id === 'string';
}
