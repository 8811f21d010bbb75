import { describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE } from '../../../shared/calendar/time.ts';
import { defaultWorkingHours } from '../../../shared/calendar/working-hours.ts';
import type { PromptRecord } from '../../../shared/prompts/caps.ts';
import type { PlanInput } from '../../../shared/prompts/plan-prompt.ts';
import { planPrompt } from '../../../shared/prompts/plan-prompt.ts';
import { reasonOrder } from '../../../shared/prompts/reason-order.ts';
import { at, classified, STOCKHOLM } from '../../factories/event.ts';
import { waiting } from './waiting-move.ts';

/** One demo moved on Wednesday 2026-11-18 at noon, a free calendar, twenty past twelve. */
function plan(overrides: Partial<PlanInput> = {}) {
  return planPrompt({
    person: 'anna',
    moves: [waiting('m1')],
    burstsAsked: new Set(),
    history: [],
    calendar: [],
    workingHours: defaultWorkingHours(STOCKHOLM),
    holidays: [],
    quietHours: null,
    pausedUntil: null,
    corrections: [],
    acknowledged: true,
    objected: false,
    now: at('2026-11-18 12:20'),
    ...overrides,
  });
}

function prompt(
  sentAt: string,
  outcome: PromptRecord['outcome'] = 'answered',
  endedAt = at(sentAt) + HOUR,
): PromptRecord {
  return { moveId: sentAt, sentAt: at(sentAt), outcome, endedAt: outcome === 'open' ? null : endedAt };
}

const meeting = classified('internal', { start: at('2026-11-18 12:00'), end: at('2026-11-18 13:00') });
const LAPSES = at('2026-11-20 17:00');

describe('The next question', () => {
  it('is asked at once in a gap', () => {
    expect(plan()).toEqual({
      action: 'ask',
      moveId: 'm1',
      eligibleCount: 1,
      reasonOrder: reasonOrder('anna'),
      closed: [],
      held: [],
    });
  });

  it('is none where nothing moved', () => {
    expect(plan({ moves: [] })).toEqual({ action: 'none', closed: [], held: [] });
  });

  it('waits for the end of a meeting', () => {
    expect(plan({ calendar: [meeting] })).toEqual({
      action: 'wait',
      until: at('2026-11-18 13:05'),
      why: 'no-gap',
      closed: [],
      held: [{ moveId: 'm1', why: 'no-gap' }],
    });
  });

  it.each([
    ['at night', '2026-11-18 22:00', '2026-11-19 08:00'],
    ['on a Saturday', '2026-11-21 11:00', '2026-11-23 08:00'],
  ])('waits for working hours %s', (_, now, until) => {
    const moves = [waiting('m1', { changedAt: at(now) - 20 * MINUTE })];
    expect(plan({ moves, now: at(now) })).toMatchObject({ action: 'wait', until: at(until), why: 'no-gap' });
  });

  it('waits for the end of the quiet hours', () => {
    expect(plan({ quietHours: { from: '12:00', to: '14:00' } })).toMatchObject({
      action: 'wait',
      until: at('2026-11-18 14:00'),
      why: 'no-gap',
    });
  });

  it('is asked at once where the quiet hours are over midnight', () => {
    expect(plan({ quietHours: { from: '17:00', to: '10:00' } })).toMatchObject({ action: 'ask' });
  });

  it('waits for the hours that the rep says they work', () => {
    const workingHours = { ...defaultWorkingHours(STOCKHOLM), days: { 4: [{ from: '13:00', to: '17:00' }] } };
    expect(plan({ workingHours })).toMatchObject({
      action: 'wait',
      until: at('2026-11-19 13:00'),
      why: 'no-gap',
    });
  });

  it('waits two hours for the twin of what disappeared', () => {
    const moves = [waiting('m1', { kind: 'cancelled', direction: null, newStart: null, newEnd: null })];
    expect(plan({ moves })).toEqual({
      action: 'wait',
      until: at('2026-11-18 14:00'),
      why: 'too-early',
      closed: [],
      held: [{ moveId: 'm1', why: 'too-early' }],
    });
    expect(plan({ moves, now: at('2026-11-18 14:00') })).toMatchObject({ action: 'ask' });
  });

  it('is drawn among those that can be asked, and says among how many', () => {
    const moves = [
      waiting('m1'),
      waiting('m2'),
      waiting('m3', { kind: 'shifted' }),
      waiting('m4', { kind: 'cancelled' }),
    ];
    const planned = plan({ moves });
    expect(planned).toMatchObject({
      action: 'ask',
      eligibleCount: 2,
      closed: [{ moveId: 'm3', state: 'not-asked', why: 'shifted' }],
    });
    expect(planned.held).toHaveLength(2);
    expect(plan({ moves: moves.toReversed() })).toEqual(planned);
  });

  it('is drawn alike for two looks into one gap', () => {
    const moves = ['m1', 'm2', 'm3', 'm4', 'm5'].map((id) => waiting(id));
    expect(plan({ moves, now: at('2026-11-18 15:00') })).toEqual(plan({ moves }));
  });

  it('is drawn evenly over people', () => {
    const moves = [waiting('m1'), waiting('m2')];
    const drawn = Array.from({ length: 400 }, (_, person) => plan({ moves, person: `person-${person}` }));
    const first = drawn.filter((planned) => planned.action === 'ask' && planned.moveId === 'm1').length;
    expect(first).toBeGreaterThan(160);
    expect(first).toBeLessThan(240);
  });
});

