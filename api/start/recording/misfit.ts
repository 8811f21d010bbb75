import type { RecordedTable } from './recorded-tables.ts';

/** The tables as they are now, and which of their columns want a value whenever a row is inserted. */
export interface TablesNow {
  readonly tables: readonly RecordedTable[];
  /** `table.column`: neither nullable nor filled by the database itself. */
  readonly required: ReadonlySet<string>;
}

/**
 * Why rows that were recorded cannot stand in the tables as they are now; null where they can. Tables and columns that
 * came since do no harm as long as the database can do without what nobody recorded.
 */
export function misfitOf(recorded: readonly RecordedTable[], now: TablesNow): string | null {
  for (const table of recorded) {
    const current = now.tables.find(({ name }) => name === table.name);
    if (!current) return `there is no table ${table.name} any more`;
    for (const { name, kind, refersTo } of table.columns) {
      const column = current.columns.find((one) => one.name === name);
      if (!column) return `there is no column ${table.name}.${name} any more`;
      if (column.kind !== kind || column.refersTo !== refersTo)
        return `the column ${table.name}.${name} is of another kind`;
    }
    const isRecorded = new Set(table.columns.map(({ name }) => name));
    const missing = current.columns.find(
      ({ name }) => !isRecorded.has(name) && now.required.has(`${table.name}.${name}`),
    );
    if (missing) return `the column ${table.name}.${missing.name} is new and wants a value`;
  }
  return null;
}
