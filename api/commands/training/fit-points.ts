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

const PACE = 0.15;
const FIRST_TRACK = 1e-8;

/**
 * Maximum a posteriori multinomial logistic regression around reviewed weights: a weight leaves its prior only as far
 * as examples demand, half by itself and half with its kin. Full-batch Adagrad (Duchi et al. 2011) from the prior, so
 * the result is the same every time.
 */
export function fitWeights(
  prior: readonly (readonly number[])[],
  examples: readonly Example[],
  { firmness, rounds, kin }: FitOptions,
): number[][] {
  const answers = prior[0]?.length ?? 0;
  const start = Float64Array.from(prior.flat());
  const own = makeDeltas(start.length);
  const shared = makeDeltas((Math.max(-1, ...kin) + 1) * answers);
  const kinPlaces = Int32Array.from(
    kin.flatMap((place) => Array.from({ length: answers }, (_, at) => place * answers + at)),
  );
  const weights = new Float64Array(start.length);
  for (let round = 0; round <= rounds; round++) {
    for (let at = 0; at < weights.length; at++) {
      weights[at] = (start[at] ?? 0) + (own.delta[at] ?? 0) + (shared.delta[kinPlaces[at] ?? 0] ?? 0);
    }
    if (round === rounds) break;
    const slopes = sumSlopes(weights, examples, answers);
    const sharedSlopes = new Float64Array(shared.delta.length);
    for (let at = 0; at < slopes.length; at++) {
      const place = kinPlaces[at] ?? 0;
      sharedSlopes[place] = (sharedSlopes[place] ?? 0) + (slopes[at] ?? 0);
    }
    step(own, slopes, firmness);
    step(shared, sharedSlopes, firmness);
  }
  return prior.map((row, feature) => row.map((_, at) => weights[feature * answers + at] ?? 0));
}

interface Deltas {
  readonly delta: Float64Array;
  readonly track: Float64Array;
}

function makeDeltas(length: number): Deltas {
  return { delta: new Float64Array(length), track: new Float64Array(length).fill(FIRST_TRACK) };
}

/** The slope of the examples' loss in every weight. */
function sumSlopes(weights: Float64Array, examples: readonly Example[], answers: number): Float64Array {
  const slopes = new Float64Array(weights.length);
  const chances = new Float64Array(answers);
  for (const { features, answer, weight } of examples) {
    fillChances(chances, weights, features);
    for (const feature of features) {
      const place = feature * answers;
      for (let at = 0; at < answers; at++) {
        const miss = (chances[at] ?? 0) - (at === answer ? 1 : 0);
        slopes[place + at] = (slopes[place + at] ?? 0) + weight * miss;
      }
    }
  }
  return slopes;
}

/** Softmax of the sums of the features' weights. */
function fillChances(chances: Float64Array, weights: Float64Array, features: readonly number[]): void {
  const answers = chances.length;
  chances.fill(0);
  for (const feature of features) {
    for (let at = 0; at < answers; at++)
      chances[at] = (chances[at] ?? 0) + (weights[feature * answers + at] ?? 0);
  }
  const most = Math.max(...chances);
  let total = 0;
  for (let at = 0; at < answers; at++) {
    chances[at] = Math.exp((chances[at] ?? 0) - most);
    total += chances[at] ?? 0;
  }
  for (let at = 0; at < answers; at++) chances[at] = (chances[at] ?? 0) / total;
}

function step({ delta, track }: Deltas, slopes: Float64Array, firmness: number): void {
  for (let at = 0; at < delta.length; at++) {
    const slope = (slopes[at] ?? 0) + firmness * (delta[at] ?? 0);
    if (slope === 0) continue;
    track[at] = (track[at] ?? 0) + slope * slope;
    delta[at] = (delta[at] ?? 0) - (PACE * slope) / Math.sqrt(track[at] ?? 1);
  }
}
