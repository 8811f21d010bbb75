import { makeStyles } from '@fluentui/react-components';
import type { ReactNode } from 'react';

const useStyles = makeStyles({
  place: { position: 'relative' },
  hidden: { visibility: 'hidden' },
  table: { position: 'absolute', inset: 0 },
});

/** A chart, or its table in exactly the chart's place: the hidden chart keeps the height. */
export function ChartOrTable(props: { isTable: boolean; chart: ReactNode; table: ReactNode }) {
  const styles = useStyles();
  return (
    <div className={styles.place}>
      <div className={props.isTable ? styles.hidden : ''}>{props.chart}</div>
      {props.isTable ? <div className={styles.table}>{props.table}</div> : null}
    </div>
  );
}
