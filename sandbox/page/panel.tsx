import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { useId, type ReactNode } from 'react';
import type { TourTarget } from './tour-steps.ts';

const useStyles = makeStyles({
  panel: {
    boxSizing: 'border-box',
    minWidth: 0,
    padding: '16px 20px',
    borderRadius: '8px',
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground1,
    '@media (max-width: 639px)': { padding: '12px 16px' },
  },
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: '8px 16px',
  },
  heading: { ...typographyStyles.subtitle2, margin: 0 },
  caption: {
    ...typographyStyles.caption1,
    margin: '2px 0 12px',
    maxWidth: '880px',
    color: tokens.colorNeutralForeground3,
    textWrap: 'pretty',
  },
});

/** A card with a heading, its controls, and one line of explanation. */
export function Panel(props: {
  heading: string;
  caption: string;
  controls?: ReactNode;
  /** What the guided tour calls it. */
  tourTarget?: TourTarget;
  children: ReactNode;
}) {
  const styles = useStyles();
  const headingId = useId();
  return (
    <section
      className={styles.panel}
      aria-labelledby={headingId}
      {...(props.tourTarget === undefined ? {} : { 'data-tour-target': props.tourTarget })}
    >
      <div className={styles.head}>
        <h2 id={headingId} className={styles.heading}>
          {props.heading}
        </h2>
        {props.controls}
      </div>
      <p className={styles.caption}>{props.caption}</p>
      {props.children}
    </section>
  );
}
