import type { Selectable } from 'kysely';
import type { Instant } from '../../shared/calendar/time.ts';
import type { SandboxDatabase, SandboxSchema } from './sandbox-database.ts';

/** now = domainEpoch + rate × (min(real, runningUntil) − realEpoch). */
export interface ClockReading {
  readonly realEpoch: Instant;
  readonly domainEpoch: Instant;
  readonly rate: number;
  readonly runningUntil: Instant;
}

/** The stored reading; `first` is stored and returned where there is none yet. */
export async function loadReading(db: SandboxDatabase, first: ClockReading): Promise<ClockReading> {
  const row = await db.selectFrom('clock_reading').selectAll().executeTakeFirst();
  if (row) return readingOf(row);
  await db
    .insertInto('clock_reading')
    .values(rowOf(first))
    .onConflict((conflict) => conflict.column('singleton').doNothing())
    .execute();
  return readingOf(await db.selectFrom('clock_reading').selectAll().executeTakeFirstOrThrow());
}

export async function saveReading(db: SandboxDatabase, reading: ClockReading): Promise<void> {
  await db
    .insertInto('clock_reading')
    .values(rowOf(reading))
    .onConflict((conflict) => conflict.column('singleton').doUpdateSet(rowOf(reading)))
    .execute();
}

/** One change at a time, whichever process makes it. */
export async function updateReading(
  db: SandboxDatabase,
  to: (before: ClockReading) => ClockReading,
): Promise<ClockReading> {
  return db.transaction().execute(async (trx) => {
    const row = await trx.selectFrom('clock_reading').selectAll().forUpdate().executeTakeFirstOrThrow();
    const after = to(readingOf(row));
    await trx.updateTable('clock_reading').set(rowOf(after)).execute();
    return after;
  });
}

function readingOf(row: Selectable<SandboxSchema['clock_reading']>): ClockReading {
  return {
    realEpoch: row.real_epoch.getTime(),
    domainEpoch: row.domain_epoch.getTime(),
    rate: row.rate,
    runningUntil: row.running_until.getTime(),
  };
}

function rowOf(reading: ClockReading) {
  return {
    singleton: true,
    real_epoch: new Date(reading.realEpoch),
    domain_epoch: new Date(reading.domainEpoch),
    rate: reading.rate,
    running_until: new Date(reading.runningUntil),
  };
}
