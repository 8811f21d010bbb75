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

it.each([
  ['W. Europe Standard Time', 'SE', 'Europe/Stockholm'],
  ['W. Europe Standard Time', 'NO', 'Europe/Oslo'],
  ['Romance Standard Time', 'DK', 'Europe/Copenhagen'],
  ['FLE Standard Time', 'FI', 'Europe/Helsinki'],
  ['Eastern Standard Time', 'US', 'America/New_York'],
  // Away from home: the name says more than the country.
  ['GMT Standard Time', 'SE', 'Europe/London'],
  ['Europe/Berlin', 'SE', 'Europe/Berlin'],
  ['UTC', 'SE', 'UTC'],
  ['Customized Time Zone', 'SE', 'Europe/Oslo'],
  ['W. Europe Standard Time', 'XX', 'Europe/Berlin'],
])('"%s" of somebody in %s is %s', (name, country, zone) => {
  expect(toIanaZone(name, 'Europe/Oslo', country)).toBe(zone);
});
