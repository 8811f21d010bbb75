import { Line } from '@visx/shape';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { TeamTime } from '../../shared/contract/team-time.ts';
import { useServices } from '../services.ts';
import type { ChartPaint } from '../theme/palette.ts';
import { formatHours } from '../words/figures.ts';
import { formatWeeks, weekNumber } from '../words/weeks.ts';
import { AxisText, Label } from './axis-text.tsx';
import { ChartFrame, type Value } from './chart-frame.tsx';
import { ClassArea, ClassTextures } from './class-fill.tsx';
import type { Cursor } from './cursor.ts';
import { FocusRing } from './focus-ring.tsx';
import { HollowBar } from './hollow-bar.tsx';
import { PlannedLegend } from './legend.tsx';
import { useWidth } from './use-width.ts';
import { linearScale } from './linear-scale.ts';

type Figures = Extract<TeamTime['figures'], { status: 'published' }>;
export type PlannedWeek = Extract<Figures['planned'], { status: 'shown' }>['weeks'][number];

const HEIGHT = 142;
const PLOT = { top: 10, bottom: 112, left: 44 };
const LABELS = 132;
const NARROW = 420;
const WIDEST_BAR = 32;
const GAP = 0.3;
const THIRD = 3;
/** What a week's number takes. */
const NUMBER = 22;
const STEP = 30;

/** Selling hours by week: solid what was kept, hollow what was planned and moved away. */
export function PlannedBars(props: { weeks: readonly PlannedWeek[]; label: string }) {
  const [ref, width] = useWidth();
  return (
    <div ref={ref} style={{ minWidth: 0 }}>
      {width > 0 && width < NARROW ? <PlannedLegend /> : null}
      {width === 0 ? null : <Drawing {...props} width={width} />}
    </div>
  );
}

interface Layout {
  readonly right: number;
  readonly step: number;
  readonly bar: number;
  readonly y: (hours: number) => number;
  readonly lines: readonly number[];
  readonly hasLabels: boolean;
}

function Drawing(props: { weeks: readonly PlannedWeek[]; label: string; width: number }) {
  const { weeks, width } = props;
  const { t } = useTranslation();
  const { paint, language } = useServices();
  const id = useId();
  const layout = layoutOf(weeks, width);
  const left = (index: number): number => PLOT.left + index * layout.step + (layout.step - layout.bar) / 2;
  const valueAt = ({ column }: Cursor): Value | null => {
    const week = weeks[column];
    if (week === undefined) return null;
    const words = {
      week: formatWeeks([week.week], language),
      planned: formatHours(week.plannedHours, language),
      kept: formatHours(week.keptHours, language),
    };
    return {
      title: words.week,
      text: t('charts.plannedText', words),
      sentence: t('charts.plannedSentence', words),
      x: left(column) + layout.bar / 2,
      y: layout.y(week.plannedHours),
    };
  };
  return (
    <ChartFrame
      label={props.label}
      width={width}
      size={{ columns: weeks.length, rows: 1 }}
      valueAt={valueAt}
      cursorAt={(x) => locate(weeks.length, layout, x)}
    >
      {(held) => (
        <svg width={width} height={HEIGHT}>
          <ClassTextures id={id} paint={paint} />
          <Grid layout={layout} paint={paint} />
          {weeks.map((week, index) => (
            <Bars key={week.week} id={id} week={week} x={left(index)} layout={layout} paint={paint} />
          ))}
          <WeekNumbers weeks={weeks} layout={layout} left={left} />
          <LastLabels weeks={weeks} layout={layout} />
          {held === null ? null : (
            <FocusRing
              x={left(held.column)}
              y={layout.y(weeks[held.column]?.plannedHours ?? 0)}
              width={layout.bar}
              height={PLOT.bottom - layout.y(weeks[held.column]?.plannedHours ?? 0)}
              paint={paint}
            />
          )}
        </svg>
      )}
    </ChartFrame>
  );
}

