import { describe, expect, it } from 'vitest';
import { factText } from '../../../bot/cards/fact-text.ts';
import type { Moves } from '../../../shared/contract/moves.ts';
import type { Fact } from '../../../shared/reasons/evidence.ts';
import { factWords } from '../../../tab/moved/fact-words.ts';
import { isMoves, isUnderWay } from '../../../tab/moved/use-moves.ts';

const FACTS: readonly Fact[] = [
  { key: 'internal-load', values: { hours: 13.25, week: '2026-W47', medianHours: 9, weeks: 10 } },
  { key: 'too-few-weeks', values: { weeks: 3, needed: 8 } },
  { key: 'low-coverage', values: { percent: 31, needed: 40 } },
  { key: 'slot-other-customer', values: { used: 'took' } },
  { key: 'slot-other-customer', values: { used: 'later' } },
  { key: 'slot-unidentified', values: {} },
  { key: 'slot-no-other-customer', values: {} },
  { key: 'slot-still-open', values: {} },
  { key: 'phone-or-mail', values: {} },
  { key: 'team-level-only', values: {} },
  { key: 'material-open', values: {} },
  { key: 'material-kept', values: {} },
  { key: 'material-none', values: {} },
  { key: 'material-later', values: {} },
  { key: 'material-unidentified', values: {} },
  { key: 'material-not-judged', values: {} },
  { key: 'own-choice', values: {} },
];

describe('what the calendar shows', () => {
  it.each(FACTS)('reads on the page as it does on the card: $key $values', (fact) => {
    const onPage = (['sv', 'en'] as const).map((language) => factWords({ ...fact }, language));
    expect(onPage).toEqual([factText(fact, 'sv'), factText(fact, 'en')]);
  });

  it('leaves out a fact that the page does not know', () => {
    expect(factWords({ key: 'moon-phase', values: {} }, 'sv')).toBeNull();
    expect(factWords({ key: 'toString', values: {} }, 'sv')).toBeNull();
  });
});

describe('the list that is asked for again', () => {
  const row = {
    id: '019a8d2e-7c1e-7a55-9c3b-1f2e3d4c5b6a',
    title: 'Demo Nordlast',
    kind: 'postponed',
    direction: 'later',
    oldStart: '2026-11-19T09:00:00.000Z',
    oldEnd: '2026-11-19T10:30:00.000Z',
    newStart: '2026-11-24T09:00:00.000Z',
    newEnd: '2026-11-24T10:30:00.000Z',
    workingDays: 3,
    occurrences: null,
    chain: null,
    hoursLost: 1.5,
    changedAt: '2026-11-18T11:00:00.000Z',
    openUntil: null,
    mover: null,
    moverEvidence: null,
    displacedBy: null,
    filledBy: null,
    bookAgain: null,
  } as const;
  const moves = (change: Pick<Moves['moves'][number], 'state' | 'prompt'>): Moves => ({
    timeZone: 'Europe/Stockholm',
    weeks: { first: '2026-W45', last: '2026-W48' },
    moves: [{ ...row, ...change }],
    hoursMoved: 1.5,
    hoursPlanned: null,
    whatTook: { weeks: { first: '2026-W36', last: '2026-W48' }, moves: 0, hours: 0, rows: [] },
    minimum: 5,
    burden: { seconds: 0, limit: 60 },
    pausedUntil: null,
  });

  it.each<[boolean, Pick<Moves['moves'][number], 'state' | 'prompt'>]>([
    [true, { state: 'settling', prompt: { state: 'waiting', why: 'settling' } }],
    [true, { state: 'settled', prompt: { state: 'waiting', why: 'no-gap' } }],
    [true, { state: 'settled', prompt: { state: 'asked', lapsesAt: '2026-11-20T16:00:00.000Z' } }],
    [false, { state: 'settled', prompt: { state: 'lapsed' } }],
    [false, { state: 'open', prompt: { state: 'not_asked', why: 'cap-day' } }],
  ])('is so (%s) while something is under way: %j', (expected, change) => {
    expect(isUnderWay(moves(change))).toBe(expected);
  });

  it.each<[boolean, unknown]>([
    [true, moves({ state: 'settled', prompt: { state: 'lapsed' } })],
    [false, null],
    [false, { moves: [] }],
    [false, { timeZone: 'Europe/Stockholm', moves: 'none', weeks: {}, burden: {} }],
  ])('is read (%s) only in the shape that was agreed: %j', (expected, body) => {
    expect(isMoves(body)).toBe(expected);
  });
});
