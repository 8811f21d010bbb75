import { makeStyles } from '@fluentui/react-components';
import { PanelRow } from './page-frame.tsx';
import { SkeletonPage, SkeletonPanel } from './skeleton.tsx';

const useStyles = makeStyles({
  split: height(254, 354, 346, 378),
  change: height(254, 354, 246, 262),
  weeks: height(364, 380, 352, 388),
  kinds: height(312, 416, 464, 464),
  planned: height(312, 416, 350, 350),
});

const TIME_TOP = [
  [1, 2],
  [2, 3],
  [3, 4],
] as const;
const TREND_TOP = [
  [1, 3],
  [2, 5],
  [3, 6],
] as const;

/** Stands in for *Time*, and for *My trend*, which has no kinds and no plan. */
export function PageSkeleton({ isTrend = false }: { isTrend?: boolean }) {
  const styles = useStyles();
  return (
    <SkeletonPage top={isTrend ? TREND_TOP : TIME_TOP}>
      <PanelRow isFirstWider>
        <SkeletonPanel className={styles.split} />
        <SkeletonPanel className={styles.change} />
      </PanelRow>
      <SkeletonPanel className={styles.weeks} />
      {isTrend ? null : (
        <PanelRow>
          <SkeletonPanel className={styles.kinds} />
          <SkeletonPanel className={styles.planned} />
        </PanelRow>
      )}
    </SkeletonPage>
  );
}

/** As the panels of *Time* are: from 1024 px, from 640 px, on a phone and on the narrowest one. */
function height(wide: number, medium: number, phone: number, small: number) {
  return {
    height: `${wide}px`,
    '@media (min-width: 640px) and (max-width: 1023px)': { height: `${medium}px` },
    '@media (min-width: 348px) and (max-width: 639px)': { height: `${phone}px` },
    '@media (max-width: 347px)': { height: `${small}px` },
  };
}
