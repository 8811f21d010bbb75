import { describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE } from '../../../shared/calendar/time.ts';
import { detectSeriesMove, type SeriesChange } from '../../../shared/moves/detect-series-move.ts';
import type { ActivitySnapshot, Surroundings } from '../../../shared/moves/move.ts';
import { anAttendee, at, invitedBy, STOCKHOLM } from '../../factories/event.ts';
import { COLLEAGUE, CUSTOMER, MANAGER, snapshot, standing, surroundings } from './surroundings.ts';

const WEEK = 7 * DAY;
const CHANGED = at('2026-11-18 12:00');
/** Prospecting alone on Thursdays 13–15, from the 19th of November on. */
const FIRST = at('2026-11-19 13:00');

function block(week: number, start = FIRST + week * WEEK, minutes = 120): ActivitySnapshot {
  return snapshot('selling', {
    id: `o${week}`,
    type: 'occurrence',
    seriesKey: 'S',
    seriesMasterId: 'm',
    title: 'Ring kundlistan',
    start,
    end: start + minutes * MINUTE,
  });
}

/** What becomes of each of five occurrences: its new start, gone, or untouched. */
function change(
  now: (week: number) => number | 'gone' | 'same',
  more: Partial<SeriesChange> = {},
): SeriesChange {
  const weeks = [0, 1, 2, 3, 4];
  const lasts = weeks.map((week) => {
    const start = now(week);
    if (start === 'gone') return null;
    return start === 'same' ? block(week) : block(week, start);
  });
  return {
    occurrences: weeks
      .filter((week) => now(week) !== 'same')
      .map((week) => ({ first: block(week), last: lasts[week] ?? null })),
    standing: lasts.filter((last) => last !== null),
    added: [],
    firstChangeAt: CHANGED,
    lastChangeAt: CHANGED,
    goneEvidence: null,
    endsOn: null,
    timeZone: STOCKHOLM,
    ...more,
  };
}

function verdict(of: SeriesChange, around: Partial<Surroundings> = {}) {
  const judged = detectSeriesMove(of, surroundings(around));
  return judged && [judged.move.kind, judged.occurrences, judged.move.minutesLost];
}

describe('A change of a whole series', () => {
  it.each([
    ['deleted', change(() => 'gone', { goneEvidence: 'gone-own' }), ['series-ended', 5, 600]],
    [
      'ended after two more weeks',
      change((week) => (week < 2 ? 'same' : 'gone'), { endsOn: '2026-11-27' }),
      ['series-ended', 3, 360],
    ],
    [
      'made every second week',
      change((week) => (week % 2 === 0 ? 'same' : 'gone')),
      ['series-thinned', 2, 240],
    ],
    ['put a day later', change((week) => FIRST + week * WEEK + DAY), ['series-rescheduled', 5, 0]],
    ['put an hour later', change((week) => FIRST + week * WEEK + HOUR), ['series-rescheduled', 5, 0]],
    [
      'put four days later, so that one leaves the window',
      change((week) => (week < 4 ? FIRST + week * WEEK + 4 * DAY : 'gone')),
      ['series-rescheduled', 5, 120],
    ],
    [
      'put a day later and ended earlier',
      change((week) => (week < 2 ? FIRST + week * WEEK + DAY : 'gone'), { endsOn: '2026-11-27' }),
      ['series-ended', 5, 360],
    ],
    [
      'made rarer and put on another day',
      change((week) => (week % 2 === 0 ? FIRST + week * WEEK + DAY : 'gone')),
      ['series-thinned', 5, 240],
    ],
    ['put ten minutes later', change((week) => FIRST + week * WEEK + 10 * MINUTE), null],
    ['back where it was', change((week) => FIRST + week * WEEK), null],
  ])('%s', (_, of, expected) => {
    expect(verdict(of)).toEqual(expected);
  });

  it('is one move of the first occurrence concerned, that nothing displaced and nothing fills', () => {
    const meeting = standing(
      snapshot('internal', { id: 'x', start: FIRST, end: FIRST + HOUR, ...invitedBy(MANAGER) }),
      CHANGED - HOUR,
    );
    const judged = detectSeriesMove(
      change((week) => FIRST + week * WEEK + DAY),
      surroundings({ calendar: [meeting] }),
    );
    expect(judged?.move).toEqual({
      key: 'o0',
      kind: 'series-rescheduled',
      direction: 'later',
      oldStart: FIRST,
      oldEnd: FIRST + 2 * HOUR,
      newStart: FIRST + DAY,
      newEnd: FIRST + DAY + 2 * HOUR,
      workingDays: 1,
      minutesLost: 0,
      changedAt: CHANGED,
      settledAt: CHANGED + 10 * MINUTE,
      afterStart: false,
      planning: false,
      openUntil: null,
      displacedBy: null,
      filledBy: null,
      mover: 'rep-alone',
      moverEvidence: 'organizes-alone',
      twinKey: null,
    });
  });

  it('that was cut to half an hour is shortened, and no more', () => {
    const of = change((week) => FIRST + week * WEEK);
    const cut = of.occurrences.map(({ first }, week) => ({ first, last: block(week, undefined, 30) }));
    expect(verdict({ ...of, occurrences: cut })).toEqual(['shortened', 5, 450]);
  });

  it('on another weekday takes some days and brings others: it is no rarer for that', () => {
    const monday = block(9, FIRST + 4 * DAY);
    const of = change((week) => (week === 0 ? 'gone' : 'same'), { added: [monday] });
    expect(verdict({ ...of, standing: [...of.standing, monday] })).toEqual(['series-rescheduled', 1, 120]);
  });

  it('ends for the rep where all of it is cancelled or declined in place', () => {
    const of = change((week) => FIRST + week * WEEK);
    const cancelled = of.occurrences.map(({ first }) => ({
      first,
      last: { ...first, event: { ...first.event, isCancelled: true } },
    }));
    expect(verdict({ ...of, occurrences: cancelled, standing: [] })).toEqual(['series-ended', 5, 600]);
  });

  it('is none of private time', () => {
    const of = change(() => 'gone', { goneEvidence: 'gone-own' });
    const hidden = of.occurrences.map(({ first, last }) => ({
      first: { ...first, event: { ...first.event, sensitivity: 'private' as const } },
      last,
    }));
    expect(verdict({ ...of, occurrences: hidden })).toBeNull();
  });

  it('stays open for 14 days where it ended, and is planning where it begins more than 30 days ahead', () => {
    const ended = detectSeriesMove(
      change((week) => (week < 3 ? 'same' : 'gone')),
      surroundings(),
    );
    expect(ended?.move).toMatchObject({ openUntil: CHANGED + 14 * DAY, planning: false });
    const far = detectSeriesMove(
      change(() => 'gone', { firstChangeAt: CHANGED - 30 * DAY, lastChangeAt: CHANGED - 30 * DAY }),
      surroundings(),
    );
    expect(far?.move.planning).toBe(true);
  });
});

