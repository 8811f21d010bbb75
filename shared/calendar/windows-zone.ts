import windowsZones from 'cldr-core/supplemental/windowsZones.json' with { type: 'json' };
import type { TimeZone } from './time.ts';
import { isTimeZone } from './time-zone.ts';

/** Outlook's own way to write a zone: `tzone://Microsoft/Utc`, and `…/Custom`, which maps to nothing. */
const MICROSOFT_PREFIX = /^tzone:\/\/microsoft\//i;

const UTC_NAMES: ReadonlySet<string> = new Set(['utc', 'etc/utc', 'gmt', 'coordinated universal time']);

/** CLDR's territory for "wherever no other row fits". */
const WORLD = '001';

/** CLDR's zone of each Windows name in each territory, the chief one where a territory has several. */
const ZONE_BY_TERRITORY: ReadonlyMap<string, TimeZone> = new Map(
  windowsZones.supplemental.windowsZones.mapTimezones.map(({ mapZone }) => [
    `${mapZone._territory} ${mapZone._other.toLowerCase()}`,
    mapZone._type.split(' ')[0] ?? mapZone._type,
  ]),
);

/**
 * The IANA zone behind a Windows or IANA name as Exchange writes it. `fallback`, the mailbox's zone, answers for names
 * that CLDR does not know (`Customized Time Zone`, `Kamchatka Standard Time`, `tzone://Microsoft/Custom`). A Windows name
 * covers many countries: with a `country` (ISO 3166-1 alpha-2) a Swede's `W. Europe Standard Time` is Stockholm's, not
 * Berlin's.
 */
export function toIanaZone(name: string, fallback: TimeZone, country: string = WORLD): TimeZone {
  return knownZone(name, country) ?? fallback;
}

/** A calendar names a handful of zones a thousand times, and asking Intl costs more than all else of an event. */
const remembered = new Map<string, TimeZone | null>();
const MOST_REMEMBERED = 2_000;

function knownZone(name: string, country: string): TimeZone | null {
  const key = country === WORLD ? name : `${country} ${name}`;
  const known = remembered.get(key);
  if (known !== undefined) return known;
  const zone = lookUpZone(name, country);
  if (remembered.size >= MOST_REMEMBERED) remembered.clear();
  remembered.set(key, zone);
  return zone;
}

function lookUpZone(name: string, country: string): TimeZone | null {
  const plain = name.trim().replace(MICROSOFT_PREFIX, '');
  const key = plain.toLowerCase();
  if (UTC_NAMES.has(key)) return 'UTC';
  const zone =
    ZONE_BY_TERRITORY.get(`${country} ${key}`) ?? ZONE_BY_TERRITORY.get(`${WORLD} ${key}`) ?? plain;
  return isTimeZone(zone) ? zone : null;
}
