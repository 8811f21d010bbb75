import { Line } from '@visx/shape';
import { useTranslation } from 'react-i18next';
import { weeksBetween } from '../../shared/calendar/week.ts';
import type { IsoWeek } from '../../shared/calendar/time.ts';
import type { TeamTime } from '../../shared/contract/team-time.ts';
import { useServices } from '../services.ts';
import type { ChartPaint } from '../theme/palette.ts';
import { formatPercent } from '../words/figures.ts';
import { formatWeeks } from '../words/weeks.ts';
import { AxisText, Label } from './axis-text.tsx';
import { ChartFrame, type Value } from './chart-frame.tsx';
import type { Cursor } from './cursor.ts';
import { FocusRing } from './focus-ring.tsx';
import { useWidth } from './use-width.ts';
import { linearScale } from './linear-scale.ts';

type Figures = Extract<TeamTime['figures'], { status: 'published' }>;
export type JudgedTrend = Extract<Figures['trend'], { status: 'judged' }>;

/** One week's selling share, whole per cent. */
export interface SlopePoint {
  readonly week: IsoWeek;
  readonly share: number;
}

const HEIGHT = 118;
const PLOT = { top: 8, bottom: 84, left: 28 };
const END_LABEL = 52;
const DOT = 2.5;
const TENS = 10;

/** Selling share by week: dots, the Theil–Sen line, and the band of its interval. */
export function Slope(props: { points: readonly SlopePoint[]; trend: JudgedTrend; label: string }) {
  const [ref, width] = useWidth();
  return (
    <div ref={ref} style={{ minWidth: 0 }}>
      {width === 0 ? null : <Drawing {...props} width={width} />}
    </div>
  );
}

interface Scales {
  readonly x: (week: IsoWeek) => number;
  readonly y: (share: number) => number;
  readonly lines: readonly number[];
}

function Drawing(props: { points: readonly SlopePoint[]; trend: JudgedTrend; label: string; width: number }) {
  const { points, trend, width } = props;
  const { paint, language } = useServices();
  const { t } = useTranslation();
  const scales = scalesOf(points, trend, width);
  const [first, last] = trend.line;
  const valueAt = ({ column }: Cursor): Value | null => {
    const point = points[column];
    if (point === undefined) return null;
    const words = { week: formatWeeks([point.week], language), share: formatPercent(point.share, language) };
    return {
      title: words.week,
      text: words.share,
      sentence: t('charts.slopeSentence', words),
      x: scales.x(point.week),
      y: scales.y(point.share),
    };
  };
  return (
    <ChartFrame
      label={props.label}
      width={width}
      size={{ columns: points.length, rows: 1 }}
      valueAt={valueAt}
      cursorAt={(x) => nearest(points, scales, x)}
    >
      {(held) => (
        <svg width={width} height={HEIGHT}>
          <Grid scales={scales} right={width - END_LABEL} paint={paint} />
          <Band trend={trend} scales={scales} paint={paint} />
          <Line
            from={{ x: scales.x(first.week), y: scales.y(first.value) }}
            to={{ x: scales.x(last.week), y: scales.y(last.value) }}
            stroke={paint.classes.selling.colour}
            strokeWidth={2}
          />
          {points.map(({ week, share }) => (
            <circle
              key={week}
              cx={scales.x(week)}
              cy={scales.y(share)}
              r={DOT}
              fill={paint.classes.selling.colour}
            />
          ))}
          <Label
            x={scales.x(last.week) + 6}
            y={scales.y(last.value)}
            text={formatPercent(Math.round(last.value), language)}
          />
          <AxisText
            x={scales.x(first.week)}
            y={HEIGHT - 8}
            anchor="start"
            text={formatWeeks([first.week], language)}
          />
          <AxisText
            x={scales.x(last.week)}
            y={HEIGHT - 8}
            anchor="end"
            text={formatWeeks([last.week], language)}
          />
          <HeldPoint points={points} held={held} scales={scales} paint={paint} />
        </svg>
      )}
    </ChartFrame>
  );
}

function Grid({ scales, right, paint }: { scales: Scales; right: number; paint: ChartPaint }) {
  return scales.lines.map((share) => (
    <g key={share}>
      <Line
        from={{ x: PLOT.left, y: scales.y(share) }}
        to={{ x: right, y: scales.y(share) }}
        stroke={paint.grid}
        {...(paint.gridDash === null ? {} : { strokeDasharray: paint.gridDash })}
      />
      <AxisText x={PLOT.left - 8} y={scales.y(share)} anchor="end" isCentred text={String(share)} />
    </g>
  ));
}

/** 16 % of the class's colour; in one ink its edges are dotted instead. */
function Band({ trend, scales, paint }: { trend: JudgedTrend; scales: Scales; paint: ChartPaint }) {
  const [first, last] = trend.line;
  const { colour } = paint.classes.selling;
  const [left, right] = [scales.x(first.week), scales.x(last.week)];
  if (paint.gridDash !== null)
    return (['low', 'high'] as const).map((edge) => (
      <Line
        key={edge}
        from={{ x: left, y: scales.y(first[edge]) }}
        to={{ x: right, y: scales.y(last[edge]) }}
        stroke={colour}
        strokeDasharray="2 3"
      />
    ));
  // The interval is that of the slope around the middle: the band narrows there.
  const middle = (left + right) / 2;
  const waist = scales.y((first.value + last.value) / 2);
  const path = [
    `M${left},${scales.y(first.high)} L${middle},${waist} L${right},${scales.y(last.high)}`,
    `L${right},${scales.y(last.low)} L${middle},${waist} L${left},${scales.y(first.low)} Z`,
  ].join(' ');
  return <path d={path} fill={colour} fillOpacity={0.16} />;
}

function HeldPoint(props: {
  points: readonly SlopePoint[];
  held: Cursor | null;
  scales: Scales;
  paint: ChartPaint;
}) {
  const { held, scales, paint } = props;
  const point = held === null ? undefined : props.points[held.column];
  if (point === undefined) return null;
  const [x, y] = [scales.x(point.week) - DOT, scales.y(point.share) - DOT];
  return <FocusRing x={x} y={y} width={2 * DOT} height={2 * DOT} paint={paint} />;
}

function scalesOf(points: readonly SlopePoint[], trend: JudgedTrend, width: number): Scales {
  const [first, last] = trend.line;
  const values = [...points.map(({ share }) => share), first.low, first.high, last.low, last.high];
  const low = Math.max(0, Math.floor(Math.min(...values) / TENS) * TENS);
  const high = Math.min(100, Math.ceil(Math.max(...values) / TENS) * TENS);
  const y = linearScale({ domain: [low, high], range: [PLOT.bottom, PLOT.top] });
  const x = linearScale({
    domain: [0, Math.max(1, weeksBetween(first.week, last.week))],
    range: [PLOT.left + DOT, width - END_LABEL - DOT],
  });
  const steps = Math.round((high - low) / TENS);
  return {
    x: (week) => x(weeksBetween(first.week, week)),
    y: (share) => y(share),
    lines: Array.from({ length: steps + 1 }, (_, step) => low + step * TENS),
  };
}

function nearest(points: readonly SlopePoint[], scales: Scales, x: number): Cursor | null {
  const distances = points.map(({ week }) => Math.abs(scales.x(week) - x));
  const column = distances.indexOf(Math.min(...distances));
  return column === -1 ? null : { column, row: 0 };
}
