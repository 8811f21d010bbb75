import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultWorkingHours } from '../../../shared/calendar/working-hours.ts';
import type { ActivityType } from '../../../shared/classification/classification.ts';
import { meetingsWithoutNextStep } from '../../../shared/notes/open-meetings.ts';
import { at, STOCKHOLM } from '../../factories/event.ts';

const HOURS = { workingHours: defaultWorkingHours(STOCKHOLM), holidays: [] };

const meeting = (key: string, start: string, customers: string[], activity: ActivityType = 'demo') => ({
  key,
  activity,
  start: at(start),
  end: at(start) + 3_600_000,
  customers,
});
const step = (start: string, ...customers: string[]) => ({ start: at(start), customers });
const keysOf = (
  meetings: readonly ReturnType<typeof meeting>[],
  steps: readonly ReturnType<typeof step>[],
  now: string,
) => meetingsWithoutNextStep(meetings, steps, HOURS, at(now)).map(({ key }) => key);

describe('a customer meeting has no next step', () => {
  const monday = meeting('demo', '2026-11-16 10:00', ['nordlast']);

  it.each([
    ['where nothing stands with the customer', [], ['demo']],
    ['where only another customer’s stands', [step('2026-11-20 10:00', 'granlund')], ['demo']],
    ['where what stands came before it', [step('2026-11-16 08:00', 'nordlast')], ['demo']],
    ['but it has one at whatever date', [step('2027-03-01 10:00', 'nordlast')], []],
    ['but it has one right after it', [step('2026-11-16 11:00', 'nordlast')], []],
    ['but it has one with any of its customers', [step('2026-11-20 10:00', 'x', 'nordlast')], []],
  ])('%s', (_, steps, keys) => {
    expect(keysOf([monday], steps, '2026-11-25 09:00')).toEqual(keys);
  });

  it('only once two working days have passed', () => {
    const friday = meeting('friday', '2026-11-20 14:00', ['nordlast']);
    expect(keysOf([friday], [], '2026-11-24 16:59')).toEqual([]);
    expect(keysOf([friday], [], '2026-11-24 17:00')).toEqual(['friday']);
  });

  it.each<[string, ActivityType, string[]]>([
    ['a closing', 'closing', ['nordlast']],
    ['an event', 'customer_event', ['nordlast']],
    ['a meeting of which nobody can be named', 'demo', []],
  ])('never %s', (_, activity, customers) => {
    expect(keysOf([meeting('one', '2026-11-16 10:00', customers, activity)], [], '2026-11-25 09:00')).toEqual(
      [],
    );
  });

  it('of several with one customer the last, oldest first among customers', () => {
    const week = [
      meeting('later', '2026-11-18 10:00', ['granlund']),
      monday,
      meeting('again', '2026-11-17 10:00', ['nordlast']),
    ];
    expect(keysOf(week, [], '2026-11-25 09:00')).toEqual(['again', 'later']);
  });

  it('never more often for a step that is added', () => {
    const times = fc
      .integer({ min: 0, max: 60 * 24 * 21 })
      .map((minutes) => at('2026-11-16 00:00') + minutes * 60_000);
    const customers = fc.uniqueArray(fc.constantFrom('a', 'b', 'c'), { minLength: 1 });
    const meetings = fc.array(
      fc.record({ start: times, customers }).map(({ start, customers: names }) => ({
        key: String(start),
        activity: 'demo' as const,
        start,
        end: start + 1_800_000,
        customers: names,
      })),
    );
    const steps = fc.array(fc.record({ start: times, customers }));
    fc.assert(
      fc.property(meetings, steps, steps, (held, some, more) => {
        const now = at('2026-12-20 09:00');
        const before = meetingsWithoutNextStep(held, some, HOURS, now).length;
        expect(meetingsWithoutNextStep(held, [...some, ...more], HOURS, now).length).toBeLessThanOrEqual(
          before,
        );
      }),
    );
  });
});