function Grid({ layout, paint }: { layout: Layout; paint: ChartPaint }) {
  const { language } = useServices();
  return layout.lines.map((hours, index) => (
    <g key={hours}>
      <Line
        from={{ x: PLOT.left, y: layout.y(hours) }}
        to={{ x: layout.right, y: layout.y(hours) }}
        stroke={hours === 0 ? paint.gap : paint.grid}
        {...(paint.gridDash === null ? {} : { strokeDasharray: paint.gridDash })}
      />
      <AxisText
        x={PLOT.left - 8}
        y={layout.y(hours)}
        anchor="end"
        isCentred
        text={index === layout.lines.length - 1 ? formatHours(hours, language) : String(hours)}
      />
    </g>
  ));
}

function Bars(props: { id: string; week: PlannedWeek; x: number; layout: Layout; paint: ChartPaint }) {
  const { week, x, layout, paint } = props;
  const [top, middle] = [layout.y(week.plannedHours), layout.y(week.keptHours)];
  const hollow = middle - top - 2;
  return (
    <>
      <ClassArea
        id={props.id}
        name="selling"
        paint={paint}
        x={x}
        y={middle}
        width={layout.bar}
        height={PLOT.bottom - middle}
      />
      {hollow < 2 ? null : <HollowBar paint={paint} x={x} y={top} width={layout.bar} height={hollow} />}
    </>
  );
}

function WeekNumbers(props: {
  weeks: readonly PlannedWeek[];
  layout: Layout;
  left: (index: number) => number;
}) {
  const { weeks, layout, left } = props;
  // Weeks without a plan have no bar: where every number fits, none is left to be guessed.
  const every = layout.step < NUMBER ? THIRD : 1;
  return weeks.map(({ week }, index) =>
    (weeks.length - 1 - index) % every === 0 ? (
      <AxisText
        key={week}
        x={left(index) + layout.bar / 2}
        y={HEIGHT - 12}
        anchor="middle"
        text={String(weekNumber(week))}
      />
    ) : null,
  );
}

/** The last week's two parts, named. */
function LastLabels({ weeks, layout }: { weeks: readonly PlannedWeek[]; layout: Layout }) {
  const { t } = useTranslation();
  const { language } = useServices();
  const last = weeks.at(-1);
  if (last === undefined || !layout.hasLabels) return null;
  const hours = (value: number): string => formatHours(value, language);
  const away = layout.y((last.plannedHours + last.keptHours) / 2);
  const kept = Math.max(away + 18, layout.y(last.keptHours / 2));
  return (
    <>
      <Label
        x={layout.right + 8}
        y={away}
        text={t('time.planned.away', { hours: hours(last.plannedHours - last.keptHours) })}
      />
      <Label x={layout.right + 8} y={kept} text={t('time.planned.kept', { hours: hours(last.keptHours) })} />
    </>
  );
}

function layoutOf(weeks: readonly PlannedWeek[], width: number): Layout {
  const hasLabels = width >= NARROW;
  const right = width - (hasLabels ? LABELS : 4);
  const step = Math.min((right - PLOT.left) / Math.max(1, weeks.length), WIDEST_BAR / (1 - GAP));
  const most = Math.max(STEP, ...weeks.map(({ plannedHours }) => plannedHours));
  const top = Math.ceil(most / STEP) * STEP;
  const y = linearScale({ domain: [0, top], range: [PLOT.bottom, PLOT.top] });
  return {
    right: Math.min(right, PLOT.left + step * weeks.length),
    step,
    bar: Math.round(step * (1 - GAP)),
    y: (hours) => y(hours),
    lines: top > 4 * STEP ? [0, top / 2, top] : Array.from({ length: top / STEP + 1 }, (_, i) => i * STEP),
    hasLabels,
  };
}

function locate(count: number, layout: Layout, x: number): Cursor | null {
  const column = Math.floor((x - PLOT.left) / layout.step);
  return column >= 0 && column < count ? { column, row: 0 } : null;
}
