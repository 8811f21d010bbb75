/** An event judged by a table that never saw it: the share of the best class, and whether it was right. */
export interface Trial {
  readonly share: number;
  readonly right: boolean;
}

interface Pool {
  readonly share: number;
  readonly right: number;
  readonly count: number;
}

/** Knots hold at least this many trials, so that none rests on a handful. */
const TRIALS_PER_KNOT = 60;
/** No answer is surer than this: what no trial contradicted may still be wrong. */
const SUREST = 0.985;

/**
 * How often an answer is right, by the share of its class: isotonic regression by pooling adjacent violators (Ayer et
 * al. 1955) over groups of trials, as pairs [share, frequency] in rising order.
 */
export function fitCalibration(trials: readonly Trial[]): number[][] {
  const pools: Pool[] = [];
  for (const group of inGroups(trials.toSorted((a, b) => a.share - b.share))) {
    pools.push({
      share: group.reduce((sum, trial) => sum + trial.share, 0),
      right: group.filter((trial) => trial.right).length,
      count: group.length,
    });
    poolViolators(pools);
  }
  const knots = pools.map(({ share, right, count }) => [
    round(share / count),
    round(Math.min(SUREST, (right + 1) / (count + 2))),
  ]);
  const rising = knots.filter((knot, at) => at === 0 || knot[1] !== knots[at - 1]?.[1]);
  return [[0, 0], ...rising, [1, rising.at(-1)?.[1] ?? 1]];
}

/** Groups of equal size; what is left over goes to the last. */
function inGroups(sorted: readonly Trial[]): Trial[][] {
  const groups = Math.max(1, Math.floor(sorted.length / TRIALS_PER_KNOT));
  return Array.from({ length: groups }, (_, at) =>
    sorted.slice(at * TRIALS_PER_KNOT, at === groups - 1 ? undefined : (at + 1) * TRIALS_PER_KNOT),
  );
}

function poolViolators(pools: Pool[]): void {
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

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
