import { Link, makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { WordsPopover } from './panel-actions.tsx';

const useStyles = makeStyles({
  foot: {
    ...typographyStyles.caption1,
    display: 'flex',
    flexWrap: 'wrap',
    justifyContent: 'space-between',
    gap: '4px 24px',
    paddingTop: '4px',
    color: tokens.colorNeutralForeground3,
  },
  words: { maxWidth: '880px', textWrap: 'pretty' },
  link: { ...typographyStyles.caption1, minHeight: '24px' },
});

/** What the figures are for and not for, and who sees them: at the end of every page for a manager. */
export function PageFoot({ minimum }: { minimum: number }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const rules = [
    t('whoSees.single'),
    t('whoSees.minimum', { count: minimum }),
    t('whoSees.remainder', { count: minimum }),
    t('whoSees.weeks'),
    t('whoSees.same'),
  ];
  return (
    <div className={styles.foot}>
      <p className={styles.words}>{t('product.boundary')}</p>
      <WordsPopover heading={t('whoSees.heading')} paragraphs={rules}>
        <Link as="button" className={styles.link}>
          {t('panels.whoSees')}
        </Link>
      </WordsPopover>
    </div>
  );
}
