import { describe, expect, it } from 'vitest';
import { createAdaptiveGate, createGate, createKeyedGate } from '../../../api/graph/gate.ts';

/** Calls that end when they are told to. */
function calls() {
  const running: { end: () => void; fail: (error: Error) => void }[] = [];
  const call = () => new Promise<void>((end, fail) => void running.push({ end, fail }));
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  return { running, call, settle };
}

describe('a gate', () => {
  it('lets so many run, and the next one in its turn when one ends, well or badly', async () => {
    const { running, call, settle } = calls();
    const gate = createGate(() => 2);
    const all = Promise.allSettled([1, 2, 3, 4].map(() => gate.run(call)));
    await settle();
    expect(running).toHaveLength(2);
    running[0]?.end();
    await settle();
    expect(running).toHaveLength(3);
    running[1]?.fail(new Error('no'));
    await settle();
    expect(running).toHaveLength(4);
    running[2]?.end();
    running[3]?.end();
    expect((await all).map(({ status }) => status)).toEqual([
      'fulfilled',
      'rejected',
      'fulfilled',
      'fulfilled',
    ]);
    expect(gate.isIdle()).toBe(true);
  });

  it('of its own stands before each key', async () => {
    const { running, call, settle } = calls();
    const gate = createKeyedGate(1);
    const all = ['a', 'a', 'b'].map((key) => gate.run(key, call));
    await settle();
    expect(running).toHaveLength(2);
    for (const { end } of running) end();
    await settle();
    running[2]?.end();
    await Promise.all(all);
  });

  it('halves what it lets in when told that it was too much, and opens again by one a round', async () => {
    const overload = new Error('429');
    const gate = createAdaptiveGate({
      start: 8,
      least: 2,
      most: 8,
      isOverload: (error) => error === overload,
    });
    const widest = async () => {
      const { running, call, settle } = calls();
      const all = Array.from({ length: 20 }, () => gate.run(call));
      await settle();
      const width = running.length;
      for (let ended = 0; ended < 20; ended += 1) {
        running[ended]?.end();
        await settle();
      }
      await Promise.all(all);
      return width;
    };
    const fail = (error: Error) => gate.run(() => Promise.reject(error)).catch(() => undefined);
    expect(await widest()).toBe(8);
    await fail(overload);
    expect(await widest()).toBe(4);
    for (let again = 0; again < 9; again += 1) await fail(overload);
    expect(await widest()).toBe(2);
    await fail(new Error('another'));
    expect(await widest()).toBeGreaterThan(2);
  });
});
