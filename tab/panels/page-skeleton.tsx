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
  split: height(238, 354, 346),
  change: height(238, 354, 234),
  weeks: height(364, 380, 352),
  kinds: height(276, 416, 408),
  planned: height(276, 416, 244),
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
          {panel(styles.split)}
          {panel(styles.change)}
        </PanelRow>
        {panel(styles.weeks)}
        <PanelRow>
          {panel(styles.kinds)}
          {panel(styles.planned)}
        </PanelRow>
      </PageGrid>
    </div>
  );
}

/** As the panels of *Time* are, from 1024 px, from 640 px and below. */
function height(wide: number, medium: number, narrow: number) {
  return {
    height: `${wide}px`,
    '@media (min-width: 640px) and (max-width: 1023px)': { height: `${medium}px` },
    '@media (max-width: 639px)': { height: `${narrow}px` },
  };
}
