import { PanelRow } from './page-frame.tsx';
import { SkeletonPage, SkeletonPanel } from './skeleton.tsx';

/** Stands in for a page of single panels and pairs of them, as high (px) as they are on a wide screen. */
export function PairsSkeleton({
  rows,
}: {
  rows: readonly (readonly [number] | readonly [number, number])[];
}) {
  return (
    <SkeletonPage>
      {rows.map(([left, right], row) =>
        right === undefined ? (
          <SkeletonPanel key={row} height={left} />
        ) : (
          <PanelRow key={row}>
            <SkeletonPanel height={left} />
            <SkeletonPanel height={right} />
          </PanelRow>
        ),
      )}
    </SkeletonPage>
  );
}
