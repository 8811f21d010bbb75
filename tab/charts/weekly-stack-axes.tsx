import { Line } from '@visx/shape';
import { useTranslation } from 'react-i18next';
import type { TeamWeek } from '../../shared/contract/team-time.ts';
import { useServices } from '../services.ts';
import { formatPercent } from '../words/figures.ts';
import { formatWeeks, weekNumber } from '../words/weeks.ts';
import { AxisText } from './axis-text.tsx';
import { pickMonthTicks, pickWeekTicks } from './week-axis.ts';
import type { StackLayout } from './weekly-stack-layout.ts';
import { shareScale } from './weekly-stack-segments.ts';

/** How wide `v. 22` and `week 22` are. */
const FIRST_LABEL = { sv: 32, en: 50 };

interface AxesProps {
  readonly weeks: readonly TeamWeek[];
  readonly layout: StackLayout;
}

/** Lines and figures behind the bars: shares at the left, weeks and months below. */
export function WeeklyStackAxes({ weeks, layout }: AxesProps) {
  const { paint } = useServices();
  const { plot } = layout;
  return (
    <>
      <ShareLines layout={layout} />
      <WeekNames weeks={weeks} layout={layout} />
      <Line
        from={{ x: plot.left, y: plot.bottom }}
        to={{ x: plot.right, y: plot.bottom }}
        stroke={paint.gap}
      />
    </>
  );
}

function ShareLines({ layout }: { layout: StackLayout }) {
  const { paint, language } = useServices();
  const { plot } = layout;
  const y = shareScale(layout);
  const shares = layout.isNarrow ? [0, 50, 100] : [0, 25, 50, 75, 100];
  return shares.map((share) => (
    <g key={share}>
      {share === 0 ? null : (
        <Line
          from={{ x: plot.left, y: y(share) }}
          to={{ x: plot.right, y: y(share) }}
          stroke={paint.grid}
          {...(paint.gridDash === null ? {} : { strokeDasharray: paint.gridDash })}
        />
      )}
      <AxisText
        x={plot.left - 8}
        y={y(share)}
        anchor="end"
        text={share === 100 ? formatPercent(100, language) : String(share)}
        isCentred
      />
    </g>
  ));
}

function WeekNames({ weeks, layout }: AxesProps) {
  const { t } = useTranslation();
  const { language } = useServices();
  const { plot, step } = layout;
  const names = weeks.map(({ week }) => week);
  const months = layout.isNarrow ? [] : pickMonthTicks(names, step);
  return (
    <>
      {pickWeekTicks(names, step, FIRST_LABEL[language]).map(({ index, week }, position) => (
        <AxisText
          key={week}
          x={plot.left + step * (index + 0.5)}
          y={plot.bottom + 16}
          anchor="middle"
          text={position === 0 ? formatWeeks([week], language) : String(weekNumber(week))}
        />
      ))}
      {months.map(({ index, month }) => (
        <AxisText
          key={index}
          x={layout.bars[index]?.x ?? 0}
          y={plot.bottom + 32}
          anchor="start"
          text={t(`months.${month}`)}
        />
      ))}
    </>
  );
}
