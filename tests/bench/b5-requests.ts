import { createHolidayCalendar } from '../../api/calendar/public-holidays.ts';
import { acceptDoorbells } from '../../api/http/accept-doorbells.ts';
import { tick } from '../../api/jobs/tick.ts';
import type { AnyJob } from '../../api/jobs/job.ts';
import { settleMovesJob, type SettleDeps } from '../../api/moves/settle-moves.ts';
import { createVault } from '../../api/store/encryption.ts';
import { createEventStore } from '../../api/store/event-store.ts';
import { insertNotifications } from '../../api/store/notification-store.ts';
import { createPersonStore } from '../../api/store/person-store.ts';
import { saveTimer } from '../../api/store/team-store.ts';
import { createClientStateCheck, createNotificationWriter } from '../../api/sync/notifications.ts';
import {
  drainNotificationsJob,
  renewSubscriptionsJob,
  syncDirectoryJob,
  syncMailboxJob,
  type SyncJobDeps,
} from '../../api/sync/sync-jobs.ts';
import { createSeededRandom, type SeededRandom } from '../../sandbox/company/seeded-random.ts';
import { redirectEgress } from '../../sandbox/egress.ts';
import { startSandbox, type RunningSandbox } from '../../sandbox/start.ts';
import { addDays, atWallClock } from '../../shared/calendar/time-zone.ts';
import { HOUR, type Instant, MINUTE } from '../../shared/calendar/time.ts';
import { classify, CLASSIFIER_VERSION } from '../../shared/classification/classify.ts';
import { createSteppedQueue } from '../fakes/stepped-queue.ts';
import { startNotificationCatcher } from '../integration/sandbox/notification-catcher.ts';
import { decide, graphOf, tell } from '../integration/sync/found-tenant.ts';
import { withBenchDatabase, type BenchDatabase } from './bench-database.ts';
import type { Row } from './bench.ts';

const ZONE = 'Europe/Stockholm';
/** The sandbox's clock begins on the Wednesday of this week. */
const REAL_START = Date.parse('2026-11-18T12:00:00Z');
const FIRST_DAY = '2026-11-23';
const WORKING_DAYS = 5;
const WEEKS_BACK = 26;
/** What one rep does to calendars on a working day; much of it touches colleagues' calendars as well. */
const EDITS_A_DAY = 12;

