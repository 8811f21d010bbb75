import { describe, expect, it } from 'vitest';
import type { KnownEvent } from '../../../api/store/known-events.ts';
import { matchEvents } from '../../../api/sync/match-events.ts';
import type { ReadEvent } from '../../../api/sync/read-events.ts';
import { DAY, HOUR } from '../../../shared/calendar/time.ts';
import { anEvent, at } from '../../factories/event.ts';

const COVERED = at('2027-03-01 00:00');
const NO_KEY = Buffer.alloc(0);

function known(
  id: string,
  start: number,
  keys: { instance?: string; series?: string; gone?: boolean } = {},
): KnownEvent {
  const { instance = id, series = null, gone = false } = keys;
  return {
    eventId: `event ${id}`,
    graphId: id,
    instanceKey: instance,
    seriesKey: series,
    seriesMasterId: null,
    kind: series === null ? 'singleInstance' : 'occurrence',
    bookedAt: 0,
    current: gone
      ? null
      : {
          versionId: 1,
          validFrom: 0,
          start,
          end: start + HOUR,
          contentHash: '',
          isOrganizer: true,
          isCancelled: false,
          response: 'organizer',
          class: 'selling',
          activity: 'demo',
          confidence: 1,
        },
  };
}

function read(
  id: string,
  start: number,
  keys: { instance?: string; series?: string; single?: string; former?: string } = {},
): ReadEvent {
  return {
    event: anEvent({ id, start }),
    fingerprints: {
      instanceKey: NO_KEY,
      seriesKey: null,
      singleKey: null,
      formerSeriesKey: null,
      content: NO_KEY,
    },
    instanceKey: keys.instance ?? id,
    seriesKey: keys.series ?? null,
    singleKey: keys.single ?? null,
    formerSeriesKey: keys.former ?? null,
    contentHash: '',
  };
}

/** What became of each, in short: `old → new`, `+ new`, `− old`. */
function outcome(before: readonly KnownEvent[], now: readonly ReadEvent[]): string[] {
  const { matched, added, absent } = matchEvents(before, now, COVERED);
  return [
    ...matched.map((pair) => `${pair.known.graphId} → ${pair.read.event.id}`),
    ...added.map((event) => `+ ${event.event.id}`),
    ...absent.map((event) => `− ${event.graphId}`),
  ].toSorted();
}

const tuesday = at('2026-12-01 09:00');

describe('which event is which', () => {
  it('is told by the id in the mailbox first, whatever else changed', () => {
    expect(
      outcome(
        [known('a', tuesday), known('b', tuesday)],
        [read('b', tuesday + DAY, { instance: 'x' }), read('c', tuesday)],
      ),
    ).toEqual(['+ c', 'b → b', '− a']);
  });

  it('is told by meeting and date where ids are new: a mailbox that moved, a single that became a series', () => {
    const before = [known('a', tuesday, { instance: 'M1' }), known('b', tuesday, { instance: 'M2' })];
    const now = [read('p', tuesday, { instance: 'M2', series: 'S' }), read('q', tuesday, { instance: 'M1' })];
    expect(outcome(before, now)).toEqual(['a → q', 'b → p']);
  });

  it('pairs copies of one meeting one to one', () => {
    const before = [known('a', tuesday, { instance: 'M' })];
    const now = [read('p', tuesday, { instance: 'M' }), read('q', tuesday, { instance: 'M' })];
    expect(outcome(before, now)).toEqual(['+ q', 'a → p']);
  });

  it('takes a whole series that was dragged for the same occurrences, in their order', () => {
    const before = [2, 0, 1].map((week) => known(`o${week}`, tuesday + week * 7 * DAY, { series: 'S' }));
    const now = [1, 2, 0].map((week) => read(`n${week}`, tuesday + DAY + week * 7 * DAY, { series: 'S' }));
    expect(outcome(before, now)).toEqual(['o0 → n0', 'o1 → n1', 'o2 → n2']);
  });

  it.each([
    ['a day later, where one comes in at the left edge', 1, [-1, 0, 1, 2]],
    ['three days earlier, where the first one leaves', -3, [1, 2]],
    ['two days later, where the last one leaves', 2, [0, 1]],
  ])('pairs a series that was dragged %s by the least shift', (_, days, weeks) => {
    const before = [0, 1, 2].map((week) => known(`o${week}`, tuesday + week * 7 * DAY, { series: 'S' }));
    const now = weeks.map((week) => read(`n${week}`, tuesday + days * DAY + week * 7 * DAY, { series: 'S' }));
    const paired = [0, 1, 2].filter((week) => weeks.includes(week)).map((week) => `o${week} → n${week}`);
    expect(outcome(before, now).filter((line) => line.includes('→'))).toEqual(paired);
  });

  it('takes a single meeting that became a series for the occurrence where it stood', () => {
    const before = [known('single', tuesday + 7 * DAY, { instance: 'M' })];
    const now = [0, 1, 2].map((week) =>
      read(`n${week}`, tuesday + week * 7 * DAY, { instance: `M|${week}`, series: 'S', single: 'M' }),
    );
    expect(outcome(before, now)).toEqual(['+ n0', '+ n2', 'single → n1']);
  });

  it('takes a series that became a single meeting for its occurrence where it stands', () => {
    const before = [0, 1, 2].map((week) => known(`o${week}`, tuesday + week * 7 * DAY, { series: 'S' }));
    const now = [read('single', tuesday + 7 * DAY, { former: 'S' }), read('other', tuesday, { former: 'T' })];
    expect(outcome(before, now)).toEqual(['+ other', 'o1 → single', '− o0', '− o2']);
  });

  it('never takes a lost occurrence for one that the window shows for the first time', () => {
    const before = [0, 1].map((week) => known(`o${week}`, tuesday + week * 7 * DAY, { series: 'S' }));
    const beyond = read('far', COVERED + DAY, { series: 'S' });
    expect(outcome(before, [read('o0', tuesday), beyond])).toEqual(['+ far', 'o0 → o0', '− o1']);
    expect(outcome([known('o0', tuesday, { series: 'S' })], [beyond])).toEqual(['+ far', '− o0']);
  });

  it('leaves a series alone of which any occurrence still stands', () => {
    const before = [0, 1, 2].map((week) => known(`o${week}`, tuesday + week * 7 * DAY, { series: 'S' }));
    const now = [read('o0', tuesday, { series: 'S' }), read('n1', tuesday + 8 * DAY, { series: 'S' })];
    expect(outcome(before, now)).toEqual(['+ n1', 'o0 → o0', '− o1', '− o2']);
  });

  it('knows one that is back by its id only, and does not miss one that is gone', () => {
    const before = [known('a', tuesday, { gone: true, instance: 'M' }), known('b', tuesday, { gone: true })];
    expect(outcome(before, [read('a', tuesday), read('c', tuesday, { instance: 'M' })])).toEqual([
      '+ c',
      'a → a',
    ]);
  });
});
