import { ACTIVITY_TYPES } from '../../../shared/classification/classification.ts';
import { collectEvidence, FEATURES, type Evidence } from '../../../shared/classification/evidence.ts';
import { CONCEPT_SOURCES } from '../../../shared/classification/lexicon.ts';
import {
  ACTIVITIES,
  ANSWERS,
  POINTS_PER_NAT,
  type PointTable,
} from '../../../shared/classification/points.ts';
import { ROOM_KINDS, type RoomKind } from '../../../shared/classification/room.ts';
import { detectStateFilter } from '../../../shared/classification/state-filters.ts';
import { fitWeights, type Example } from './fit-points.ts';
import { forgetWords } from './forget-words.ts';
import type { LabelledEvent } from './labelled-events.ts';
import { listPriors } from './read-prior.ts';

export interface TrainingSet {
  readonly events: readonly LabelledEvent[];
  /** How much each event counts. */
  readonly weight: number;
  /** False where the set's activities are coarse. */
  readonly activities: boolean;
}

/** Rooms between which a feature mostly means the same. */
const KIN: Readonly<Record<RoomKind, number>> = {
  alone: 0,
  colleagues: 1,
  customer: 2,
  prospect: 2,
  caller: 3,
  partner: 4,
  vendor: 4,
};
const FIRMNESS = { classes: 1.5, activities: 2.5 };
const ROUNDS = 250;
const FORGETFUL_SHARE = 0.5;
const priors = listPriors();

type Rooms = PointTable['rooms'];

/** Points for every room and feature that has any: the reviewed prior, moved as far as the labelled events demand. */
export function trainTable(sets: readonly TrainingSet[]): Rooms {
  const classes = trainClasses(sets);
  const activities = trainActivities(sets);
  const rooms: Record<string, Record<string, { classes: number[]; activities: Record<string, number> }>> = {};
  for (const [roomAt, room] of ROOM_KINDS.entries()) {
    const rows: Record<string, { classes: number[]; activities: Record<string, number> }> = {};
    for (const [at, feature] of FEATURES.entries()) {
      const row = (classes[roomAt * FEATURES.length + at] ?? []).map(toPoints);
      const within = namedPoints(activities[roomAt * FEATURES.length + at] ?? []);
      if (row.some((points) => points !== 0) || Object.keys(within).length > 0)
        rows[feature] = { classes: row, activities: within };
    }
    rooms[room] = rows;
  }
  return rooms;
}

function trainClasses(sets: readonly TrainingSet[]): number[][] {
  const prior = ROOM_KINDS.flatMap((room) =>
    FEATURES.map((feature) => priors.get(room)?.get(feature)?.classes ?? [0, 0, 0, 0]),
  );
  const examples = examplesOf(sets, (event) => ANSWERS.indexOf(event.label));
  return fitWeights(prior, examples, { firmness: FIRMNESS.classes, rounds: ROUNDS, kin: kinOf() });
}

/** One fit per class, among its activities, from the events of that class. */
function trainActivities(sets: readonly TrainingSet[]): number[][] {
  const rows = ROOM_KINDS.flatMap(() => FEATURES.map(() => ACTIVITIES.map(() => 0)));
  for (const answer of ANSWERS) {
    const names = ACTIVITY_TYPES[answer];
    const offset = ACTIVITIES.indexOf(names[0]);
    const prior = ROOM_KINDS.flatMap((room) =>
      FEATURES.map((feature) =>
        names.map((name) => priors.get(room)?.get(feature)?.activities.get(name) ?? 0),
      ),
    );
    const fitting = sets
      .filter((set) => set.activities)
      .map((set) => ({ ...set, events: set.events.filter((event) => event.label === answer) }));
    const examples = examplesOf(fitting, (event) => ACTIVITIES.indexOf(event.activity) - offset);
    const fitted = fitWeights(prior, examples, {
      firmness: FIRMNESS.activities,
      rounds: ROUNDS,
      kin: kinOf(),
    });
    for (const [at, row] of fitted.entries())
      for (const [name, worth] of row.entries()) {
        const target = rows[at];
        if (target) target[offset + name] = worth;
      }
  }
  return rows;
}

/** Each event twice: with all its words, and with some forgotten, at half the weight. */
function examplesOf(sets: readonly TrainingSet[], answerOf: (event: LabelledEvent) => number): Example[] {
  return sets.flatMap((set) =>
    set.events
      .filter((event) => event.answerable && detectStateFilter(event.event) === null)
      .flatMap((event) => {
        const evidence = collectEvidence(event.event, event.context);
        const answer = answerOf(event);
        const full = { features: featuresOf(evidence), answer, weight: set.weight };
        const partial = forgetWords(evidence, event.id);
        if (partial === evidence) return [full];
        return [full, { features: featuresOf(partial), answer, weight: set.weight * FORGETFUL_SHARE }];
      }),
  );
}

/**
 * A fact, and a word that says nothing of the purpose, takes part only in the rooms that its file names; any other word may
 * turn out to matter in any.
 */
function takesPart(room: RoomKind, feature: string): boolean {
  const row = priors.get(room)?.get(feature);
  return (
    (feature.startsWith('word.') && !CONCEPT_SOURCES[feature.slice('word.'.length)]?.empty) ||
    (row !== undefined && (row.activities.size > 0 || row.classes.some((worth) => worth !== 0)))
  );
}

function featuresOf(evidence: Evidence): number[] {
  const offset = ROOM_KINDS.indexOf(evidence.room.kind) * FEATURES.length;
  const taking = evidence.features.filter((feature) =>
    takesPart(evidence.room.kind, FEATURES[feature] ?? ''),
  );
  return taking.map((feature) => offset + feature);
}

function kinOf(): number[] {
  return ROOM_KINDS.flatMap((room) => FEATURES.map((_, at) => KIN[room] * FEATURES.length + at));
}

function toPoints(worth: number): number {
  return Math.round(worth * POINTS_PER_NAT) || 0;
}

function namedPoints(row: readonly number[]): Record<string, number> {
  const pairs = row.map((worth, at) => [ACTIVITIES[at] ?? '', toPoints(worth)] as const);
  return Object.fromEntries(pairs.filter(([, points]) => points !== 0));
}
