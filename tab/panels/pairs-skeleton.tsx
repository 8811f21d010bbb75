import { PanelRow } from './page-frame.tsx';
import { SkeletonPage, SkeletonPanel, type BySize, type TopLines } from './skeleton.tsx';

type Heights = BySize<number>;

/** Stands in for a page of single panels and pairs of them, with the height (px) of each. */
export function PairsSkeleton(props: {
  top: BySize<TopLines>;
  rows: readonly (readonly [Heights] | readonly [Heights, Heights])[];
}) {
  return (
    <SkeletonPage top={props.top}>
      {props.rows.map(([left, right], row) =>
        right === undefined ? (
          <SkeletonPanel key={row} heights={left} />
        ) : (
          <PanelRow key={row}>
            <SkeletonPanel heights={left} />
            <SkeletonPanel heights={right} />
          </PanelRow>
        ),
      )}
    </SkeletonPage>
  );
}
