import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Transaction } from 'kysely';
import type { GraphPort } from '../../api/graph/port.ts';
import { connect } from '../../api/store/connect.ts';
import { ensureRolesAndDatabase } from '../../api/store/database-roles.ts';
import { addDomains } from '../../api/store/domain-store.ts';
import { startEmbeddedPostgres } from '../../api/store/embedded-postgres.ts';
import { createVault } from '../../api/store/encryption.ts';
import { addMailboxes } from '../../api/store/mailbox-store.ts';
import { migrate } from '../../api/store/migrate.ts';
import { migrations } from '../../api/store/migrations/all.ts';
import { createPersonStore } from '../../api/store/person-store.ts';
import type { Database } from '../../api/store/schema.ts';
import { openStore } from '../../api/store/transaction.ts';
import type { SyncDeps } from '../../api/sync/sync-deps.ts';
import { syncMailbox } from '../../api/sync/sync-mailbox.ts';
import { defaultWorkingHours } from '../../shared/calendar/working-hours.ts';
import { DAY } from '../../shared/calendar/time.ts';
import { classify, CLASSIFIER_VERSION } from '../../shared/classification/classify.ts';
import { recordDecisions } from '../factories/decisions.ts';

export interface IngestSpeed {
  readonly id: string;
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  readonly bar: string;
  readonly pass: boolean;
}

type Trx = Transaction<Database>;

const FIXTURE = new URL('../fixtures/classification/dev.jsonl', import.meta.url);
const TENANT = '5f0c3b5e-1111-4222-8333-944455556666';
const NOW = Date.parse('2026-11-25T09:05:00Z');
const EVENTS = 2_600;
const TRIALS = 7;
const ROWS_PER_STATEMENT = 1_000;

/**
 * B2: a back-fill of 26 weeks from Graph's pages (JSON → parse → version → classify → weekly sums, committed) against
 * multi-row inserts of the event rows that it wrote, by turns on one server.
 */
