import { describe, expect, it } from 'vitest';
import { addressKey, createAddressLimit } from '../../../bot/address-limit.ts';

describe('an address', () => {
  it.each([
    ['20.33.1.2', '20.33.1.2'],
    ['20.33.1.2:50123', '20.33.1.2'],
    ['::ffff:20.33.1.2', '20.33.1.2'],
    ['2a01:111:f400:7000::1', '2a01:111:f400:7000'],
    ['2A01:0111:f400:7000:1:2:3:4', '2a01:111:f400:7000'],
    ['[2a01:111:f400::9]:443', '2a01:111:f400:0'],
    ['::1', '0:0:0:0'],
    [undefined, ''],
  ])('%s counts as %s', (address, key) => {
    expect(addressKey(address)).toBe(key);
  });
});

describe('one address', () => {
  const enterMany = (limit: ReturnType<typeof createAddressLimit>, address: string, times: number) =>
    Array.from({ length: times }, () => limit.enter(address)).filter((entry) => entry !== null);

  it('may bring a hundred requests at a time, and more when those are over', () => {
    const limit = createAddressLimit(() => 0);
    const entries = enterMany(limit, '20.33.1.2', 150);
    expect(entries.length).toBe(100);
    for (const entry of entries) entry.leave();
    expect(enterMany(limit, '20.33.1.2', 150).length).toBe(100);
  });

  it('may bring six hundred in a burst, and a hundred in each second after', () => {
    let now = 0;
    const limit = createAddressLimit(() => now);
    const enter = (times: number): number => {
      let entered = 0;
      for (let one = 0; one < times; one += 1) {
        const entry = limit.enter('20.33.1.2');
        entry?.leave();
        entered += entry ? 1 : 0;
      }
      return entered;
    };
    expect(enter(1_000)).toBe(600);
    now += 1_000;
    expect(enter(1_000)).toBe(100);
  });

  it('takes nothing from another', () => {
    const limit = createAddressLimit(() => 0);
    enterMany(limit, '20.33.1.2', 100);
    expect(limit.enter('20.33.1.3')).not.toBeNull();
  });

  it('of many has no more than its part of four hundred', () => {
    const limit = createAddressLimit(() => 0);
    const entered = Array.from({ length: 10 }, (_, host) => enterMany(limit, `20.33.1.${host}`, 60).length);
    expect(entered.reduce((sum, count) => sum + count)).toBe(400);
  });
});
