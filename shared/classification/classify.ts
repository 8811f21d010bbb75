import type { CalendarEvent } from '../calendar/event.ts';
import { ACTIVITY_TYPES } from './classification.ts';
import type { ActivityType, Because, Classification, ClassificationContext } from './classification.ts';
import { collectEvidence, FEATURES, type Evidence } from './evidence.ts';
import {
  ACTIVITIES,
  ANSWERS,
  compilePoints,
  POINTS,
  POINTS_PER_NAT,
  type Answer,
  type CompiledPoints,
  type PointTable,
} from './points.ts';
import { detectStateFilter, type StateFilter } from './state-filters.ts';

export const CLASSIFIER_VERSION = POINTS.version;

const STATE_WEIGHT = 100;
const MOST_REASONS = 4;
/** A reason of fewer points than this is noise to a reader. */
const SMALLEST_REASON = 3;
const UNKNOWABLE = 0.4;

/**
 * What a stretch of calendar time is for, as an informed sales manager would judge it from the fields alone.
 * State filters first; then points for each class are added up, turned into a calibrated confidence, and held
 * back as `unsure` where nothing in the event could tell or the confidence is too low. Deterministic.
 */
export function classify(event: CalendarEvent, context: ClassificationContext): Classification {
  const state = detectStateFilter(event);
  return state ? byState(state) : weighEvidence(collectEvidence(event, context), POINTS, compiled);
}

const compiled = compilePoints(POINTS.rooms);

function byState(state: StateFilter): Classification {
  return {
    class: 'ignored',
    activity: state.activity,
    confidence: 0.99,
    top: 'ignored',
    because: [{ signal: state.signal, value: '', speaksFor: 'ignored', weight: STATE_WEIGHT }],
    classifierVersion: CLASSIFIER_VERSION,
  };
}

export function weighEvidence(evidence: Evidence, table: PointTable, points: CompiledPoints): Classification {
  const scores = addPoints(evidence, points);
  const top = ANSWERS[indexOfMost(scores)] ?? 'internal';
  const share = shareOf(scores);
  const knowable = isKnowable(evidence);
  const measured = calibrate(share, table.calibration);
  const confidence = knowable ? measured : Math.min(measured, UNKNOWABLE);
  return {
    class: knowable && confidence >= table.threshold ? top : 'unsure',
    activity: pickActivity(evidence, points, top),
    confidence,
    top,
    because: explain(evidence, points),
    classifierVersion: table.version,
  };
}

function addPoints(evidence: Evidence, points: CompiledPoints): number[] {
  const scores = [0, 0, 0, 0];
  for (const { feature } of evidence.findings) {
    const row = points.classes(evidence.room.kind, feature);
    if (row) for (let at = 0; at < scores.length; at++) scores[at] = (scores[at] ?? 0) + (row[at] ?? 0);
  }
  return scores;
}

/** Nobody could know from an empty room and empty words; nor, without a title, who of a mixed room it was for. */
function isKnowable({ room, title, saysSomething }: Evidence): boolean {
  if (room.kind === 'alone') return saysSomething;
  return title !== '' || room.outsiders === 0 || room.colleagues < 2;
}

/** The share of the best class, were points the logarithms of odds. */
function shareOf(scores: readonly number[]): number {
  const most = Math.max(...scores);
  return 1 / scores.reduce((sum, score) => sum + Math.exp((score - most) / POINTS_PER_NAT), 0);
}

function calibrate(share: number, knots: PointTable['calibration']): number {
  let [lowX, lowY] = [0, 0];
  for (const [x = 1, y = 1] of knots) {
    if (share <= x) return round(lowY + ((share - lowX) / (x - lowX || 1)) * (y - lowY));
    [lowX, lowY] = [x, y];
  }
  return round(lowY);
}

function pickActivity(evidence: Evidence, points: CompiledPoints, top: Answer): ActivityType {
  const sums = ACTIVITIES.map(() => 0);
  for (const { feature } of evidence.findings) {
    for (const [at, worth] of points.activities(evidence.room.kind, feature) ?? [])
      sums[at] = (sums[at] ?? 0) + worth;
  }
  const offset = ACTIVITIES.indexOf(ACTIVITY_TYPES[top][0]);
  const within = sums.slice(offset, offset + ACTIVITY_TYPES[top].length);
  return ACTIVITY_TYPES[top][indexOfMost(within)] ?? ACTIVITY_TYPES[top][0];
}

/** The strongest reasons: each by the class that it moves most, against what it gives the others on average. */
function explain(evidence: Evidence, points: CompiledPoints): Because[] {
  const reasons: Because[] = [];
  for (const { feature, value } of evidence.findings) {
    const row = points.classes(evidence.room.kind, feature);
    if (!row) continue;
    const mean = row.reduce((sum, worth) => sum + worth, 0) / row.length;
    const moved = row.map((worth) => Math.abs(worth - mean));
    const at = indexOfMost(moved);
    const weight = Math.round((row[at] ?? 0) - mean);
    if (Math.abs(weight) < SMALLEST_REASON) continue;
    reasons.push({
      signal: signalOf(feature, evidence),
      value: value(),
      speaksFor: ANSWERS[at] ?? 'internal',
      weight,
    });
  }
  return reasons.sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight)).slice(0, MOST_REASONS);
}

function signalOf(feature: number, evidence: Evidence): string {
  const name = FEATURES[feature] ?? '';
  if (name === 'room') return `room.${evidence.room.kind}`;
  return name.startsWith('word.') ? 'word' : `fact.${name}`;
}

function indexOfMost(values: readonly number[]): number {
  let most = 0;
  for (let at = 1; at < values.length; at++) if ((values[at] ?? 0) > (values[most] ?? 0)) most = at;
  return most;
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
