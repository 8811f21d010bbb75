import { hashOf } from '../../shared/prompts/draw.ts';

/** Chance that falls the same each time for the same seed. */
export interface Dice {
  chance(share: number): boolean;
  between(from: number, to: number): number;
  /** Both ends included. */
  whole(from: number, to: number): number;
  /** One of the names, each as often as its weight says. */
  pick<T extends string>(weights: Readonly<Record<T, number>>): T;
}

export function diceOf(seed: string): Dice {
  let throws = 0;
  const next = (): number => {
    throws += 1;
    return hashOf(`${seed}|${throws}`) / 2 ** 32;
  };
  const between = (from: number, to: number): number => from + next() * (to - from);
  return {
    chance: (share) => next() < share,
    between,
    whole: (from, to) => Math.floor(between(from, to + 1)),
    pick: (weights) => pickOne(weights, next()),
  };
}

function pickOne<T extends string>(weights: Readonly<Record<T, number>>, share: number): T {
  // The keys of a record of T are T; Object.keys has forgotten it.
  const names = Object.keys(weights) as T[];
  let left = share * names.reduce((sum, name) => sum + weights[name], 0);
  for (const name of names) {
    left -= weights[name];
    if (left < 0) return name;
  }
  throw new RangeError('Nothing to pick from');
}
