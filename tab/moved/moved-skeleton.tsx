import { PairsSkeleton } from '../panels/pairs-skeleton.tsx';

const TOP = [
  [1, 2],
  [3, 4],
  [3, 5],
] as const;
/** The list's length is not known before: this is seven moves. */
const ROWS = [
  [[508, 1236, 1252]],
  [
    [204, 296, 312],
    [204, 158, 178],
  ],
] as const;

/** Stands in for *What moved* while it is fetched. */
export function MovedSkeleton() {
  return <PairsSkeleton top={TOP} rows={ROWS} />;
}
