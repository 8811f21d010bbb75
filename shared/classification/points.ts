import { ACTIVITY_TYPES, type ActivityType, type TimeClass } from './classification.ts';
import { FEATURES } from './evidence.ts';
import { ROOM_KINDS, type RoomKind } from './room.ts';
import table from './weights.json' with { type: 'json' };

/** The classes that evidence speaks for, in the order of a row of points. */
export const ANSWERS = [
  'selling',
  'supporting',
  'internal',
  'ignored',
] as const satisfies readonly TimeClass[];
export type Answer = (typeof ANSWERS)[number];

/** The published table: per kind of room and feature the points for each class, and for activities within it. */
export interface PointTable {
  readonly version: string;
  readonly rooms: Readonly<Record<string, Readonly<Record<string, PointRow>>>>;
  /** Measured frequency of being right, by the share of the best class: pairs in rising order, linear between. */
  readonly calibration: readonly (readonly number[])[];
  /** Below this confidence the answer is "unsure". */
  readonly threshold: number;
}
export interface PointRow {
  /** Points for selling, supporting, internal, ignored. */
  readonly classes: readonly number[];
  readonly activities: Readonly<Record<string, number>>;
}

export const ACTIVITIES: readonly ActivityType[] = ANSWERS.flatMap((answer) => [...ACTIVITY_TYPES[answer]]);
export const POINTS: PointTable = table;
/** Ten points make one class e times as likely against another. */
export const POINTS_PER_NAT = 10;

/** A table made ready to be added up: rows by room and feature. */
export interface CompiledPoints {
  readonly classes: (room: RoomKind, feature: number) => readonly number[] | undefined;
  readonly activities: (
    room: RoomKind,
    feature: number,
  ) => readonly (readonly [number, number])[] | undefined;
}

export function compilePoints(rooms: PointTable['rooms']): CompiledPoints {
  const rows = ROOM_KINDS.map((room) => FEATURES.map((feature) => rooms[room]?.[feature]));
  const activities = rows.map((row) => row.map((points) => points && listActivities(points.activities)));
  const place = new Map<RoomKind, number>(ROOM_KINDS.map((room, at) => [room, at]));
  return {
    classes: (room, feature) => rows[place.get(room) ?? 0]?.[feature]?.classes,
    activities: (room, feature) => activities[place.get(room) ?? 0]?.[feature],
  };
}

function listActivities(points: Readonly<Record<string, number>>): (readonly [number, number])[] {
  const pairs: (readonly [number, number])[] = [];
  for (const [at, activity] of ACTIVITIES.entries()) {
    const found = points[activity];
    if (found !== undefined && found !== 0) pairs.push([at, found]);
  }
  return pairs;
}
