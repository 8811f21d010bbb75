import { Link, makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReachPreview } from '../../shared/contract/corrections.ts';
import { capitalised } from '../moved/number-word.ts';
import { useServices } from '../services.ts';
import { alsoChanges, isTaught, lessSure, movedHours, shownWeekChanges, type Asked } from './reach-words.ts';
import type { Reader } from './week-words.ts';

const useStyles = makeStyles({
  box: {
    display: 'grid',
    gap: '2px',
    padding: '12px',
    borderRadius: '4px',
    border: '1px solid transparent',
    backgroundColor: tokens.colorNeutralBackground3,
  },
  outlined: { border: `1px solid ${tokens.colorNeutralStroke1}`, backgroundColor: 'transparent' },
  headline: { ...typographyStyles.body1Strong },
  hours: { ...typographyStyles.caption1, color: tokens.colorNeutralForeground3 },
  changes: { display: 'grid', gap: '2px', paddingTop: '4px' },
  change: { ...typographyStyles.body1, display: 'flex', justifyContent: 'space-between', gap: '12px' },
  figures: { ...typographyStyles.body1Strong, whiteSpace: 'nowrap' },
  which: { ...typographyStyles.caption1, justifySelf: 'start', padding: '4px 0' },
  list: {
    ...typographyStyles.caption1,
    listStyleType: 'none',
    display: 'grid',
    gap: '2px',
    maxHeight: '160px',
    overflowY: 'auto',
    color: tokens.colorNeutralForeground2,
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
});

/** Exactly what a reach changes: how many events, hours in other weeks, the shown week before and after. */
export function ReachChanges({
  reach,
  asked,
  reader,
}: {
  reach: ReachPreview;
  asked: Asked;
  reader: Reader;
}) {
  const styles = useStyles();
  const { t } = useTranslation();
  const { mode } = useServices();
  const [isListed, setListed] = useState(false);
  const unsure = lessSure(reach, reader);
  const others = reach.changes.filter(({ id }) => id !== asked.event);
  return (
    <div className={`${styles.box} ${mode === 'contrast' ? styles.outlined : ''}`} aria-live="polite">
      <p className={styles.headline}>{alsoChanges(reach, asked, reader)}</p>
      {movedHours(reach, asked, reader).map((line) => (
        <p key={line} className={styles.hours}>
          {line}
        </p>
      ))}
      {unsure === null ? null : <p className={styles.hours}>{unsure}</p>}
      {reach.scope === 'event' ? null : (
        <p className={styles.hours}>{t(isTaught(reach) ? 'week.reach.teaches' : 'week.reach.newOnes')}</p>
      )}
      {others.length === 0 ? null : (
        <Link
          as="button"
          inline={mode === 'contrast'}
          className={styles.which}
          aria-expanded={isListed}
          onClick={() => setListed(!isListed)}
        >
          {t('week.reach.which')}
        </Link>
      )}
      {isListed ? (
        <ul className={styles.list} tabIndex={0} aria-label={alsoChanges(reach, asked, reader)}>
          {others.map(({ id, title, start }) => (
            <li key={id}>
              {capitalised(reader.moments.moment(Date.parse(start)))}{' '}
              {title === '' ? t('week.noTitle') : title}
            </li>
          ))}
        </ul>
      ) : null}
      <dl className={styles.changes}>
        {shownWeekChanges(reach, asked, reader).map(({ name, change }) => (
          <div key={name} className={styles.change}>
            <dt>{name}</dt>
            <dd className={styles.figures}>{change}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
