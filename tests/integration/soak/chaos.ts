import { createFaults, type Faults } from '../../../sandbox/graph/faults.ts';
import { createSeededRandom, type SeededRandom } from '../../../sandbox/company/seeded-random.ts';
import type { Announcement } from '../../../sandbox/mailbox.ts';
import { DAY, HOUR, type Instant, MINUTE } from '../../../shared/calendar/time.ts';

const LOST = 0.2;
const DUPLICATE = 0.3;
const CRASH = 0.01;
const LATEST_BELL = 10 * MINUTE;
/** A mailbox that is hardly ever there shows nothing of what was booked in it and went again. */
const AWAY_EVERY = 12 * DAY;

/** One in ten. */
export function mayBeAway(index: number): boolean {
  return index % 10 === 0;
}

/** What goes wrong between the calendars and the product, the same for the same seed. */
export interface Chaos {
  /** Whether the work of that name is killed now; each has a stream of its own, whatever runs beside it. */
  crashes(work: string): boolean;
  /** Takes what an edit announced; some of it is never delivered, some twice, none in order. */
  announced(announcements: readonly Announcement[], now: Instant): void;
  nextBell(): Instant | null;
  takeBells(now: Instant): readonly string[];
  /** Sets Graph's faults for the time that begins. */
  unsettle(faults: Faults, now: Instant): void;
  settle(faults: Faults): void;
  readonly counts: Record<string, number>;
}

export function createChaos(seed: string, reps: readonly [string, ...string[]]): Chaos {
  const random = createSeededRandom(seed);
  const streams = new Map<string, SeededRandom>();
  let bells: { at: Instant; key: string }[] = [];
  let isCalm = false;
  let nextWeather = 0;
  let away: { key: string; until: Instant } | null = null;
  const backAt = new Map<string, Instant>();
  const counts: Record<string, number> = {};
  const count = (name: string): void => void (counts[name] = (counts[name] ?? 0) + 1);
  const put = (key: string, now: Instant): void =>
    void bells.push({ at: now + random.between(0, LATEST_BELL), key });
  return {
    counts,
    crashes: (work) => {
      const stream = streams.get(work) ?? createSeededRandom(`${seed} ${work}`);
      streams.set(work, stream);
      if (isCalm || !stream.chance(CRASH)) return false;
      count('crash');
      return true;
    },
    announced: (announcements, now) => {
      for (const key of new Set(announcements.map(({ mailbox }) => mailbox))) {
        if (!reps.includes(key)) continue;
        if (!isCalm && random.chance(LOST)) {
          count('lost bell');
          continue;
        }
        count('bell');
        put(key, now);
        if (random.chance(DUPLICATE)) put(key, now);
      }
    },
    nextBell: () => (bells.length === 0 ? null : Math.min(...bells.map(({ at }) => at))),
    takeBells: (now) => {
      const due = bells.filter(({ at }) => at <= now);
      bells = bells.filter(({ at }) => at > now);
      return due.map(({ key }) => key);
    },
    unsettle: (faults, now) => {
      if (now < nextWeather) return;
      nextWeather = now + random.between(1, 4) * HOUR;
      Object.assign(faults, createFaults());
      if (away !== null && now < away.until) {
        Object.assign(faults, { mailbox: away.key, mailboxGone: true });
        return;
      }
      const [name, change] = random.pick(WEATHER);
      count(name);
      Object.assign(faults, change(random));
      if (name === 'mailbox away') {
        const key = reps.find((rep, index) => mayBeAway(index) && now > (backAt.get(rep) ?? 0) + AWAY_EVERY);
        Object.assign(faults, createFaults());
        if (key === undefined) return;
        away = { key, until: now + random.between(4, 20) * HOUR };
        backAt.set(key, away.until);
        Object.assign(faults, { mailbox: key, mailboxGone: true });
      } else if (isCounted(faults) || random.chance(0.5)) faults.mailbox = random.pick(reps);
    },
    settle: (faults) => {
      isCalm = true;
      Object.assign(faults, createFaults());
    },
  };
}

/** Whom so many refusals hit would depend on who asks first, were they not all for one. */
function isCounted({ gone410, throttle429, serverError5xx, resetConnections }: Faults): boolean {
  return gone410 + throttle429 + serverError5xx + resetConnections > 0;
}

const WEATHER: readonly [Weather, ...Weather[]] = [
  ['calm', () => ({})],
  [
    'gone',
    (random) => ({ gone410: random.between(1, 12), resyncCode: random.pick([null, 'SyncStateNotFound']) }),
  ],
  [
    'throttled',
    (random) => ({ throttle429: random.between(1, 15), retryAfterSeconds: random.pick([null, 20, 300]) }),
  ],
  [
    'server errors',
    (random) => ({
      serverError5xx: random.between(1, 15),
      serverErrorStatus: random.pick([500, 502, 503, 504] as const),
      htmlErrors: random.chance(0.3),
    }),
  ],
  ['broken connections', (random) => ({ resetConnections: random.between(1, 8) })],
  ['looping pages', () => ({ loopingPage: true })],
  ['repeated rows', () => ({ repeatedRows: true, pageOverflow: true })],
  ['lagging delta', (random) => ({ laggingDeltaMs: random.between(1, 20) * MINUTE })],
  ['blind delta', () => ({ deltaMissesOwnSeries: true, silentOccurrenceRemoval: true })],
  ['wide windows refused', () => ({ widestWindowDays: 100 })],
  ['mailbox away', () => ({ mailboxGone: true })],
];
type Weather = readonly [string, (random: SeededRandom) => Partial<Faults>];

/** How long after the last edit everything has been seen. */
export const AFTERMATH = 3 * DAY;
