import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { Database } from './schema.ts';

export interface Connection {
  readonly db: Kysely<Database>;
  readonly pool: pg.Pool;
  /** Ends the pool after the queries under way. */
  close(): Promise<void>;
}

/**
 * Opens a pool of at most `max` connections. Instants arrive as epoch milliseconds, local dates as `YYYY-MM-DD`,
 * bigint and numeric as numbers (a bigint beyond 2^53 throws). Parsers are the pool's own: the job queue uses the same
 * driver and expects its defaults. Nothing is connected before the first query.
 */
export function connect(
  url: string,
  options: { max: number; onIdleError?: (error: Error) => void },
): Connection {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.max,
    connectionTimeoutMillis: 10_000,
    application_name: 'followthrough',
    types: { getTypeParser },
  });
  // An idle connection that the server closes is dropped and replaced by the pool; unheard, the event would end the process.
  pool.on('error', (error) => options.onIdleError?.(error));
  const db = new Kysely<Database>({ dialect: new PostgresDialect({ pool }) });
  return { db, pool, close: () => db.destroy() };
}

type Parse = (text: string) => unknown;

const parseTextArray = parserFor(1009);
const parseTimestamp = parserFor(pg.types.builtins.TIMESTAMPTZ);

const SCALARS: ReadonlyMap<number, Parse> = new Map<number, Parse>([
  [pg.types.builtins.TIMESTAMPTZ, parseInstant],
  [pg.types.builtins.DATE, (text: string) => text],
  [pg.types.builtins.INT8, parseBigint],
  [pg.types.builtins.NUMERIC, Number],
]);

/** PostgreSQL's type numbers of the arrays of the above. */
const ARRAYS: ReadonlyMap<number, Parse> = new Map<number, Parse>([
  [1185, arrayOf(parseInstant)],
  [1182, arrayOf((text) => text)],
  [1016, arrayOf(parseBigint)],
  [1231, arrayOf(Number)],
]);

function getTypeParser(type: number, format?: 'text' | 'binary'): unknown {
  const own = format === 'binary' ? undefined : (SCALARS.get(type) ?? ARRAYS.get(type));
  return own ?? pg.types.getTypeParser(type, format);
}

function parserFor(type: number): Parse {
  return pg.types.getTypeParser(type, 'text');
}

function parseInstant(text: string): number {
  const at = parseTimestamp(text);
  if (at instanceof Date) return at.getTime();
  if (typeof at === 'number') return at; // 'infinity' and '-infinity'
  throw new Error('The database sent an instant that cannot be read.');
}

function parseBigint(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new Error('The database sent a whole number beyond 2^53.');
  return value;
}

function arrayOf(parse: Parse): Parse {
  return (text) => {
    const entries = parseTextArray(text);
    if (!Array.isArray(entries)) throw new Error('The database sent an array that cannot be read.');
    return entries.map((entry: unknown) => (typeof entry === 'string' ? parse(entry) : entry));
  };
}
