import { Link, makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { Week } from '../../shared/contract/week.ts';
import { footWords } from '../moved/move-words.ts';
import { useGo } from '../shell/go-context.ts';
import { useServices } from '../services.ts';
import type { Reader } from './week-words.ts';

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
export function WeekFoot({ week, reader }: { week: Week; reader: Reader }) {
  const styles = useStyles();
  const { t } = useTranslation();
  const { mode } = useServices();
  const go = useGo();
  const [burden, paused] = footWords(week, reader);
  return (
    <div className={styles.foot}>
      <p>{week.pausedUntil === null ? burden : `${burden} ${paused}`}</p>
      <Link
        as="button"
        inline={mode === 'contrast'}
        className={styles.link}
        onClick={() => go({ page: 'settings', subPage: null })}
      >
        {week.pausedUntil === null ? t('week.foot.pause') : t('week.foot.settings')}
      </Link>
    </div>
  );
}
