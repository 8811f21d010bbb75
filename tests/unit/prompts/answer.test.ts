import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE } from '../../../shared/calendar/time.ts';
import type { PromptAnswer, PromptTap, TapOutcome } from '../../../shared/prompts/answer.ts';
import { closesAt, openPrompt, statusOf, tapPrompt } from '../../../shared/prompts/answer.ts';
import { REASON_CODES } from '../../../shared/reasons/codes.ts';
import { at } from '../../factories/event.ts';

const SENT = at('2026-11-18 13:05');
const LAPSES = at('2026-11-20 17:00');

const market: PromptTap = { kind: 'reason', code: 'market' };
const load: PromptTap = { kind: 'reason', code: 'internal-load' };
const notSelling: PromptTap = { kind: 'not-selling', correctedTo: null };
const itIsInternal: PromptTap = { kind: 'not-selling', correctedTo: 'internal' };

/** Taps in turn, each with its minutes after the prompt was sent: what each did, and what is left. */
function tapAll(...taps: readonly (readonly [PromptTap, number])[]): {
  outcomes: TapOutcome[];
  prompt: PromptAnswer;
} {
  const outcomes: TapOutcome[] = [];
  let prompt = openPrompt(LAPSES);
  for (const [tap, minutes] of taps) {
    const result = tapPrompt(prompt, tap, SENT + minutes * MINUTE);
    outcomes.push(result.outcome);
    prompt = result.prompt;
  }
  return { outcomes, prompt };
}

const EMPTY = { lapsesAt: LAPSES, answers: [], contestedAt: null, withdrawn: null, lapsedAt: null };

describe('A tap on a reason', () => {
  it('answers', () => {
    expect(tapAll([market, 5])).toEqual({
      outcomes: ['answered'],
      prompt: { ...EMPTY, answers: [{ code: 'market', at: SENT + 5 * MINUTE }] },
    });
  });

  it('twice is the same as once', () => {
    expect(tapAll([market, 5], [market, 6])).toEqual({
      outcomes: ['answered', 'same'],
      prompt: { ...EMPTY, answers: [{ code: 'market', at: SENT + 5 * MINUTE }] },
    });
  });

  it('changes the answer and keeps the first', () => {
    expect(tapAll([market, 5], [load, 6], [market, 9])).toEqual({
      outcomes: ['answered', 'changed', 'changed'],
      prompt: {
        ...EMPTY,
        answers: [
          { code: 'market', at: SENT + 5 * MINUTE },
          { code: 'internal-load', at: SENT + 6 * MINUTE },
          { code: 'market', at: SENT + 9 * MINUTE },
        ],
      },
    });
  });

  it.each([
    [5 + 24 * 60 - 1, 'changed'],
    [5 + 24 * 60, 'closed'],
  ])('changes an answer given after 5 minutes for 24 h: after %d', (minutes, outcome) => {
    expect(tapAll([market, 5], [load, minutes]).outcomes).toEqual(['answered', outcome]);
  });

  it('changes the answer for 24 h also past the time at which the question would have lapsed', () => {
    const lastMinute = (LAPSES - SENT) / MINUTE - 1;
    expect(tapAll([market, lastMinute], [load, lastMinute + 60]).outcomes).toEqual(['answered', 'changed']);
  });

  it.each([
    [LAPSES - 1, 'answered'],
    [LAPSES, 'closed'],
  ])('counts until the question lapses: at %d', (now, outcome) => {
    expect(tapPrompt(openPrompt(LAPSES), market, now).outcome).toBe(outcome);
  });
});

