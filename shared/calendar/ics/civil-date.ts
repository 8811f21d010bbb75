/** A date of the proleptic Gregorian calendar; months run from 1. */
export interface CivilDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** Seconds of a wall-clock day; recurrence rules know no other. */
export const DAY_SECONDS = 86_400;

/** Days since 1970-01-01 (Hinnant 2013, `days_from_civil`). Months and days past their end roll over. */
export function dayOfCivil(year: number, month: number, day: number): number {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

/** The date that is `days` days after 1970-01-01 (Hinnant 2013, `civil_from_days`). */
export function civilOfDay(days: number): CivilDate {
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1_460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1,
  };
}

export function daysInMonth(year: number, month: number): number {
  return (
    dayOfCivil(month === 12 ? year + 1 : year, month === 12 ? 1 : month + 1, 1) - dayOfCivil(year, month, 1)
  );
}

/** 1 = Monday … 7 = Sunday. */
export function weekdayOfDay(day: number): number {
  // 1970-01-01 was a Thursday; the second remainder keeps days before it positive.
  return ((((day + 3) % 7) + 7) % 7) + 1;
}

/** Days that can be written as a local date, with a few to spare on either side for zones. */
const FIRST_DAY = dayOfCivil(1, 1, 3);
const LAST_DAY = dayOfCivil(9_999, 12, 29);

/** Wall-clock seconds within the years that a local date can name: files speak of the year 9999 and add to it. */
export function withinCalendar(wall: number): number {
  return Math.min(Math.max(wall, FIRST_DAY * DAY_SECONDS), LAST_DAY * DAY_SECONDS);
}
