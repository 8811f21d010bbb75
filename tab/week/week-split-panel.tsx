import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { SPLIT_CLASSES } from '../../shared/classification/classification.ts';
import type { Week } from '../../shared/contract/week.ts';
import { Swatch } from '../charts/legend.tsx';
import { SplitBar } from '../charts/split-bar.tsx';
import { PanelActions } from '../panels/panel-actions.tsx';
import { Panel } from '../panels/panel.tsx';
import { useServices } from '../services.ts';
import { formatPercent } from '../words/figures.ts';
import { formatWeeks } from '../words/weeks.ts';
import { figure, hoursRange, hoursWords } from './week-words.ts';

const useStyles = makeStyles({
  figures: { display: 'grid', gap: '6px', paddingTop: '12px' },
  row: {
    ...typographyStyles.body1,
    display: 'grid',
    gridTemplateColumns: 'auto minmax(0, 1fr) auto 48px',
    alignItems: 'center',
    columnGap: '8px',
  },
  hours: { ...typographyStyles.body1Strong, textAlign: 'right' },
  share: { ...typographyStyles.caption1, textAlign: 'right', color: tokens.colorNeutralForeground3 },
});

/** How the week divides: one bar, its four classes in hours and per cent, the range. The list is its table. */
export function WeekSplitPanel({ week }: { week: Week }) {
  const styles = useStyles();
  const { t } = useTranslation();
  const { language } = useServices();
  const { split, shares } = week;
  const hours = {
    selling: oneDecimal(split.selling),
    unsure: oneDecimal(split.unsure),
    supporting: oneDecimal(split.supporting),
    internal: oneDecimal(split.internal),
  };
  const range = hoursRange(split.selling, split.selling + split.unsure, language);
  return (
    <Panel
      heading={t('week.split.heading')}
      caption={t('week.split.caption', {
        counted: figure(week.countedHours, language),
        available: figure(week.availableHours, language),
      })}
      actions={
        <PanelActions
          counted={[t('week.split.counted1'), t('week.split.counted2'), t('week.split.counted3')]}
        />
      }
    >
      <SplitBar
        shares={shares}
        hours={hours}
        label={t('week.split.chart', { week: formatWeeks([week.week], language) })}
        rangeText={split.unsure === 0 ? t('time.definitionSureShort') : t('week.split.range', { range })}
      />
      <dl className={styles.figures}>
        {SPLIT_CLASSES.map((name) => (
          <div key={name} className={styles.row}>
            <Swatch name={name} />
            <dt>{t(`classes.${name}`)}</dt>
            <dd className={styles.hours}>{hoursWords(split[name], language)}</dd>
            <dd className={styles.share}>{formatPercent(shares[name], language)}</dd>
          </div>
        ))}
      </dl>
    </Panel>
  );
}

function oneDecimal(hours: number): number {
  return Math.round(hours * 10) / 10;
}
