import type { MoveRow } from '../../shared/contract/moves.ts';
import type { Instant } from '../../shared/calendar/time.ts';
import type { PagePerson } from './sandbox-api.ts';

/** The guided tour, in its order. */
export const TOUR_STEPS = ['move', 'wait', 'answer', 'see', 'second', 'manager', 'requests'] as const;
export type TourStep = (typeof TOUR_STEPS)[number];

/** What is open beside the calendar. */
export type Side = 'chat' | 'tab' | 'requests';

/** Places on the page that the tour points at. */
export type TourTarget = 'event' | 'gap' | 'chat' | 'tab' | 'why' | 'person' | 'requests';

/** Where a step is done, and where it then shows. */
export const TOUR_TARGETS: Readonly<
  Record<TourStep, { readonly todo: TourTarget; readonly done: TourTarget }>
> = {
  move: { todo: 'event', done: 'why' },
  wait: { todo: 'gap', done: 'chat' },
  answer: { todo: 'chat', done: 'chat' },
  see: { todo: 'tab', done: 'tab' },
  second: { todo: 'event', done: 'why' },
  manager: { todo: 'person', done: 'tab' },
  requests: { todo: 'requests', done: 'requests' },
};

/** The steps that only a rep can do. */
export const REP_STEPS: readonly TourStep[] = ['move', 'wait', 'answer', 'see', 'second'];

/** What the visitor has brought about. */
export interface TourFacts {
  readonly role: PagePerson['role'];
  readonly side: Side | null;
  /** The person's moves, as the product tells them. */
  readonly moves: readonly Pick<MoveRow, 'changedAt' | 'prompt'>[];
  /** The tour began: what was moved before is not the visitor's doing. */
  readonly since: Instant;
}

/** Whether the visitor has done what the step asks for. */
export function isStepDone(step: TourStep, { role, side, moves, since }: TourFacts): boolean {
  const prompts = moves.filter(({ changedAt }) => Date.parse(changedAt) >= since).map(({ prompt }) => prompt);
  switch (step) {
    case 'move':
      return prompts.some((prompt) => isOnItsWay(prompt) || isAsked(prompt));
    case 'wait':
      return prompts.some(isAsked);
    case 'answer':
      return prompts.some(({ state }) => state === 'answered');
    case 'see':
      return role === 'rep' && side === 'tab';
    case 'second':
      return prompts.some(isHeldBack);
    case 'manager':
      return role === 'manager' || role === 'director';
    case 'requests':
      return side === 'requests';
  }
}

/** It will be asked if nothing comes between; what a cap holds back may never be. */
export function isOnItsWay(prompt: MoveRow['prompt']): boolean {
  return prompt.state === 'waiting' && !isHeldBack(prompt) && prompt.why !== 'paused';
}

function isAsked({ state }: MoveRow['prompt']): boolean {
  return state === 'asked' || state === 'answered';
}

function isHeldBack(prompt: MoveRow['prompt']): boolean {
  return (
    (prompt.state === 'waiting' || prompt.state === 'not_asked') && (prompt.why?.startsWith('cap-') ?? false)
  );
}
