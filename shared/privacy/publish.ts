import type { WithheldReason } from '../contract/team-time.ts';

/** Domain R2, fixed: a value needs this many reps with something in it, and none with more than this share. */
const CONTRIBUTORS = 3;
const LARGEST_SHARE = 0.5;
/** Domain R2: the minimum is a setting, never below four. */
const LOWEST_MINIMUM = 4;
export const DEFAULT_MINIMUM = 5;

/** @throws RangeError for a minimum that the rules do not allow. */
export function assertMinimum(minimum: number): void {
  if (!Number.isInteger(minimum) || minimum < LOWEST_MINIMUM)
    throw new RangeError(`A team's minimum is a whole number of at least ${LOWEST_MINIMUM}.`);
}

/**
 * Whether one value may stand for a group (R2): null when it may, else why not. `parts` are each rep's part of
 * the value, in any unit, none negative. A value that is zero for everybody is no value of anybody's and passes.
 */
export function judgeValue(parts: readonly number[]): 'few_contributing' | 'one_dominates' | null {
  const total = parts.reduce((sum, part) => sum + part, 0);
  if (total === 0) return null;
  if (parts.filter((part) => part > 0).length < CONTRIBUTORS) return 'few_contributing';
  return Math.max(...parts) > LARGEST_SHARE * total ? 'one_dominates' : null;
}

/**
 * Whether a group's set of values that add up to a shown total may be published. One of them that must not be
 * shown could be had by subtraction, so the set is shown whole or not at all.
 */
export function judgeSet(values: readonly (readonly number[])[], minimum: number): WithheldReason | null {
  assertMinimum(minimum);
  const reps = values[0]?.length ?? 0;
  if (reps < minimum) return 'few_at_work';
  for (const parts of values) {
    const reason = judgeValue(parts);
    if (reason) return reason;
  }
  return null;
}

export interface PublishedGroup {
  readonly id: string;
  readonly parentId: string | null;
  /** Everybody whose time is in the figure, with those of the levels below. */
  readonly members: ReadonlySet<string>;
}

/**
 * The groups whose figures may be published side by side (R2): each has at least `minimum` members, and of an
 * upper level no union of published groups inside it leaves a remainder of 1 to `minimum` − 1. Lower levels come
 * first: a team is closer to those who can change something than the level above it.
 */
export function publishableGroups(groups: readonly PublishedGroup[], minimum: number): ReadonlySet<string> {
  assertMinimum(minimum);
  const published: PublishedGroup[] = [];
  for (const group of [...groups].sort(byDepth(groups))) {
    if (group.members.size < minimum) continue;
    if (leavesSmallRemainder(group, published, minimum)) continue;
    published.push(group);
  }
  return new Set(published.map((group) => group.id));
}

/** Deepest first, then larger first, then by id so that the order of the input means nothing. */
function byDepth(groups: readonly PublishedGroup[]): (a: PublishedGroup, b: PublishedGroup) => number {
  const parents = new Map(groups.map((group) => [group.id, group.parentId]));
  const depth = (id: string): number => {
    let steps = 0;
    for (let at = parents.get(id); at && steps < groups.length; at = parents.get(at)) steps += 1;
    return steps;
  };
  return (a, b) => depth(b.id) - depth(a.id) || b.members.size - a.members.size || (a.id < b.id ? -1 : 1);
}

/**
 * What a reader can take away from a group: the published groups inside it. Groups form a tree, so the union of
 * them all leaves the smallest remainder that is not already one of the groups judged before (those were held to
 * the same rule when they were published).
 */
function leavesSmallRemainder(
  group: PublishedGroup,
  published: readonly PublishedGroup[],
  minimum: number,
): boolean {
  const inside = published.filter((other) => isSubset(other.members, group.members));
  const covered = new Set(inside.flatMap((other) => [...other.members]));
  const remainder = [...group.members].filter((member) => !covered.has(member)).length;
  return remainder > 0 && remainder < minimum && covered.size > 0;
}

function isSubset(part: ReadonlySet<string>, whole: ReadonlySet<string>): boolean {
  return part.size <= whole.size && [...part].every((member) => whole.has(member));
}
