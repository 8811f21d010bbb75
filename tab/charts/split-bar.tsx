import { makeStyles, tokens } from '@fluentui/react-components';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { SPLIT_CLASSES, type SplitClass } from '../../shared/classification/classification.ts';
import type { Language } from '../words/create-i18n.ts';
import { useServices } from '../services.ts';
import { formatHours, formatPercent } from '../words/figures.ts';
import { ChartFrame, type Value } from './chart-frame.tsx';
import { ClassArea, ClassTextures } from './class-fill.tsx';
import type { Cursor } from './cursor.ts';
import { FocusRing } from './focus-ring.tsx';
import { useWidth } from './use-width.ts';
import { linearScale } from './linear-scale.ts';

type Figures = Readonly<Record<SplitClass, number>>;

const BAR = 32;
const SEAM = 2;
const BRACKET = { top: 4, height: 6 };
/** The words under the bracket begin at it where this much room is left. */
const WORDS = 280;

const useStyles = makeStyles({
  chart: { minWidth: 0, minHeight: `${BAR + BRACKET.top + BRACKET.height + 2}px` },
  words: {
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    minHeight: '16px',
    paddingTop: '4px',
    color: tokens.colorNeutralForeground2,
  },
});

/** One week's split as one bar; the bracket under unsure is the range if none or all of it is selling. */
export function SplitBar(props: { shares: Figures; hours: Figures; label: string; rangeText: string }) {
  const [ref, width] = useWidth();
  const styles = useStyles();
  const spans = place(props.shares, width);
  return (
    <div ref={ref} className={styles.chart}>
      {width === 0 ? null : <Bar {...props} width={width} spans={spans} />}
      <p className={styles.words} style={{ marginLeft: indent(spans.unsure, width) }}>
        {props.rangeText}
      </p>
    </div>
  );
}

/** Without a bracket the words belong to the whole bar. */
function indent(unsure: { x: number; width: number }, width: number): number {
  return unsure.width <= 0 || width < WORDS + 40 ? 0 : Math.min(unsure.x, width - WORDS);
}

type Spans = Readonly<Record<SplitClass, { readonly x: number; readonly width: number }>>;

function Bar(props: { shares: Figures; hours: Figures; label: string; width: number; spans: Spans }) {
  const { width, spans } = props;
  const id = useId();
  const { t } = useTranslation();
  const { paint, language } = useServices();
  const valueAt = ({ column }: Cursor): Value | null => {
    const name = SPLIT_CLASSES[column];
    if (name === undefined) return null;
    const words = describe(name, t(`classes.${name}`), props, language);
    const { x, width: across } = spans[name];
    return {
      title: words.className,
      text: `${words.share}, ${words.hours}`,
      sentence: t('charts.splitSentence', words),
      x: x + across / 2,
      y: 0,
      bottom: BAR,
    };
  };
  return (
    <ChartFrame
      label={props.label}
      width={width}
      size={{ columns: SPLIT_CLASSES.length, rows: 1 }}
      valueAt={valueAt}
      cursorAt={(x, y) => locate(spans, x, y)}
    >
      {(held) => (
        <svg width={width} height={BAR + BRACKET.top + BRACKET.height + 2}>
          <ClassTextures id={id} paint={paint} />
          {SPLIT_CLASSES.map((name) => (
            <ClassArea key={name} id={id} name={name} paint={paint} {...spans[name]} y={0} height={BAR} />
          ))}
          <Bracket span={spans.unsure} ink={paint.ink} />
          <HeldClass spans={spans} held={held} />
        </svg>
      )}
    </ChartFrame>
  );
}

function Bracket({ span, ink }: { span: { x: number; width: number }; ink: string }) {
  if (span.width <= 0) return null;
  const top = BAR + BRACKET.top;
  const left = span.x + 0.75;
  const right = span.x + span.width - 0.75;
  const path = `M${left} ${top}v${BRACKET.height}H${right}v${-BRACKET.height}`;
  return <path d={path} fill="none" stroke={ink} strokeWidth={1.5} />;
}

function HeldClass({ spans, held }: { spans: Spans; held: Cursor | null }) {
  const { paint } = useServices();
  const name = held === null ? undefined : SPLIT_CLASSES[held.column];
  if (name === undefined) return null;
  return <FocusRing {...spans[name]} y={0} height={BAR} paint={paint} />;
}

function describe(
  name: SplitClass,
  className: string,
  figures: { shares: Figures; hours: Figures },
  language: Language,
) {
  return {
    className,
    share: formatPercent(figures.shares[name], language),
    hours: formatHours(figures.hours[name], language),
  };
}

function locate(spans: Spans, x: number, y: number): Cursor | null {
  if (y < 0 || y > BAR) return null;
  const column = SPLIT_CLASSES.findIndex((name) => {
    const span = spans[name];
    return span.width > 0 && x >= span.x - 1 && x <= span.x + span.width + 1;
  });
  return column < 0 ? null : { column, row: 0 };
}

/** From left to right in stack order, a seam apart. */
function place(shares: Figures, width: number): Spans {
  const x = linearScale({ domain: [0, 100], range: [0, width] });
  let before = 0;
  const span = (name: SplitClass) => {
    const after = before + shares[name];
    const left = x(before) + (before > 0 ? SEAM / 2 : 0);
    const right = x(after) - (after < 100 ? SEAM / 2 : 0);
    before = after;
    return { x: left, width: Math.max(0, right - left) };
  };
  return {
    selling: span('selling'),
    unsure: span('unsure'),
    supporting: span('supporting'),
    internal: span('internal'),
  };
}
