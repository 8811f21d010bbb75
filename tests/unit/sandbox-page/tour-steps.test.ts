import { describe, expect, it } from 'vitest';
import type { MoveRow } from '../../../shared/contract/moves.ts';
import { isStepDone, TOUR_STEPS, type TourFacts, type TourStep } from '../../../sandbox/page/tour-steps.ts';

const SINCE = Date.parse('2026-11-25T09:05:00Z');
const EARLIER = '2026-11-11T13:00:00.000Z';
const LATER = '2026-11-25T09:12:00.000Z';
const answered: MoveRow['prompt'] = {
  state: 'answered',
  answer: {
    code: 'internal-load',
    answeredAt: LATER,
    changeableUntil: null,
    verdict: 'visible',
    facts: [],
    ownWeekHours: [],
    contested: false,
  },
};
const settling: MoveRow['prompt'] = { state: 'waiting', why: 'settling' };
const asked: MoveRow['prompt'] = { state: 'asked', lapsesAt: LATER };
const capped: MoveRow['prompt'] = { state: 'waiting', why: 'cap-day' };
const passed: MoveRow['prompt'] = { state: 'not_asked', why: 'cap-day' };
const shifted: MoveRow['prompt'] = { state: 'not_asked', why: 'shifted' };

function stepsDone(facts: Partial<TourFacts>): TourStep[] {
  return TOUR_STEPS.filter((step) =>
    isStepDone(step, { role: 'rep', side: 'chat', moves: [], since: SINCE, ...facts }),
  );
}

describe('a step of the tour', () => {
  it.each<[string, readonly MoveRow['prompt'][], readonly TourStep[]]>([
    ['nothing was moved', [], []],
    ['a meeting was moved that will be asked about', [settling], ['move']],
    ['the question is there', [asked], ['move', 'wait']],
    ['it is answered', [answered], ['move', 'wait', 'answer']],
    ['a second move waits for another day', [answered, capped], ['move', 'wait', 'answer', 'second']],
    ['a second move is not asked about', [answered, passed], ['move', 'wait', 'answer', 'second']],
    ['something was moved that is no matter for a question', [shifted], []],
  ])('is done by what was moved since the tour began: %s', (_what, prompts, steps) => {
    expect(stepsDone({ moves: prompts.map((prompt) => ({ changedAt: LATER, prompt })) })).toEqual(steps);
  });

  it('is not done by what was moved before', () => {
    const moves = [settling, answered, capped].map((prompt) => ({ changedAt: EARLIER, prompt }));
    expect(stepsDone({ moves })).toEqual([]);
  });

  it.each<[Partial<TourFacts>, readonly TourStep[]]>([
    [{ side: 'tab' }, ['see']],
    [{ side: 'requests' }, ['requests']],
    [{ role: 'manager', side: 'tab' }, ['manager']],
    [{ role: 'director', side: 'requests' }, ['manager', 'requests']],
    [{ role: 'admin', side: null }, []],
  ])('is done by who one is and what is open: %o', (facts, steps) => {
    expect(stepsDone(facts)).toEqual(steps);
  });
});
