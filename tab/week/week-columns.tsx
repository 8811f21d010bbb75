import { makeStyles } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { useWide } from '../panels/use-narrow.ts';

const useStyles = makeStyles({
  columns: {
    display: 'grid',
    gap: '16px',
    gridTemplateColumns: 'minmax(0, 8fr) minmax(0, 4fr)',
    alignItems: 'start',
  },
  column: { display: 'grid', gap: '16px', gridTemplateColumns: 'minmax(0, 1fr)' },
});

/** Days and lists beside the split from 1024 px on; below that, one column that begins with the split. */
export function WeekColumns(props: { days: ReactNode; split: ReactNode; lists: ReactNode }) {
  const styles = useStyles();
  const isWide = useWide();
  if (!isWide)
    return (
      <div className={styles.column}>
        {props.split}
        {props.days}
        {props.lists}
      </div>
    );
  return (
    <div className={styles.columns}>
      <div className={styles.column}>
        {props.days}
        {props.lists}
      </div>
      <div className={styles.column}>{props.split}</div>
    </div>
  );
}
