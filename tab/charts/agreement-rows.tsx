import { tokens } from '@fluentui/react-components';
import { Line } from '@visx/shape';
import type { Agreement } from '../../shared/contract/precision.ts';
import { useServices } from '../services.ts';
import { formatPercent, formatPercentRange } from '../words/figures.ts';
import { AxisText, Label } from './axis-text.tsx';
import { ChartFrame, type Value } from './chart-frame.tsx';
import type { Cursor } from './cursor.ts';
import { FocusRing } from './focus-ring.tsx';
import { useWidth } from './use-width.ts';
import { linearScale } from './linear-scale.ts';

export interface AgreementRow {
  readonly name: string;
  readonly agreement: Agreement;
  /** Where a mark of the row's own stands, per cent; null = none. */
  readonly mark: number | null;
  /** What is read out. */
  readonly sentence: string;
}

interface RowsProps {
  readonly rows: readonly AgreementRow[];
  readonly label: string;
  /** A dashed line through all rows, per cent. */
  readonly bar: number | null;
}

const NARROW = 420;
const WIDE = { pitch: 36, middle: 18, label: 192 };
const STACKED = { pitch: 52, middle: 34, label: 0 };
type Shape = typeof WIDE | typeof STACKED;
/** How far the dashed line goes above and below a row of its own. */
const BESIDE = 10;
/** Characters of a name that there is room for beside its row. */
const LONGEST = 26;
const AXIS = 24;
const VALUE = 52;
const DOT = 5;
const MARK = 9;

/** A share with its interval in each row, on one scale: a dot, a line, and what it is measured against. */
export function AgreementRows(props: RowsProps) {
  const [ref, width] = useWidth();
  return (
    <div ref={ref} style={{ minWidth: 0 }}>
      {width === 0 ? null : <Rows {...props} width={width} />}
    </div>
  );
}

type Scale = (percent: number) => number;

function Rows({ rows, label, bar, width }: RowsProps & { width: number }) {
  const { paint, language } = useServices();
  const shape = width < NARROW || rows.some(({ name }) => name.length > LONGEST) ? STACKED : WIDE;
  const least = leastShown(rows, bar);
  const x = linearScale({ domain: [least, 100], range: [shape.label + DOT, width - VALUE] });
  const height = rows.length * shape.pitch;
  const valueAt = ({ row }: Cursor): Value | null => {
    const shown = rows[row];
    if (shown === undefined) return null;
    const { share, low, high } = shown.agreement;
    return {
      title: shown.name,
      text: `${formatPercent(share, language)} (${formatPercentRange(low, high, language)})`,
      sentence: shown.sentence,
      x: x(share),
      y: row * shape.pitch + shape.middle,
    };
  };
  return (
    <ChartFrame
      label={label}
      width={width}
      size={{ columns: 1, rows: rows.length }}
      valueAt={valueAt}
      cursorAt={(_, y) => locate(rows.length, shape.pitch, y)}
    >
      {(held) => (
        <svg width={width} height={height + AXIS}>
          {[least, (least + 100) / 2, 100].map((percent, index) => (
            <AxisText
              key={percent}
              x={x(percent)}
              y={height + AXIS - 6}
              anchor={index === 0 && shape === STACKED ? 'start' : 'middle'}
              text={formatPercent(percent, language)}
            />
          ))}
          {bar === null
            ? null
            : barParts(rows.length, shape).map(([top, bottom]) => (
                <Line
                  key={top}
                  from={{ x: x(bar), y: top }}
                  to={{ x: x(bar), y: bottom }}
                  stroke={paint.ink}
                  strokeDasharray="4 4"
                />
              ))}
          {rows.map((row, index) => (
            <RowMarks key={row.name} row={row} x={x} y={index * shape.pitch} shape={shape} />
          ))}
          {held === null ? null : (
            <FocusRing
              x={shape.label}
              y={held.row * shape.pitch + shape.middle - 10}
              width={width - shape.label - 4}
              height={20}
              paint={paint}
            />
          )}
        </svg>
      )}
    </ChartFrame>
  );
}

function RowMarks(props: { row: AgreementRow; x: Scale; y: number; shape: Shape }) {
  const { x, shape } = props;
  const { name, agreement, mark } = props.row;
  const { paint, language } = useServices();
  const y = props.y + shape.middle;
  return (
    <>
      <text
        x={0}
        y={shape.label > 0 ? y : props.y + 12}
        dominantBaseline="central"
        fill={tokens.colorNeutralForeground1}
        fontSize={tokens.fontSizeBase300}
      >
        {name}
      </text>
      <Line
        from={{ x: x(agreement.low), y }}
        to={{ x: x(agreement.high), y }}
        stroke={paint.gap}
        strokeWidth={3}
      />
      {mark === null ? null : (
        <Line
          from={{ x: x(mark), y: y - MARK }}
          to={{ x: x(mark), y: y + MARK }}
          stroke={paint.ink}
          strokeWidth={2.5}
        />
      )}
      <circle cx={x(agreement.share)} cy={y} r={DOT} fill={paint.ink} stroke={paint.card} strokeWidth={2} />
      <Label x={x(100) + 10} y={y} text={formatPercent(agreement.share, language)} />
    </>
  );
}

/** From where to where the dashed line goes: one piece, or one beside each row where names stand in its way. */
function barParts(count: number, { pitch, middle, label }: Shape): readonly (readonly [number, number])[] {
  if (label > 0) return [[0, count * pitch]];
  return Array.from({ length: count }, (_, row) => {
    const y = row * pitch + middle;
    return [y - BESIDE, y + BESIDE] as const;
  });
}

/** The scale begins at a whole ten below everything that is shown. */
function leastShown(rows: readonly AgreementRow[], bar: number | null): number {
  const shown = rows.flatMap(({ agreement, mark }) => [agreement.low, mark ?? 100]);
  return Math.min(80, Math.max(0, Math.floor(Math.min(bar ?? 100, ...shown) / 10) * 10));
}

function locate(count: number, pitch: number, y: number): Cursor | null {
  const row = Math.floor(y / pitch);
  return row >= 0 && row < count ? { column: 0, row } : null;
}