describe('A cap holds a question back', () => {
  it.each<[string, Partial<PlanInput>, string, string]>([
    ['one is open', { history: [prompt('2026-11-18 10:00', 'open')] }, 'cap-open', '2026-11-20 17:00'],
    ['one was asked that day', { history: [prompt('2026-11-18 08:00')] }, 'cap-day', '2026-11-19 08:00'],
    [
      'one was withdrawn that day',
      { history: [prompt('2026-11-18 08:00', 'withdrawn')] },
      'cap-day',
      '2026-11-19 08:00',
    ],
    ['the rep has paused for a week', { pausedUntil: at('2026-11-25 12:00') }, 'paused', '2026-11-20 17:00'],
    ['the rep has paused until they resume', { pausedUntil: Infinity }, 'paused', '2026-11-20 17:00'],
    [
      'the rep has paused until tomorrow',
      { pausedUntil: at('2026-11-19 09:00') },
      'paused',
      '2026-11-19 09:00',
    ],
    [
      'corrections took 51 seconds',
      { corrections: [{ at: at('2026-11-16 09:00'), seconds: 51 }] },
      'cap-burden',
      '2026-11-20 17:00',
    ],
  ])('when %s', (_, input, why, until) => {
    expect(plan(input)).toEqual({
      action: 'wait',
      until: at(until),
      why,
      closed: [],
      held: [{ moveId: 'm1', why }],
    });
  });

  it('when three were asked that week, and not when the week is new', () => {
    const history = [
      prompt('2026-11-16 09:00'),
      prompt('2026-11-17 09:00'),
      prompt('2026-11-18 09:00', 'lapsed'),
    ];
    const moves = [waiting('m1', { changedAt: at('2026-11-19 12:00') })];
    expect(plan({ moves, history, now: at('2026-11-19 12:20') })).toMatchObject({
      action: 'wait',
      why: 'cap-week',
      until: at('2026-11-23 08:00'),
    });
    expect(plan({ moves, history, now: at('2026-11-23 08:00') })).toMatchObject({ action: 'ask' });
  });

  it('of one a week after three lapsed in a row, until the next answer', () => {
    const lapsed = (sentAt: string) => prompt(sentAt, 'lapsed', at(sentAt) + DAY);
    const before = [lapsed('2026-11-03 09:00'), lapsed('2026-11-05 09:00'), lapsed('2026-11-10 09:00')];
    expect(plan({ history: before })).toMatchObject({ action: 'ask' });
    const silent = [...before, lapsed('2026-11-16 09:00')];
    expect(plan({ history: silent })).toMatchObject({ action: 'wait', why: 'cap-quiet' });
    const withdrawn = [...silent.slice(0, -1), prompt('2026-11-16 09:00', 'withdrawn')];
    expect(plan({ history: withdrawn })).toMatchObject({ action: 'wait', why: 'cap-quiet' });
    const answered = [...before, prompt('2026-11-16 09:00')];
    expect(plan({ history: answered })).toMatchObject({ action: 'ask' });
    const answeredBetween = [prompt('2026-11-04 09:00'), ...silent.slice(2)];
    expect(plan({ history: answeredBetween })).toMatchObject({ action: 'ask' });
  });

  it('no longer than an open prompt’s time, also where nobody noted that it lapsed', () => {
    const history = [prompt('2026-11-13 10:00', 'open')];
    const moves = [waiting('m1', { changedAt: at('2026-11-17 12:00') })];
    expect(plan({ moves, history, now: at('2026-11-17 16:50') })).toMatchObject({
      action: 'wait',
      why: 'cap-open',
    });
    expect(plan({ moves, history, now: at('2026-11-18 08:00') })).toMatchObject({ action: 'ask' });
  });

  it('of corrections of this week only, up to the budget', () => {
    const corrections = [
      { at: at('2026-11-15 23:59'), seconds: 600 },
      { at: at('2026-11-16 00:00'), seconds: 50 },
    ];
    expect(plan({ corrections })).toMatchObject({ action: 'ask' });
  });
});

