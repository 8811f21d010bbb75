import { expect, it } from 'vitest';
import { toIanaZone } from '../../../shared/calendar/windows-zone.ts';

it.each([
  ['W. Europe Standard Time', 'Europe/Berlin'],
  ['w. europe standard time ', 'Europe/Berlin'],
  ['Romance Standard Time', 'Europe/Paris'],
  ['Central Asia Standard Time', 'Asia/Bishkek'],
  ['India Standard Time', 'Asia/Calcutta'],
  ['UTC', 'UTC'],
  ['Etc/UTC', 'UTC'],
  ['tzone://Microsoft/Utc', 'UTC'],
  ['UTC+12', 'Etc/GMT-12'],
  ['Europe/Kyiv', 'Europe/Kyiv'],
  ['America/Nuuk', 'America/Nuuk'],
  ['tzone://Microsoft/Custom', 'Europe/Oslo'],
  ['Customized Time Zone', 'Europe/Oslo'],
  ['Kamchatka Standard Time', 'Europe/Oslo'],
  ['Mid-Atlantic Standard Time', 'Europe/Oslo'],
  ['', 'Europe/Oslo'],
])('"%s" is %s for a mailbox in Oslo', (name, zone) => {
  expect(toIanaZone(name, 'Europe/Oslo')).toBe(zone);
});
