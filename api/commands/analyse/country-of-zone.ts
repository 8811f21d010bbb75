import windowsZones from 'cldr-core/supplemental/windowsZones.json' with { type: 'json' };
import type { TimeZone } from '../../../shared/calendar/time.ts';

/** The country (ISO 3166-1 alpha-2) whose clock a zone is, by CLDR's table; null where none has it to itself. */
export function countryOfZone(zone: TimeZone): string | null {
  const rows = windowsZones.supplemental.windowsZones.mapTimezones;
  const found = rows.find(
    ({ mapZone }) => /^[A-Z]{2}$/.test(mapZone._territory) && mapZone._type.split(' ').includes(zone),
  );
  return found === undefined || found.mapZone._territory === 'ZZ' ? null : found.mapZone._territory;
}
