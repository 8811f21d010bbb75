import { collectEvidence, FACT_COUNT, type Evidence } from '../../../shared/classification/evidence.ts';
import { readyPoints, type PointTable } from '../../../shared/classification/points.ts';
import { weighEvidence } from '../../../shared/classification/classify.ts';
import { detectStateFilter } from '../../../shared/classification/state-filters.ts';
import type { LabelledEvent } from './labelled-events.ts';
import { trainTable, type TrainingSet } from './train-table.ts';

/** An event judged by a table that never saw it: the share of the best class, and whether it was right. */
export interface Trial {
  readonly share: number;
  readonly right: boolean;
}

const RAW = {
  calibration: [
    [0, 0],
    [1, 1],
  ],
  threshold: 0,
  version: 'raw',
} as const;
const FOLDS = 5;
/** Of the words found, one in so many is made unknown in a second trial, as other people's words would be. */
const FORGOTTEN = 5;
/** Knots hold at least this many trials, so that none rests on a handful. */
const TRIALS_PER_KNOT = 60;
/** No answer is surer than this: what no trial contradicted may still be wrong. */
const SUREST = 0.985;

/** Each set judged in turn by tables trained without it: tenant by tenant where there are several, else in folds. */
export function runTrials(sets: readonly TrainingSet[]): Trial[] {
  return sets.flatMap((set) =>
    (set.activities ? partsOf(set.events) : []).flatMap((part) => judge(part, without(sets, part))),
  );
}

/** Training sets less some events. */
export function without(sets: readonly TrainingSet[], part: readonly LabelledEvent[]): TrainingSet[] {
  const out = new Set(part);
  return sets.map((set) => ({ ...set, events: set.events.filter((event) => !out.has(event)) }));
}

/** The events of each tenant; a single tenant's in folds by place. */
export function partsOf(events: readonly LabelledEvent[]): LabelledEvent[][] {
  const tenants = Map.groupBy(events, (event) => event.tenant);
  if (tenants.size > 1) return [...tenants.values()];
  return [...Map.groupBy(events.entries(), ([at]) => at % FOLDS).values()].map((fold) =>
    fold.map(([, event]) => event),
  );
}

/** Isotonic regression by pooling adjacent violators (Ayer et al. 1955), thinned to knots. */
export function fitCalibration(trials: readonly Trial[]): number[][] {
  const sorted = [...trials].sort((a, b) => a.share - b.share);
  const pools: { share: number; right: number; count: number }[] = [];
  for (let at = 0; at < sorted.length; at += TRIALS_PER_KNOT) {
    const chunk = sorted.slice(at, at + TRIALS_PER_KNOT * (at + 2 * TRIALS_PER_KNOT > sorted.length ? 2 : 1));
    if (at + 2 * TRIALS_PER_KNOT > sorted.length) at = sorted.length;
    pools.push({
      share: chunk.reduce((sum, trial) => sum + trial.share, 0),
      right: chunk.filter((trial) => trial.right).length,
      count: chunk.length,
    });
    pool(pools);
  }
  const knots = pools.map(({ share, right, count }) => [
    round(share / count),
    round(Math.min(SUREST, (right + 1) / (count + 2))),
  ]);
  const rising = knots.filter((knot, at) => at === 0 || knot[1] !== knots[at - 1]?.[1]);
  return [[0, 0], ...rising, [1, rising.at(-1)?.[1] ?? 1]];
}

function pool(pools: { share: number; right: number; count: number }[]): void {
  for (
    let last = pools.at(-1), before = pools.at(-2);
    last && before;
    last = pools.at(-1), before = pools.at(-2)
  ) {
    if (before.right / before.count <= last.right / last.count) return;
    pools.splice(-2, 2, {
      share: before.share + last.share,
      right: before.right + last.right,
      count: before.count + last.count,
    });
  }
}

function judge(events: readonly LabelledEvent[], sets: readonly TrainingSet[]): Trial[] {
  const table: PointTable = { ...RAW, rooms: trainTable(sets) };
  const points = readyPoints(table.rooms);
  const judged = events.filter((event) => event.answerable && detectStateFilter(event.event) === null);
  return judged.flatMap(({ id, event, context, label }) => {
    const evidence = collectEvidence(event, context);
    return [evidence, forgetWords(evidence, id)].flatMap((seen) => {
      const found = weighEvidence(seen, table, points);
      return found.class === 'unsure' ? [] : [{ share: found.confidence, right: found.top === label }];
    });
  });
}

/** Which words are forgotten depends on the event's id alone, so that every run forgets the same. */
function forgetWords(evidence: Evidence, id: string): Evidence {
  const features = evidence.features.filter(
    (feature) => feature < FACT_COUNT || scatter(`${id} ${feature}`) % FORGOTTEN !== 0,
  );
  return {
    ...evidence,
    features,
    saysSomething: evidence.saysSomething && features.some((feature) => feature >= FACT_COUNT),
  };
}

/** Fowler–Noll–Vo 1a. */
function scatter(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193) >>> 0;
  return hash;
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
