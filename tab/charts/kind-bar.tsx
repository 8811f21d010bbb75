import { Bar, Line } from '@visx/shape';
import type { SplitClass } from '../../shared/classification/classification.ts';
import { useServices } from '../services.ts';
import type { ChartPaint } from '../theme/palette.ts';
import { formatHours } from '../words/figures.ts';
import { Label } from './axis-text.tsx';
import { ClassArea } from './class-fill.tsx';

export interface Kind {
  /** null = no time of the calendar: hollow. */
  readonly class: SplitClass | null;
  readonly name: string;
  readonly hours: number;
  readonly median: number | null;
}

/** Hours to pixels. */
export type HourScale = (hours: number) => number;

const MARK = 3;
/** The room of a value such as `13 h`, with some air on both sides. */
const VALUE = 48;

/** Bar, value, and a mark at the median before. */
export function KindBar(props: { id: string; kind: Kind; x: HourScale; y: number; height: number }) {
  const { kind, x, y, height } = props;
  const { paint, language } = useServices();
  const middle = y + height / 2;
  const area = { x: x(0), y, width: x(kind.hours) - x(0), height, paint };
  return (
    <>
      {kind.class === null ? (
        <HollowArea {...area} />
      ) : (
        <ClassArea id={props.id} name={kind.class} {...area} />
      )}
      {kind.median === null ? null : <MedianMark at={x(kind.median)} y={y} height={height} paint={paint} />}
      <Label
        x={labelPlace(x(kind.hours), kind.median === null ? 0 : x(kind.median))}
        y={middle}
        text={formatHours(kind.hours, language)}
      />
    </>
  );
}

function HollowArea(props: { x: number; y: number; width: number; height: number; paint: ChartPaint }) {
  const { x, y, width, height, paint } = props;
  if (width < 2) return null;
  return (
    <rect
      x={x + 0.5}
      y={y + 0.5}
      width={width - 1}
      height={height - 1}
      fill="none"
      stroke={paint.gap}
      strokeDasharray="3 2"
    />
  );
}

/** The value belongs to its bar: right after it, or after a mark that stands too near for it. */
function labelPlace(end: number, mark: number): number {
  return mark > end + VALUE ? end + 8 : Math.max(end, mark + MARK) + 8;
}

function MedianMark(props: { at: number; y: number; height: number; paint: ChartPaint }) {
  const { at, y, height, paint } = props;
  return (
    <>
      <Bar x={at - MARK / 2 - 2} y={y - 1} width={MARK + 4} height={height + 2} fill={paint.card} />
      <Line
        from={{ x: at, y: y - 4 }}
        to={{ x: at, y: y + height + 4 }}
        stroke={paint.ink}
        strokeWidth={MARK - 0.5}
      />
    </>
  );
}
