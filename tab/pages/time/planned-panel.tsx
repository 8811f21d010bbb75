import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PlannedBars } from '../../charts/planned-bars.tsx';
import { ChartOrTable } from '../../panels/chart-or-table.tsx';
import { DashedFrame } from '../../panels/dashed-frame.tsx';
import { FigureTable } from '../../panels/figure-table.tsx';
import { KeyFigure } from '../../panels/key-figure.tsx';
import { PanelActions } from '../../panels/panel-actions.tsx';
import { Panel } from '../../panels/panel.tsx';
import { useServices } from '../../services.ts';
import { formatHours, formatNumber, formatPercent } from '../../words/figures.ts';
import { formatWeeks, weekNumber } from '../../words/weeks.ts';
import type { Published } from './words.ts';

type Shown = Extract<Published['planned'], { status: 'shown' }>;

/** Planned and kept: needs a Monday that the product has seen; until then it says from when it is shown. */
export function PlannedPanel({ planned }: { planned: Published['planned'] }) {
  const { t } = useTranslation();
  const { language } = useServices();
  if (planned.status === 'shown') return <ShownPlan planned={planned} />;
  return (
    <Panel heading={t('time.planned.heading')} caption={t('time.planned.caption')}>
      <DashedFrame
        verdict={t('time.planned.from', { week: formatWeeks([planned.week], language) })}
        text={t('time.planned.why')}
      />
    </Panel>
  );
}

function ShownPlan({ planned }: { planned: Shown }) {
  const { t } = useTranslation();
  const { language } = useServices();
  const [isTable, setTable] = useState(false);
  const label = t('time.planned.chart', {
    weeks: formatWeeks(
      planned.weeks.map(({ week }) => week),
      language,
    ),
  });
  return (
    <Panel
      heading={t('time.planned.heading')}
      caption={t('time.planned.caption')}
      actions={
        <PanelActions
          counted={[t('time.planned.counted1'), t('time.planned.counted2')]}
          table={{ isShown: isTable, onToggle: () => setTable(!isTable) }}
        />
      }
    >
      <ChartOrTable
        isTable={isTable}
        chart={<PlannedBars weeks={planned.weeks} label={label} />}
        table={
          <FigureTable
            label={label}
            columns={[
              { name: t('time.weeks.week') },
              { name: t('time.planned.plannedColumn') },
              { name: t('time.planned.keptColumn') },
            ]}
            rows={planned.weeks.map(({ week, plannedHours, keptHours }) => ({
              name: String(weekNumber(week)),
              cells: [
                { text: formatHours(plannedHours, language) },
                { text: formatHours(keptHours, language) },
              ],
            }))}
          />
        }
      />
      <RecentPlan recent={planned.recent} />
    </Panel>
  );
}

function RecentPlan({ recent }: { recent: Shown['recent'] }) {
  const { t } = useTranslation();
  const { language } = useServices();
  const interval = t('time.planned.interval', {
    low: formatNumber(recent.low, language),
    high: formatNumber(recent.high, language),
    activities: formatNumber(recent.activities, language),
    weeks: formatWeeks(recent.weeks, language),
  });
  const added =
    recent.addedHours === null
      ? null
      : t('time.planned.added', { hours: formatHours(recent.addedHours, language) });
  return (
    <KeyFigure
      figure={t('time.planned.share', { share: formatPercent(recent.keptShare, language) })}
      note={added === null ? interval : `${interval}. ${added}`}
    />
  );
}
