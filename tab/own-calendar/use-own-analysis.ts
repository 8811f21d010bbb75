import { useEffect, useRef, useState } from 'react';
import type { IsoWeek } from '../../shared/calendar/time.ts';
import type { SaidClass } from '../../shared/contract/classes.ts';
import { useServices } from '../services.ts';
import type { Answer, OwnView, ProblemLine, Progress, Question } from './protocol.ts';

export type AnalysisState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'reading'; readonly files: readonly string[]; readonly progress: Progress | null }
  /** No lines: the page itself failed, not the files. */
  | { readonly kind: 'failed'; readonly problems: readonly ProblemLine[] }
  | { readonly kind: 'shown'; readonly view: OwnView };

export interface OwnAnalysis {
  readonly state: AnalysisState;
  readonly read: (files: readonly File[], me: string | null) => void;
  readonly open: (week: IsoWeek) => void;
  readonly settle: (group: string, as: SaidClass | null) => void;
  /** Stops what is being read, and forgets what was. */
  readonly reset: () => void;
}

/**
 * One calendar, read in a worker of its own. The files go from the page to the worker and nowhere else; what was read
 * lives in the worker and ends with it.
 */
export function useOwnAnalysis(): OwnAnalysis {
  const { language } = useServices();
  const [state, setState] = useState<AnalysisState>({ kind: 'idle' });
  const worker = useRef<Worker | null>(null);
  const stop = () => {
    worker.current?.terminate();
    worker.current = null;
  };
  useEffect(() => stop, []);
  const ask = (question: Question) => worker.current?.postMessage(question);
  return {
    state,
    read: (files, me) => {
      stop();
      worker.current = startWorker(setState);
      setState({ kind: 'reading', files: files.map(({ name }) => name), progress: null });
      ask({ kind: 'read', files, me, language });
    },
    open: (week) => ask({ kind: 'open', week }),
    settle: (group, as) => ask({ kind: 'settle', group, as }),
    reset: () => {
      stop();
      setState({ kind: 'idle' });
    },
  };
}

type SetState = (change: (state: AnalysisState) => AnalysisState) => void;

function startWorker(setState: SetState): Worker {
  const worker = new Worker(new URL('./analysis-worker.ts', import.meta.url), { type: 'module' });
  worker.addEventListener('message', ({ data }: MessageEvent<Answer>) =>
    setState((state) => after(state, data)),
  );
  worker.addEventListener('error', () => setState(() => ({ kind: 'failed', problems: [] })));
  return worker;
}

function after(state: AnalysisState, answer: Answer): AnalysisState {
  if (answer.kind !== 'progress') return answer;
  const { step, done, total } = answer;
  return state.kind === 'reading' ? { ...state, progress: { step, done, total } } : state;
}
