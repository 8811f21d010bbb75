import { SPLIT_CLASSES, type SplitClass } from '../../shared/classification/classification.ts';
import type { TeamWeek } from '../../shared/contract/team-time.ts';
import type { Cursor } from './cursor.ts';
import type { StackLayout } from './weekly-stack-layout.ts';
import { linearScale } from './linear-scale.ts';

export type PublishedWeek = Extract<TeamWeek, { status: 'published' }>;

export interface Segment {
  readonly name: SplitClass;
  readonly top: number;
  readonly bottom: number;
}

/** Room between two classes, in card colour. */
const SEAM = 2;

/** Top and bottom of each class, a seam apart; a thin class gives half of itself to seams at most. */
export function segments(week: PublishedWeek, layout: StackLayout): Segment[] {
  const y = shareScale(layout);
  let below = 0;
  return SPLIT_CLASSES.map((name) => {
    const above = below + week.shares[name];
    const seam = Math.min(SEAM / 2, (y(below) - y(above)) / 4);
    const top = y(above) + (above < 100 ? seam : 0);
    const bottom = y(below) - (below > 0 ? seam : 0);
    below = above;
    return { name, top, bottom };
  });
}

/** Per cent to pixels, the floor of the plot being 0. */
export function shareScale({ plot }: StackLayout): (share: number) => number {
  return linearScale({ domain: [0, 100], range: [plot.bottom, plot.top] });
}

/** What stands under a pointer; null outside the weeks. */
export function locate(weeks: readonly TeamWeek[], layout: StackLayout, x: number, y: number): Cursor | null {
  const { plot, step } = layout;
  const column = Math.floor((x - plot.left) / step);
  const week = weeks[column];
  if (week === undefined || y < plot.top || y > plot.bottom) return null;
  if (week.status === 'withheld') return { column, row: 0 };
  const name = segments(week, layout).find(({ top, bottom }) => y >= top - 1 && y <= bottom + 1)?.name;
  return name === undefined ? null : { column, row: SPLIT_CLASSES.indexOf(name) };
}
