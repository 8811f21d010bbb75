import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { PageGrid } from '../panels/page-frame.tsx';
import { WeekColumns } from './week-columns.tsx';

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
  days: { height: '438px', '@media (max-width: 639px)': { height: '344px' } },
  split: { height: '292px' },
  list: { height: '260px' },
});

/** What stands in for the week while it is fetched: the same heights, so that nothing jumps. */
export function WeekSkeleton() {
  const { t } = useTranslation();
  const styles = useStyles();
  const panel = (height: string) => <div className={mergeClasses(styles.panel, height)} />;
  return (
    <div role="status" aria-label={t('shell.loading')}>
      <PageGrid>
        <div>
          <div className={mergeClasses(styles.block, styles.heading)} />
          <div className={mergeClasses(styles.block, styles.text)} />
        </div>
        <WeekColumns days={panel(styles.days)} split={panel(styles.split)} lists={panel(styles.list)} />
      </PageGrid>
    </div>
  );
}
