import windowsZones from 'cldr-core/supplemental/windowsZones.json' with { type: 'json' };
import type { TimeZone } from './time.ts';
import { isTimeZone } from './time-zone.ts';

/** Outlook's own way to write a zone: `tzone://Microsoft/Utc`, and `…/Custom`, which maps to nothing. */
const MICROSOFT_PREFIX = /^tzone:\/\/microsoft\//i;

const UTC_NAMES: ReadonlySet<string> = new Set(['utc', 'etc/utc', 'gmt', 'coordinated universal time']);

/** CLDR's default zone of each Windows name (territory 001), by the name in lower case. */
const ZONE_BY_WINDOWS_NAME: ReadonlyMap<string, TimeZone> = new Map(
  windowsZones.supplemental.windowsZones.mapTimezones
    .filter(({ mapZone }) => mapZone._territory === '001')
    .map(({ mapZone }) => [mapZone._other.toLowerCase(), mapZone._type.split(' ')[0] ?? mapZone._type]),
);

/**
 * The IANA zone behind a Windows or IANA name as Exchange writes it. `fallback`, the mailbox's zone, answers for names
 * that CLDR does not know (`Customized Time Zone`, `Kamchatka Standard Time`, `tzone://Microsoft/Custom`).
 */
export function toIanaZone(name: string, fallback: TimeZone): TimeZone {
  return knownZone(name) ?? fallback;
}

/** A calendar names a handful of zones a thousand times, and asking Intl costs more than all else of an event. */
const remembered = new Map<string, TimeZone | null>();
const MOST_REMEMBERED = 2_000;

function knownZone(name: string): TimeZone | null {
  const known = remembered.get(name);
  if (known !== undefined) return known;
  const zone = lookUpZone(name);
  if (remembered.size >= MOST_REMEMBERED) remembered.clear();
  remembered.set(name, zone);
  return zone;
}

function lookUpZone(name: string): TimeZone | null {
  const plain = name.trim().replace(MICROSOFT_PREFIX, '');
  const key = plain.toLowerCase();
  if (UTC_NAMES.has(key)) return 'UTC';
  const zone = ZONE_BY_WINDOWS_NAME.get(key) ?? plain;
  return isTimeZone(zone) ? zone : null;
}
