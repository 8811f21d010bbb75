import type { TimeZone } from '../time.ts';
import type { IcsCalendar } from './ics-calendar.ts';
import type { IcsTime } from './ics-time.ts';
import { vtimezoneClock, type VtimezoneClock } from './vtimezone-clock.ts';
import { fixedClock, ianaClock, UTC_CLOCK, type ZoneClock } from './zone-clock.ts';
import { zoneOfName } from './zone-name.ts';

export interface ZoneResolver {
  /** The clock by which a time of this calendar is to be read. */
  clockOf(time: IcsTime, calendar: IcsCalendar): ZoneClock;
  /** Where floating dates and times belong. */
  readonly personal: ZoneClock;
}

interface Known {
  readonly described: VtimezoneClock | null;
  /** What the name says where the calendar does not, or not for that date. */
  readonly named: ZoneClock | null;
}

/**
 * Reads zones in this order: the VTIMEZONE of the same calendar where it covers the date, what the name says, the
 * VTIMEZONE before its first onset, the person's zone. The last is a guess and is reported, once per calendar and name.
 */
export function createZoneResolver(
  personalZone: TimeZone,
  onUnknown: (name: string, calendar: IcsCalendar) => void,
): ZoneResolver {
  const personal = ianaClock(personalZone);
  const known = new Map<IcsCalendar, Map<string, Known>>();
  const lookUp = (name: string, calendar: IcsCalendar): Known => {
    const ofCalendar = known.get(calendar) ?? new Map<string, Known>();
    known.set(calendar, ofCalendar);
    const found = ofCalendar.get(name) ?? resolve(name, calendar);
    if (!ofCalendar.has(name) && found.described === null && found.named === null) onUnknown(name, calendar);
    ofCalendar.set(name, found);
    return found;
  };
  return {
    personal,
    clockOf(time, calendar) {
      if (time.kind === 'utc') return UTC_CLOCK;
      if (time.kind === 'date' || time.tzid === null) return personal;
      const { described, named } = lookUp(time.tzid, calendar);
      if (described?.covers(time.wall)) return described;
      return named ?? described ?? personal;
    },
  };
}

function resolve(name: string, calendar: IcsCalendar): Known {
  const zone = calendar.zones.get(zoneKey(name));
  return { described: zone === undefined ? null : vtimezoneClock(zone), named: namedClock(name) };
}

/** A zone's name as it is compared: in the VTIMEZONE it is escaped text, in a parameter it is not, or should not be. */
export function zoneKey(name: string): string {
  return name
    .replace(/\\([,;\\])/g, '$1')
    .trim()
    .toLowerCase();
}

function namedClock(name: string): ZoneClock | null {
  const named = zoneOfName(name);
  if (named === null) return null;
  return 'zone' in named ? ianaClock(named.zone) : fixedClock(named.offset);
}
