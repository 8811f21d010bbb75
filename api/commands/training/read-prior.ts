import type { ActivityType } from '../../../shared/classification/classification.ts';
import { FACT_SOURCES, FEATURES } from '../../../shared/classification/evidence.ts';
import { CONCEPT_SOURCES } from '../../../shared/classification/lexicon.ts';
import { ACTIVITIES, ANSWERS } from '../../../shared/classification/points.ts';
import { ROOM_KINDS, type RoomKind } from '../../../shared/classification/room.ts';

/** Natural log-odds, before they become points: per class, and per activity within its class. */
export interface Row {
  readonly classes: number[];
  readonly activities: Map<ActivityType, number>;
}

/** Which entries of `speaks` apply to a room, nearest first, and how much of them. */
const SOURCES: Readonly<Record<RoomKind, readonly (readonly [string, number])[]>> = {
  alone: [
    ['alone', 1],
    ['inside', 1],
    ['any', 1],
  ],
  colleagues: [
    ['colleagues', 1],
    ['inside', 1],
    ['any', 1],
  ],
  customer: [
    ['customer', 1],
    ['buyer', 1],
    ['external', 1],
    ['any', 1],
  ],
  prospect: [
    ['prospect', 1],
    ['buyer', 1],
    ['external', 1],
    ['any', 1],
  ],
  caller: [
    ['caller', 1],
    ['buyer', 0.5],
    ['external', 1],
    ['any', 1],
  ],
  partner: [
    ['partner', 1],
    ['external', 1],
    ['any', 1],
  ],
  vendor: [
    ['vendor', 1],
    ['external', 1],
    ['any', 1],
  ],
};
const STATEMENT =
  /^(?<class>selling|supporting|internal|ignored)(?:\/(?<activity>[a-z_]+))?(?: (?<worth>-?[\d.]+))?(?: (?<within>-?[\d.]+))?$/;

/** The reviewed starting point of one feature in one room, as its lexicon or fact file states it. */
function readPrior(feature: string, room: RoomKind): Row {
  const speaks = feature.startsWith('word.')
    ? CONCEPT_SOURCES[feature.slice(5)]?.speaks
    : FACT_SOURCES[feature];
  const source = SOURCES[room].find(([key]) => speaks?.[key] !== undefined);
  const row: Row = { classes: [0, 0, 0, 0], activities: new Map() };
  const text = source && speaks?.[source[0]];
  if (!text) return row;
  for (const statement of text.split(',')) addStatement(row, statement.trim(), source[1], feature);
  return row;
}

/** Every feature that could have points in a room; a row may be all zero. */
export function listPriors(): Map<RoomKind, Map<string, Row>> {
  const rows = ROOM_KINDS.map(
    (room) => [room, new Map(FEATURES.map((feature) => [feature, readPrior(feature, room)]))] as const,
  );
  return new Map(rows);
}

function addStatement(row: Row, statement: string, share: number, feature: string): void {
  const groups = STATEMENT.exec(statement)?.groups;
  const at = ANSWERS.findIndex((answer) => answer === groups?.['class']);
  if (!groups || at < 0)
    throw new Error(`${feature}: "${statement}" is not "class/activity points [points of the activity]"`);
  const worth = Number(groups['worth'] ?? 0) * share;
  row.classes[at] = (row.classes[at] ?? 0) + worth;
  const activity = ACTIVITIES.find((name) => name === groups['activity']);
  if (groups['activity'] !== undefined && !activity)
    throw new Error(`${feature}: no activity "${groups['activity']}"`);
  if (activity)
    row.activities.set(
      activity,
      groups['within'] === undefined ? Math.abs(worth) : Number(groups['within']) * share,
    );
}
