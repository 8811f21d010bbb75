import { addDays, toLocalDate } from '../../../shared/calendar/time-zone.ts';
import { fromGraphId, occurrenceKey, toGraphId } from '../../../sandbox/calendar/graph-id.ts';
import {
  book,
  type Booked,
  changeTime,
  DAY,
  dayAndTime,
  HOUR,
  kindOf,
  type Made,
  move,
  type Stage,
  type Tell,
  weekdayAfter,
  ZONE,
} from './story.ts';

const SEEN_BY = 50 * HOUR;

interface Weekly extends Booked {
  readonly weekday: number;
  readonly time: string;
  /** The first occurrence that begins after this. */
  next(after: number): number;
  readonly changedAt: number;
}

/** Alone each week on one hour that is free in all of them; changed so that two days lie before the next occurrence. */
function weekly(
  stage: Stage,
  mailbox: string,
  reps: readonly string[],
  more: { attendees?: readonly string[]; hours?: number; leeway?: number; spare?: number } = {},
): Weekly {
  const { hours = 1, spare = 0, leeway = 0 } = more;
  const { weekday, time } = stage.takeWeekly(reps, hours + leeway);
  const rough = changeTime(stage, 11, spare + 4);
  // Two to four days before an occurrence, and not at its own hour.
  const changedAt = weekdayAfter(rough, weekday, time) - stage.random.pick([2, 3, 4]) * DAY - 2 * HOUR;
  const at = changedAt - SEEN_BY - 5 * DAY;
  const first = weekdayAfter(at + 2 * HOUR, weekday, time);
  const event = book(stage, mailbox, {
    at,
    start: first,
    hours,
    word: 'Ring',
    ...(more.attendees && { attendees: more.attendees }),
    more: {
      recurrence: {
        pattern: { type: 'weekly', interval: 1, daysOfWeek: [weekday] },
        startDate: toLocalDate(first, ZONE),
        // Some go on for ever; all of them doing so would be a calendar of nothing else.
        endDate: stage.random.chance(0.3) ? null : toLocalDate(changedAt + 60 * DAY, ZONE),
        time,
        minutes: hours * 60,
        timeZone: ZONE,
        revision: 0,
      },
    },
  });
  return { ...event, weekday, time, changedAt, next: (after) => weekdayAfter(after, weekday, time) };
}

function occurrenceId(masterId: string, date: string): string {
  return toGraphId(occurrenceKey(fromGraphId(masterId) ?? '', date, 0), 'immutable');
}

function seriesMove(of: Omit<Parameters<typeof move>[0], 'isSeries'>): Made {
  return move({ mover: 'rep-alone', ...of, isSeries: true });
}

/** Another weekday or another hour for all of it. */
export const dragsSeries: Tell = (stage, rep) => {
  const series = weekly(stage, rep, [rep], { leeway: 1 });
  const { changedAt, title, weekday, time } = series;
  const old = series.next(changedAt);
  const days = stage.random
    .shuffle([1, -1, 2, 3])
    .find((by) => weekday + by >= 1 && weekday + by <= 5 && stage.claimWeekly([rep], 1, weekday + by, time));
  const hour = Number(time.slice(0, 2)) + (days === undefined ? 1 : 0);
  const then = `${String(hour).padStart(2, '0')}:00`;
  const to = dayAndTime(addDays(toLocalDate(old, ZONE), days ?? 0), then);
  return {
    name: `drags a series by ${days === undefined ? 'an hour' : `${days} days`}`,
    steps: [
      series.step,
      {
        at: changedAt,
        run: () => stage.mailboxes.moveSeries(rep, series.id(), { days: days ?? 0, time: then }),
      },
    ],
    made: [seriesMove({ rep, title, kind: 'series-rescheduled', oldStart: old, newStart: to, changedAt })],
  };
};

/** From a date on there is nothing more; or all of it is deleted. */
export const endsSeries: Tell = (stage, rep) => {
  const series = weekly(stage, rep, [rep]);
  const { changedAt, title } = series;
  const isAll = stage.random.chance(0.5);
  const next = series.next(changedAt);
  const last = toLocalDate(next + 7 * DAY, ZONE);
  const gone = isAll ? next : next + 14 * DAY;
  const oldStart = series.next(gone - DAY);
  return {
    name: isAll ? 'deletes a series' : 'ends a series',
    steps: [
      series.step,
      {
        at: changedAt,
        run: () =>
          isAll
            ? stage.mailboxes.deleteEvent(rep, series.id())
            : stage.mailboxes.endSeries(rep, series.id(), last),
      },
    ],
    made: [seriesMove({ rep, title, kind: 'series-ended', oldStart, changedAt })],
  };
};

