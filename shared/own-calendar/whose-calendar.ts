import { MOST_ZONES } from '../calendar/ics/bounds.ts';
import type { IcsCalendar, IcsEvent } from '../calendar/ics/ics-calendar.ts';
import { zoneOfName } from '../calendar/ics/zone-name.ts';
import { ianaClock } from '../calendar/ics/zone-clock.ts';
import type { Instant, TimeZone } from '../calendar/time.ts';
import type { RowHints } from './graph-rows.ts';

const MONTHS: readonly Instant[] = Array.from({ length: 48 }, (_, index) => Date.UTC(2023, index, 28));

/** All that the files say about whose calendar they are. */
export interface Evidence {
  readonly calendars: readonly IcsCalendar[];
  readonly events: readonly IcsEvent[];
  readonly rows: readonly RowHints[];
}

/**
 * The address of the person whose calendar it is: as Outlook or the calendar's name say, else who organizes what a row calls
 * one's own, else who is in most of the events. Null where two are in equally many, or nobody is in any.
 */
export function findOwner({ calendars, events, rows }: Evidence): string | null {
  const named = mostFrequent(calendars.map(({ owner }) => owner));
  if (named !== null) return named;
  const titled = mostFrequent(calendars.map(({ name }) => name));
  if (titled !== null) return titled;
  const own = mostFrequent(rows.filter(({ isOwn }) => isOwn).map(({ organizer }) => organizer));
  if (own !== null) return own;
  return mostFrequent([...events.flatMap(peopleOf), ...rows.flatMap(({ people }) => people)]);
}

/** Whether anybody is named anywhere. Reduced exports leave people out, which says nothing about who was there. */
export function namesAnybody({ events, rows }: Evidence): boolean {
  return events.some((event) => peopleOf(event).length > 0) || rows.some(({ people }) => people.length > 0);
}

/**
 * The zone in which the person lives by what the calendar says of itself, or by that of most of its events. A Windows name
 * covers many countries: where the machine's zone is one of them, it is the machine's.
 */
export function findTimeZone({ calendars, events, rows }: Evidence, machine: TimeZone): TimeZone | null {
  const hinted = mostFrequent(calendars.map(({ timeZone }) => ianaZone(timeZone, machine)));
  if (hinted !== null) return hinted;
  const names = [
    ...events.map(({ start }) => (start?.kind === 'wall' ? start.tzid : null)),
    ...rows.map(({ timeZone }) => timeZone),
  ];
  const different = [...new Set(names)].slice(0, MOST_ZONES);
  const zones = new Map(different.map((name) => [name, ianaZone(name, machine)]));
  // Exports write UTC where the zone is lost; nobody lives there.
  return mostFrequent(names.map((name) => zones.get(name) ?? null).filter((zone) => zone !== 'UTC'));
}

function peopleOf({ organizer, attendees }: IcsEvent): readonly string[] {
  const people = attendees.filter(({ kind }) => kind !== 'resource').map(({ address }) => address);
  return [...new Set(organizer === null ? people : [organizer, ...people])];
}

function ianaZone(name: string | null, machine: TimeZone): TimeZone | null {
  const named = name === null ? null : zoneOfName(name);
  if (name === null || named === null || !('zone' in named)) return null;
  const { zone } = named;
  const isIana = name.toLowerCase().endsWith(zone.toLowerCase());
  return !isIana && runAlike(zone, machine) ? machine : zone;
}

/** Whether two zones have shown the same time in all months of these years. */
function runAlike(a: TimeZone, b: TimeZone): boolean {
  const [first, second] = [ianaClock(a), ianaClock(b)];
  return MONTHS.every((instant) => first.toWall(instant) === second.toWall(instant));
}

/** Null where nothing is named, or two are equally often. */
function mostFrequent(names: readonly (string | null)[]): string | null {
  const counts = new Map<string, number>();
  for (const name of names) if (name !== null) counts.set(name, (counts.get(name) ?? 0) + 1);
  const [first, second] = [...counts].toSorted(([, a], [, b]) => b - a);
  return first === undefined || first[1] === second?.[1] ? null : first[0];
}
