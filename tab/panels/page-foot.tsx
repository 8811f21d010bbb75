import { Link, makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { useServices } from '../services.ts';
import { WordsControl } from './words-control.tsx';

const useStyles = makeStyles({
  foot: {
    ...typographyStyles.caption1,
    display: 'flex',
    flexWrap: 'wrap',
    justifyContent: 'space-between',
    alignItems: 'baseline',
    gap: '4px 24px',
    paddingTop: '4px',
    color: tokens.colorNeutralForeground3,
  },
  words: { maxWidth: '880px', textWrap: 'pretty' },
  link: { ...typographyStyles.caption1, padding: '4px 0' },
});

/** What the figures are for and not for, and who sees them: at the end of every page for a manager. */
export function PageFoot({ minimum }: { minimum: number }) {
  const { t } = useTranslation();
  const { mode } = useServices();
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
      <WordsControl heading={t('whoSees.heading')} paragraphs={rules}>
        {(control) => (
          <Link as="button" inline={mode === 'contrast'} className={styles.link} {...control}>
            {t('panels.whoSees')}
          </Link>
        )}
      </WordsControl>
    </div>
  );
}
