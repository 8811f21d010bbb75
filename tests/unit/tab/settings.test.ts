import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Me } from '../../../shared/contract/me.ts';
import type { Settings, SettingsChange } from '../../../shared/contract/settings.ts';
import { waitsForFirstRun } from '../../../tab/pages/page-rules.ts';
import { applyChange, changeBack } from '../../../tab/settings/apply-change.ts';
import { parseRoute } from '../../../tab/shell/route.ts';

const mailbox = [{ day: 1, from: '08:00', to: '17:00' }];
const settings: Settings = {
  now: '2026-11-25T09:05:00.000Z',
  timeZone: 'Europe/Stockholm',
  readingFrom: '2026-09-03T09:05:00.000Z',
  acknowledged: true,
  pause: { state: 'none' },
  quietHours: null,
  weeklyNote: false,
  workingHours: { isOwn: false, spans: mailbox, mailbox },
  burden: { seconds: 0, limit: 60 },
  burdenByWeek: [{ week: '2026-W48', seconds: 0 }],
  stored: { events: 0, moves: 0, answers: 0, corrections: 0, samples: 0, weeks: 0, since: null },
  keptWeeks: 26,
  contact: null,
  minimum: 5,
};

describe('a change is shown before it is saved', () => {
  it.each<[string, SettingsChange, Partial<Settings>]>([
    ['a week without', { pause: 'week' }, { pause: { state: 'until', until: '2026-12-02T09:05:00.000Z' } }],
    ['none until resumed', { pause: 'open' }, { pause: { state: 'open' } }],
    [
      'quiet hours',
      { quietHours: { from: '12:00', to: '13:00' } },
      { quietHours: { from: '12:00', to: '13:00' } },
    ],
    ['a note', { weeklyNote: true }, { weeklyNote: true }],
    [
      'own hours',
      { workingHours: [{ day: 2, from: '09:00', to: '12:00' }] },
      { workingHours: { isOwn: true, spans: [{ day: 2, from: '09:00', to: '12:00' }], mailbox } },
    ],
  ])('%s', (_, change, shown) => {
    expect(applyChange(settings, change)).toEqual({ ...settings, ...shown });
  });

  it('and every change has one that leads back to what was', () => {
    const changes = fc.constantFrom<SettingsChange>(
      { pause: 'none' },
      { pause: 'week' },
      { pause: 'open' },
      { pause: { until: '2026-11-30T08:00:00.000Z' } },
      { quietHours: null },
      { quietHours: { from: '15:00', to: '09:00' } },
      { workingHours: null },
      { workingHours: [{ day: 5, from: '10:00', to: '11:00' }] },
    );
    fc.assert(
      fc.property(fc.array(changes, { maxLength: 5 }), changes, (earlier, change) => {
        const before = earlier.reduce(applyChange, settings);
        expect(applyChange(applyChange(before, change), changeBack(before, change))).toEqual(before);
      }),
    );
  });
});

describe('before a rep has said that they read what is collected', () => {
  const me: Me = {
    name: 'Maja',
    rep: {
      timeZone: 'Europe/Stockholm',
      state: 'reading',
      acknowledged: false,
      team: { id: 'mitt', name: 'Team Mitt' },
      teams: [{ id: 'mitt', name: 'Team Mitt' }],
    },
    manages: [],
    governs: null,
    language: 'sv',
  };

  it.each([
    ['week', true],
    ['moved', true],
    ['settings', false],
    ['own', false],
  ] as const)('the page %s waits for it: %s', (page, waits) => {
    expect(waitsForFirstRun(page, me)).toBe(waits);
  });

  it('a deep link keeps its goal for afterwards', () => {
    expect(parseRoute({ page: 'moved', subPage: '82caf2f7' }, me)).toEqual({
      page: 'moved',
      subPage: '82caf2f7',
    });
    const read: Me = me.rep === null ? me : { ...me, rep: { ...me.rep, acknowledged: true } };
    expect(waitsForFirstRun('moved', read)).toBe(false);
  });
});
