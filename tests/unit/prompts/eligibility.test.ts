import { describe, expect, it } from 'vitest';
import type { CalendarEvent } from '../../../shared/calendar/event.ts';
import { DAY } from '../../../shared/calendar/time.ts';
import type { ActivitySnapshot, Move } from '../../../shared/moves/move.ts';
import type { EligibilityContext } from '../../../shared/prompts/eligibility.ts';
import { judgeEligibility } from '../../../shared/prompts/eligibility.ts';
import { anEvent, at } from '../../factories/event.ts';
import { demo } from '../moves/surroundings.ts';
import { aMove } from './waiting-move.ts';

const now = at('2026-11-18 12:10');

function judge(
  move: Partial<Move> = {},
  activity: Partial<ActivitySnapshot> = {},
  context: Partial<EligibilityContext> = {},
): string {
  const judged = judgeEligibility(
    aMove(move),
    { ...demo(), ...activity },
    { acknowledged: true, objected: false, calendar: [], lastAskedAt: null, now, ...context },
  );
  return judged.eligible ? 'eligible' : judged.why;
}

const away = (overrides: Partial<CalendarEvent>) => ({
  calendar: [{ event: anEvent({ showAs: 'oof', start: at('2026-11-19 10:00'), ...overrides }) }],
});

describe('A move is asked about', () => {
  it.each<[Partial<Move>]>([
    [{ kind: 'postponed' }],
    [{ kind: 'cancelled' }],
    [{ kind: 'declined', mover: 'rep-alone', moverEvidence: 'declined-by-rep' }],
    [{ kind: 'rebooked', direction: 'later', workingDays: 1 }],
    [{ mover: 'displaced', moverEvidence: 'slot-taken' }],
    [{ mover: 'unknown', moverEvidence: 'nothing-known' }],
  ])('when it is %j', (move) => {
    expect(judge(move)).toBe('eligible');
  });
});

describe('A move is not asked about', () => {
  it.each<[Partial<Move>, string]>([
    [{ kind: 'advanced', direction: 'earlier' }, 'earlier'],
    [{ kind: 'rebooked', direction: 'earlier', workingDays: -1 }, 'earlier'],
    [{ kind: 'rebooked', direction: 'later', workingDays: 0 }, 'shifted'],
    [{ kind: 'shifted' }, 'shifted'],
    [{ kind: 'shortened', direction: null }, 'shortened'],
    [{ kind: 'overbooked' }, 'overbooked'],
    [{ kind: 'series-ended' }, 'series'],
    [{ kind: 'series-thinned' }, 'series'],
    [{ kind: 'series-rescheduled' }, 'series'],
    [{ planning: true }, 'planning'],
    [{ afterStart: true }, 'after-start'],
    [{ mover: 'customer', moverEvidence: 'external-organizer' }, 'customer-moved'],
    [{ mover: 'customer-stated', moverEvidence: 'customer-stated' }, 'customer-moved'],
    [{ mover: 'colleague', moverEvidence: 'colleague-organizes' }, 'colleague-moved'],
    [{ kind: 'declined', mover: 'unknown', moverEvidence: 'copy-gone' }, 'copy-gone'],
  ])('when it is %j', (move, why) => {
    expect(judge(move)).toBe(why);
  });

  it.each<[string, Partial<ActivitySnapshot>, string]>([
    ['supporting', { class: 'supporting' }, 'not-selling'],
    ['internal', { class: 'internal' }, 'not-selling'],
    ['unsure', { class: 'unsure' }, 'unsure'],
    ['classified with .79', { confidence: 0.79 }, 'low-confidence'],
    ['classified with .8', { confidence: 0.8 }, 'eligible'],
    ['private by now', { event: anEvent({ sensitivity: 'personal' }) }, 'private'],
  ])('when the activity is %s', (_, activity, why) => {
    expect(judge({}, activity)).toBe(why);
  });

  it.each<[string, Partial<EligibilityContext>, string]>([
    ['has not acknowledged the notice', { acknowledged: false }, 'not-acknowledged'],
    ['has objected', { objected: true }, 'objected'],
    ['is away for half of the old slot', away({ end: at('2026-11-19 10:30') }), 'away'],
    ['is away for less than half of it', away({ end: at('2026-11-19 10:29') }), 'eligible'],
    ['was away, but no more', away({ isCancelled: true }), 'eligible'],
    ['is busy, not away', away({ showAs: 'busy' }), 'eligible'],
    ['was asked about it within 14 days', { lastAskedAt: now - 14 * DAY + 1 }, 'asked-recently'],
    ['was asked about it 14 days ago', { lastAskedAt: now - 14 * DAY }, 'eligible'],
  ])('when the rep %s', (_, context, why) => {
    expect(judge({}, {}, context)).toBe(why);
  });

  it('for overlapping absences only as long as they last together', () => {
    const first = anEvent({ showAs: 'oof', start: at('2026-11-19 10:00'), end: at('2026-11-19 10:20') });
    const calendar = [{ event: first }, { event: { ...first, end: at('2026-11-19 10:25') } }];
    expect(judge({}, {}, { calendar })).toBe('eligible');
  });
});
