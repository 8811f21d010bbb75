import { beforeAll, describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE } from '../../../shared/calendar/time.ts';
import { at } from '../../factories/event.ts';
import { useProduct } from '../../fakes/product.ts';
import { repIn } from './rep.ts';

const product = useProduct({
  company: { seed: 'test', teams: ['mitt'], weeksBack: 0, weeksAhead: 0 },
  calendars: async () => undefined,
});
const rep = (key: string) => repIn(product(), key);
const askedAt = async (key: string) => (await rep(key).questions()).map(({ sentAt }) => sentAt);

beforeAll(async () => {
  for (const { key, role } of product().sandbox.people())
    if (role === 'rep') await product().sandbox.inside.teams.chat.install(key);
});

/** The rep drags a demo of the week after next by a day. The clock is walked from one test to the next. */
async function drag(key: string, when: string): Promise<void> {
  await product().skipTo(at(when) - 30 * MINUTE);
  const start = at('2026-12-10 10:00');
  const demo = await rep(key).bookDemo(start);
  await product().walkTo(at(when));
  await rep(key).drag(demo, start + DAY);
  await product().settle();
}

describe('a question about a demo that was dragged', () => {
  it('during a meeting comes five minutes after its end', async () => {
    await rep('maja').book({
      subject: 'Avdelningsmöte',
      start: at('2026-11-25 11:00'),
      end: at('2026-11-25 12:30'),
    });
    await drag('maja', '2026-11-25 11:10');
    await product().walkTo(at('2026-11-25 12:35') - 1);
    expect(await askedAt('maja')).toEqual([]);
    expect((await rep('maja').move('Demo Havsnäs Hamn')).prompt).toEqual({ state: 'waiting', why: 'no-gap' });
    await product().walkTo(at('2026-11-25 12:35'));
    expect(await askedAt('maja')).toEqual([at('2026-11-25 12:35')]);
  });

  it('between two meetings comes only where ten minutes are free', async () => {
    const meet = (start: string, end: string) =>
      rep('oskar').book({
        subject: 'Avdelningsmöte',
        start: at(`2026-11-25 ${start}`),
        end: at(`2026-11-25 ${end}`),
      });
    await meet('13:00', '14:30');
    await meet('14:39', '15:30');
    await meet('15:40', '16:00');
    await drag('oskar', '2026-11-25 13:30');
    await product().walkTo(at('2026-11-25 16:00'));
    expect(await askedAt('oskar')).toEqual([at('2026-11-25 15:35')]);
  });

  it('at night comes when the next working day begins', async () => {
    await drag('sanna', '2026-11-25 22:00');
    await product().walkTo(at('2026-11-26 08:00') - 1);
    expect(await askedAt('sanna')).toEqual([]);
    expect((await rep('sanna').move('Demo Havsnäs Hamn')).prompt).toEqual({
      state: 'waiting',
      why: 'no-gap',
    });
    await product().walkTo(at('2026-11-26 08:00'));
    expect(await askedAt('sanna')).toEqual([at('2026-11-26 08:00')]);
  });

  it('lapses unasked where no gap comes until the end of the second working day', async () => {
    for (const day of [26, 27, 30])
      await rep('johan').book({
        subject: 'Mässa',
        start: at(`2026-11-${day} 07:00`),
        end: at(`2026-11-${day} 18:00`),
      });
    await drag('johan', '2026-11-26 20:00');
    await product().walkTo(at('2026-11-27 17:00'));
    await product().skipTo(at('2026-11-30 17:00') - 1);
    expect((await rep('johan').move('Demo Havsnäs Hamn')).prompt).toEqual({
      state: 'waiting',
      why: 'no-gap',
    });
    await product().walkTo(at('2026-11-30 17:00'));
    expect((await rep('johan').move('Demo Havsnäs Hamn')).prompt).toEqual({
      state: 'not_asked',
      why: 'lapsed',
    });
    expect(await askedAt('johan')).toEqual([]);
  });

  it('on a Saturday comes on Monday morning', async () => {
    await drag('amira', '2026-12-05 11:00');
    await product().walkTo(at('2026-12-07 08:00') - 1);
    expect(await askedAt('amira')).toEqual([]);
    await product().walkTo(at('2026-12-07 08:00'));
    expect(await askedAt('amira')).toEqual([at('2026-12-07 08:00')]);
  });

  it('comes in the next gap where the app was down when it was due, and a meeting has begun since', async () => {
    await rep('petter').book({
      subject: 'Avdelningsmöte',
      start: at('2026-12-08 10:00'),
      end: at('2026-12-08 11:00'),
    });
    await drag('petter', '2026-12-08 09:00');
    await product().walkTo(at('2026-12-08 09:09'));
    // Nothing runs for an hour.
    await product().skipTo(at('2026-12-08 10:20'));
    expect(await askedAt('petter')).toEqual([]);
    await product().walk(HOUR);
    expect(await askedAt('petter')).toEqual([at('2026-12-08 11:05')]);
  });

  it('waits while the mailbox cannot be read: nobody knows what became of the move', async () => {
    await drag('oskar', '2026-12-09 09:00');
    await product().walkTo(at('2026-12-09 09:05'));
    const before = (await askedAt('oskar')).length;
    Object.assign(product().sandbox.inside.graph.faults, { mailbox: 'oskar', mailboxGone: true });
    await rep('oskar').book({
      subject: 'Avdelningsmöte',
      start: at('2026-12-17 14:00'),
      end: at('2026-12-17 15:00'),
    });
    await product().walkTo(at('2026-12-09 11:00'));
    expect(await askedAt('oskar')).toHaveLength(before);
    Object.assign(product().sandbox.inside.graph.faults, { mailbox: null, mailboxGone: false });
    await product().skipTo(at('2026-12-10 09:00'));
    await product().walkTo(at('2026-12-10 10:30'));
    expect(await askedAt('oskar')).toHaveLength(before + 1);
  });
});
