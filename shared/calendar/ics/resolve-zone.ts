import type { TimeZone } from '../time.ts';
import { MOST_ZONES } from './bounds.ts';
import type { IcsCalendar, IcsZone } from './ics-calendar.ts';
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
  /** The calendar describes it with more changes than a clock has. */
  readonly isRestless: boolean;
}

/** What a zone could not be read as: neither its calendar nor its name says it, or it is one zone too many. */
export type ReportOfZone = (
  code: 'zone-unknown' | 'zone-restless' | 'zones-cut',
  name: string,
  calendar: IcsCalendar,
) => void;

/**
 * Reads zones in this order: the VTIMEZONE of the same calendar where it covers the date, what the name says, the
 * VTIMEZONE before its first onset, the person's zone. The last is a guess and is reported, once per calendar and name.
 */
export function createZoneResolver(personalZone: TimeZone, report: ReportOfZone): ZoneResolver {
  const personal = ianaClock(personalZone);
  const known = new Map<IcsCalendar, Map<string, Known>>();
  // Each event that was saved to a file of its own describes the same zone again.
  const alike = new Map<string, Known>();
  const resolveOnce = (name: string, calendar: IcsCalendar): Known => {
    const zone = calendar.zones.get(zoneKey(name));
    const key = JSON.stringify([name, zone?.observances]);
    const found = alike.get(key) ?? (alike.size < MOST_ZONES ? resolve(name, zone) : null);
    if (found === null) {
      report('zones-cut', name, calendar);
      return NOTHING;
    }
    alike.set(key, found);
    if (found.isRestless) report('zone-restless', name, calendar);
    if (found.described === null && found.named === null) report('zone-unknown', name, calendar);
    return found;
  };
  const lookUp = (name: string, calendar: IcsCalendar): Known => {
    const ofCalendar = known.get(calendar) ?? new Map<string, Known>();
    known.set(calendar, ofCalendar);
    const found = ofCalendar.get(name) ?? resolveOnce(name, calendar);
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

const NOTHING: Known = { described: null, named: null, isRestless: false };

function resolve(name: string, zone: IcsZone | undefined): Known {
  const described = zone === undefined ? null : vtimezoneClock(zone);
  const isRestless = described === null && zone !== undefined && zone.observances.length > 0;
  return { described, named: namedClock(name), isRestless };
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
