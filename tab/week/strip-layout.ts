import type { TimeClass } from '../../shared/classification/classification.ts';
import type { Week } from '../../shared/contract/week.ts';

/** The strips as they are drawn. All lengths are pixels. */
export interface StripLayout {
  readonly width: number;
  readonly height: number;
  readonly isNarrow: boolean;
  readonly plot: { readonly left: number; readonly right: number; readonly top: number };
  readonly hours: readonly { readonly hour: number; readonly x: number; readonly isNamed: boolean }[];
  readonly days: readonly PlacedDay[];
}

export interface PlacedDay {
  readonly date: string;
  readonly sellingHours: number;
  readonly isToday: boolean;
  /** Of the row's middle. */
  readonly y: number;
  readonly blocks: readonly PlacedBlock[];
}

export interface PlacedBlock {
  readonly event: string;
  readonly class: TimeClass;
  readonly from: number;
  readonly to: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const NARROW = 480;
const ROW = { wide: 54, narrow: 36 };
const BLOCK = { wide: 40, narrow: 30 };
const LABELS = { wide: 64, narrow: 40 };
const SUMS = 112;
const AXIS = 26;
const FOOT = 6;
const SEAM = 2;
/** Two hour names need this much room. */
const HOUR_NAME = 32;
const HOUR = 60;

/** Places days below each other and hours beside each other; the strip takes the width that is left of the names. */
export function layoutStrips(
  week: Pick<Week, 'days' | 'events' | 'hours' | 'today'>,
  width: number,
): StripLayout {
  const isNarrow = width < NARROW;
  const size = isNarrow ? 'narrow' : 'wide';
  const plot = { left: LABELS[size], right: width - (isNarrow ? 8 : SUMS), top: AXIS };
  const { from, to } = week.hours;
  const x = (minutes: number) =>
    plot.left + ((minutes / HOUR - from) / (to - from)) * (plot.right - plot.left);
  const classOf = new Map(week.events.map((event) => [event.id, event.class]));
  return {
    width,
    height: AXIS + ROW[size] * week.days.length + FOOT,
    isNarrow,
    plot,
    hours: namedHours(from, to, x(HOUR * (from + 1)) - x(HOUR * from)).map(({ hour, isNamed }) => ({
      hour,
      x: x(hour * HOUR),
      isNamed,
    })),
    days: week.days.map((day, row) => {
      const y = AXIS + ROW[size] * (row + 0.5);
      return {
        date: day.date,
        sellingHours: day.sellingHours,
        isToday: day.date === week.today,
        y,
        blocks: day.blocks.flatMap(({ event, from: start, to: end, lane, lanes }) => {
          const timeClass = classOf.get(event);
          if (timeClass === undefined || timeClass === 'ignored') return [];
          const height = BLOCK[size] / lanes;
          return [
            {
              event,
              class: timeClass,
              from: start,
              to: end,
              x: x(start) + SEAM / 2,
              y: y - BLOCK[size] / 2 + lane * height,
              width: Math.max(1, x(end) - x(start) - SEAM),
              height: height - (lane < lanes - 1 ? SEAM : 0),
            },
          ];
        }),
      };
    }),
  };
}

function namedHours(from: number, to: number, width: number): { hour: number; isNamed: boolean }[] {
  const count = to - from;
  const least = Math.max(1, Math.ceil(HOUR_NAME / width));
  // Names to both ends, where that costs no more than a step or two.
  const step = [least, least + 1, least + 2].find((every) => count % every === 0) ?? least;
  return Array.from({ length: count + 1 }, (_, index) => ({
    hour: from + index,
    isNamed: index % step === 0,
  }));
}
