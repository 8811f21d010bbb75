import { makeStyles, mergeClasses, tokens, typographyStyles } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { Prose } from '../words/prose.tsx';

const HALVES = 'repeat(2, minmax(0, 1fr))';

const useStyles = makeStyles({
  page: {
    boxSizing: 'border-box',
    maxWidth: '1448px',
    margin: '0 auto',
    padding: '20px 24px 24px',
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: '16px',
    '@media (max-width: 639px)': { padding: '16px' },
  },
  top: { display: 'grid', gap: '4px', maxWidth: '880px', paddingBottom: '4px' },
  heading: { ...typographyStyles.title3, fontSize: '24px', lineHeight: '32px', textWrap: 'pretty' },
  text: { ...typographyStyles.body1, color: tokens.colorNeutralForeground2, textWrap: 'pretty' },
  row: {
    display: 'grid',
    gap: '16px',
    gridTemplateColumns: 'minmax(0, 1fr)',
    '@media (min-width: 640px) and (max-width: 1023px)': { gridTemplateColumns: HALVES },
    '@media (min-width: 1024px)': { gridTemplateColumns: HALVES },
  },
  wideFirst: {
    '@media (min-width: 1024px)': { gridTemplateColumns: 'minmax(0, 7fr) minmax(0, 5fr)' },
  },
  section: { ...typographyStyles.subtitle2, paddingTop: '8px', color: tokens.colorNeutralForeground1 },
});

/** The frame of a page: the heading is the answer, its definition stands below it. */
export function PageFrame(props: { heading: string; text: readonly string[]; children?: ReactNode }) {
  const styles = useStyles();
  return (
    <PageGrid>
      <div className={styles.top}>
        <h1 className={styles.heading}>
          <Prose text={props.heading} />
        </h1>
        {props.text.map((text) => (
          <p key={text} className={styles.text}>
            <Prose text={text} />
          </p>
        ))}
      </div>
      {props.children}
    </PageGrid>
  );
}

/** One column of panels, as wide as a page gets. */
export function PageGrid({ children }: { children: ReactNode }) {
  const styles = useStyles();
  return <div className={styles.page}>{children}</div>;
}

/** Two panels beside each other from 640 px on; `isFirstWider` from 1024 px. */
export function PanelRow({ children, isFirstWider }: { children: ReactNode; isFirstWider?: boolean }) {
  const styles = useStyles();
  return (
    <div className={mergeClasses(styles.row, isFirstWider === true && styles.wideFirst)}>{children}</div>
  );
}

export function SectionHeading({ text }: { text: string }) {
  const styles = useStyles();
  return <h2 className={styles.section}>{text}</h2>;
}
