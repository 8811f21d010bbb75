import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Instant } from '../../../shared/calendar/time.ts';
import { DAY, MINUTE } from '../../../shared/calendar/time.ts';
import { toLocalDate } from '../../../shared/calendar/time-zone.ts';
import { isoWeekOf } from '../../../shared/calendar/week.ts';
import {
  defaultWorkingHours,
  workingDaysBetween,
  workingIntervals,
} from '../../../shared/calendar/working-hours.ts';
import type { PromptRecord } from '../../../shared/prompts/caps.ts';
import { lapseAt } from '../../../shared/prompts/lapse.ts';
import type { WaitingMove } from '../../../shared/prompts/plan-prompt.ts';
import { planPrompt } from '../../../shared/prompts/plan-prompt.ts';
import { at, classified } from '../../factories/event.ts';
import { waiting } from './waiting-move.ts';

const START = at('2026-09-14 00:00');
const WEEKS = 13;
const holidays = [{ date: '2026-10-30', from: '00:00', name: 'Invented day' }];

interface Life {
  readonly zone: string;
  /** Minutes after the start at which something moved, and what kind of move it is. */
  readonly moves: readonly { readonly minute: number; readonly kind: 'postponed' | 'cancelled' }[];
  readonly meetings: readonly { readonly quarter: number; readonly quarters: number }[];
  /** Of each question in turn: minutes until it is answered, or null. */
  readonly answers: readonly (number | null)[];
}

const lives: fc.Arbitrary<Life> = fc.record({
  zone: fc.constantFrom('Europe/Stockholm', 'America/New_York', 'Asia/Kathmandu'),
  moves: fc.array(
    fc.record({
      minute: fc.integer({ min: 0, max: WEEKS * 7 * 1440 }),
      kind: fc.constantFrom('postponed', 'cancelled'),
    }),
    { minLength: 20, maxLength: 90 },
  ),
  meetings: fc.array(
    fc.record({
      quarter: fc.integer({ min: 0, max: WEEKS * 7 * 96 }),
      quarters: fc.integer({ min: 1, max: 20 }),
    }),
    { maxLength: 150 },
  ),
  answers: fc.array(fc.option(fc.integer({ min: 1, max: 3000 })), { minLength: 90, maxLength: 90 }),
});

/** Lives through the weeks as the service does: plan, ask or wait until told, answer or lapse. */
function liveThrough(life: Life): {
  prompts: PromptRecord[];
  asked: Map<string, Instant>;
  closed: Map<string, string>;
} {
  const workingHours = defaultWorkingHours(life.zone);
  const calendar = life.meetings.map(({ quarter, quarters }, index) => {
    const start = START + quarter * 15 * MINUTE;
    return classified('internal', { id: `e${index}`, start, end: start + quarters * 15 * MINUTE });
  });
  const all = life.moves.map(({ minute, kind }, index) => {
    const changedAt = START + minute * MINUTE;
    const later = { oldStart: changedAt + 3 * DAY, oldEnd: changedAt + 3 * DAY + 60 * MINUTE };
    return waiting(`m${index}`, { ...later, kind, changedAt });
  });
  const prompts: PromptRecord[] = [];
  const asked = new Map<string, Instant>();
  const closed = new Map<string, string>();
  let now = START;
  for (let step = 0; step < 5000 && asked.size + closed.size < all.length; step += 1) {
    const standing: WaitingMove[] = all.filter(
      ({ id, move }) => move.settledAt <= now && !asked.has(id) && !closed.has(id),
    );
    const planned = planPrompt({
      person: 'anna',
      moves: standing,
      burstsAsked: new Set(),
      history: prompts.map((sent) => asSeenAt(sent, now)),
      calendar,
      workingHours,
      holidays,
      quietHours: null,
      pausedUntil: null,
      corrections: [],
      acknowledged: true,
      objected: false,
      now,
    });
    for (const { moveId, state } of planned.closed) closed.set(moveId, state);
    if (planned.action === 'ask') {
      const minutes = life.answers[prompts.length] ?? null;
      const lapsesAt = lapseAt(now, workingHours, holidays);
      const answeredAt = minutes === null ? Infinity : now + minutes * MINUTE;
      const outcome = answeredAt < lapsesAt ? 'answered' : 'lapsed';
      prompts.push({ moveId: planned.moveId, sentAt: now, outcome, endedAt: Math.min(answeredAt, lapsesAt) });
      asked.set(planned.moveId, now);
    }
    const arrivals = all.map(({ move }) => move.settledAt);
    const answersToCome = prompts.map(({ endedAt }) => endedAt ?? Infinity);
    const waitsUntil = planned.action === 'wait' ? planned.until : Infinity;
    now = Math.min(...[...arrivals, ...answersToCome, waitsUntil].filter((instant) => instant > now));
  }
  return { prompts, asked, closed };
}

function asSeenAt(prompt: PromptRecord, now: Instant): PromptRecord {
  const isOpen = prompt.endedAt !== null && now < prompt.endedAt;
  return isOpen ? { ...prompt, outcome: 'open', endedAt: null } : prompt;
}

/** Three lapsed in a row before this one, and no answer since. */
function isAfterSilence(prompts: readonly PromptRecord[], index: number): boolean {
  const last = prompts
    .slice(0, index)
    .toReversed()
    .findIndex(({ outcome }) => outcome === 'answered');
  return (last === -1 ? index : last) >= 3;
}

describe('Thirteen weeks of moves, meetings and answers', () => {
  it('keep every cap, every question within its time and working hours, and leave no move undecided', () => {
    fc.assert(
      fc.property(lives, (life) => {
        const workingHours = defaultWorkingHours(life.zone);
        const { prompts, asked, closed } = liveThrough(life);
        expect(asked.size + closed.size).toBe(life.moves.length);
        const days = prompts.map(({ sentAt }) => toLocalDate(sentAt, life.zone));
        expect(new Set(days).size).toBe(days.length);
        const perWeek = Map.groupBy(prompts, ({ sentAt }) => isoWeekOf(sentAt, life.zone));
        expect(Math.max(0, ...[...perWeek.values()].map((sent) => sent.length))).toBeLessThanOrEqual(3);
        for (const [index, { sentAt, moveId }] of prompts.entries()) {
          expect(sentAt).toBeGreaterThanOrEqual(prompts[index - 1]?.endedAt ?? 0);
          const minute = life.moves[Number(moveId.slice(1))]?.minute ?? 0;
          const movedAt = START + minute * MINUTE;
          expect(workingDaysBetween(movedAt, sentAt, workingHours, holidays)).toBeLessThanOrEqual(2);
          const inHours = workingIntervals(toLocalDate(sentAt, life.zone), workingHours, holidays);
          expect(inHours.some(({ start, end }) => start <= sentAt && sentAt < end)).toBe(true);
          const earlierThatWeek = prompts
            .slice(0, index)
            .filter((earlier) => isoWeekOf(earlier.sentAt, life.zone) === isoWeekOf(sentAt, life.zone));
          expect(isAfterSilence(prompts, index) && earlierThatWeek.length > 0).toBe(false);
        }
      }),
      { numRuns: 60 },
    );
  }, 30_000);
});
