import type { TimeClass } from '../../shared/classification/classification.ts';
import type { SplitHours } from '../../shared/contract/classes.ts';
import type { Week, WeekEvent } from '../../shared/contract/week.ts';
import { wholeShares } from '../../shared/privacy/rounding.ts';

/** What is said of some events: their class, and whose word it is; null = the classifier's answer again. */
export interface Said {
  readonly events: ReadonlySet<string>;
  readonly class: TimeClass;
  readonly correction: WeekEvent['correction'];
}

/**
 * The week as it will be once the server has applied what was said: shown at once, and replaced by its answer. Hours move
 * from class to class; what is no longer counted leaves them.
 */
export function sayClass(week: Week, said: Said): Week {
  const isSaid = (event: WeekEvent) => event.standing === 'open' && said.events.has(event.id);
  const moved = week.events.filter((event) => isSaid(event) && event.class !== said.class);
  const split = moved.reduce((sums, event) => moveHours(sums, event, said.class), week.split);
  const events = week.events.map((event) =>
    isSaid(event) ? { ...event, class: said.class, correction: said.correction } : event,
  );
  const classOf = new Map(events.map((event) => [event.id, event.class]));
  return {
    ...week,
    events,
    split,
    shares: wholeShares(split),
    countedHours: split.selling + split.unsure + split.supporting + split.internal,
    days: week.days.map((day) => ({
      ...day,
      sellingHours: day.blocks
        .filter(({ event }) => classOf.get(event) === 'selling')
        .reduce((sum, { from, to, lanes }) => sum + (to - from) / lanes / 60, 0),
    })),
  };
}

function moveHours(sums: SplitHours, event: WeekEvent, to: TimeClass): SplitHours {
  const { class: from, hours } = event;
  return {
    ...sums,
    ...(from === 'ignored' ? {} : { [from]: Math.max(0, sums[from] - hours) }),
    ...(to === 'ignored' ? {} : { [to]: sums[to] + hours }),
  };
}
