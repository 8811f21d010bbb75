import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { PageGrid, PanelRow } from './page-frame.tsx';

const useStyles = makeStyles({
  block: { backgroundColor: tokens.colorNeutralBackground5, borderRadius: '4px', maxWidth: '100%' },
  heading: { width: '560px', height: '28px', marginBottom: '6px' },
  text: { width: '760px', height: '16px', marginBottom: '4px' },
  panel: {
    boxSizing: 'border-box',
    height: '272px',
    borderRadius: '8px',
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground1,
  },
});

/** Stands in for a page of `rows` pairs of panels while it is fetched. */
export function PairsSkeleton({ rows }: { rows: number }) {
  const { t } = useTranslation();
  const styles = useStyles();
  return (
    <div role="status" aria-label={t('shell.loading')}>
      <PageGrid>
        <div>
          <div className={mergeClasses(styles.block, styles.heading)} />
          <div className={mergeClasses(styles.block, styles.text)} />
        </div>
        {Array.from({ length: rows }, (_, row) => (
          <PanelRow key={row}>
            <div className={styles.panel} />
            <div className={styles.panel} />
          </PanelRow>
        ))}
      </PageGrid>
    </div>
  );
}
