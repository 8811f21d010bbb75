import type { KyselyPlugin } from 'kysely';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createSandboxClock, type SandboxClock } from '../../../sandbox/clock.ts';
import { openSandboxDatabase, type SandboxDatabase } from '../../../sandbox/store/sandbox-database.ts';
import { DOMAIN_START, freshSandboxDatabase, REAL_START, type SandboxDatabaseUrl } from './fresh-sandbox.ts';

const MINUTE = 60_000;

let database: SandboxDatabaseUrl;
let db: SandboxDatabase;
let real: number;
let clocks: SandboxClock[];

beforeEach(async () => {
  database = await freshSandboxDatabase();
  db = await openSandboxDatabase(database.url);
  real = REAL_START;
  clocks = [];
});
afterEach(async () => {
  for (const clock of clocks) clock.stop();
  await db.destroy();
  await database.drop();
});

async function openClock(): Promise<SandboxClock> {
  const clock = await createSandboxClock(db, () => real);
  clocks.push(clock);
  return clock;
}

describe('the sandbox clock', () => {
  it('stands still until it is stepped', async () => {
    const clock = await openClock();
    real += 60 * MINUTE;
    expect(clock.now()).toBe(DOMAIN_START);
    await clock.step(10 * MINUTE);
    expect(clock.now()).toBe(DOMAIN_START + 10 * MINUTE);
  });

  it('does not go back to a reading that was under way while it was stepped', async () => {
    const reads = Promise.withResolvers<void>();
    const arrives = Promise.withResolvers<void>();
    let isHeld = false;
    const late: KyselyPlugin = {
      transformQuery: ({ node }) => node,
      transformResult: async ({ result }) => {
        if (isHeld) {
          isHeld = false;
          reads.resolve();
          await arrives.promise;
        }
        return result;
      },
    };
    const clock = await createSandboxClock(db.withPlugin(late), () => real);
    clocks.push(clock);
    isHeld = true;
    await reads.promise;
    await clock.step(10 * MINUTE);
    arrives.resolve();
    await new Promise((resolve) => setImmediate(resolve));
    expect(clock.now()).toBe(DOMAIN_START + 10 * MINUTE);
  });

  it('is set back by a reset, whatever heartbeat was under way', async () => {
    const clock = await openClock();
    await clock.step(10 * MINUTE);
    await Promise.all([clock.heartbeat(), clock.reset(), clock.heartbeat()]);
    expect(clock.now()).toBe(DOMAIN_START);
  });

  it('runs sixty times as fast for five seconds after a page’s heartbeat', async () => {
    const clock = await openClock();
    await clock.heartbeat();
    real += 2_000;
    expect(clock.now()).toBe(DOMAIN_START + 2 * MINUTE);
    await clock.heartbeat();
    real += 60_000;
    expect(clock.now()).toBe(DOMAIN_START + 7 * MINUTE);
  });

  it('keeps its reading when the speed changes, and never steps backwards', async () => {
    const clock = await openClock();
    await clock.heartbeat();
    real += 1_000;
    await clock.setRate(1);
    real += 1_000;
    expect(clock.now()).toBe(DOMAIN_START + MINUTE + 1_000);
    await clock.stepTo(DOMAIN_START);
    expect(clock.now()).toBe(DOMAIN_START + MINUTE + 1_000);
  });

  it('goes on where it stood, in a later week too, until it is set back', async () => {
    await (await openClock()).step(3 * MINUTE);
    real += 7 * 24 * 60 * MINUTE;
    const later = await openClock();
    expect(later.now()).toBe(DOMAIN_START + 3 * MINUTE);
    await later.reset();
    expect(later.now()).toBe(DOMAIN_START + 7 * 24 * 60 * MINUTE);
  });

  it('shows every process the same instant', async () => {
    const [one, other] = [await openClock(), await openClock()];
    await one.step(5 * MINUTE);
    await vi.waitFor(() => expect(other.now()).toBe(DOMAIN_START + 5 * MINUTE), 20_000);
  });

  it('loses no step where two processes step at once', async () => {
    const [one, other] = [await openClock(), await openClock()];
    await Promise.all([one.step(MINUTE), other.step(MINUTE), one.step(MINUTE), other.step(MINUTE)]);
    expect((await openClock()).now()).toBe(DOMAIN_START + 4 * MINUTE);
  });
});