describe('A series that ended and another that stands for it', () => {
  const next = (week: number, createdAt = CHANGED + MINUTE) =>
    standing(
      snapshot('selling', {
        ...block(week).event,
        id: `n${week}`,
        instanceKey: `n${week}`,
        seriesKey: 'T',
        seriesMasterId: 'n',
        createdAt,
        start: FIRST + week * WEEK + DAY,
        end: FIRST + week * WEEK + DAY + 2 * HOUR,
      }),
      createdAt,
    );
  const ended = change((week) => (week < 1 ? 'same' : 'gone'), { endsOn: '2026-11-20' });

  it('are one series that was rescheduled, to its first occurrence', () => {
    const judged = detectSeriesMove(ended, surroundings({ calendar: [next(3), next(1), next(2), next(4)] }));
    expect(judged?.move).toMatchObject({
      key: 'o1',
      kind: 'series-rescheduled',
      newStart: FIRST + WEEK + DAY,
      workingDays: 1,
      minutesLost: 0,
      twinKey: 'n1',
      openUntil: null,
    });
  });

  it.each([
    ['an older series', [next(1, CHANGED - 30 * DAY)]],
    ['a single meeting', [{ ...next(1), event: { ...next(1).event, seriesKey: null } }]],
  ])('are not %s', (_, calendar) => {
    expect(verdict(ended, { calendar })).toEqual(['series-ended', 4, 480]);
  });
});

describe('The mover of a series', () => {
  it.each([
    ['the rep, alone', {}, {}, 'rep-alone'],
    ['unknown, with a customer in it', { attendees: [anAttendee(CUSTOMER)] }, {}, 'unknown'],
    ['the colleague who calls it', invitedBy(COLLEAGUE), {}, 'colleague'],
    ['the customer who calls it', invitedBy(CUSTOMER), {}, 'customer'],
    ['unknown, of a copy that is gone', invitedBy(COLLEAGUE), { goneEvidence: 'gone-copy' }, 'unknown'],
    ['the rep who declined it', invitedBy(COLLEAGUE), { goneEvidence: 'declined' }, 'rep-alone'],
  ] as const)('is %s', (_, event, more, mover) => {
    const of = change(() => 'gone', { goneEvidence: 'cancelled', ...more });
    const occurrences = of.occurrences.map(({ first, last }) => ({
      first: { ...first, event: { ...first.event, ...event } },
      last,
    }));
    expect(detectSeriesMove({ ...of, occurrences }, surroundings())?.move.mover).toBe(mover);
  });
});

describe('The clock change', () => {
  /** Sundays 2027-03-28: before it the series stands at 13:00, after it Graph first said 14:00. */
  const spring = at('2027-03-18 13:00');
  const weekly = (week: number, start: number): ActivitySnapshot => block(week, start, 60);
  const wrong = [2, 3].map((week) => weekly(week, spring + week * WEEK));
  const right = [2, 3].map((week) => weekly(week, spring + week * WEEK - HOUR));
  const unmoved = [0, 1].map((week) => weekly(week, spring + week * WEEK));
  const of: SeriesChange = {
    occurrences: wrong.map((first, index) => ({ first, last: right[index] ?? null })),
    standing: [...unmoved, ...right],
    added: [],
    firstChangeAt: at('2027-03-15 12:00'),
    lastChangeAt: at('2027-03-15 12:00'),
    goneEvidence: null,
    endsOn: null,
    timeZone: STOCKHOLM,
  };

  it('shifts a series by an hour without anybody moving it: by the wall clock it stands at one time', () => {
    expect(verdict(of)).toBeNull();
  });

  it.each([
    ['none stayed where it was', { standing: right }],
    ['those that stayed have only entered the window', { added: unmoved }],
    ['those that stayed had begun', { firstChangeAt: at('2027-03-26 12:00') }],
    ['the wall clock of its zone differs', { timeZone: 'UTC' }],
  ])('is not to blame where %s', (_, more) => {
    expect(verdict({ ...of, ...more })).toEqual(['series-rescheduled', 2, 0]);
  });
});