describe('A move is closed unasked', () => {
  const late = { now: LAPSES };

  it('when it is none to ask about', () => {
    expect(plan({ acknowledged: false })).toEqual({
      action: 'none',
      closed: [{ moveId: 'm1', state: 'not-asked', why: 'not-acknowledged' }],
      held: [],
    });
  });

  it('when two working days held no gap', () => {
    const calendar = [classified('internal', { start: at('2026-11-18 12:00'), end: at('2026-11-20 17:00') })];
    expect(plan({ calendar, now: LAPSES - 1 })).toMatchObject({ action: 'wait', until: LAPSES });
    expect(plan({ calendar, ...late }).closed).toEqual([{ moveId: 'm1', state: 'lapsed', why: 'lapsed' }]);
  });

  it('when nobody asked although a gap came, and only later corrections used up the week', () => {
    const corrections = [{ at: at('2026-11-19 12:00'), seconds: 60 }];
    expect(plan({ corrections, ...late }).closed).toEqual([{ moveId: 'm1', state: 'lapsed', why: 'lapsed' }]);
  });

  it.each<[string, Partial<PlanInput>, string]>([
    ['an open question', { history: [prompt('2026-11-18 10:00', 'open')] }, 'cap-open'],
    [
      'the one a day',
      { history: [prompt('2026-11-18 10:00'), prompt('2026-11-19 08:00', 'open')] },
      'cap-day',
    ],
    [
      'another drawn in the same gap',
      { history: [prompt('2026-11-18 12:10', 'lapsed', LAPSES)] },
      'cap-open',
    ],
    [
      'another drawn in the gap, seconds later',
      { history: [prompt('2026-11-18 12:11', 'lapsed', LAPSES)] },
      'cap-day',
    ],
    ['the rep’s pause', { pausedUntil: Infinity }, 'paused'],
  ])('as not asked, when %s held it back', (_, input, why) => {
    expect(plan({ ...input, ...late }).closed).toEqual([{ moveId: 'm1', state: 'not-asked', why }]);
  });
});

describe('Moves that were made in one go', () => {
  const cleared = ['m1', 'm2', 'm3'].map((id) => waiting(id, {}, 'cleared day'));

  it('have one chance to be drawn, and one question for all', () => {
    const asked = plan({ moves: [...cleared, waiting('m4')] });
    expect(asked).toMatchObject({ action: 'ask', eligibleCount: 2 });
    const alone = plan({ moves: cleared });
    expect(alone).toMatchObject({ action: 'ask', eligibleCount: 1, held: [] });
    const { moveId } = alone.action === 'ask' ? alone : { moveId: '' };
    expect(alone.closed).toEqual(
      cleared
        .filter(({ id }) => id !== moveId)
        .map(({ id }) => ({ moveId: id, state: 'not-asked', why: 'burst' })),
    );
  });

  it('are asked about where only one of them may be', () => {
    const [first, ...rest] = cleared;
    const customers = rest.map(({ id }) => waiting(id, { mover: 'customer' }, 'cleared day'));
    expect(plan({ moves: first ? [first, ...customers] : [] })).toMatchObject({
      action: 'ask',
      moveId: 'm1',
      closed: [
        { moveId: 'm2', why: 'customer-moved' },
        { moveId: 'm3', why: 'customer-moved' },
      ],
    });
  });

  it('are not asked about again once one of them was', () => {
    expect(plan({ moves: cleared, burstsAsked: new Set(['cleared day']) })).toEqual({
      action: 'none',
      held: [],
      closed: cleared.map(({ id }) => ({ moveId: id, state: 'not-asked', why: 'burst' })),
    });
  });
});
