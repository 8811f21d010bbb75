import { describe, expect, it } from 'vitest';
import { companyEntries, createCompany } from '../../../sandbox/company.ts';
import { addDays, atWallClock } from '../../../shared/calendar/time-zone.ts';
import { standingInWeek } from './standing-in-week.ts';

const ZONE = 'Europe/Stockholm';

/** What stands in each rep’s calendar in the week in which the sandbox’s clock starts. */
function repsWeeks(monday: string) {
  const company = createCompany({
    seed: 'tranvik',
    teams: ['mitt', 'syd', 'norr'],
    monday,
    weeksBack: 12,
    weeksAhead: 4,
    now: atWallClock(addDays(monday, 2), '10:05', ZONE),
  });
  const entries = companyEntries(company, 'tranvik');
  return company.people
    .filter(({ role }) => role === 'rep')
    .map(({ key }) => ({ rep: key, standing: standingInWeek(entries, key, monday) }));
}

describe.each(['2026-06-01', '2026-11-23', '2027-03-01', '2027-10-04'])(
  'the week from %s, as a newcomer to the sandbox finds it',
  (monday) => {
    const weeks = repsWeeks(monday);

    it('leaves every rep free from the clock’s start to noon: the first question comes soon after the drag', () => {
      const from = atWallClock(addDays(monday, 2), '10:00', ZONE);
      const until = atWallClock(addDays(monday, 2), '12:00', ZONE);
      const taken = weeks.flatMap(({ rep, standing }) =>
        standing
          .filter(({ start, end, content }) => !content.isAllDay && start < until && end > from)
          .map(({ content }) => `${rep}: ${content.subject}`),
      );
      expect(taken).toEqual([]);
    });

    it('has every rep show the product to a customer on Friday, and sign a contract on Thursday', () => {
      const own = weeks.map(({ standing }) =>
        standing
          .filter(({ content }) => content.isOrganizer)
          .map(({ start, content }) => `${start} ${content.subject.replace(/ .*/, '')}`),
      );
      const thursday = atWallClock(addDays(monday, 3), '08:30', ZONE);
      const friday = atWallClock(addDays(monday, 4), '10:30', ZONE);
      const words = { signs: ['Avtalsmöte', 'Kontraktsmøte', 'Contract'], shows: ['Demo', 'Product'] };
      expect(own.map((titles) => words.signs.some((word) => titles.includes(`${thursday} ${word}`)))).toEqual(
        own.map(() => true),
      );
      expect(own.map((titles) => words.shows.some((word) => titles.includes(`${friday} ${word}`)))).toEqual(
        own.map(() => true),
      );
    });
  },
);
