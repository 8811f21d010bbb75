import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { PageGrid } from '../panels/page-frame.tsx';

const useStyles = makeStyles({
  block: { backgroundColor: tokens.colorNeutralBackground5, borderRadius: '4px', maxWidth: '100%' },
  heading: { width: '560px', height: '28px', marginBottom: '6px' },
  text: { width: '760px', height: '16px', marginBottom: '4px' },
  panel: {
    boxSizing: 'border-box',
    height: '332px',
    borderRadius: '8px',
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground1,
    '@media (max-width: 959px)': { height: '480px' },
  },
});

/** Stands in for the page while it is fetched; the list's length is not known before. */
export function MovedSkeleton() {
  const { t } = useTranslation();
  const styles = useStyles();
  return (
    <div role="status" aria-label={t('shell.loading')}>
      <PageGrid>
        <div>
          <div className={mergeClasses(styles.block, styles.heading)} />
          <div className={mergeClasses(styles.block, styles.text)} />
        </div>
        <div className={styles.panel} />
      </PageGrid>
    </div>
  );
}
