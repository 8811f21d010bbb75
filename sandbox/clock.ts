import { Temporal } from 'temporal-polyfill';
import type { Instant } from '../shared/calendar/time.ts';
import type { Clock } from '../shared/clock.ts';
import { loadReading, updateReading, type ClockReading } from './store/clock-store.ts';
import type { SandboxDatabase } from './store/sandbox-database.ts';

/** How much faster than real time the clock runs while a page is open. */
const OPEN_PAGE_RATE = 60;
/** How long after a page's last heartbeat the clock still runs. */
const HEARTBEAT_MS = 5_000;
const POLL_MS = 250;
const HOME_ZONE = 'Europe/Stockholm';

/**
 * The sandbox's time. It stands still unless a page is open, outlives restarts, and every process that reads
 * the same database reads the same instant. `now` answers from the last reading (at most 250 ms old).
 */
export interface SandboxClock extends Clock {
  step(milliseconds: number): Promise<void>;
  /** Never backwards: an earlier instant changes nothing. */
  stepTo(instant: Instant): Promise<void>;
  /** A page is open: the clock runs ×60 for the next five seconds of real time. */
  heartbeat(): Promise<void>;
  /** Changes the speed at which the clock runs while it runs. */
  setRate(rate: number): Promise<void>;
  /** Starts over at 10:05 on the Wednesday of the current real week. */
  reset(): Promise<void>;
  reading(): ClockReading;
  stop(): void;
}

export async function createSandboxClock(
  db: SandboxDatabase,
  realNow: () => number = Date.now,
): Promise<SandboxClock> {
  let reading = await loadReading(db, firstReading(realNow()));
  let changes = 0;
  const poll = setInterval(() => {
    const before = changes;
    loadReading(db, reading).then(
      (latest) => {
        // One that was under way while this process changed the clock may be older than the change.
        if (changes === before) reading = latest;
      },
      // The database is away for a moment: the last reading still holds.
      () => undefined,
    );
  }, POLL_MS);
  poll.unref();
  let last: Promise<unknown> = Promise.resolve();
  // One after the other: a heartbeat that was under way must not undo what came after it.
  const change = (to: (before: ClockReading, real: Instant) => ClockReading): Promise<void> => {
    const mine = last.then(async () => {
      reading = await updateReading(db, (before) => to(before, realNow()));
      changes += 1;
    });
    last = mine.catch(() => undefined);
    return mine;
  };
  return {
    now: () => instantOf(reading, realNow()),
    step: (milliseconds) =>
      change((before, real) => moved(before, real, instantOf(before, real) + milliseconds)),
    stepTo: (instant) =>
      change((before, real) => moved(before, real, Math.max(instant, instantOf(before, real)))),
    heartbeat: () => change((before, real) => extended(before, real)),
    setRate: (rate) => change((before, real) => ({ ...moved(before, real, instantOf(before, real)), rate })),
    reset: () => change((_before, real) => firstReading(real)),
    reading: () => reading,
    stop: () => clearInterval(poll),
  };
}

/** Domain time at a real instant: it runs from the epoch until `runningUntil` and stands still after. */
export function instantOf(reading: ClockReading, real: Instant): Instant {
  const ran = Math.max(0, Math.min(real, reading.runningUntil) - reading.realEpoch);
  return Math.round(reading.domainEpoch + reading.rate * ran);
}

/** 10:05 in Stockholm on the Wednesday of the ISO week that `real` lies in; standing still. */
export function firstReading(real: Instant): ClockReading {
  const today = Temporal.Instant.fromEpochMilliseconds(real).toZonedDateTimeISO(HOME_ZONE).toPlainDate();
  const wednesday = today.add({ days: 3 - today.dayOfWeek });
  const domainEpoch = wednesday.toZonedDateTime({
    timeZone: HOME_ZONE,
    plainTime: '10:05',
  }).epochMilliseconds;
  return { realEpoch: real, domainEpoch, rate: OPEN_PAGE_RATE, runningUntil: real };
}

function moved(before: ClockReading, real: Instant, domainEpoch: Instant): ClockReading {
  return { ...before, realEpoch: real, domainEpoch };
}

function extended(before: ClockReading, real: Instant): ClockReading {
  return { ...moved(before, real, instantOf(before, real)), runningUntil: real + HEARTBEAT_MS };
}