describe('Not selling', () => {
  it('withdraws the question, unsure until the rep says what it is', () => {
    expect(tapAll([notSelling, 5])).toEqual({
      outcomes: ['withdrawn'],
      prompt: { ...EMPTY, withdrawn: { at: SENT + 5 * MINUTE, correctedTo: 'unsure' } },
    });
    expect(tapAll([notSelling, 5], [itIsInternal, 6], [itIsInternal, 7], [notSelling, 8])).toEqual({
      outcomes: ['withdrawn', 'corrected', 'same', 'same'],
      prompt: { ...EMPTY, withdrawn: { at: SENT + 5 * MINUTE, correctedTo: 'internal' } },
    });
  });

  it('is the last word: no answer comes after it', () => {
    expect(tapAll([market, 5], [itIsInternal, 6], [load, 7])).toEqual({
      outcomes: ['answered', 'withdrawn', 'closed'],
      prompt: {
        ...EMPTY,
        answers: [{ code: 'market', at: SENT + 5 * MINUTE }],
        withdrawn: { at: SENT + 6 * MINUTE, correctedTo: 'internal' },
      },
    });
  });

  it('can be said for 24 h after an answer, and then what it is for 24 h more', () => {
    expect(tapAll([market, 0], [notSelling, 24 * 60]).outcomes).toEqual(['answered', 'closed']);
    expect(tapAll([market, 0], [notSelling, 24 * 60 - 1], [itIsInternal, 24 * 60 + 5]).outcomes).toEqual([
      'answered',
      'withdrawn',
      'corrected',
    ]);
  });
});

describe('A contest', () => {
  it('is kept beside the answer, once, also when the card is empty', () => {
    expect(tapAll([market, 5], [{ kind: 'contest' }, 3000], [{ kind: 'contest' }, 3001])).toEqual({
      outcomes: ['answered', 'contested', 'same'],
      prompt: {
        ...EMPTY,
        answers: [{ code: 'market', at: SENT + 5 * MINUTE }],
        contestedAt: SENT + 3000 * MINUTE,
      },
    });
  });

  it('needs an answer', () => {
    expect(tapAll([{ kind: 'contest' }, 1]).outcomes).toEqual(['closed']);
    expect(tapAll([notSelling, 1], [{ kind: 'contest' }, 2]).outcomes).toEqual(['withdrawn', 'closed']);
  });
});

describe('A pause', () => {
  it('lets the open question lapse at once', () => {
    expect(tapAll([{ kind: 'pause' }, 5], [market, 6])).toEqual({
      outcomes: ['lapsed', 'closed'],
      prompt: { ...EMPTY, lapsedAt: SENT + 5 * MINUTE },
    });
  });

  it('leaves an answer alone', () => {
    expect(tapAll([market, 5], [{ kind: 'pause' }, 6], [load, 7]).outcomes).toEqual([
      'answered',
      'closed',
      'changed',
    ]);
  });
});

describe('The status of a prompt and the time when its card is emptied', () => {
  it.each([
    ['open', openPrompt(LAPSES), LAPSES - 1, LAPSES],
    ['lapsed', openPrompt(LAPSES), LAPSES, LAPSES],
    ['lapsed', tapAll([{ kind: 'pause' }, 5]).prompt, SENT + 6 * MINUTE, SENT + 5 * MINUTE],
    ['answered', tapAll([market, 5], [load, 6]).prompt, LAPSES, SENT + 5 * MINUTE + 24 * HOUR],
    ['withdrawn', tapAll([market, 5], [notSelling, 6]).prompt, LAPSES, SENT + 6 * MINUTE + 24 * HOUR],
  ] as const)('%s', (status, prompt, now, emptiedAt) => {
    expect([statusOf(prompt, now), closesAt(prompt)]).toEqual([status, emptiedAt]);
  });
});

describe('Whatever is tapped', () => {
  const taps = fc.oneof(
    fc.constantFrom(...REASON_CODES).map((code): PromptTap => ({ kind: 'reason', code })),
    fc.constantFrom<PromptTap>(notSelling, itIsInternal, { kind: 'contest' }, { kind: 'pause' }),
  );
  const sequences = fc.array(fc.tuple(taps, fc.integer({ min: 0, max: 2000 })), { maxLength: 12 });

  it('the first answer stays the first, and a repeated tap changes nothing', () => {
    fc.assert(
      fc.property(sequences, (steps) => {
        let prompt = openPrompt(LAPSES);
        let now = SENT;
        for (const [tap, minutes] of steps) {
          now += minutes * MINUTE;
          const after = tapPrompt(prompt, tap, now).prompt;
          expect(after.answers.slice(0, prompt.answers.length)).toEqual(prompt.answers);
          expect(tapPrompt(after, tap, now).prompt).toEqual(after);
          prompt = after;
        }
      }),
    );
  });
});
