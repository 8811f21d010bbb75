import type { Classification } from '../../../shared/classification/classification.ts';
import { classifyByState, weighEvidence } from '../../../shared/classification/classify.ts';
import { collectEvidence } from '../../../shared/classification/evidence.ts';
import { POINTS, readyPoints, type PointTable } from '../../../shared/classification/points.ts';
import { detectStateFilter } from '../../../shared/classification/state-filters.ts';
import type { Trial } from './calibrate.ts';
import { forgetWords } from './forget-words.ts';
import type { LabelledEvent } from './labelled-events.ts';
import { trainTable, type TrainingSet } from './train-table.ts';

const FOLDS = 5;
const RAW: Omit<PointTable, 'rooms'> = {
  calibration: [
    [0, 0],
    [1, 1],
  ],
  threshold: 0,
  version: 'raw',
};

/** Each event of each set judged by points that were fitted without it, with all its words and with some forgotten. */
export function runTrials(sets: readonly TrainingSet[]): Trial[] {
  const fine = sets.filter((set) => set.activities);
  return fine.flatMap((set) =>
    partsOf(set.events).flatMap((part) => {
      const table = { ...RAW, rooms: trainTable(without(sets, part)) };
      return tryEvents(part, table);
    }),
  );
}

/** The events of one set, each judged by points fitted without its tenant. */
export function judgeUnseen(
  sets: readonly TrainingSet[],
  at: number,
): { id: string; found: Classification }[] {
  return partsOf(sets[at]?.events ?? []).flatMap((part) => {
    const table = { ...POINTS, rooms: trainTable(without(sets, part)) };
    const points = readyPoints(table.rooms);
    return part.map(({ id, event, context }) => {
      const state = detectStateFilter(event);
      return {
        id,
        found: state ? classifyByState(state) : weighEvidence(collectEvidence(event, context), table, points),
      };
    });
  });
}

function tryEvents(events: readonly LabelledEvent[], table: PointTable): Trial[] {
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

function without(sets: readonly TrainingSet[], part: readonly LabelledEvent[]): TrainingSet[] {
  const out = new Set(part);
  return sets.map((set) => ({ ...set, events: set.events.filter((event) => !out.has(event)) }));
}

/** The events of each tenant; a single tenant's in folds by place. */
function partsOf(events: readonly LabelledEvent[]): LabelledEvent[][] {
  const tenants = Map.groupBy(events, (event) => event.tenant);
  if (tenants.size > 1) return [...tenants.values()];
  const folds = Map.groupBy(events.entries(), ([at]) => at % FOLDS);
  return [...folds.values()].map((fold) => fold.map(([, event]) => event));
}
