import { Group } from '@visx/group';
import { useId, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { SPLIT_CLASSES } from '../../shared/classification/classification.ts';
import type { TeamWeek } from '../../shared/contract/team-time.ts';
import { useServices } from '../services.ts';
import { formatHours, formatPercent } from '../words/figures.ts';
import { formatWeeks } from '../words/weeks.ts';
import { Label } from './axis-text.tsx';
import { ChartFrame, type Value } from './chart-frame.tsx';
import { ClassArea, ClassTextures } from './class-fill.tsx';
import type { Cursor } from './cursor.ts';
import { FocusRing } from './focus-ring.tsx';
import { GapFrames } from './gap-frames.tsx';
import { Legend } from './legend.tsx';
import { spreadLabels } from './spread-labels.ts';
import { useWidth } from './use-width.ts';
import { WeeklyStackAxes } from './weekly-stack-axes.tsx';
import { layoutWeeklyStack, type StackLayout } from './weekly-stack-layout.ts';
import { locate, segments, type PublishedWeek } from './weekly-stack-segments.ts';

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
              <WeeklyStackAxes weeks={weeks} layout={layout} />
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
    const { top, bottom } = part ?? layout.plot;
    return { title, text, sentence: t('charts.weekSentence', words), x, y: top, bottom };
  };
}
