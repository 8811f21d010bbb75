import { Link } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { useGo } from '../shell/go-context.ts';
import { useServices } from '../services.ts';
import type { Moments } from './moments.ts';
import { footWords, type Prompted } from './move-words.ts';
import { useFootStyles } from '../panels/use-foot-styles.ts';

/** What the product took of the reader's time, and the way to less of it. */
export function PromptsFoot({ prompted, moments }: { prompted: Prompted; moments: Moments }) {
  const styles = useFootStyles();
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
