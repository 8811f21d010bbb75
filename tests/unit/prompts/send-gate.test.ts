import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE } from '../../../shared/calendar/time.ts';
import { enterGate, noteSign, type SendGate } from '../../../shared/prompts/send-gate.ts';
import { at } from '../../factories/event.ts';

const NOW = at('2026-11-24 09:00');
const REAL = Date.parse('2026-11-24T08:00:00Z');
const OPEN: SendGate = { paceAt: 0, throttledAt: null, heldUntil: null, stop: null };

/** How long each of so many that come at the same moment waits; null = held. */
function waits(gate: SendGate, count: number, realNow = REAL): (number | null)[] {
  let held = gate;
  return Array.from({ length: count }, () => {
    const entrance = enterGate(held, NOW, realNow);
    if (!entrance.mayPass) return null;
    held = entrance.gate;
    return entrance.waitMs;
  });
}

describe('what leaves for one organisation', () => {
  it('is ten at once, then one each fifth of a second, and nobody waits longer than two seconds', () => {
    const at0 = Array.from({ length: 10 }, () => 0);
    expect(waits(OPEN, 22)).toEqual(
      [...at0, 0, 200, 400, 600, 800, 1000, 1200, 1400, 1600, 1800, 2000, null].slice(0, 22),
    );
  });

  it('is free again after a pause', () => {
    const spent = { ...OPEN, paceAt: REAL + 4_000 };
    expect(waits(spent, 1, REAL + 4_000)).toEqual([0]);
  });
});

describe('a connector that asks to slow down', () => {
  it('is about one chat the first time, and about all the second time within a minute', () => {
    const once = noteSign(OPEN, { kind: 'throttled', afterMs: 20_000 }, NOW);
    expect(enterGate(once, NOW, REAL).mayPass).toBe(true);
    const twice = noteSign(once, { kind: 'throttled', afterMs: 20_000 }, NOW + MINUTE - 1);
    expect(enterGate(twice, NOW + MINUTE - 1, REAL)).toEqual({ mayPass: false, heldMs: 20_000 });
    expect(enterGate(twice, NOW + MINUTE + 20_000, REAL).mayPass).toBe(true);
  });

  it.each([
    [null, 30_000],
    [86_400_000, HOUR],
  ])('that says %s holds all for %i ms', (afterMs, heldMs) => {
    const once = noteSign(OPEN, { kind: 'throttled', afterMs }, NOW);
    expect(enterGate(noteSign(once, { kind: 'throttled', afterMs }, NOW), NOW, REAL)).toEqual({
      mayPass: false,
      heldMs,
    });
  });
});

describe('a connector that refuses the bot', () => {
  const stopped = noteSign(OPEN, { kind: 'refused', reason: 'unauthorized' }, NOW);

  it('stops all sends; one tries after 5, 15, 30 and 60 minutes, and each hour from then on', () => {
    let gate = stopped;
    let now = NOW;
    const tries: number[] = [];
    while (tries.length < 6) {
      const entrance = enterGate(gate, now, REAL + now - NOW);
      if (entrance.mayPass) {
        tries.push((now - NOW) / MINUTE);
        gate = noteSign(entrance.gate, { kind: 'refused', reason: 'unauthorized' }, now);
      }
      now += MINUTE;
    }
    expect(tries).toEqual([5, 20, 50, 110, 170, 230]);
    expect(gate.stop).toMatchObject({ since: NOW, reason: 'unauthorized' });
  });

  it('frees them as soon as one is taken', () => {
    const tried = enterGate(stopped, NOW + 5 * MINUTE, REAL);
    if (!tried.mayPass) throw new Error('The try is held.');
    expect(tried.isTry).toBe(true);
    expect(noteSign(tried.gate, { kind: 'taken' }, NOW).stop).toBeNull();
  });

  it('keeps them stopped where the try shows nothing', () => {
    expect(noteSign(stopped, { kind: 'silent' }, NOW)).toBe(stopped);
  });

  it('for another reason than before is another stop', () => {
    expect(noteSign(stopped, { kind: 'refused', reason: 'disabled-by-admin' }, NOW + HOUR).stop).toEqual({
      reason: 'disabled-by-admin',
      since: NOW + HOUR,
      retryAt: NOW + HOUR + 5 * MINUTE,
      retries: 0,
    });
  });
});
