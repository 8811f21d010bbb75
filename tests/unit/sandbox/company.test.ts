import { describe, expect, it } from 'vitest';
import { companyEntries, createCompany } from '../../../sandbox/company.ts';
import type { Meeting } from '../../../sandbox/company/meeting.ts';
import type { CalendarEntry } from '../../../sandbox/calendar/calendar-entry.ts';
import { addDays } from '../../../shared/calendar/time-zone.ts';
import { standingInWeek } from './standing-in-week.ts';

const MONDAY = '2026-11-23';
const WEEK = 7 * 86_400_000;
const now = Date.parse('2026-11-25T09:05:00Z');
const options = {
  seed: 'tranvik',
  teams: ['mitt', 'norr'] as const,
  monday: MONDAY,
  weeksBack: 12,
  weeksAhead: 4,
  now,
};
const company = createCompany(options);
const meetings = company.meetings();
const entries = companyEntries(company, options.seed);
const weekStart = (week: number) => Date.parse(`${MONDAY}T00:00:00Z`) - 3_600_000 + week * WEEK;
const reps = company.people.filter((person) => person.role === 'rep');
const intended = new Map(meetings.map((meeting) => [meeting.subject, meeting.intended]));

const weekOf = (key: string, week: number) => standingInWeek(entries, key, addDays(MONDAY, 7 * week));

function minutesByClass(key: string, week: number): Partial<Record<Meeting['intended'], number>> {
  const sums: Partial<Record<Meeting['intended'], number>> = {};
  for (const { start, end, content } of weekOf(key, week)) {
    const kind =
      content.isAllDay || content.response === 'declined' ? 'ignored' : intended.get(content.subject);
    if (kind) sums[kind] = (sums[kind] ?? 0) + (end - start) / 60_000;
  }
  return sums;
}

