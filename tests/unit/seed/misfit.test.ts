import { describe, expect, it } from 'vitest';
import { misfitOf } from '../../../api/start/recording/misfit.ts';
import type { RecordedTable } from '../../../api/start/recording/recorded-tables.ts';

const move: RecordedTable = {
  name: 'move',
  columns: [
    { name: 'move_id', kind: 'plain', refersTo: null },
    { name: 'baseline_version_id', kind: 'plain', refersTo: 'event_version.version_id' },
    { name: 'old_start', kind: 'instant', refersTo: null },
  ],
};
const team: RecordedTable = {
  name: 'team',
  columns: [{ name: 'name', kind: 'plain', refersTo: null }],
};
const more = (name: string): RecordedTable => ({
  ...move,
  columns: [...move.columns, { name, kind: 'plain', refersTo: null }],
});
const without = (name: string): RecordedTable => ({
  ...move,
  columns: move.columns.filter((column) => column.name !== name),
});
const [id, baseline, start] = move.columns;

describe('rows that were recorded', () => {
  it.each<[string, readonly RecordedTable[], readonly string[]]>([
    ['the tables are as they were', [move, team], ['move.move_id']],
    ['a table came since', [team, move, { name: 'forum', columns: team.columns }], ['forum.name']],
    ['a column came since that the database fills', [more('note'), team], []],
    ['the columns stand in another order', [{ ...move, columns: move.columns.toReversed() }, team], []],
  ])('fit where %s', (_when, tables, required) => {
    expect(misfitOf([move, team], { tables, required: new Set(required) })).toBeNull();
  });

  it.each<[string, readonly RecordedTable[], readonly string[]]>([
    ['there is no table team any more', [move], []],
    ['there is no column move.old_start any more', [without('old_start'), team], []],
    ['the column move.note is new and wants a value', [more('note'), team], ['move.note']],
    [
      'the column move.old_start is of another kind',
      [
        {
          name: 'move',
          columns: [id, baseline, start && { ...start, kind: 'date' as const }].flatMap((one) => one ?? []),
        },
        team,
      ],
      [],
    ],
    [
      'the column move.baseline_version_id is of another kind',
      [
        {
          name: 'move',
          columns: [id, baseline && { ...baseline, refersTo: 'event.event_id' }, start].flatMap(
            (one) => one ?? [],
          ),
        },
        team,
      ],
      [],
    ],
  ])('do not where %s', (why, tables, required) => {
    expect(misfitOf([move, team], { tables, required: new Set(required) })).toBe(why);
  });
});
