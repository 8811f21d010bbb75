import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SPLIT_CLASSES } from '../../../shared/classification/classification.ts';
import type { TeamWeek } from '../../../shared/contract/team-time.ts';
import { WeeklyStack } from '../../charts/weekly-stack.tsx';
import { ChartOrTable } from '../../panels/chart-or-table.tsx';
import { FigureTable, type TableRow } from '../../panels/figure-table.tsx';
import { PanelActions } from '../../panels/panel-actions.tsx';
import { Panel } from '../../panels/panel.tsx';
import { useServices } from '../../services.ts';
import type { Language, Translate } from '../../words/create-i18n.ts';
import { formatHours, formatNumber, formatPercent } from '../../words/figures.ts';
import { formatWeeks, formatWeekSpan } from '../../words/weeks.ts';

/** Time by week: the stack, or the same figures as a table. */
export function WeeksPanel(props: {
  weeks: readonly TeamWeek[];
  minimum: number;
  /** The reader's own weeks: no reps to count, and nothing is published. */
  isOwn?: boolean;
}) {
  const { weeks, minimum, isOwn = false } = props;
  const { t } = useTranslation();
  const { language } = useServices();
  const [isTable, setTable] = useState(false);
  const first = weeks[0];
  const last = weeks.at(-1);
  if (first === undefined || last === undefined) return null;
  const span = formatWeekSpan(first.week, last.week, language);
  const label = t('time.weeks.chart', { weeks: span });
  return (
    <Panel
      heading={t('time.weeks.heading', { weeks: span })}
      caption={t('time.weeks.caption')}
      actions={
        <PanelActions
          counted={
            isOwn
              ? [t('trend.counted1'), t('trend.counted2')]
              : [t('time.weeks.counted1'), t('time.weeks.counted2'), t('time.weeks.counted3')]
          }
          table={{ isShown: isTable, onToggle: () => setTable(!isTable) }}
        />
      }
    >
      <ChartOrTable
        isTable={isTable}
        chart={<WeeklyStack weeks={weeks} minimum={minimum} label={label} />}
        table={
          <FigureTable
            label={label}
            columns={[
              { name: t('time.weeks.week') },
              ...SPLIT_CLASSES.map((name) => ({ name: t(`classes.${name}`) })),
              { name: t('time.weeks.scheduled'), isExtra: true },
              { name: t('time.weeks.available'), isExtra: true },
              ...(isOwn ? [] : [{ name: t('time.weeks.reps'), isExtra: true }]),
            ]}
            rows={weeks.toReversed().map((week) => tableRow(week, { minimum, isOwn }, language, t))}
          />
        }
      />
    </Panel>
  );
}

function tableRow(
  week: TeamWeek,
  { minimum, isOwn }: { minimum: number; isOwn: boolean },
  language: Language,
  t: Translate,
): TableRow {
  const name = formatWeeks([week.week], language);
  if (week.status === 'withheld') {
    return { name, cells: [{ text: t(`time.weeks.withheld.${week.reason}`, { count: minimum }) }] };
  }
  return {
    name,
    cells: [
      ...SPLIT_CLASSES.map((className) => ({
        text: formatPercent(week.shares[className], language),
        beside: formatHours(week.hours[className], language),
      })),
      { text: formatHours(week.scheduledHours, language) },
      { text: formatHours(week.availableHours, language) },
      ...(isOwn ? [] : [{ text: formatNumber(week.reps, language) }]),
    ],
  };
}
