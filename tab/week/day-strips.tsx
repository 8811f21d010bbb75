import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { Week, WeekEvent } from '../../shared/contract/week.ts';
import { ChartFrame, type Value } from '../charts/chart-frame.tsx';
import { ClassTextures } from '../charts/class-fill.tsx';
import type { Cursor } from '../charts/cursor.ts';
import { FocusRing } from '../charts/focus-ring.tsx';
import { useWidth } from '../charts/use-width.ts';
import { useServices } from '../services.ts';
import { formatWeeks } from '../words/weeks.ts';
import { StripAxes } from './strip-axes.tsx';
import { StripBlock } from './strip-block.tsx';
import { blockAt, moveInStrips } from './strip-cursor.ts';
import { layoutStrips, type PlacedBlock, type PlacedDay, type StripLayout } from './strip-layout.ts';
import { clockOf, dayName, titleWords } from './week-words.ts';

export interface DayStripsProps {
  readonly week: Week;
  /** The numbers of unsure events, as in their list. */
  readonly numbers: ReadonlyMap<string, number>;
  readonly onPick: (event: string) => void;
}

/** A strip for each day: who had which stretch of it. Titles stand where there is room, and in the tooltip. */
export function DayStrips(props: DayStripsProps) {
  const [ref, width] = useWidth();
  return (
    <div ref={ref} style={{ minWidth: 0 }}>
      {width === 0 ? null : <Strips {...props} width={width} />}
    </div>
  );
}

function Strips(props: DayStripsProps & { width: number }) {
  const { week, width, numbers } = props;
  const id = useId();
  const { t } = useTranslation();
  const { paint, language } = useServices();
  const layout = layoutStrips(week, width);
  const { days } = layout;
  const eventOf = new Map(week.events.map((event) => [event.id, event]));
  const valueAt = useValueAt(layout, eventOf);
  const blocks = days.flatMap((day) => day.blocks);
  return (
    <ChartFrame
      label={t('week.days.chart', { week: formatWeeks([week.week], language), count: blocks.length })}
      width={width}
      size={{ columns: 1, rows: days.length }}
      valueAt={valueAt}
      cursorAt={(x, y) => locate(days, x, y)}
      move={(cursor, key) => moveInStrips(cursor, key, days)}
      onPick={(cursor) => {
        const block = blockAt(cursor, days);
        if (block !== null) props.onPick(block.event);
      }}
    >
      {(held) => (
        <svg width={width} height={layout.height}>
          <ClassTextures id={id} paint={paint} />
          <StripAxes layout={layout} />
          {blocks.map((block, index) => (
            <StripBlock
              key={index}
              id={id}
              block={block}
              number={numbers.get(block.event) ?? null}
              title={titleOf(eventOf.get(block.event))}
            />
          ))}
          <HeldBlock days={days} held={held} />
        </svg>
      )}
    </ChartFrame>
  );
}

function titleOf(event: WeekEvent | undefined): string {
  return event?.title ?? '';
}

function HeldBlock({ days, held }: { days: readonly PlacedDay[]; held: Cursor | null }) {
  const { paint } = useServices();
  const block = held === null ? null : blockAt(held, days);
  if (block === null) return null;
  return <FocusRing x={block.x} y={block.y} width={block.width} height={block.height} paint={paint} />;
}

function useValueAt(layout: StripLayout, eventOf: ReadonlyMap<string, WeekEvent>) {
  const { t } = useTranslation();
  const { language } = useServices();
  return (cursor: Cursor): Value | null => {
    const block = blockAt(cursor, layout.days);
    const event = block === null ? undefined : eventOf.get(block.event);
    const day = layout.days[cursor.row];
    if (block === null || event === undefined || day === undefined || block.class === 'ignored') return null;
    const title = titleWords(event, t);
    const time = `${clockOf(block.from, language)}–${clockOf(block.to, language)}`;
    const className = t(`classes.${block.class}`);
    return {
      title: `${dayName(day.date, language, false)} ${time}, ${className.toLowerCase()}`,
      text: title,
      sentence: t('week.days.sentence', {
        day: dayName(day.date, language, false),
        time,
        title,
        className: className.toLowerCase(),
      }),
      x: block.x + block.width / 2,
      y: block.y,
      bottom: block.y + block.height,
    };
  };
}

function locate(days: readonly PlacedDay[], x: number, y: number): Cursor | null {
  for (const [row, { blocks }] of days.entries()) {
    const column = blocks.findIndex((block) => contains(block, x, y));
    if (column >= 0) return { row, column };
  }
  return null;
}

function contains(block: PlacedBlock, x: number, y: number): boolean {
  return x >= block.x && x <= block.x + block.width && y >= block.y && y <= block.y + block.height;
}
