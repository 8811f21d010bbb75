import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { Settings } from '../../shared/contract/settings.ts';
import type { Moments } from '../moved/moments.ts';
import { Panel } from '../panels/panel.tsx';
import { useServices } from '../services.ts';
import { formatNumber } from '../words/figures.ts';

const KINDS = ['events', 'moves', 'answers', 'corrections', 'samples', 'weeks'] as const;

const useStyles = makeStyles({
  list: { display: 'grid', gap: '8px' },
  row: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr) auto', columnGap: '16px' },
  name: { ...typographyStyles.body1, textWrap: 'pretty' },
  what: { ...typographyStyles.caption1, color: tokens.colorNeutralForeground3, gridColumn: '1 / -1' },
  count: { ...typographyStyles.body1Strong, textAlign: 'right', fontVariantNumeric: 'tabular-nums' },
  text: { ...typographyStyles.body1, paddingTop: '16px', textWrap: 'pretty' },
});

/** What is stored of the reader, how much of it, and for how long it was decided to be kept. */
export function StoredPanel({ settings, moments }: { settings: Settings; moments: Moments }) {
  const styles = useStyles();
  const { t } = useTranslation();
  const { language } = useServices();
  const { stored, keptWeeks, contact } = settings;
  return (
    <Panel
      heading={t('settings.stored.heading')}
      caption={
        stored.since === null
          ? t('settings.stored.nothing')
          : t('settings.stored.since', { date: moments.day(Date.parse(stored.since)) })
      }
    >
      <dl className={styles.list}>
        {KINDS.map((kind) => (
          <div key={kind} className={styles.row}>
            <dt className={styles.name}>{t(`settings.stored.${kind}`)}</dt>
            <dd className={styles.count}>{formatNumber(stored[kind], language)}</dd>
            <dd className={styles.what}>{t(`settings.stored.what.${kind}`)}</dd>
          </div>
        ))}
      </dl>
      <p className={styles.text}>{t('settings.stored.never')}</p>
      {keptWeeks === null ? null : (
        <p className={styles.text}>{t('settings.stored.kept', { count: keptWeeks })}</p>
      )}
      {contact === null ? null : <p className={styles.text}>{t('settings.stored.contact', { contact })}</p>}
    </Panel>
  );
}
