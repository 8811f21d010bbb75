import { describe, expect, it } from 'vitest';
import { firstReading, instantOf } from '../../../sandbox/clock.ts';

const at = (text: string) => Date.parse(text);

describe('the sandbox clock', () => {
  it.each([
    ['2026-11-25T12:00:00Z', '2026-11-25T09:05:00Z'],
    ['2026-11-29T22:59:00Z', '2026-11-25T09:05:00Z'],
    // Monday has begun in Stockholm.
    ['2026-11-29T23:01:00Z', '2026-12-02T09:05:00Z'],
    // Summer time.
    ['2026-07-06T00:00:00Z', '2026-07-08T08:05:00Z'],
  ])('at %s begins at %s, 10:05 on that week’s Wednesday', (real, domain) => {
    expect(new Date(instantOf(firstReading(at(real)), at(real))).toISOString()).toBe(
      domain.replace('Z', '.000Z'),
    );
  });

  it.each([
    ['before anything ran', 1_000, 5_000],
    ['a second after a heartbeat', 2_000, 65_000],
    ['when the heartbeat has just ended', 6_000, 305_000],
    ['long after', 1_000_000, 305_000],
  ])('%s shows the right instant', (_when, real, expected) => {
    const reading = { realEpoch: 1_000, domainEpoch: 5_000, rate: 60, runningUntil: 6_000 };
    expect(instantOf(reading, real)).toBe(expected);
  });

  it('never runs backwards where machines disagree about real time', () => {
    const reading = { realEpoch: 1_000, domainEpoch: 5_000, rate: 60, runningUntil: 6_000 };
    expect(instantOf(reading, 400)).toBe(5_000);
  });
});
