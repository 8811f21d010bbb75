import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { PageGrid } from './page-frame.tsx';

const useStyles = makeStyles({
  block: { backgroundColor: tokens.colorNeutralBackground5, borderRadius: '4px', maxWidth: '100%' },
  heading: { width: '560px', height: '28px', marginBottom: '6px' },
  text: { width: '760px', height: '16px', marginBottom: '4px' },
  panel: {
    boxSizing: 'border-box',
    borderRadius: '8px',
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground1,
  },
});

/** Stands in for a page while it is fetched: a heading, and the panels as they will stand, so that nothing jumps. */
export function SkeletonPage({ children }: { children: ReactNode }) {
  const { t } = useTranslation();
  const styles = useStyles();
  return (
    <div role="status" aria-label={t('shell.loading')}>
      <PageGrid>
        <div>
          <div className={mergeClasses(styles.block, styles.heading)} />
          <div className={mergeClasses(styles.block, styles.text)} />
        </div>
        {children}
      </PageGrid>
    </div>
  );
}

/** One panel of it, as high as `className` or `height` (px) says. */
export function SkeletonPanel({ className, height }: { className?: string; height?: number }) {
  return <div className={mergeClasses(useStyles().panel, className)} style={{ height }} />;
}
