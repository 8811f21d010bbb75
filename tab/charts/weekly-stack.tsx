import { Group } from '@visx/group';
import { scaleLinear } from '@visx/scale';
import { Line } from '@visx/shape';
import { useId, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { SPLIT_CLASSES, type SplitClass } from '../../shared/classification/classification.ts';
import type { TeamWeek } from '../../shared/contract/team-time.ts';
import { useServices } from '../services.ts';
import { formatHours, formatPercent } from '../words/figures.ts';
import { formatWeeks, weekNumber } from '../words/weeks.ts';
import { AxisText, Label } from './axis-text.tsx';
import { ChartFrame, type Value } from './chart-frame.tsx';
import { ClassArea, ClassTextures } from './class-fill.tsx';
import type { Cursor } from './cursor.ts';
import { FocusRing } from './focus-ring.tsx';
import { GapFrames } from './gap-frames.tsx';
import { Legend } from './legend.tsx';
import { spreadLabels } from './spread-labels.ts';
import { useWidth } from './use-width.ts';
import { pickMonthTicks, pickWeekTicks } from './week-axis.ts';
import { layoutWeeklyStack, type StackLayout } from './weekly-stack-layout.ts';

type PublishedWeek = Extract<TeamWeek, { status: 'published' }>;

/** How wide `v. 22` and `week 22` are. */
const FIRST_LABEL = { sv: 32, en: 50 };
/** Room between two classes, in card colour. */
const SEAM = 2;

/** The share of each class by week, selling on the floor, internal under the ceiling. */
export function WeeklyStack(props: { weeks: readonly TeamWeek[]; minimum: number; label: string }) {
  const [ref, width] = useWidth();
  return (
    <div ref={ref} style={{ minWidth: 0 }}>
      {width === 0 ? null : <Stack {...props} width={width} />}
    </div>
  );
}

function Stack(props: { weeks: readonly TeamWeek[]; minimum: number; label: string; width: number }) {
  const { weeks, width } = props;
  const id = useId();
  const { paint } = useServices();
  const layout = useMemo(() => layoutWeeklyStack(weeks, width), [weeks, width]);
  const valueAt = useValueAt(weeks, layout, props.minimum);
  return (
    <>
      {layout.isNarrow ? <Legend /> : null}
      <ChartFrame
        label={props.label}
        width={width}
        size={{ columns: weeks.length, rows: SPLIT_CLASSES.length }}
        valueAt={valueAt}
        cursorAt={(x, y) => locate(weeks, layout, x, y)}
      >
        {(held) => (
          <>
            <svg width={width} height={layout.height}>
              <ClassTextures id={id} paint={paint} />
              <Axes weeks={weeks} layout={layout} />
              {weeks.map((week, index) =>
                week.status === 'published' ? (
                  <WeekBar key={week.week} id={id} week={week} index={index} layout={layout} />
                ) : null,
              )}
              <LastWeekLabels weeks={weeks} layout={layout} />
              {held === null ? null : <HeldValue weeks={weeks} layout={layout} held={held} id={id} />}
            </svg>
            <GapFrames layout={layout} minimum={props.minimum} />
          </>
        )}
      </ChartFrame>
    </>
  );
}

function Axes({ weeks, layout }: { weeks: readonly TeamWeek[]; layout: StackLayout }) {
  const { t } = useTranslation();
  const { paint, language } = useServices();
  const { plot, step } = layout;
  const y = shareScale(layout);
  const names = weeks.map((week) => week.week);
  const ticks = pickWeekTicks(names, step, FIRST_LABEL[language]);
  const lines = layout.isNarrow ? [0, 50, 100] : [0, 25, 50, 75, 100];
  return (
    <>
      {lines.slice(1).map((share) => (
        <Line
          key={share}
          from={{ x: plot.left, y: y(share) }}
          to={{ x: plot.right, y: y(share) }}
          stroke={paint.grid}
          {...(paint.gridDash === null ? {} : { strokeDasharray: paint.gridDash })}
        />
      ))}
      {lines.map((share) => (
        <AxisText
          key={share}
          x={plot.left - 8}
          y={y(share)}
          anchor="end"
          text={share === 100 ? formatPercent(100, language) : String(share)}
          isCentred
        />
      ))}
      {ticks.map(({ index, week }, position) => (
        <AxisText
          key={week}
          x={plot.left + step * (index + 0.5)}
          y={plot.bottom + 16}
          anchor="middle"
          text={position === 0 ? formatWeeks([week], language) : String(weekNumber(week))}
        />
      ))}
      {layout.isNarrow
        ? null
        : pickMonthTicks(names, step).map(({ index, month }) => (
            <AxisText
              key={index}
              x={layout.bars[index]?.x ?? 0}
              y={plot.bottom + 32}
              anchor="start"
              text={t(`months.${month}`)}
            />
          ))}
      <Line
        from={{ x: plot.left, y: plot.bottom }}
        to={{ x: plot.right, y: plot.bottom }}
        stroke={paint.gap}
      />
    </>
  );
}

function WeekBar(props: { id: string; week: PublishedWeek; index: number; layout: StackLayout }) {
  const { paint } = useServices();
  const bar = props.layout.bars[props.index];
  if (bar === undefined) return null;
  return (
    <Group>
      {segments(props.week, props.layout).map(({ name, top, bottom }) => (
        <ClassArea
          key={name}
          id={props.id}
          name={name}
          paint={paint}
          x={bar.x}
          y={top}
          width={bar.width}
          height={bottom - top}
        />
      ))}
    </Group>
  );
}

/** The latest week stands last: its shares label the classes, in stack order. */
function LastWeekLabels({ weeks, layout }: { weeks: readonly TeamWeek[]; layout: StackLayout }) {
  const { t } = useTranslation();
  const { language } = useServices();
  const last = weeks.at(-1);
  const { labels } = layout;
  if (labels === null || last?.status !== 'published') return null;
  const parts = segments(last, layout);
  const places = spreadLabels(
    parts.map(({ top, bottom }) => (top + bottom) / 2),
    16,
    layout.plot,
  );
  return parts.map(({ name }, index) => (
    <Label
      key={name}
      x={labels}
      y={places[index] ?? 0}
      text={`${t(`classes.${name}`)} ${formatPercent(last.shares[name], language)}`}
    />
  ));
}

function HeldValue(props: { weeks: readonly TeamWeek[]; layout: StackLayout; held: Cursor; id: string }) {
  const { weeks, layout, held } = props;
  const { paint } = useServices();
  const week = weeks[held.column];
  const bar = layout.bars[held.column];
  if (week === undefined || bar === undefined) return null;
  if (week.status === 'withheld') {
    const { top, bottom } = layout.plot;
    return <FocusRing {...bar} y={top} height={bottom - top} paint={paint} />;
  }
  const name = SPLIT_CLASSES[held.row];
  const part = segments(week, layout).find((segment) => segment.name === name);
  if (part === undefined) return null;
  return <FocusRing {...bar} y={part.top} height={part.bottom - part.top} paint={paint} />;
}

function useValueAt(weeks: readonly TeamWeek[], layout: StackLayout, minimum: number) {
  const { t } = useTranslation();
  const { language } = useServices();
  return ({ column, row }: Cursor): Value | null => {
    const week = weeks[column];
    const bar = layout.bars[column];
    const name = SPLIT_CLASSES[row];
    if (week === undefined || bar === undefined || name === undefined) return null;
    const title = formatWeeks([week.week], language);
    const x = bar.x + bar.width / 2;
    if (week.status === 'withheld') {
      const reason = t(`time.weeks.withheld.${week.reason}`, { count: minimum });
      const sentence = t('charts.gapSentence', { weeks: title, reason });
      return { title, text: reason, sentence, x, y: (layout.plot.top + layout.plot.bottom) / 2 };
    }
    const part = segments(week, layout).find((segment) => segment.name === name);
    const words = {
      weeks: title,
      className: t(`classes.${name}`),
      share: formatPercent(week.shares[name], language),
      hours: formatHours(week.hours[name], language),
    };
    const text = `${words.className} ${words.share}, ${words.hours}`;
    return { title, text, sentence: t('charts.weekSentence', words), x, y: part?.top ?? layout.plot.top };
  };
}

function locate(weeks: readonly TeamWeek[], layout: StackLayout, x: number, y: number): Cursor | null {
  const { plot, step } = layout;
  const column = Math.floor((x - plot.left) / step);
  const week = weeks[column];
  if (week === undefined || y < plot.top || y > plot.bottom) return null;
  if (week.status === 'withheld') return { column, row: 0 };
  const name = segments(week, layout).find(({ top, bottom }) => y >= top - 1 && y <= bottom + 1)?.name;
  return name === undefined ? null : { column, row: SPLIT_CLASSES.indexOf(name) };
}

/** Top and bottom of each class, a seam apart. */
function segments(week: PublishedWeek, layout: StackLayout) {
  const y = shareScale(layout);
  let below = 0;
  return SPLIT_CLASSES.map((name: SplitClass) => {
    const above = below + week.shares[name];
    const seams = { top: above >= 100 ? 0 : SEAM / 2, bottom: below <= 0 ? 0 : SEAM / 2 };
    const part = { name, top: y(above) + seams.top, bottom: y(below) - seams.bottom };
    below = above;
    return { ...part, bottom: Math.max(part.top, part.bottom) };
  });
}

function shareScale({ plot }: StackLayout) {
  return scaleLinear<number>({ domain: [0, 100], range: [plot.bottom, plot.top] });
}
