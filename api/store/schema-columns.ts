import type { ColumnType, Generated, JSONColumnType } from 'kysely';

/** timestamptz: read as an instant (epoch milliseconds), written as a Date. */
export type At = ColumnType<number, Date, Date>;
export type AtOrNull = ColumnType<number | null, Date | null | undefined, Date | null>;
/** jsonb: written as a JSON string, because the driver would send an array as a PostgreSQL array. */
export type Json<T extends object> = JSONColumnType<T>;
export type JsonOrNull<T extends object> = ColumnType<T | null, string | null | undefined, string | null>;
/** bigint identity. */
export type Serial = Generated<number>;
/** Filled by the database from the transaction's tenant. */
export type Tenant = Generated<string>;
