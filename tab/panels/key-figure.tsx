import { makeStyles, tokens } from '@fluentui/react-components';
import { Prose } from '../words/prose.tsx';

const useStyles = makeStyles({
  place: { marginTop: '4px' },
  figure: {
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
    fontWeight: tokens.fontWeightSemibold,
  },
  note: {
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    color: tokens.colorNeutralForeground3,
  },
});

/** A figure with its interval, n and method in the line below it. */
export function KeyFigure({ figure, note }: { figure: string; note: string }) {
  const styles = useStyles();
  return (
    <div className={styles.place}>
      <div className={styles.figure}>{figure}</div>
      <div className={styles.note}>
        <Prose text={note} />
      </div>
    </div>
  );
}
