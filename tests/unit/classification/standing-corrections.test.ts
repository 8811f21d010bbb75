import { describe, expect, it } from 'vitest';
import {
  createFindCorrection,
  type CoveredEvent,
  type StandingCorrection,
} from '../../../shared/classification/standing-corrections.ts';

const ofEvent: StandingCorrection = {
  id: 'c1',
  eventId: 'e1',
  scope: 'event',
  seriesKey: null,
  domain: null,
  class: 'selling',
  at: 100,
};
const ofSeries: StandingCorrection = {
  ...ofEvent,
  id: 'c2',
  eventId: 'e2',
  scope: 'series',
  seriesKey: 's1',
};
const ofDomain: StandingCorrection = { ...ofEvent, id: 'c3', eventId: 'e3', scope: 'domain', domain: 'd1' };
const event: CoveredEvent = { eventId: 'e1', seriesKey: 's1', domains: ['d1'] };

describe('the correction that holds for an event', () => {
  it.each<[string, readonly StandingCorrection[], CoveredEvent, string | null]>([
    ['is the one on itself', [ofSeries, ofEvent, ofDomain], event, 'c1'],
    ['is the one on its series, where there is none on itself', [ofDomain, ofSeries], event, 'c2'],
    ['is the one on a domain in it, where there is no other', [ofDomain], event, 'c3'],
    ['is the later of two on itself', [{ ...ofEvent, id: 'c9', at: 200 }, ofEvent], event, 'c9'],
    ['is the later of two on its series', [{ ...ofSeries, id: 'c9', at: 200 }, ofSeries], event, 'c9'],
    [
      'is the later of two on its domains',
      [ofDomain, { ...ofDomain, id: 'c9', eventId: 'e9', domain: 'd2', at: 50 }],
      { eventId: 'e1', seriesKey: null, domains: ['d2', 'd1'] },
      'c3',
    ],
    [
      'is a word on itself, although it was said for the series, before an earlier one on itself alone',
      [ofEvent, { ...ofSeries, eventId: 'e1', at: 200 }],
      event,
      'c2',
    ],
    [
      'reaches an event that is seen for the first time',
      [ofSeries],
      { eventId: null, seriesKey: 's1', domains: [] },
      'c2',
    ],
    ['is none of another series', [ofSeries], { eventId: 'e5', seriesKey: 's2', domains: [] }, null],
    ['is none of another event', [ofEvent], { eventId: 'e5', seriesKey: 's1', domains: ['d1'] }, null],
    ['is none where there is none', [], event, null],
  ])('%s', (_, corrections, of, id) => {
    expect(createFindCorrection(corrections)(of)?.id ?? null).toBe(id);
  });
});
