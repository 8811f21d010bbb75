import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Settings } from '../../shared/contract/settings.ts';
import { ChartOrTable } from '../panels/chart-or-table.tsx';
import { FigureTable } from '../panels/figure-table.tsx';
import { KeyFigure } from '../panels/key-figure.tsx';
import { PanelActions } from '../panels/panel-actions.tsx';
import { Panel } from '../panels/panel.tsx';
import { useServices } from '../services.ts';
import { formatWeeks, formatWeekSpan } from '../words/weeks.ts';
import { BurdenBars } from './burden-bars.tsx';

/** What the product takes of the reader's time: this week, and week by week against the limit. */
export function BurdenPanel({ settings }: { settings: Settings }) {
  const { t } = useTranslation();
  const { language } = useServices();
  const [isTable, setTable] = useState(false);
  const { burden, burdenByWeek: weeks } = settings;
  const first = weeks[0]?.week;
  const last = weeks.at(-1)?.week;
  if (first === undefined || last === undefined) return null;
  const span = formatWeekSpan(first, last, language);
  const label = t('settings.burden.chart', { weeks: span });
  const mean = Math.round(weeks.reduce((sum, { seconds }) => sum + seconds, 0) / weeks.length);
  return (
    <Panel
      heading={t('settings.burden.heading')}
      caption={t('settings.burden.caption', { limit: burden.limit })}
      actions={
        <PanelActions
          counted={[t('settings.burden.counted1'), t('settings.burden.counted2')]}
          table={{ isShown: isTable, onToggle: () => setTable(!isTable) }}
        />
      }
    >
      <ChartOrTable
        isTable={isTable}
        chart={<BurdenBars weeks={weeks} limit={burden.limit} label={label} />}
        table={
          <FigureTable
            label={label}
            columns={[{ name: t('time.weeks.week') }, { name: t('settings.burden.seconds') }]}
            rows={weeks.toReversed().map(({ week, seconds }) => ({
              name: formatWeeks([week], language),
              cells: [{ text: t('settings.burden.value', { seconds }) }],
            }))}
          />
        }
      />
      <KeyFigure
        figure={t('settings.burden.now', { seconds: burden.seconds, limit: burden.limit })}
        note={t('settings.burden.mean', { seconds: mean, weeks: span })}
      />
    </Panel>
  );
}
