import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SPLIT_CLASSES, type SplitClass } from '../../../shared/classification/classification.ts';
import { Swatch } from '../../charts/legend.tsx';
import { SplitBar } from '../../charts/split-bar.tsx';
import { ChartOrTable } from '../../panels/chart-or-table.tsx';
import { FigureTable } from '../../panels/figure-table.tsx';
import { PanelActions } from '../../panels/panel-actions.tsx';
import { Panel } from '../../panels/panel.tsx';
import { useServices } from '../../services.ts';
import { formatHours, formatPercent, formatPercentRange } from '../../words/figures.ts';
import { formatWeeks } from '../../words/weeks.ts';
import { splitCaption, type Published } from './words.ts';

const useStyles = makeStyles({
  container: { containerType: 'inline-size' },
  legend: {
    display: 'grid',
    gridTemplateColumns: 'repeat(4, minmax(0, 1fr))',
    gap: '12px 8px',
    paddingTop: '14px',
    '@container (max-width: 400px)': { gridTemplateColumns: 'repeat(2, minmax(0, 1fr))' },
  },
  name: { ...typographyStyles.body1, display: 'flex', alignItems: 'center', gap: '6px' },
  share: { ...typographyStyles.subtitle1, fontVariantNumeric: 'tabular-nums' },
  hours: { ...typographyStyles.caption1, color: tokens.colorNeutralForeground3 },
});

/** Where does the time go? One bar, its four classes, the range. */
export function SplitPanel({ figures }: { figures: Published }) {
  const { t } = useTranslation();
  const { language } = useServices();
  const [isTable, setTable] = useState(false);
  const { shares, hours, range, weeks } = figures.recent;
  const rangeText =
    range.low === range.high
      ? t('time.definitionSureShort')
      : t('time.split.range', { range: formatPercentRange(range.low, range.high, language) });
  const label = t('time.split.chart', { weeks: formatWeeks(weeks, language) });
  return (
    <Panel
      heading={t('time.split.heading')}
      caption={splitCaption(figures, language, t)}
      actions={
        <PanelActions
          counted={[t('time.split.counted1'), t('time.split.counted2'), t('time.split.counted3')]}
          table={{ isShown: isTable, onToggle: () => setTable(!isTable) }}
        />
      }
    >
      <ChartOrTable
        isTable={isTable}
        chart={
          <>
            <SplitBar shares={shares} hours={hours} label={label} rangeText={rangeText} />
            <ClassFigures shares={shares} hours={hours} />
          </>
        }
        table={
          <FigureTable
            label={label}
            columns={[
              { name: t('time.split.class') },
              { name: t('time.split.share') },
              { name: t('time.split.hours') },
            ]}
            rows={SPLIT_CLASSES.map((name) => ({
              name: t(`classes.${name}`),
              cells: [
                { text: formatPercent(shares[name], language) },
                { text: formatHours(hours[name], language) },
              ],
            }))}
          />
        }
      />
    </Panel>
  );
}

type Figures = Readonly<Record<SplitClass, number>>;

/** The classes of a split, named, in per cent and hours. */
export function ClassFigures({ shares, hours }: { shares: Figures; hours: Figures }) {
  const { t } = useTranslation();
  const { language } = useServices();
  const styles = useStyles();
  return (
    <div className={styles.container}>
      <dl className={styles.legend}>
        {SPLIT_CLASSES.map((name) => (
          <div key={name}>
            <dt className={styles.name}>
              <Swatch name={name} />
              {t(`classes.${name}`)}
            </dt>
            <dd className={styles.share}>{formatPercent(shares[name], language)}</dd>
            <dd className={styles.hours}>{formatHours(hours[name], language)}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
