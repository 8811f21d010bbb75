import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  drawSample,
  type SampledEvent,
  type SampleInput,
} from '../../../shared/classification/draw-sample.ts';
import type { CalendarEvent } from '../../../shared/calendar/event.ts';
import { HOUR } from '../../../shared/calendar/time.ts';
import { weekInterval } from '../../../shared/calendar/week.ts';
import { anEvent, at } from '../../factories/event.ts';

const WEEK = weekInterval('2026-W47', 'Europe/Stockholm');

function sampled(id: string, overrides: Partial<SampledEvent> = {}): SampledEvent {
  return { id, event: anEvent({ id }), class: 'selling', isCorrected: false, ...overrides };
}

function input(overrides: Partial<SampleInput> = {}): SampleInput {
  return {
    seed: 'seed',
    events: ['a', 'b', 'c', 'd', 'e'].map((id) => sampled(id)),
    week: WEEK,
    now: at('2026-11-23 09:00'),
    spentSeconds: 0,
    answered: [],
    ...overrides,
  };
}

describe('the sample that a rep is asked to confirm', () => {
  it('is two events of the week that is over, with how many they were drawn from', () => {
    const { population, ids } = drawSample(input());
    expect(population).toBe(5);
    expect(new Set(ids).size).toBe(2);
  });

  it('is fewer where there are fewer', () => {
    expect(drawSample(input({ events: [sampled('a')] }))).toEqual({ population: 1, ids: ['a'] });
    expect(drawSample(input({ events: [] }))).toEqual({ population: 0, ids: [] });
  });

  it('is the same for the same seed, in whatever order the events come', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.uniqueArray(fc.uuid(), { maxLength: 20 }),
        fc.nat(),
        (seed, names, turn) => {
          const events = names.map((id) => sampled(id));
          const at = events.length === 0 ? 0 : turn % events.length;
          const turned = [...events.slice(at), ...events.slice(0, at)].toReversed();
          expect(drawSample(input({ seed, events: turned }))).toEqual(drawSample(input({ seed, events })));
        },
      ),
    );
  });

  it('gives each event the same chance: over many weeks each is drawn as often as the others', () => {
    const events = Array.from({ length: 10 }, (_, index) => sampled(`event-${index}`));
    const times = new Map<string, number>();
    const weeks = 5_000;
    for (let week = 0; week < weeks; week += 1)
      for (const id of drawSample(input({ seed: `seed ${week}`, events })).ids)
        times.set(id, (times.get(id) ?? 0) + 1);
    const expected = (2 * weeks) / events.length;
    const chiSquare = events.reduce(
      (sum, { id }) => sum + ((times.get(id) ?? 0) - expected) ** 2 / expected,
      0,
    );
    // The .999 quantile with nine degrees of freedom.
    expect(chiSquare).toBeLessThan(27.877);
  });

  it.each<[string, Partial<SampledEvent> & { readonly event?: CalendarEvent }]>([
    ['unsure', { class: 'unsure' }],
    ['corrected by the rep', { isCorrected: true }],
    ['private', { event: anEvent({ sensitivity: 'private', title: '' }) }],
    ['confidential', { event: anEvent({ sensitivity: 'confidential', title: '' }) }],
    ['cancelled', { event: anEvent({ isCancelled: true }), class: 'ignored' }],
    ['declined', { event: anEvent({ response: 'declined' }), class: 'ignored' }],
    ['shown as free', { event: anEvent({ showAs: 'free' }), class: 'ignored' }],
    ['an absence', { event: anEvent({ showAs: 'oof' }), class: 'ignored' }],
    ['of the Sunday before', { event: anEvent({ start: at('2026-11-15 23:59') }) }],
    ['of the Monday after', { event: anEvent({ start: at('2026-11-23 00:00') }) }],
    [
      'not over yet',
      { event: anEvent({ start: at('2026-11-22 10:00'), end: at('2026-11-23 09:00') + HOUR }) },
    ],
  ])('has no event that is %s', (_, overrides) => {
    expect(drawSample(input({ events: [sampled('a', overrides)] }))).toEqual({ population: 0, ids: [] });
  });

  it.each([
    [0, 2],
    [40, 2],
    [41, 1],
    [50, 1],
    [51, 0],
    [75, 0],
  ])('leaves room in the week’s minute: with %d seconds spent, %d', (spentSeconds, most) => {
    expect(drawSample(input({ spentSeconds })).ids).toHaveLength(most);
  });

  it.each([
    [[false, false, false], 1],
    [[false, false, false, true], 1],
    [[false, false, true], 2],
    [[false, false], 2],
    [[true, false, false, false], 2],
  ])('is one after three in a row without an answer: %j → %d', (answered, most) => {
    expect(drawSample(input({ answered })).ids).toHaveLength(most);
  });
});
