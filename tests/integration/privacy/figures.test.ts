import { describe, expect, it } from 'vitest';
import { teamTimeSchema } from '../../../shared/contract/team-time.ts';
import type { ClassifiedEvent } from '../../../shared/calendar/time-split.ts';
import { weekDates, weekInterval } from '../../../shared/calendar/week.ts';
import { defaultWorkingHours } from '../../../shared/calendar/working-hours.ts';
import { SPLIT_CLASSES, type SplitClass } from '../../../shared/classification/classification.ts';
import { classify } from '../../../shared/classification/classify.ts';
import { wholeShares } from '../../../shared/privacy/rounding.ts';
import { readCalendarView } from '../../../sandbox/calendar/read-calendar.ts';
import { useProduct } from '../../fakes/product.ts';
import { countByMinute, minutesOfWeek, type WeekMinute } from '../../unit/calendar/minute-count.ts';
import { eventOf } from '../sync/count-minutes.ts';
import { teamsOf } from './teams.ts';

const ZONE = 'Europe/Stockholm';
const HOURS = defaultWorkingHours(ZONE);
/** In Sweden, in the weeks that are counted here: the eve of All Saints closes at noon. */
const HOLIDAYS = [
  { date: '2026-10-30', from: '12:00', name: 'Allhelgonaafton' },
  { date: '2026-10-31', from: '00:00', name: 'Alla helgons dag' },
];
const product = useProduct({ company: { seed: 'test', teams: ['mitt'], weeksBack: 5, weeksAhead: 1 } });

/** One rep's week counted minute by minute over the pretend mailbox: no Graph, no database of the product, no sweep. */
async function countWeek(key: string, week: string, minutes: readonly WeekMinute[]) {
  const { sandbox } = product();
  const items = await readCalendarView(sandbox.inside.db, key, weekInterval(week, ZONE));
  const { domains } = sandbox.company();
  const context = {
    self: sandbox.people().find((person) => person.key === key)?.address ?? '',
    ownDomains: domains.own,
    customerDomains: domains.customers,
    partnerDomains: domains.partners,
    vendorDomains: domains.vendors,
  };
  const events = items.map((item): ClassifiedEvent => {
    const event = eventOf(item);
    return { key: event.id, event, ...classify(event, context) };
  });
  return countByMinute(events, minutes, HOURS, HOLIDAYS);
}

async function countTeam(week: string) {
  const [team] = product().sandbox.company().teams;
  const minutes = minutesOfWeek(weekDates(week)[0], ZONE);
  const weeks = await Promise.all((team?.repKeys ?? []).map((key) => countWeek(key, week, minutes)));
  const valid = weeks.filter((counted) => counted.valid);
  const sum = (of: (counted: (typeof valid)[number]) => number) =>
    valid.reduce((all, one) => all + of(one), 0);
  const perClass = (name: SplitClass) => sum(({ minutes }) => minutes[name]);
  return {
    reps: valid.length,
    minutes: Object.fromEntries(SPLIT_CLASSES.map((name) => [name, perClass(name)])),
    scheduled: sum(({ scheduled }) => scheduled),
    available: sum(({ available }) => available),
  };
}

describe('a manager’s figures', () => {
  it('are those of a count minute by minute over the calendars, rounded', async () => {
    const { mitt } = await teamsOf(product());
    const { figures } = teamTimeSchema.parse(await product().get('karin', `/api/teams/${mitt}/time`));
    if (figures.status !== 'published') throw new Error(`The figures are ${figures.status}.`);
    const published = figures.weeks.filter((week) => week.status === 'published');
    expect(figures.through).toBe('2026-W47');
    expect(published.length).toBeGreaterThanOrEqual(3);
    const counts = new Map<string, Awaited<ReturnType<typeof countTeam>>>();
    for (const shown of published) {
      const counted = await countTeam(shown.week);
      counts.set(shown.week, counted);
      expect(shown).toEqual({
        week: shown.week,
        status: 'published',
        reps: counted.reps,
        shares: wholeShares({ selling: 0, unsure: 0, supporting: 0, internal: 0, ...counted.minutes }),
        hours: inHours(counted.minutes),
        scheduledHours: Math.round(counted.scheduled / 60),
        availableHours: Math.round(counted.available / 60),
      });
    }
    const recent = figures.recent.weeks.flatMap((week) => counts.get(week) ?? []);
    expect(recent.length).toBe(figures.recent.weeks.length);
    const mean = (of: (counted: (typeof recent)[number]) => number) =>
      recent.reduce((all, one) => all + of(one), 0) / recent.length;
    const meanMinutes = Object.fromEntries(
      SPLIT_CLASSES.map((name) => [name, mean(({ minutes }) => minutes[name] ?? 0)]),
    );
    expect(figures.recent.hours).toEqual(inHours(meanMinutes));
    expect(figures.recent.coverage).toBe(
      Math.round((100 * mean(({ scheduled }) => scheduled)) / mean(({ available }) => available)),
    );
  });
});

function inHours(minutes: Readonly<Record<string, number>>): Record<string, number> {
  return Object.fromEntries(Object.entries(minutes).map(([name, count]) => [name, Math.round(count / 60)]));
}
