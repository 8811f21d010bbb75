/** One labelled example: features present (their places), the right answer and how much it counts. */
export interface Example {
  readonly features: readonly number[];
  readonly answer: number;
  readonly weight: number;
}

export interface FitOptions {
  /** How firmly a weight is held to its prior; larger is firmer. */
  readonly firmness: number;
  readonly rounds: number;
  /** A weight moves together with its kin: the same feature in like rooms. Place of the kin per feature. */
  readonly kin: readonly number[];
}

/**
 * Maximum a posteriori multinomial logistic regression around reviewed weights: a weight leaves its prior only as far
 * as examples demand. Full-batch Adagrad (Duchi et al. 2011) from the prior, so the result is the same every time.
 */
export function fitWeights(
  prior: readonly (readonly number[])[],
  examples: readonly Example[],
  { firmness, rounds, kin }: FitOptions,
): number[][] {
  const answers = prior[0]?.length ?? 0;
  const own = prior.map(() => new Float64Array(answers));
  const shared = Array.from({ length: Math.max(-1, ...kin) + 1 }, () => new Float64Array(answers));
  const ownTrack = prior.map(() => new Float64Array(answers).fill(1e-8));
  const sharedTrack = shared.map(() => new Float64Array(answers).fill(1e-8));
  const weigh = (feature: number, answer: number): number =>
    (prior[feature]?.[answer] ?? 0) +
    (own[feature]?.[answer] ?? 0) +
    (shared[kin[feature] ?? 0]?.[answer] ?? 0);
  for (let round = 0; round < rounds; round++) {
    const ownSlope = own.map((delta) => delta.map((value) => value * firmness));
    const sharedSlope = shared.map((delta) => delta.map((value) => value * firmness));
    for (const { features, answer, weight } of examples) {
      const chances = softmax(
        Array.from({ length: answers }, (_, at) => sum(features, (feature) => weigh(feature, at))),
      );
      for (let at = 0; at < answers; at++) {
        const slope = weight * ((chances[at] ?? 0) - (at === answer ? 1 : 0));
        for (const feature of features) {
          bump(ownSlope[feature], at, slope);
          bump(sharedSlope[kin[feature] ?? 0], at, slope);
        }
      }
    }
    step(own, ownSlope, ownTrack);
    step(shared, sharedSlope, sharedTrack);
  }
  return prior.map((row, feature) => row.map((_, answer) => weigh(feature, answer)));
}

export function softmax(scores: readonly number[]): number[] {
  const most = Math.max(...scores);
  const powers = scores.map((score) => Math.exp(score - most));
  const total = powers.reduce((all, power) => all + power, 0);
  return powers.map((power) => power / total);
}

const PACE = 0.15;

function step(deltas: Float64Array[], slopes: readonly Float64Array[], tracks: Float64Array[]): void {
  for (const [row, delta] of deltas.entries()) {
    const slope = slopes[row];
    const track = tracks[row];
    if (!slope || !track) continue;
    for (let at = 0; at < delta.length; at++) {
      const value = slope[at] ?? 0;
      if (value === 0) continue;
      track[at] = (track[at] ?? 0) + value * value;
      delta[at] = (delta[at] ?? 0) - (PACE * value) / Math.sqrt(track[at] ?? 1);
    }
  }
}

function bump(row: Float64Array | undefined, at: number, by: number): void {
  if (row) row[at] = (row[at] ?? 0) + by;
}

function sum(places: readonly number[], of: (place: number) => number): number {
  let total = 0;
  for (const place of places) total += of(place);
  return total;
}