export async function run(): Promise<IngestSpeed[]> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'followthrough-bench-'));
  const server = await startEmbeddedPostgres({ dataDir, report: () => undefined });
  const urls = await ensureRolesAndDatabase({ ...server, database: 'bench' });
  await migrate(urls.ownerUrl, migrations, () => undefined);
  const connection = connect(urls.appUrl, { max: 2 });
  try {
    const store = openStore(connection.db, TENANT);
    const asWorker = store.as({ kind: 'worker' });
    const deps = depsOf(store);
    await asWorker((trx) => prepare(trx, deps));
    const ingested: number[] = [];
    const inserted: number[] = [];
    for (let trial = 0; trial <= TRIALS; trial += 1) {
      const personId = await asWorker((trx) => addRep(trx, deps, trial));
      const ingest = await timed(() => syncMailbox(personId, deps));
      if (ingest.result.kind !== 'synced' || ingest.result.newVersions !== EVENTS)
        throw new Error(`The calendar was not read: ${JSON.stringify(ingest.result)}`);
      const rows = await asWorker((trx) => takeRows(trx, personId));
      const insert = await timed(() => asWorker((trx) => insertRows(trx, rows)));
      // The first turn warms up.
      if (trial === 0) continue;
      ingested.push(ingest.milliseconds);
      inserted.push(insert.milliseconds);
    }
    return rowsOf(median(ingested), median(inserted));
  } finally {
    await connection.close();
    await server.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

function rowsOf(ingest: number, insert: number): IngestSpeed[] {
  const ratio = Math.round((insert / ingest) * 100) / 100;
  return [
    {
      id: 'B2',
      what: `ingest of ${EVENTS} events from Graph pages (${Math.round((EVENTS / ingest) * 1_000)} a second), speed against multi-row inserts of the same rows`,
      value: ratio,
      unit: '×',
      bar: '≥ 0.25',
      pass: ratio >= 0.25,
    },
  ];
}

function depsOf(store: SyncDeps['store']): SyncDeps {
  const pages = pagesOf();
  const away = (): Promise<never> => Promise.reject(new Error('not part of the bench'));
  const graph: GraphPort = {
    fetchCalendarView: async () => pages.flatMap((page): unknown[] => JSON.parse(page)),
    fetchDelta: async () => ({
      touchedIds: new Set(),
      removedIds: new Set(),
      deltaLink: 'https://graph.microsoft.com/v1.0/delta',
    }),
    fetchEvent: away,
    fetchSeriesMaster: away,
    fetchPeople: away,
    fetchMailboxSettings: away,
    fetchGroups: away,
    fetchGroupMembers: away,
    createSubscription: away,
    renewSubscription: away,
    deleteSubscription: away,
    listSubscriptions: away,
  };
  return {
    store,
    graph,
    vault: createVault({
      dataKey: Buffer.alloc(32, 1).toString('base64'),
      indexKey: Buffer.alloc(32, 2).toString('base64'),
    }),
    clock: { now: () => NOW },
    classify,
    classifierVersion: CLASSIFIER_VERSION,
    holidaysBetween: () => [],
  };
}

/** The labelled events of one tenant over and over, each with a title, an id and a time of its own. */
function pagesOf(): string[] {
  const lines = readFileSync(FIXTURE, 'utf8').split('\n').filter(Boolean);
  const sources = lines
    .map((line): { event: Record<string, unknown> } => JSON.parse(line))
    .map(({ event }) => event);
  const rows = Array.from({ length: EVENTS }, (_, index) =>
    rowOf(sources[index % sources.length] ?? {}, index),
  );
  return [0, 1, 2].map((page) => JSON.stringify(rows.slice(page * 1_000, (page + 1) * 1_000)));
}

function rowOf(event: Record<string, unknown>, index: number): object {
  const isSeries = event['type'] !== 'singleInstance';
  const start =
    Date.parse('2026-06-01T07:00:00Z') + Math.floor(index / 12) * DAY + (index % 12) * 45 * 60_000;
  const wall = (at: number) => ({
    dateTime: `${new Date(at).toISOString().slice(0, -1)}0000`,
    timeZone: 'UTC',
  });
  const times = event['isAllDay'] === true ? {} : { start: wall(start), end: wall(start + 45 * 60_000) };
  return {
    ...event,
    ...times,
    '@odata.etag': `W/"${index}"`,
    id: `AAkALgAAAAAAHYQDEapmEc2byACqAC-EWg0A${String(index).padStart(40, '0')}AAA=`,
    iCalUId: `040000008200E00074C5B7101A82E00800000000${String(isSeries ? index % 40 : index).padStart(72, '0')}`,
    subject: `${String(event['subject'])} ${index}`,
    createdDateTime: '2026-05-01T08:00:00.0000000Z',
    lastModifiedDateTime: '2026-05-02T08:00:00.0000000Z',
    originalStartTimeZone: 'W. Europe Standard Time',
  };
}

async function prepare(trx: Trx, deps: SyncDeps): Promise<void> {
  await recordDecisions(trx, { weeks: 26, at: NOW });
  await addDomains(trx, deps.vault, 'own', ['nordvik.example', 'nordvik-norge.example'], NOW);
  await addDomains(
    trx,
    deps.vault,
    'customer',
    ['granlund.example', 'tegelform.example', 'havsby.example'],
    NOW,
  );
}

async function addRep(trx: Trx, deps: SyncDeps, number: number): Promise<string> {
  const people = createPersonStore(deps.vault);
  const entraId = `00000000-0000-4000-a000-${String(number).padStart(12, '0')}`;
  const timeZone = 'Europe/Stockholm';
  await people.saveEntries(trx, [
    {
      entraId,
      name: 'Anna Wik',
      address: 'anna.wik@nordvik.example',
      otherAddresses: [],
      language: 'sv',
      timeZone,
      country: 'SE',
      workingHours: defaultWorkingHours(timeZone),
    },
  ]);
  const person = await people.findByEntraId(trx, entraId);
  if (person === null) throw new Error('There is no rep.');
  const { personId } = person;
  await trx.updateTable('person').set({ is_rep: true }).where('person_id', '=', personId).execute();
  await addMailboxes(trx, [personId], NOW);
  await trx
    .insertInto('notice')
    .values({ person_id: personId, told_at: new Date(0), reading_from: new Date(0) })
    .execute();
  return personId;
}

type Row = Record<string, unknown>;
type Tables = { event: Row; event_version: Row };

/** What was written, taken out again; instants as the driver wants them. */
async function takeRows(trx: Trx, personId: string): Promise<Record<keyof Tables, readonly Row[]>> {
  const events = await trx.selectFrom('event').selectAll().where('person_id', '=', personId).execute();
  const versions = await trx
    .selectFrom('event_version')
    .selectAll()
    .where('person_id', '=', personId)
    .execute();
  await trx.deleteFrom('event').where('person_id', '=', personId).execute();
  return {
    event: events.map(writable),
    event_version: versions.map(writable),
  };
}

/** Without the number that the database gives. */
function writable(row: object): Row {
  const isInstant = (name: string, value: unknown): value is number =>
    typeof value === 'number' && /_at$|^valid_/.test(name);
  const columns = Object.entries(row).filter(([name]) => name !== 'version_id');
  return Object.fromEntries(
    columns.map(([name, value]: [string, unknown]) => [
      name,
      isInstant(name, value) ? new Date(value) : value,
    ]),
  );
}

async function insertRows(trx: Trx, rows: Record<keyof Tables, readonly Row[]>): Promise<void> {
  const plain = trx.withTables<Tables>();
  for (const table of ['event', 'event_version'] as const)
    for (let from = 0; from < rows[table].length; from += ROWS_PER_STATEMENT)
      await plain
        .insertInto(table)
        .values(rows[table].slice(from, from + ROWS_PER_STATEMENT))
        .execute();
}

async function timed<T>(act: () => Promise<T>): Promise<{ result: T; milliseconds: number }> {
  const begun = performance.now();
  const result = await act();
  return { result, milliseconds: performance.now() - begun };
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
