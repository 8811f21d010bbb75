import { makeStyles } from '@fluentui/react-components';
import { PanelRow } from './page-frame.tsx';
import { SkeletonPage, SkeletonPanel } from './skeleton.tsx';

const useStyles = makeStyles({
  split: height(238, 354, 346),
  change: height(238, 354, 234),
  weeks: height(364, 380, 352),
  kinds: height(276, 416, 408),
  planned: height(276, 416, 244),
});

/** Stands in for *Time*, and for *My trend*, which has no kinds and no plan. */
export function PageSkeleton({ isTrend = false }: { isTrend?: boolean }) {
  const styles = useStyles();
  return (
    <SkeletonPage>
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

/** As the panels of *Time* are, from 1024 px, from 640 px and below. */
function height(wide: number, medium: number, narrow: number) {
  return {
    height: `${wide}px`,
    '@media (min-width: 640px) and (max-width: 1023px)': { height: `${medium}px` },
    '@media (max-width: 639px)': { height: `${narrow}px` },
  };
}