export const thinsSeries: Tell = (stage, rep) => {
  const series = weekly(stage, rep, [rep]);
  const { changedAt, title } = series;
  const weeks = Math.round((series.next(changedAt) - series.start) / (7 * DAY));
  const next = series.next(changedAt);
  const oldStart = weeks % 2 === 1 ? next : series.next(next);
  return {
    name: 'thins a series',
    steps: [series.step, { at: changedAt, run: () => stage.mailboxes.thinSeries(rep, series.id(), 2) }],
    made: [seriesMove({ rep, title, kind: 'series-thinned', oldStart, changedAt })],
  };
};

/** "This and following": one series ends, and another of the same name begins on another day. */
export const changesThisAndFollowing: Tell = (stage, rep) => {
  const series = weekly(stage, rep, [rep]);
  const { changedAt, title } = series;
  const { weekday, time } = stage.takeWeekly([rep], 1);
  const next = series.next(changedAt);
  const oldStart = series.next(next);
  const to = weekdayAfter(next + 2 * DAY, weekday, time);
  const again = book(stage, rep, {
    at: changedAt + 1_000,
    title,
    start: to,
    more: {
      recurrence: {
        pattern: { type: 'weekly', interval: 1, daysOfWeek: [weekday] },
        startDate: toLocalDate(to, ZONE),
        endDate: toLocalDate(changedAt + 60 * DAY, ZONE),
        time,
        minutes: 60,
        timeZone: ZONE,
        revision: 0,
      },
    },
  });
  return {
    name: 'changes this and following',
    steps: [
      series.step,
      {
        at: changedAt,
        run: () => stage.mailboxes.endSeries(rep, series.id(), toLocalDate(next, ZONE)),
      },
      again.step,
    ],
    made: [
      seriesMove({
        rep,
        title,
        kind: 'series-rescheduled',
        oldStart,
        newStart: to,
        changedAt,
      }),
    ],
  };
};

/** One of many: dragged, or taken out. Weeks later the whole series goes another way, and the one goes with it. */
export const changesOne: Tell = (stage, rep) => {
  const series = weekly(stage, rep, [rep], { spare: 16 });
  const { changedAt, title } = series;
  const oldStart = series.next(series.next(changedAt));
  const isDrag = stage.random.chance(0.6);
  const to = stage.take([rep], 1, oldStart + DAY, oldStart + 5 * DAY);
  const occurrence = (): string => occurrenceId(series.id(), toLocalDate(oldStart, ZONE));
  return {
    name: isDrag ? 'drags an occurrence' : 'takes an occurrence out',
    steps: [
      series.step,
      {
        at: changedAt,
        run: () =>
          isDrag
            ? stage.mailboxes.moveEvent(rep, occurrence(), to, to + HOUR)
            : stage.mailboxes.deleteEvent(rep, occurrence()),
      },
    ],
    made: [
      isDrag
        ? move({
            rep,
            title,
            kind: kindOf(oldStart, to),
            oldStart,
            newStart: to,
            mover: 'rep-alone',
            changedAt,
          })
        : move({ rep, title, kind: 'cancelled', oldStart, mover: 'rep-alone', changedAt }),
    ],
  };
};

/** The manager's weekly meeting with the team: ended, or put on another hour, for everybody. */
export const managerChangesSeries: Tell = (stage, rep, mates) => {
  const reps = [rep, ...mates.slice(0, 2)];
  const manager = `chef${Math.floor(Number(rep.slice(3)) / 5)}`;
  const series = weekly(stage, manager, reps, { attendees: reps.map(stage.addressOf), leeway: 1 });
  const { changedAt, title } = series;
  const ends = stage.random.chance(0.5);
  const next = series.next(changedAt);
  const time = `${String(Number(series.time.slice(0, 2)) + 1).padStart(2, '0')}:00`;
  const of = ends
    ? { kind: 'series-ended', oldStart: series.next(next) }
    : {
        kind: 'series-rescheduled',
        oldStart: next,
        newStart: dayAndTime(toLocalDate(next, ZONE), time),
      };
  return {
    name: ends ? 'the manager ends a series' : 'the manager drags a series',
    steps: [
      series.step,
      {
        at: changedAt,
        run: () =>
          ends
            ? stage.mailboxes.endSeries(manager, series.id(), toLocalDate(next, ZONE))
            : stage.mailboxes.moveSeries(manager, series.id(), { time }),
      },
    ],
    made: reps.map((one) => seriesMove({ rep: one, title, mover: 'colleague', changedAt, ...of })),
  };
};

/** A series over the night in which the clocks go back: nothing of it is a move. */
export const standsOverTheClockChange: Tell = (stage, rep) => {
  const series = weekly(stage, rep, [rep]);
  return {
    name: 'stands over the clock change',
    steps: [{ ...series.step, at: stage.from + 2 * HOUR }],
    made: [],
  };
};
