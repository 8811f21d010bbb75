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
/** Ten points more make one class e times as likely against another. */
export const POINTS_PER_NAT = 10;

/** A row made ready: points per class, per class the points of its activities, and what it says most strongly. */
export interface ReadyRow {
  readonly classes: readonly number[];
  /** By class, then in the order of its activity types; null where the row has none for that class. */
  readonly activities: readonly (readonly number[] | null)[];
  readonly speaksFor: Answer;
  /** Points for or against that class, over what the others get on average. */
  readonly weight: number;
}
/** Rows by room, then by place of the feature. */
export type ReadyPoints = Readonly<Record<RoomKind, readonly (ReadyRow | undefined)[]>>;

export function readyPoints(rooms: PointTable['rooms']): ReadyPoints {
  const pairs = ROOM_KINDS.map(
    (room) => [room, FEATURES.map((name) => readyRow(rooms[room]?.[name]))] as const,
  );
  return { ...NO_POINTS, ...Object.fromEntries(pairs) };
}

/** How many times stronger. */
const AGAINST = 3;
const NO_POINTS: ReadyPoints = {
  alone: [],
  colleagues: [],
  customer: [],
  prospect: [],
  caller: [],
  partner: [],
  vendor: [],
};

/** The published table, ready to be added up. */
export const READY_POINTS = readyPoints(POINTS.rooms);

function readyRow(row: PointRow | undefined): ReadyRow | undefined {
  if (!row) return undefined;
  const mean = row.classes.reduce((sum, worth) => sum + worth, 0) / row.classes.length;
  const most = strongest(row.classes.map((worth) => worth - mean));
  const activities = ANSWERS.map((answer) => {
    const worths = ACTIVITY_TYPES[answer].map((name) => row.activities[name] ?? 0);
    return worths.some((worth) => worth !== 0) ? worths : null;
  });
  return {
    classes: row.classes,
    activities,
    speaksFor: ANSWERS[most] ?? 'internal',
    weight: Math.round((row.classes[most] ?? 0) - mean),
  };
}

/** What a row is for says more to a reader than what it is against, unless that is far the stronger. */
function strongest(over: readonly number[]): number {
  const least = over.indexOf(Math.min(...over));
  const most = over.indexOf(Math.max(...over));
  return -(over[least] ?? 0) > AGAINST * (over[most] ?? 0) ? least : most;
}
