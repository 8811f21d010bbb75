import { makeStyles } from '@fluentui/react-components';
import { SkeletonPage, SkeletonPanel } from '../panels/skeleton.tsx';
import { WeekColumns } from './week-columns.tsx';

const useStyles = makeStyles({
  days: { height: '438px', '@media (max-width: 639px)': { height: '344px' } },
  split: { height: '292px' },
  list: { height: '260px' },
});

/** What stands in for the week while it is fetched. */
export function WeekSkeleton() {
  const styles = useStyles();
  return (
    <SkeletonPage>
      <WeekColumns
        days={<SkeletonPanel className={styles.days} />}
        split={<SkeletonPanel className={styles.split} />}
        lists={<SkeletonPanel className={styles.list} />}
      />
    </SkeletonPage>
  );
}
