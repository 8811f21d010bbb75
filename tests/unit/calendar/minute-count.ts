import { Temporal } from 'temporal-polyfill';
import { isConfined } from '../../../shared/calendar/event.ts';
import type { ClassifiedEvent, WeekSplit } from '../../../shared/calendar/time-split.ts';
import type { Holiday, WorkingHours } from '../../../shared/calendar/working-hours.ts';
import { SPLIT_CLASSES } from '../../../shared/classification/classification.ts';

/** What calendar and clock show in each of a week's minutes. */
export interface WeekMinute {
  readonly instant: number;
  readonly date: string;
  readonly time: string;
  readonly weekday: number;
}

/** Each minute of the week that begins on `monday` in `timeZone`, by asking Temporal for every single one. */
export function minutesOfWeek(monday: string, timeZone: string): readonly WeekMinute[] {
  const start = Temporal.PlainDate.from(monday).toZonedDateTime(timeZone);
  const end = Temporal.PlainDate.from(monday).add({ days: 7 }).toZonedDateTime(timeZone);
  const minutes: WeekMinute[] = [];
  for (let instant = start.epochMilliseconds; instant < end.epochMilliseconds; instant += 60_000) {
    const local = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(timeZone);
    minutes.push({
      instant,
      date: local.toPlainDate().toString(),
      time: local.toPlainTime().toString({ smallestUnit: 'minute' }),
      weekday: local.dayOfWeek,
    });
  }
  return minutes;
}

/** Domain §4 counted the slow way: minute by minute, with a plain question for each. Slow, and free of any sweep. */
export function countByMinute(
  events: readonly ClassifiedEvent[],
  minutes: readonly WeekMinute[],
  hours: WorkingHours,
  holidays: readonly Holiday[],
): Omit<WeekSplit, 'week'> {
  const split = { selling: 0, unsure: 0, supporting: 0, internal: 0 };
  const overtime = { selling: 0, unsure: 0, supporting: 0, internal: 0 };
  const byActivity: Record<string, number> = {};
  const give = (entry: ClassifiedEvent, amount: number, within: boolean): void => {
    const band = SPLIT_CLASSES.find((name) => name === entry.class);
    if (band === undefined || amount === 0) return;
    split[band] += amount;
    if (!within) overtime[band] += amount;
    if (band !== 'unsure') byActivity[entry.activity] = (byActivity[entry.activity] ?? 0) + amount;
  };

  const active = events.filter(
    ({ event }) => !event.isCancelled && event.response !== 'declined' && event.showAs !== 'free',
  );
  const isIgnoredAs = ({ class: name, activity }: ClassifiedEvent, what: string): boolean =>
    name === 'ignored' && activity === what;
  const secret = active.filter((entry) => isConfined(entry.event) || isIgnoredAs(entry, 'private'));
  const open = active.filter((entry) => !secret.includes(entry));
  const away = open.filter(({ event }) => event.showAs === 'oof');
  const working = open.filter(({ event, class: name }) => event.showAs !== 'oof' && name !== 'ignored');
  const breaks = open.filter(
    (entry) => isIgnoredAs(entry, 'break') && entry.event.showAs !== 'oof' && entry.event.allDay === null,
  );

  let available = 0;
  let absence = 0;
  let normal = 0;
  for (const [date, ofDay] of Map.groupBy(minutes, (minute) => minute.date)) {
    const usual = ofDay.filter((minute) => isUsuallyWorked(minute, hours));
    const worked = usual.filter((minute) => !isHoliday(minute, holidays));
    const lunchOf = (length: number, rested: number): number =>
      length >= 360 ? Math.max(0, hours.lunchMinutes - rested) : 0;
    const rested = worked.filter((minute) => breaks.some((entry) => takes(entry, minute))).length;
    const lunch = lunchOf(worked.length, rested);

    for (const minute of ofDay) {
      const present = strongest(
        working.filter((entry) => entry.event.allDay === null && takes(entry, minute)),
      );
      for (const entry of present) give(entry, 1 / present.length, worked.includes(minute));
    }
    const idle = worked.filter(
      (minute) =>
        !working.some((entry) => entry.event.allDay === null && takes(entry, minute)) &&
        !away.some((entry) => takes(entry, minute)) &&
        !breaks.some((entry) => takes(entry, minute)),
    );
    const fillers = strongest(working.filter((entry) => isWholeDay(entry, date)));
    for (const entry of fillers) give(entry, Math.max(0, idle.length - lunch) / fillers.length, true);

    const offs = [...away, ...breaks, ...secret.filter((entry) => !isPlaceMark(entry))];
    const lost = worked.filter((minute) => offs.some((entry) => takes(entry, minute))).length;
    available += Math.max(0, worked.length - lost - lunch);
    absence += worked.filter((minute) => away.some((entry) => takes(entry, minute))).length;
    normal += Math.max(0, usual.length - lunchOf(usual.length, 0));
  }
  const counted = split.selling + split.unsure + split.supporting + split.internal;
  const scheduled = counted - overtime.selling - overtime.unsure - overtime.supporting - overtime.internal;
  return {
    minutes: split,
    counted,
    byActivity,
    overtime,
    scheduled,
    available,
    unscheduled: Math.max(0, available - scheduled),
    coverage: available === 0 ? 0 : scheduled / available,
    normal,
    absence,
    valid: normal > 0 && available / normal >= 0.6,
  };
}

function takes({ event }: ClassifiedEvent, { instant, date }: WeekMinute): boolean {
  if (event.allDay !== null) return event.allDay.start <= date && date < event.allDay.end;
  return event.start <= instant && instant < event.end;
}

function isUsuallyWorked({ weekday, time }: WeekMinute, hours: WorkingHours): boolean {
  return (hours.days[weekday] ?? []).some(({ from, to }) => from <= time && time < to);
}

function isHoliday({ date, time }: WeekMinute, holidays: readonly Holiday[]): boolean {
  return holidays.some((holiday) => holiday.date === date && holiday.from <= time);
}

function isWholeDay({ event, class: name }: ClassifiedEvent, date: string): boolean {
  if (event.allDay === null || event.showAs !== 'busy' || name === 'unsure') return false;
  return event.allDay.start <= date && date < event.allDay.end;
}

function isPlaceMark({ event }: ClassifiedEvent): boolean {
  return event.allDay !== null && event.showAs === 'workingElsewhere';
}

function strongest(entries: readonly ClassifiedEvent[]): readonly ClassifiedEvent[] {
  const strength = ({ event }: ClassifiedEvent): string => {
    const people = event.attendees.filter((person) => person.kind !== 'resource').length;
    const sure = event.isOrganizer || event.response === 'accepted';
    return `${!event.isOrganizer || people > 0} ${sure ? 2 : Number(event.response === 'tentativelyAccepted')}`;
  };
  const top = entries.map(strength).toSorted().at(-1);
  return entries.filter((entry) => strength(entry) === top);
}
