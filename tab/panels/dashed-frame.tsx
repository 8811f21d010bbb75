import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { useServices } from '../services.ts';
import { Prose } from '../words/prose.tsx';

const useStyles = makeStyles({
  frame: {
    boxSizing: 'border-box',
    flexGrow: 1,
    display: 'flex',
    flexDirection: 'column',
    justifyContent: 'center',
    gap: '4px',
    minHeight: '124px',
    padding: '16px 20px',
    border: '1px dashed',
    borderRadius: '4px',
    textWrap: 'pretty',
  },
  verdict: { ...typographyStyles.body1Strong },
  key: { ...typographyStyles.subtitle1, fontVariantNumeric: 'tabular-nums' },
  text: { ...typographyStyles.body1 },
  note: { ...typographyStyles.caption1, color: tokens.colorNeutralForeground3 },
});

/** The place of a figure that is not there yet, as large as the figure: what is missing and when it comes. */
export function DashedFrame(props: { verdict?: string; figure?: string; text?: string; note?: string }) {
  const styles = useStyles();
  const { paint } = useServices();
  return (
    <div className={styles.frame} style={{ borderColor: paint.gap }}>
      {props.verdict === undefined ? null : <p className={styles.verdict}>{props.verdict}</p>}
      {props.figure === undefined ? null : <p className={styles.key}>{props.figure}</p>}
      {props.text === undefined ? null : (
        <p className={styles.text}>
          <Prose text={props.text} />
        </p>
      )}
      {props.note === undefined ? null : <p className={styles.note}>{props.note}</p>}
    </div>
  );
}
