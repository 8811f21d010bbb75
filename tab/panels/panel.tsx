import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { useId, type ReactNode } from 'react';
import { Prose } from '../words/prose.tsx';

const useStyles = makeStyles({
  panel: {
    boxSizing: 'border-box',
    display: 'flex',
    flexDirection: 'column',
    minWidth: 0,
    padding: '20px 24px',
    borderRadius: '8px',
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground1,
    color: tokens.colorNeutralForeground1,
    '@media (max-width: 639px)': { padding: '16px' },
  },
  container: { containerType: 'inline-size', marginBottom: '14px' },
  head: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) auto',
    columnGap: '16px',
    alignItems: 'start',
    '@container (max-width: 420px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  heading: { ...typographyStyles.subtitle2, textWrap: 'pretty' },
  caption: {
    ...typographyStyles.caption1,
    gridColumn: '1 / -1',
    marginTop: '2px',
    maxWidth: '880px',
    color: tokens.colorNeutralForeground3,
    textWrap: 'pretty',
  },
});

/** A card with one figure: what it is, how it is counted, the figure. */
export function Panel(props: {
  heading: string;
  caption?: string;
  actions?: ReactNode;
  /** Keeps the room of the figure while it is fetched, so that nothing jumps. */
  minHeight?: number;
  children?: ReactNode;
}) {
  const styles = useStyles();
  const headingId = useId();
  return (
    <section
      aria-labelledby={headingId}
      className={styles.panel}
      style={props.minHeight === undefined ? {} : { minHeight: props.minHeight }}
    >
      <div className={styles.container}>
        <div className={styles.head}>
          <h2 id={headingId} className={styles.heading}>
            <Prose text={props.heading} />
          </h2>
          {props.actions}
          {props.caption === undefined ? null : (
            <p className={styles.caption}>
              <Prose text={props.caption} />
            </p>
          )}
        </div>
      </div>
      {props.children}
    </section>
  );
}
