import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { findMisfit, restoreProduct } from '../../../api/start/recording/recorded-product.ts';
import { connect } from '../../../api/store/connect.ts';
import { createVault } from '../../../api/store/encryption.ts';
import { openStore, type Store } from '../../../api/store/transaction.ts';
import { readProductRecording, type ProductRecording } from '../../../sandbox/dump/company-recording.ts';
import { createWeekShift } from '../../../sandbox/dump/week-shift.ts';
import { CLASSIFIER_VERSION } from '../../../shared/classification/classify.ts';
import { freshDatabase, type FreshDatabase } from '../../fakes/postgres.ts';

const TENANT = '2f1b8f34-6d0e-4f4b-9a6a-3a2f51e5b0a7';
const vault = createVault({
  dataKey: Buffer.alloc(32, 1).toString('base64'),
  indexKey: Buffer.alloc(32, 2).toString('base64'),
});
/** The story ends in the week from 23 November 2026; here it is told as if that were three weeks later. */
const shift = createWeekShift(3, 1);
const NOW = Date.parse('2026-12-16T09:05:00Z');

const nothing = async (): Promise<void> => undefined;
const opened: { database: FreshDatabase | null; close: () => Promise<void> } = {
  database: null,
  close: nothing,
};
let store: Store;
let recorded: ProductRecording;

beforeAll(async () => {
  const database = await freshDatabase();
  const connection = connect(database.appUrl, { max: 2 });
  Object.assign(opened, { database, close: () => connection.close() });
  store = openStore(connection.db, TENANT);
  const read = await readProductRecording();
  if (!read) throw new Error('No company is stored. "npm run seed" stores one.');
  recorded = read;
  const why = await store.as({ kind: 'worker' })((trx) => findMisfit(trx, read, CLASSIFIER_VERSION));
  if (why !== null) throw new Error(`The stored company is too old: ${why}. "npm run seed" stores it anew.`);
  await store.as({ kind: 'worker' })((trx) => restoreProduct(trx, vault, { ...read, shift }, NOW));
});
afterAll(async () => {
  await opened.close();
  await opened.database?.drop();
});

describe('the stored company', () => {
  it('has twenty-six weeks that were published while they went by, up to the week before the clock’s', async () => {
    const weeks = await store.as({ kind: 'worker' })((trx) =>
      trx
        .selectFrom('team_week')
        .innerJoin('team', 'team.team_id', 'team_week.team_id')
        .select(['team.name', 'team_week.week', 'team_week.status'])
        .orderBy('team_week.week')
        .execute(),
    );
    const of = (team: string) => weeks.filter(({ name }) => name === team);
    expect(of('Team Mitt').at(-1)).toEqual({ name: 'Team Mitt', week: '2026-W50', status: 'published' });
    const published = (team: string) => of(team).filter(({ status }) => status === 'published').length;
    expect([published('Team Mitt'), published('Team Syd')]).toEqual([30, 29]);
    // R2: three are too few, and with them the level above would give them away.
    expect([published('Team Norr'), published('Försäljning Tranvik')]).toEqual([0, 0]);
  });

  it('keeps weekday and time of day when it is told in other weeks', async () => {
    const moved = await store.as({ kind: 'worker' })((trx) =>
      trx.selectFrom('move').select(['move_id', 'old_start']).execute(),
    );
    const before = new Map(rowsOf('move').map((row) => [row['move_id'], Number(row['old_start'])]));
    const time = (at: number) =>
      new Intl.DateTimeFormat('en-GB', {
        timeZone: 'Europe/Stockholm',
        weekday: 'short',
        hour: '2-digit',
        minute: '2-digit',
      }).format(at);
    expect(moved.length).toBe(before.size);
    expect(
      moved.filter(({ move_id, old_start }) => time(old_start) !== time(before.get(move_id) ?? 0)),
    ).toEqual([]);
  });

  it('holds the truths that were planted: who takes the calling time, and what offers wait for', () => {
    const teams = new Map(rowsOf('team').map((row) => [row['team_id'], String(row['name'])]));
    const teamOf = new Map(
      rowsOf('team_member')
        .map((row) => [row['person_id'], teams.get(row['team_id']) ?? ''] as const)
        .filter(([, name]) => name.startsWith('Team ')),
    );
    const moves = new Map(rowsOf('move').map((row) => [row['move_id'], row]));
    const prompts = new Map(rowsOf('prompt').map((row) => [row['prompt_id'], row]));
    const calling = [...moves.values()].filter(
      (move) => move['activity'] === 'prospecting' && move['displaced_role'] === 'manager',
    );
    const takenFrom = calling.map((move) => teamOf.get(move['person_id']));
    expect(takenFrom.filter((team) => team === 'Team Mitt').length).toBeGreaterThan(15);
    expect(takenFrom.filter((team) => team !== 'Team Mitt').length).toBeLessThan(3);

    const material = rowsOf('answer').filter((answer) => answer['code'] === 'material');
    const atOffers = material.filter(
      (answer) => moves.get(prompts.get(answer['prompt_id'])?.['move_id'])?.['activity'] === 'proposal',
    );
    const offersOf = (team: string) => atOffers.filter((answer) => teamOf.get(answer['person_id']) === team);
    expect(offersOf('Team Syd').length).toBeGreaterThan(25);
    expect(atOffers.length - offersOf('Team Syd').length).toBeLessThan(5);
  });
});

const tableSchema = z.object({
  name: z.string(),
  columns: z.array(z.object({ name: z.string() })),
  rows: z.array(z.array(z.unknown())),
});

/** As they were recorded. */
function rowsOf(table: string): Record<string, unknown>[] {
  const found = z
    .array(tableSchema)
    .parse(recorded.tables)
    .find(({ name }) => name === table);
  return (found?.rows ?? []).map((row) =>
    Object.fromEntries((found?.columns ?? []).map(({ name }, i) => [name, row[i]])),
  );
}
