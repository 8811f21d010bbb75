import { makeStyles } from '@fluentui/react-components';
import { PanelRow } from '../panels/page-frame.tsx';
import { SkeletonPage, SkeletonPanel } from '../panels/skeleton.tsx';

const useStyles = makeStyles({
  list: { height: '454px', '@media (max-width: 959px)': { height: '720px' } },
  below: { height: '204px' },
});

/** Stands in for *What moved* while it is fetched; the list's length is not known before. */
export function MovedSkeleton() {
  const styles = useStyles();
  return (
    <SkeletonPage>
      <SkeletonPanel className={styles.list} />
      <PanelRow>
        <SkeletonPanel className={styles.below} />
        <SkeletonPanel className={styles.below} />
      </PanelRow>
    </SkeletonPage>
  );
}
