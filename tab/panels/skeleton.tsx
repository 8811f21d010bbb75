import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { PageGrid } from './page-frame.tsx';
import { useNarrow, useSmall } from './use-narrow.ts';

/** A measure on a wide screen, on a phone (375 px) and on the narrowest one (320 px). */
export type BySize<Measure> = readonly [wide: Measure, phone: Measure, small: Measure];

/** How many lines the heading and the text below it take. */
export type TopLines = readonly [heading: number, text: number];

const useStyles = makeStyles({
  // A bar and what parts it from the next are as high as a line: 32 px of the heading, 20 px of the text.
  top: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: '4px', paddingBottom: '12px' },
  block: { backgroundColor: tokens.colorNeutralBackground5, borderRadius: '4px', maxWidth: '100%' },
  heading: { width: '560px', height: '24px', marginBottom: '4px' },
  text: { width: '760px', height: '16px' },
  panel: {
    boxSizing: 'border-box',
    borderRadius: '8px',
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground1,
  },
});

/** Stands in for a page while it is fetched: a heading, and the panels as they will stand, so that nothing jumps. */
export function SkeletonPage({ top, children }: { top: BySize<TopLines>; children: ReactNode }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const [heading, text] = useBySize(top);
  return (
    <div role="status" aria-label={t('shell.loading')}>
      <PageGrid>
        <div className={styles.top}>
          {Array.from({ length: heading }, (_, line) => (
            <div key={`heading ${line}`} className={mergeClasses(styles.block, styles.heading)} />
          ))}
          {Array.from({ length: text }, (_, line) => (
            <div key={line} className={mergeClasses(styles.block, styles.text)} />
          ))}
        </div>
        {children}
      </PageGrid>
    </div>
  );
}

const UNSET = [undefined, undefined, undefined] as const;

/** One panel of it, as high as `className` or `heights` (px) says. */
export function SkeletonPanel(props: { className?: string } | { heights: BySize<number> }) {
  const height = useBySize('heights' in props ? props.heights : UNSET);
  const className = 'className' in props ? props.className : undefined;
  return <div className={mergeClasses(useStyles().panel, className)} style={{ height }} />;
}

function useBySize<Measure>([wide, phone, small]: BySize<Measure>): Measure {
  const isNarrow = useNarrow();
  const isSmall = useSmall();
  if (isSmall) return small;
  return isNarrow ? phone : wide;
}
