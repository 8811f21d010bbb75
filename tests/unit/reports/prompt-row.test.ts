import { describe, expect, it } from 'vitest';
import {
  findAskedOfBursts,
  promptRow,
  type JudgedMove,
  type PromptContext,
} from '../../../api/reports/prompt-row.ts';
import type { StoredPrompt } from '../../../api/store/prompt-store.ts';
import type { Mover } from '../../../shared/moves/move.ts';

const NOW = Date.parse('2026-11-18T14:00:00Z');
const LAPSES = Date.parse('2026-11-20T16:00:00Z');

/** Two of a day that Sanna cleared in one go; she was asked about the first. */
const asked: JudgedMove = {
  moveId: 'asked',
  eventId: 'demo',
  burstId: 'cleared-day',
  notAsked: null,
  heldBack: null,
  contestedAt: null,
  move: { mover: 'unknown' },
};
const linked: JudgedMove = { ...asked, moveId: 'linked', eventId: 'lunch', notAsked: 'burst' };

function promptIn(state: StoredPrompt['state'], change: Partial<StoredPrompt> = {}): StoredPrompt {
  return {
    promptId: 'one',
    personId: 'sanna',
    moveId: 'asked',
    state,
    plannedAt: Date.parse('2026-11-18T12:00:00Z'),
    lapseAt: LAPSES,
    sentAt: null,
    activityId: null,
    conversationId: null,
    reasonOrder: [],
    attempts: 0,
    isClosed: false,
    withdrawn: null,
    ownWeeks: null,
    ...change,
  };
}

function contextOf(prompts: readonly StoredPrompt[], moves: readonly JudgedMove[] = [asked]): PromptContext {
  const promptOf = new Map(prompts.map((prompt) => [prompt.moveId, prompt]));
  return {
    eventOf: new Map([['demo', { event: { title: 'Demo Lindtorp' } }]]),
    promptOf,
    askedOfBurst: findAskedOfBursts(moves, promptOf),
    answersOf: new Map([
      [
        'one',
        [
          {
            answerId: 1,
            code: 'internal-load',
            isFirst: true,
            answeredAt: Date.parse('2026-11-18T12:10:00Z'),
            evidence: { verdict: 'cant-tell', facts: [] },
            rejudgedAt: null,
          },
        ],
      ],
    ]),
    ownWeekHoursOf: new Map(),
    now: NOW,
  };
}

const withDemo = (prompt: object) => ({ state: 'together', with: { title: 'Demo Lindtorp', prompt } });
const NOT_ASKED = { state: 'not_asked', why: 'burst' };

describe('a move that was made in one go with one that was asked about', () => {
  it.each<[StoredPrompt['state'], object]>([
    ['due', NOT_ASKED],
    ['sending', NOT_ASKED],
    ['sent', withDemo({ state: 'asked', lapsesAt: '2026-11-20T16:00:00.000Z' })],
    ['unknown', withDemo({ state: 'asked', lapsesAt: '2026-11-20T16:00:00.000Z' })],
    [
      'answered',
      withDemo({ state: 'answered', code: 'internal-load', answeredAt: '2026-11-18T12:10:00.000Z' }),
    ],
    ['lapsed', withDemo({ state: 'lapsed' })],
    ['withdrawn', NOT_ASKED],
    ['not_asked', NOT_ASKED],
    ['gone', NOT_ASKED],
  ])('shows what became of that question: %s', (state, row) => {
    expect(promptRow(linked, contextOf([promptIn(state)]))).toEqual(row);
  });

  it.each<Mover>(['customer', 'colleague'])(
    'keeps its own word where it was moved by somebody else: %s',
    (mover) => {
      const moved = { ...linked, notAsked: 'customer-moved', move: { mover } };
      expect(promptRow(moved, contextOf([promptIn('answered')]))).toEqual({
        state: 'not_asked',
        why: 'customer-moved',
      });
    },
  );

  it('is none of another burst, or of none', () => {
    const context = contextOf([promptIn('answered')]);
    expect(promptRow({ ...linked, burstId: null }, context)).toEqual(NOT_ASKED);
    expect(promptRow({ ...linked, burstId: 'another' }, context)).toEqual(NOT_ASKED);
  });

  it('keeps the evidence and the disagreement out: they stand on the one that was asked about', () => {
    const context = contextOf([promptIn('answered')]);
    expect(promptRow({ ...asked, contestedAt: NOW }, context)).toEqual({
      state: 'answered',
      answer: {
        code: 'internal-load',
        answeredAt: '2026-11-18T12:10:00.000Z',
        changeableUntil: '2026-11-19T12:10:00.000Z',
        verdict: 'cant-tell',
        facts: [],
        ownWeekHours: [],
        contested: true,
      },
    });
  });

  it('is spoken for by the question that came, where another never did', () => {
    const second = { ...asked, moveId: 'second' };
    const never = promptIn('gone', { promptId: 'two', moveId: 'second', plannedAt: NOW });
    expect(promptRow(linked, contextOf([promptIn('lapsed'), never], [asked, second]))).toEqual(
      withDemo({ state: 'lapsed' }),
    );
  });
});
