import { Link, makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { useGo } from '../shell/go-context.ts';
import { useServices } from '../services.ts';
import type { Moments } from './moments.ts';
import { footWords, type Prompted } from './move-words.ts';

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
  link: { ...typographyStyles.caption1, padding: '4px 0' },
});

/** What the product took of the reader's time, and the way to less of it. */
export function PromptsFoot({ prompted, moments }: { prompted: Prompted; moments: Moments }) {
  const styles = useStyles();
  const { t } = useTranslation();
  const { mode } = useServices();
  const go = useGo();
  return (
    <div className={styles.foot}>
      <p>{footWords(prompted, { t, moments })}</p>
      <Link
        as="button"
        inline={mode === 'contrast'}
        className={styles.link}
        onClick={() => go({ page: 'settings', subPage: null })}
      >
        {prompted.pausedUntil === null ? t('moved.foot.pause') : t('moved.foot.settings')}
      </Link>
    </div>
  );
}
