import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { SaidClass } from '../../shared/contract/classes.ts';
import type { SampleSaved } from '../../shared/contract/samples.ts';
import type { SampledEvent, Week } from '../../shared/contract/week.ts';
import { useServices } from '../services.ts';
import type { Corrections } from './use-corrections.ts';

export interface SampleReports {
  readonly onConfirmed: (event: string) => void;
  readonly onReopened: () => void;
  readonly onFailed: (error: unknown) => void;
}

export interface Samples {
  /** Those that were open while the page is: what was answered keeps its place. */
  readonly events: readonly SampledEvent[];
  readonly confirm: (sampled: SampledEvent, seconds: number) => Promise<void>;
  /** Takes back that a class is right. */
  readonly reopen: (event: string) => Promise<void>;
}

/** The reader's word on what was drawn: a yes is saved here, another class is said by a correction of the event. */
export function useSamples(week: Week, corrections: Corrections, reports: SampleReports): Samples {
  const { api } = useServices();
  const queries = useQueryClient();
  const [listed, setListed] = useState<ReadonlySet<string>>(new Set());
  const open = week.samples.filter(({ said }) => said === null).map(({ event }) => event.id);
  if (open.some((id) => !listed.has(id))) setListed(new Set([...listed, ...open]));
  const show = (event: string, said: SaidClass | null) =>
    queries.setQueriesData<Week>({ queryKey: ['week'] }, (shown) => shown && sayIn(shown, event, said));
  const save = async (path: string, body: object, report: () => void) => {
    try {
      await api.send('POST', path, body, isSaved);
      report();
    } catch (error) {
      reports.onFailed(error);
    }
    await queries.invalidateQueries({ queryKey: ['week'] });
  };
  return {
    events: week.samples.filter(({ event }) => listed.has(event.id)),
    confirm: async ({ event, asked, said }, seconds) => {
      // What was said before is taken back first: a class cannot be right and put right.
      const isPutRight = said !== null && said !== asked;
      const correction = corrections.said.get(event.id)?.correctionId ?? event.correction?.id;
      if (isPutRight && correction !== undefined) await corrections.undo(correction);
      await queries.cancelQueries({ queryKey: ['week'] });
      show(event.id, asked);
      await save(`/api/samples/${event.id}/confirm`, { seconds }, () => reports.onConfirmed(event.id));
    },
    reopen: async (event) => {
      await queries.cancelQueries({ queryKey: ['week'] });
      show(event, null);
      await save(`/api/samples/${event}/undo`, {}, reports.onReopened);
    },
  };
}

function sayIn(week: Week, event: string, said: SaidClass | null): Week {
  return {
    ...week,
    samples: week.samples.map((one) => (one.event.id === event ? { ...one, said } : one)),
  };
}

function isSaved(body: unknown): body is SampleSaved {
  return typeof body === 'object' && body !== null && 'event' in body && typeof body.event === 'string';
}
