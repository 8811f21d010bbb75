import { makeStyles, mergeClasses } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { useWide } from '../panels/use-narrow.ts';

const useStyles = makeStyles({
  columns: {
    display: 'grid',
    gap: '16px',
    gridTemplateColumns: 'minmax(0, 8fr) minmax(0, 4fr)',
    gridTemplateRows: 'auto 1fr',
    alignItems: 'start',
  },
  column: { display: 'grid', gap: '16px', gridTemplateColumns: 'minmax(0, 1fr)' },
  side: { gridColumnStart: 2, gridRowStart: 1, gridRowEnd: 'span 2' },
});

/**
 * Days and lists beside the split from 1024 px on; below that, one column that begins with the split. What is asked
 * stands before the long list in both, and so it does by keyboard.
 */
export function WeekColumns(props: {
  days: ReactNode;
  split: ReactNode;
  unsure?: ReactNode;
  samples?: ReactNode;
  lists: ReactNode;
}) {
  const styles = useStyles();
  const isWide = useWide();
  if (!isWide)
    return (
      <div className={styles.column}>
        {props.split}
        {props.days}
        {props.unsure}
        {props.samples}
        {props.lists}
      </div>
    );
  return (
    <div className={styles.columns}>
      <div className={styles.column}>
        {props.days}
        {props.unsure}
      </div>
      <div className={mergeClasses(styles.column, styles.side)}>
        {props.split}
        {props.samples}
      </div>
      <div className={styles.column}>{props.lists}</div>
    </div>
  );
}
