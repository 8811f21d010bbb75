import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { PageGrid, PanelRow } from './page-frame.tsx';

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
  first: { height: '261px', '@media (max-width: 639px)': { height: '330px' } },
  weeks: { height: '362px', '@media (max-width: 639px)': { height: '357px' } },
  last: { height: '274px' },
});

/** What stands in for a page that is being fetched: the same heights, so that nothing jumps. */
export function PageSkeleton() {
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
        <PanelRow isFirstWider>
          {panel(styles.first)}
          {panel(styles.first)}
        </PanelRow>
        {panel(styles.weeks)}
        <PanelRow>
          {panel(styles.last)}
          {panel(styles.last)}
        </PanelRow>
      </PageGrid>
    </div>
  );
}
