import { Link } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { useServices } from '../services.ts';
import { Prose } from '../words/prose.tsx';
import { WordsControl } from './words-control.tsx';
import { useFootStyles } from './use-foot-styles.ts';

/** What the figures are for and not for, and who sees them: at the end of every page for a manager. `words` come before that. */
export function PageFoot({ minimum, words = [] }: { minimum: number; words?: readonly string[] }) {
  const { t } = useTranslation();
  const { mode } = useServices();
  const styles = useFootStyles();
  const rules = [
    t('whoSees.single'),
    t('whoSees.minimum', { count: minimum }),
    t('whoSees.remainder', { count: minimum }),
    t('whoSees.weeks'),
    t('whoSees.same'),
  ];
  return (
    <div className={styles.foot}>
      <p className={styles.words}>
        <Prose text={[...words, t('product.boundary')].join(' ')} />
      </p>
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