interface Office {
  readonly sandbox: RunningSandbox;
  readonly reps: readonly string[];
  /** Lets everything happen that is due at this instant. */
  settle(): Promise<void>;
  nextDue(): Promise<Instant | null>;
  /** Makes every calendar due to be looked at, and lets that happen. */
  look(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * B5: requests at Graph, from the sandbox's own log: a rep's back-fill of 26 weeks with settings, subscription and the first
 * look after it; a working week in which six reps edit their calendars, with every bell, poll and nightly reading; and
 * a look at a calendar in which nothing happened.
 */
export async function run(): Promise<Row[]> {
  return withBenchDatabase(async (database) => {
    const office = await openOffice(database);
    try {
      await office.settle();
      const backfill = perRep(office);
      const days = await work(office);
      return [
        row(
          'B5-backfill',
          'requests for the back-fill of 26 weeks, the rep with most',
          Math.max(...backfill),
          8,
        ),
        row(
          'B5-day',
          `requests a rep and day of a working week, the day with most of ${days.length}`,
          Math.max(...days),
          45,
        ),
        row('B5-idle', 'requests for a look at a calendar in which nothing happened', await idle(office), 1),
      ];
    } finally {
      await office.stop();
    }
  });
}

function row(id: string, what: string, value: number, most: number): Row {
  return { id, what, value, unit: 'requests', bar: most === 1 ? '1' : `≤ ${most}`, pass: value <= most };
}

/** Requests at each rep's mailbox, and an even share of those that are about nobody's: directory and subscriptions. */
function perRep({ sandbox, reps }: Office): number[] {
  const { log } = sandbox.inside.graph;
  const sum = (counts: object): number =>
    Object.values(counts).reduce((total: number, count: number) => total + count, 0);
  const shared = sum(log.counts(null)) / reps.length;
  const made = reps.map((rep) => Math.ceil(sum(log.counts(rep)) + shared));
  log.clear();
  return made;
}

async function work(office: Office): Promise<number[]> {
  const random = createSeededRandom('a working week');
  const made: number[] = [];
  await passUntil(office, atWallClock(FIRST_DAY, '00:00', ZONE));
  perRep(office);
  for (let day = 0; day < WORKING_DAYS; day += 1) {
    const date = addDays(FIRST_DAY, day);
    const edits = office.reps.flatMap((rep) =>
      Array.from({ length: EDITS_A_DAY }, () => ({
        rep,
        at: atWallClock(date, '08:00', ZONE) + random.between(0, 9 * 60) * MINUTE,
      })),
    );
    for (const { rep, at } of edits.toSorted((a, b) => a.at - b.at)) {
      await passUntil(office, at);
      await edit(office, rep, random);
    }
    await passUntil(office, atWallClock(addDays(date, 1), '00:00', ZONE));
    made.push(...perRep(office));
  }
  return made;
}

/** A look that nothing but the time made due, after a calm morning. */
async function idle(office: Office): Promise<number> {
  await passUntil(office, office.sandbox.clock.now() + 12 * HOUR);
  perRep(office);
  await office.look();
  return Math.max(...perRep(office));
}

async function passUntil(office: Office, end: Instant): Promise<void> {
  const { clock } = office.sandbox;
  for (;;) {
    await office.settle();
    const due = await office.nextDue();
    if (due === null || due > end) break;
    await clock.stepTo(Math.max(due, clock.now() + 1_000));
  }
  await clock.stepTo(end);
  await office.settle();
}

/** Something that a rep, or somebody who meets one, does to a calendar. */
async function edit({ sandbox, reps }: Office, rep: string, random: SeededRandom): Promise<void> {
  const { mailboxes } = sandbox.inside;
  const people = sandbox.people();
  const colleague = people.find(({ key }) => key === random.pick(['rep', ...reps])) ?? people[0];
  const start = sandbox.clock.now() + random.between(24, 400) * HOUR;
  const guest = { name: 'Eva', address: `eva${random.between(1, 40)}@granhult.example` };
  const id = await mailboxes.createEvent(rep, {
    subject: random.pick(['Demo Granhult', 'Avstämning', 'Offertgenomgång']),
    start,
    end: start + HOUR,
    attendees: colleague && random.chance(0.3) ? [guest, colleague] : [guest],
  });
  if (random.chance(0.5)) await mailboxes.moveEvent(rep, id, start + 24 * HOUR, start + 25 * HOUR);
  if (random.chance(0.5)) await mailboxes.answerAsGuest(rep, id, guest.address, 'accepted');
  if (random.chance(0.2)) await mailboxes.deleteEvent(rep, id);
}

async function openOffice(database: BenchDatabase): Promise<Office> {
  const catcher = await startNotificationCatcher();
  const sandbox = await startSandbox({
    databaseUrl: database.sandboxUrl,
    publicUrl: () => catcher.url,
    company: { seed: 'bench', teams: ['mitt'], weeksBack: WEEKS_BACK, weeksAhead: 4 },
    realNow: () => REAL_START,
  });
  const restore = redirectEgress({ emulator: sandbox.emulator, hosts: sandbox.hosts });
  const store = database.storeOf(sandbox.microsoft.tenantId);
  const vault = createVault({
    dataKey: Buffer.alloc(32, 1).toString('base64'),
    indexKey: Buffer.alloc(32, 2).toString('base64'),
  });
  const { clock } = sandbox;
  const deps: SyncJobDeps & SettleDeps = {
    store,
    vault,
    clock,
    graph: graphOf(sandbox),
    events: createEventStore(vault),
    people: createPersonStore(vault),
    classify,
    classifierVersion: CLASSIFIER_VERSION,
    holidaysBetween: createHolidayCalendar(),
    publicUrl: () => catcher.url,
    realNow: () => REAL_START,
  };
  const jobs: readonly AnyJob<typeof deps>[] = [
    syncMailboxJob,
    drainNotificationsJob,
    renewSubscriptionsJob,
    syncDirectoryJob,
    settleMovesJob,
  ];
  const queue = await createSteppedQueue(database);
  await queue.work(jobs, deps);
  const known = new Set(jobs.map(({ name }) => name));
  const asWorker = store.as({ kind: 'worker' });
  await asWorker((trx) => decide(trx, sandbox, vault, WEEKS_BACK));
  await syncDirectoryJob.runWith({}, deps);
  await asWorker((trx) => tell(trx, sandbox, 0));
  await asWorker((trx) => saveTimer(trx, 'renew-subscriptions', clock.now()));
  const accept = acceptDoorbells({
    keepTrue: createClientStateCheck(store),
    write: createNotificationWriter((rows) =>
      insertNotifications(database.db, sandbox.microsoft.tenantId, rows),
    ).accept,
    now: clock.now,
  });
  const ring = async (): Promise<number> => {
    await sandbox.inside.graph.notifier.settled();
    const bells = catcher.caught.splice(0).flatMap(({ body }) => body.value);
    await accept(
      bells.map((bell) => ({
        subscriptionId: String(bell['subscriptionId']),
        clientState: String(bell['clientState']),
        kind: 'changed',
      })),
    );
    return bells.length;
  };
  // Other jobs' work is not what is counted here.
  const ours = {
    ...queue,
    enqueue: async (...of: Parameters<typeof queue.enqueue>) => {
      if (known.has(of[1])) await queue.enqueue(...of);
    },
  };
  const settle = async (): Promise<void> => {
    for (;;) {
      const rung = await ring();
      const ticked = await tick({ store, clock, queue: ours });
      if (rung + ticked + (await queue.drain()) === 0) return;
    }
  };
  return {
    sandbox,
    reps: sandbox.company().teams.flatMap((team) => team.repKeys),
    settle,
    nextDue: () =>
      asWorker(async (trx) => {
        const mailbox = await trx
          .selectFrom('mailbox')
          .select((eb) => [eb.fn.min('sync_due_at').as('sync'), eb.fn.min('settle_due_at').as('settle')])
          .executeTakeFirst();
        const timer = await trx
          .selectFrom('timer')
          .select((eb) => eb.fn.min('due_at').as('due'))
          .executeTakeFirst();
        const times = [mailbox?.sync, mailbox?.settle, timer?.due].flatMap((time) => time ?? []);
        return times.length === 0 ? null : Math.min(...times);
      }),
    look: async () => {
      const due = { sync_due_at: new Date(clock.now()) };
      await asWorker((trx) => trx.updateTable('mailbox').set(due).execute());
      await settle();
    },
    stop: async () => {
      restore();
      await queue.stop(0);
      await sandbox.stop();
      await catcher.stop();
    },
  };
}
