import windowsZones from 'cldr-core/supplemental/windowsZones.json' with { type: 'json' };
import type { TimeZone } from '../../shared/calendar/time.ts';

const ZONES = windowsZones.supplemental.windowsZones.mapTimezones.map((row) => row.mapZone);

/** The IANA zone behind the name in a Prefer header, which may be Windows' or IANA's own. Null: unknown. */
export function ianaZone(name: string): TimeZone | null {
  if (name.toUpperCase() === 'UTC') return 'UTC';
  const world = ZONES.find((zone) => zone._other === name && zone._territory === '001');
  if (world) return world._type;
  return Intl.supportedValuesOf('timeZone').includes(name) ? name : null;
}

const WINDOWS_NAMES: ReadonlyMap<TimeZone, string> = new Map(
  // The first row that names a zone counts: earlier pairs are set last.
  ZONES.flatMap((row) => row._type.split(' ').map((zone) => [zone, row._other] as const)).toReversed(),
);

/** Windows' name of an IANA zone, as Exchange writes it; the IANA name where Windows has none. */
export function windowsZone(zone: TimeZone): string {
  return zone === 'UTC' ? 'UTC' : (WINDOWS_NAMES.get(zone) ?? zone);
}
