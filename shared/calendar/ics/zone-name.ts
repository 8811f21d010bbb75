import type { TimeZone } from '../time.ts';
import { isTimeZone } from '../time-zone.ts';
import { toIanaZone } from '../windows-zone.ts';
import displayNames from './windows-display-names.json' with { type: 'json' };
import { ianaClock } from './zone-clock.ts';

/** What a zone's name alone says: an IANA zone, or a fixed offset in seconds. */
export type NamedZone = { readonly zone: TimeZone } | { readonly offset: number };

const NO_ZONE = '';
/** `(UTC-05:00) Eastern Time (US & Canada)`, as Windows shows a zone to people; the offset is that of its winter. */
const DISPLAY_NAME = /^\((?:UTC|GMT)(?:([+-]\d\d?)[:.](\d\d))?\)\s*(.+)$/i;
const PLAIN_OFFSET = /^(?:UTC|GMT)?\s*([+-])(\d\d?)(?::?(\d\d))?$/i;
const MONTHS_APART = [Date.UTC(2026, 0, 15), Date.UTC(2026, 6, 15)];

const ZONE_BY_DISPLAY_TEXT: ReadonlyMap<string, TimeZone> = new Map(Object.entries(displayNames));

/**
 * Finds the zone that a TZID means without its VTIMEZONE: an IANA name in any case or at the end of a path, a Windows name,
 * the text that Windows shows for a zone, or a plain offset. Null for what none of these knows (`Customized Time Zone`).
 */
export function zoneOfName(name: string): NamedZone | null {
  const plain = name.trim();
  const zone = ianaZone(plain) ?? windowsZone(plain) ?? displayedZone(plain);
  if (zone !== null) return { zone };
  const offset = plainOffset(plain);
  return offset === null ? null : { offset };
}

function ianaZone(name: string): TimeZone | null {
  const segments = name.split('/').filter((segment) => segment !== '');
  if (!name.startsWith('/')) return knownZone(name);
  // `/citadel.org/20260101_1/Europe/Berlin`: two parts, three in `America/Argentina/Salta`, one in `UTC`.
  for (const length of [3, 2, 1]) {
    const zone = knownZone(segments.slice(-length).join('/'));
    if (zone !== null) return zone;
  }
  return null;
}

function knownZone(name: string): TimeZone | null {
  if (!isTimeZone(name)) return null;
  const key = name.toLowerCase();
  return canonicalNames().get(key) ?? name;
}

function windowsZone(name: string): TimeZone | null {
  const zone = toIanaZone(name, NO_ZONE);
  return zone === NO_ZONE ? null : zone;
}

/** By its text: names of regions are listed, cities are those of IANA's zones. The offset only has to be possible. */
function displayedZone(name: string): TimeZone | null {
  const [, hours, minutes, text] = DISPLAY_NAME.exec(name) ?? [];
  if (text === undefined) return null;
  const listed = ZONE_BY_DISPLAY_TEXT.get(text.toLowerCase());
  if (listed !== undefined) return listed;
  const offset = hours === undefined ? 0 : offsetOf(hours, minutes ?? '0');
  const cities = text.split(',').map((city) => city.trim().toLowerCase().replaceAll(' ', '_'));
  const zones = cities.map((city) => zoneByCity().get(city)).filter((zone) => zone !== undefined);
  return zones.find((zone) => hasOffset(zone, offset)) ?? null;
}

function offsetOf(hours: string, minutes: string): number {
  const sign = hours.startsWith('-') ? -1 : 1;
  return sign * (Math.abs(Number(hours)) * 3_600 + Number(minutes) * 60);
}

function hasOffset(zone: TimeZone, offset: number): boolean {
  const clock = ianaClock(zone);
  return MONTHS_APART.some((instant) => clock.toWall(instant) * 1_000 - instant === offset * 1_000);
}

function plainOffset(name: string): number | null {
  const [, sign, hours, minutes = '0'] = PLAIN_OFFSET.exec(name) ?? [];
  if (hours === undefined || Number(hours) > 14 || Number(minutes) > 59) return null;
  return offsetOf(`${sign ?? '+'}${hours}`, minutes);
}

let canonical: ReadonlyMap<string, TimeZone> | null = null;

/** IANA's spelling of each name, by the name in lower case. */
function canonicalNames(): ReadonlyMap<string, TimeZone> {
  canonical ??= new Map(Intl.supportedValuesOf('timeZone').map((zone) => [zone.toLowerCase(), zone]));
  return canonical;
}

let cities: ReadonlyMap<string, TimeZone> | null = null;

function zoneByCity(): ReadonlyMap<string, TimeZone> {
  cities ??= new Map([...canonicalNames()].map(([key, zone]) => [key.slice(key.lastIndexOf('/') + 1), zone]));
  return cities;
}
