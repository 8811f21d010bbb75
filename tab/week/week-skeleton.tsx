import { SkeletonPage, SkeletonPanel } from '../panels/skeleton.tsx';
import { WeekColumns } from './week-columns.tsx';

const TOP = [
  [1, 1],
  [2, 3],
  [3, 3],
] as const;
/** Two unsure events and two that were drawn, as most weeks have. */
const HEIGHTS = {
  days: [432, 372, 408],
  split: [310, 286, 302],
  unsure: [193, 397, 413],
  samples: [429, 453, 509],
  lists: [260, 260, 260],
} as const;

/** What stands in for the week while it is fetched. */
export function WeekSkeleton() {
  return (
    <SkeletonPage top={TOP}>
      <WeekColumns
        days={<SkeletonPanel heights={HEIGHTS.days} />}
        split={<SkeletonPanel heights={HEIGHTS.split} />}
        unsure={<SkeletonPanel heights={HEIGHTS.unsure} />}
        samples={<SkeletonPanel heights={HEIGHTS.samples} />}
        lists={<SkeletonPanel heights={HEIGHTS.lists} />}
      />
    </SkeletonPage>
  );
}
