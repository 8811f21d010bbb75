import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connect, type Connection } from '../../../api/store/connect.ts';
import { type FreshDatabase, freshDatabase } from '../../fakes/postgres.ts';

let database: FreshDatabase;
let app: Connection;

beforeAll(async () => {
  database = await freshDatabase();
  app = connect(database.appUrl, { max: 2 });
});

afterAll(async () => {
  await app.close();
  await database.drop();
});

async function valueOf(expression: string): Promise<unknown> {
  const { rows } = await sql.raw<{ value: unknown }>(`select ${expression} as value`).execute(app.db);
  return rows[0]?.value;
}

describe('a value from the database', () => {
  it.each([
    ['an instant', `timestamptz '2026-10-25 02:30:00+01'`, Date.UTC(2026, 9, 25, 1, 30)],
    [
      'an instant with microseconds',
      `timestamptz '2026-10-25 01:30:00.123456Z'`,
      Date.UTC(2026, 9, 25, 1, 30, 0, 123),
    ],
    ['the end of time', `timestamptz 'infinity'`, Infinity],
    ['no instant', `null::timestamptz`, null],
    ['a local date', `date '2026-03-29'`, '2026-03-29'],
    ['a count', `count(*)`, 1],
    ['a sum', `sum(x) from (values (1.25), (2.5)) as v (x)`, 3.75],
    ['many instants', `array[timestamptz '2026-01-01Z', null]`, [Date.UTC(2026, 0, 1), null]],
    ['many local dates', `array[date '2026-01-01', date '2026-01-02']`, ['2026-01-01', '2026-01-02']],
    ['many whole numbers', `array[1::bigint, 2]`, [1, 2]],
    ['many numerics', `array[1.5, 2.5]`, [1.5, 2.5]],
    ['an object', `'{"minutes": [30, 60]}'::jsonb`, { minutes: [30, 60] }],
    ['bytes', `'\\x00ff'::bytea`, Buffer.of(0, 255)],
  ])('that is %s arrives as the domain knows it', async (_title, expression, expected) => {
    // `sum` brings its own "from"; the alias then belongs behind the expression.
    const [value = '', from = ''] = expression.split(/ (?=from )/);
    expect(await valueOf(from === '' ? value : `(select ${value} ${from})`)).toEqual(expected);
  });

  it('that is a whole number beyond 2^53 is refused, not rounded', async () => {
    await expect(valueOf(`9007199254740993::bigint`)).rejects.toThrow('beyond 2^53');
  });

  it('leaves the driver as it was for others', async () => {
    const client = new pg.Client({ connectionString: database.appUrl });
    await client.connect();
    const { rows } = await client.query(`select 1::bigint as whole, timestamptz '2026-01-01Z' as instant`);
    await client.end();
    expect(rows).toEqual([{ whole: '1', instant: new Date(Date.UTC(2026, 0, 1)) }]);
  });
});

describe('a pool', () => {
  it('survives that the server ends its idle connections, and says so', async () => {
    const errors: Error[] = [];
    const other = connect(database.appUrl, { max: 1, onIdleError: (error) => errors.push(error) });
    const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(other.db);
    const closed = new Promise((resolve) => other.pool.once('remove', resolve));
    await sql`select pg_terminate_backend(${rows[0]?.pid})`.execute(app.db);
    await closed;
    expect(errors.map((error) => error.message)).toEqual([
      'terminating connection due to administrator command',
    ]);
    expect((await sql`select 1 as one`.execute(other.db)).rows).toEqual([{ one: 1 }]);
    await other.close();
  });
});