describe('the pretend company', () => {
  it('has a team of six and one of three under a director, each with a manager of its own', () => {
    expect(company.teams.map((team) => [team.name, team.managerKey, team.repKeys.length])).toEqual([
      ['Mitt', 'karin', 6],
      ['Norr', 'eirik', 3],
    ]);
    expect(
      company.people.map((person) => person.role).filter((role) => role !== 'rep' && role !== 'colleague'),
    ).toEqual(['director', 'manager', 'manager', 'admin']);
    expect(new Set(company.people.map((person) => person.key)).size).toBe(company.people.length);
    expect(new Set(company.people.map((person) => person.objectId)).size).toBe(company.people.length);
  });

  it('can grow by a third team of five and to twenty-six weeks', () => {
    const large = createCompany({ ...options, teams: ['mitt', 'norr', 'syd'], weeksBack: 26 });
    expect(large.teams.map((team) => team.repKeys.length)).toEqual([6, 3, 5]);
    expect(Math.min(...large.meetings().map((meeting) => meeting.start))).toBeLessThan(weekStart(-25));
  });

  it('is the same every time, and another for another seed', () => {
    expect(companyEntries(createCompany(options), options.seed)).toEqual(entries);
    expect(createCompany({ ...options, seed: 'other' }).meetings()).not.toEqual(meetings);
  });

  it('only invents domains, free mail apart', () => {
    const addresses = entries.flatMap((entry) => entry.content.attendees.map((attendee) => attendee.address));
    const real = addresses.filter((address) => !address.endsWith('.example'));
    expect(real.filter((address) => !address.startsWith('invented-'))).toEqual([]);
    expect(real.length).toBeGreaterThan(0);
  });

  it('creates nothing in its own future', () => {
    expect(
      entries.filter((entry) => entry.content.createdAt > now || entry.content.modifiedAt > now),
    ).toEqual([]);
  });

  it('keeps each rep’s whole weeks between 55 and 95 % booked, a third or more of it selling, some of it unsure', () => {
    const away = new Set(['maja -7', 'johan -7', 'oskar -10', 'sanna -4', 'amira -2', 'ingrid -9', 'siv -3']);
    const weeks = reps.flatMap((rep) =>
      [-12, -10, -9, -8, -7, -6, -5, -4, -3, -2, -1]
        .filter((week) => !away.has(`${rep.key} ${week}`))
        .map((week) => ({ who: `${rep.key} ${week}`, ...minutesByClass(rep.key, week) })),
    );
    const shares = weeks.map(({ who, selling = 0, supporting = 0, internal = 0, unsure = 0 }) => {
      const booked = selling + supporting + internal + unsure;
      return { who, booked: booked / 2_400, selling: selling / booked, unsure: unsure / booked };
    });
    expect(shares.filter(({ booked }) => booked < 0.55 || booked > 0.95)).toEqual([]);
    expect(shares.filter(({ selling }) => selling < 0.28 || selling > 0.5)).toEqual([]);
    expect(shares.filter(({ unsure }) => unsure < 0.03 || unsure > 0.16)).toEqual([]);
    const mean = (of: 'booked' | 'selling' | 'unsure') =>
      shares.reduce((sum, share) => sum + share[of], 0) / shares.length;
    expect(mean('booked')).toBeGreaterThan(0.6);
    expect(mean('booked')).toBeLessThan(0.78);
    expect(mean('selling')).toBeGreaterThan(0.35);
    expect(mean('selling')).toBeLessThan(0.42);
    expect(mean('unsure')).toBeGreaterThan(0.07);
    expect(mean('unsure')).toBeLessThan(0.1);
  });

  it.each<[string, (entry: CalendarEntry) => boolean]>([
    ['private events', (entry) => entry.content.sensitivity === 'private'],
    ['declined ones', (entry) => entry.content.response === 'declined'],
    ['tentative ones', (entry) => entry.content.showAs === 'tentative'],
    ['free ones', (entry) => entry.content.showAs === 'free' && !entry.content.isCancelled],
    ['cancelled ones', (entry) => entry.content.isCancelled],
    ['holidays', (entry) => entry.content.showAs === 'oof' && entry.content.isAllDay],
    ['all-day fairs', (entry) => entry.content.isAllDay && entry.content.showAs === 'busy'],
    ['places of work', (entry) => entry.content.showAs === 'workingElsewhere'],
    [
      'meetings that others organize',
      (entry) => !entry.content.isOrganizer && entry.content.organizer.address.includes('granhult'),
    ],
    ['exceptions', (entry) => entry.kind === 'exception'],
    ['cancelled occurrences', (entry) => entry.content.cancelledDates.length > 0],
    [
      'events over midnight',
      (entry) =>
        !entry.content.isAllDay && new Date(entry.start).getUTCDate() !== new Date(entry.end).getUTCDate(),
    ],
    [
      'evenings',
      (entry) => new Date(entry.start).getUTCHours() >= 16 && entry.content.subject.includes('middag'),
    ],
    ['Norwegian', (entry) => entry.content.subject.startsWith('Tilbud')],
    ['English', (entry) => entry.content.subject.startsWith('Product demo')],
  ])('has %s', (_what, is) => {
    expect(entries.filter(is).length).toBeGreaterThan(0);
  });

  it('closes on Swedish holidays', () => {
    const christmas = ['2026-12-24', '2026-12-25'];
    const standing = reps
      .flatMap((rep) => weekOf(rep.key, 4))
      .filter(
        ({ start, content }) =>
          !content.isAllDay && christmas.includes(new Date(start).toISOString().slice(0, 10)),
      );
    expect(standing).toEqual([]);
  });

  it('leaves fewer than five of the six at work in one week', () => {
    const away = reps.filter(
      (rep) => rep.team === 'mitt' && weekOf(rep.key, -7).some(({ content }) => content.showAs === 'oof'),
    );
    expect(away.map((rep) => rep.key)).toEqual(['maja', 'johan']);
  });
});
