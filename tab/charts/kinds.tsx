import { tokens } from '@fluentui/react-components';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { useServices } from '../services.ts';
import { formatHours } from '../words/figures.ts';
import { ChartFrame, type Value } from './chart-frame.tsx';
import { ClassTextures } from './class-fill.tsx';
import type { Cursor } from './cursor.ts';
import { FocusRing } from './focus-ring.tsx';
import { KindBar, type HourScale, type Kind } from './kind-bar.tsx';
import { useWidth } from './use-width.ts';
import { linearScale } from './linear-scale.ts';

const NARROW = 420;
const WIDE = { pitch: 36, bar: 20, barTop: 8, label: 212 };
const STACKED = { pitch: 56, bar: 18, barTop: 26, label: 0 };
const VALUE = 48;

interface KindsProps {
  readonly kinds: readonly Kind[];
  readonly label: string;
  /** The words for one that has no median. */
  readonly sentence: (words: { kind: string; hours: string }) => string;
}

/** Hours by kind: bar, value, and a mark at the kind's own median before where there is one. */
export function Kinds(props: KindsProps) {
  const [ref, width] = useWidth();
  return (
    <div ref={ref} style={{ minWidth: 0 }}>
      {width === 0 ? null : <Rows {...props} width={width} />}
    </div>
  );
}

function Rows(props: KindsProps & { width: number }) {
  const { kinds, width } = props;
  const id = useId();
  const { paint } = useServices();
  const shape = width < NARROW ? STACKED : WIDE;
  const largest = Math.max(1, ...kinds.flatMap(({ hours, median }) => [hours, median ?? 0]));
  const x = linearScale({ domain: [0, largest], range: [shape.label, width - VALUE] });
  const describe = useDescription(props.sentence);
  const valueAt = ({ row }: Cursor): Value | null => {
    const kind = kinds[row];
    if (kind === undefined) return null;
    const y = row * shape.pitch + shape.barTop;
    return { ...describe(kind), x: (x(0) + x(kind.hours)) / 2, y };
  };
  return (
    <ChartFrame
      label={props.label}
      width={width}
      size={{ columns: 1, rows: kinds.length }}
      valueAt={valueAt}
      cursorAt={(_, y) => locate(kinds.length, shape.pitch, y)}
    >
      {(held) => (
        <svg width={width} height={kinds.length * shape.pitch}>
          <ClassTextures id={id} paint={paint} />
          {kinds.map((kind, row) => {
            const top = row * shape.pitch;
            return (
              <g key={kind.name}>
                <KindName
                  name={kind.name}
                  y={shape.label > 0 ? top + shape.barTop + shape.bar / 2 : top + 10}
                />
                <KindBar id={id} kind={kind} x={x} y={top + shape.barTop} height={shape.bar} />
              </g>
            );
          })}
          <HeldKind kinds={kinds} held={held} x={x} shape={shape} />
        </svg>
      )}
    </ChartFrame>
  );
}

function KindName({ name, y }: { name: string; y: number }) {
  return (
    <text
      x={0}
      y={y}
      dominantBaseline="central"
      fill={tokens.colorNeutralForeground1}
      fontSize={tokens.fontSizeBase300}
    >
      {name}
    </text>
  );
}

function HeldKind(props: {
  kinds: readonly Kind[];
  held: Cursor | null;
  x: HourScale;
  shape: typeof WIDE | typeof STACKED;
}) {
  const { paint } = useServices();
  const { held, x, shape } = props;
  const kind = held === null ? undefined : props.kinds[held.row];
  if (held === null || kind === undefined) return null;
  const width = Math.max(0, x(kind.hours) - x(0));
  const y = held.row * shape.pitch + shape.barTop;
  return <FocusRing x={x(0)} y={y} width={width} height={shape.bar} paint={paint} />;
}

function useDescription(sentence: KindsProps['sentence']) {
  const { t } = useTranslation();
  const { language } = useServices();
  return ({ name, hours, median }: Kind) => {
    const words = { kind: name, hours: formatHours(hours, language) };
    if (median === null) return { title: name, text: words.hours, sentence: sentence(words) };
    const before = formatHours(median, language);
    return {
      title: name,
      text: `${words.hours} (${t('time.kinds.median')}: ${before})`,
      sentence: t('charts.kindSentenceMedian', { ...words, median: before }),
    };
  };
}

function locate(count: number, pitch: number, y: number): Cursor | null {
  const row = Math.floor(y / pitch);
  return row >= 0 && row < count ? { column: 0, row } : null;
}
