import type { CalendarEvent } from '../calendar/event.ts';
import { ACTIVITY_TYPES } from './classification.ts';
import type { ActivityType, Because, Classification, ClassificationContext } from './classification.ts';
import { collectEvidence, type Evidence } from './evidence.ts';
import { explain } from './explain.ts';
import {
  ANSWERS,
  POINTS,
  POINTS_PER_NAT,
  READY_POINTS,
  type PointTable,
  type ReadyPoints,
} from './points.ts';
import { detectStateFilter, type StateFilter } from './state-filters.ts';

export const CLASSIFIER_VERSION = POINTS.version;

const STATE_WEIGHT = 100;
const STATE_CONFIDENCE = 0.99;
/** What an answer is worth at most where nothing in the event could tell. */
const UNKNOWABLE = 0.4;
const A_FEW = 2;

/**
 * What a stretch of calendar time is for, as an informed sales manager would judge it from the fields alone.
 * State filters first; then points for each class are added up, turned into a calibrated confidence, and held
 * back as `unsure` where nothing in the event could tell or the confidence is too low. Deterministic.
 */
export function classify(event: CalendarEvent, context: ClassificationContext): Classification {
  const state = detectStateFilter(event);
  return state
    ? classifyByState(state)
    : weighEvidence(collectEvidence(event, context), POINTS, READY_POINTS);
}

export function classifyByState(state: StateFilter): Classification {
  return {
    class: 'ignored',
    activity: state.activity,
    confidence: STATE_CONFIDENCE,
    top: 'ignored',
    because: [{ signal: state.signal, value: '', speaksFor: 'ignored', weight: STATE_WEIGHT }],
    classifierVersion: CLASSIFIER_VERSION,
  };
}

/** Points that corrections add to those of the table. */
export interface Taught {
  readonly classes: readonly number[];
  readonly activities: ReadonlyMap<ActivityType, number>;
  readonly because: readonly Because[];
}

export function weighEvidence(
  evidence: Evidence,
  table: PointTable,
  points: ReadyPoints,
  taught: Taught | null = null,
): Classification {
  const scores = addPoints(evidence, points);
  if (taught) for (const [at, worth] of taught.classes.entries()) scores[at] = (scores[at] ?? 0) + worth;
  const at = indexOfMost(scores);
  const top = ANSWERS[at] ?? 'internal';
  const measured = calibrate(shareOf(scores, at), table.calibration);
  const knowable = taught !== null || isKnowable(evidence);
  const confidence = knowable ? measured : Math.min(measured, UNKNOWABLE);
  return {
    class: knowable && confidence >= table.threshold ? top : 'unsure',
    activity: pickActivity(evidence, points, at, taught),
    confidence,
    top,
    because: explain(evidence, points, taught?.because),
    classifierVersion: table.version,
  };
}

function addPoints({ room, features }: Evidence, points: ReadyPoints): number[] {
  const rows = points[room.kind];
  let [selling, supporting, internal, ignored] = [0, 0, 0, 0];
  for (const feature of features) {
    const row = rows[feature];
    if (!row) continue;
    selling += row.classes[0] ?? 0;
    supporting += row.classes[1] ?? 0;
    internal += row.classes[2] ?? 0;
    ignored += row.classes[3] ?? 0;
  }
  return [selling, supporting, internal, ignored];
}

/**
 * Nobody could know from an empty room and empty words, unless they stand over a whole day, which is a marker more often
 * than not; nor from a bare question to a colleague or two; nor, without a title, who of a mixed room it was for.
 */
function isKnowable({ room, title, saysSomething, allDay }: Evidence): boolean {
  if (room.kind === 'alone') return saysSomething || (allDay && title !== '');
  if (room.kind === 'colleagues' && room.colleagues <= A_FEW && title.endsWith('?')) return saysSomething;
  return title !== '' || room.outsiders === 0 || room.colleagues < 2;
}

/** The share of the best class, were points the logarithms of odds. */
function shareOf(scores: readonly number[], best: number): number {
  const most = scores[best] ?? 0;
  let sum = 0;
  for (const score of scores) sum += Math.exp((score - most) / POINTS_PER_NAT);
  return 1 / sum;
}

function calibrate(share: number, knots: PointTable['calibration']): number {
  const above = knots.findIndex((knot) => share <= (knot[0] ?? 1));
  const [highX = 1, highY = 1] = knots[above] ?? [];
  const [lowX = 0, lowY = 0] = knots[above - 1] ?? [];
  const rise = highX > lowX ? (share - lowX) / (highX - lowX) : 1;
  return Math.round((lowY + rise * (highY - lowY)) * 1000) / 1000;
}

function pickActivity(
  { room, features }: Evidence,
  points: ReadyPoints,
  at: number,
  taught: Taught | null,
): ActivityType {
  const names = ACTIVITY_TYPES[ANSWERS[at] ?? 'internal'];
  const sums = names.map((name) => taught?.activities.get(name) ?? 0);
  for (const feature of features) {
    const worths = points[room.kind][feature]?.activities[at];
    if (worths)
      for (let name = 0; name < sums.length; name++) sums[name] = (sums[name] ?? 0) + (worths[name] ?? 0);
  }
  return names[indexOfMost(sums)] ?? names[0];
}

function indexOfMost(values: readonly number[]): number {
  let most = 0;
  for (let at = 1; at < values.length; at++) if ((values[at] ?? 0) > (values[most] ?? 0)) most = at;
  return most;
}
