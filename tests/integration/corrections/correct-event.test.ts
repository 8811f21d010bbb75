import { describe, expect, it } from 'vitest';
import { at } from '../../factories/event.ts';
import type { FreshTenant } from '../sync/fresh-tenant.ts';
import {
  classChanges,
  COLLEAGUE,
  reachOf,
  REP,
  UNKNOWN,
  useCorrectingRep,
  weekChanges,
} from './correcting-rep.ts';

const LINA = 'Avstämning Lina';
const biweekly = {
  pattern: { type: 'weekly', interval: 2, daysOfWeek: [2] },
  startDate: '2026-11-10',
  endDate: '2027-01-19',
  time: '15:30',
  minutes: 60,
  timeZone: 'Europe/Stockholm',
  revision: 0,
} as const;

async function book({ sandbox }: FreshTenant): Promise<void> {
  const { mailboxes } = sandbox.inside;
  const withLina = { attendees: [UNKNOWN] };
  for (const key of [REP, COLLEAGUE])
    await mailboxes.createEvent(key, {
      subject: LINA,
      start: at('2026-11-10 15:30'),
      end: at('2026-11-10 16:30'),
      recurrence: biweekly,
      ...withLina,
    });
  await mailboxes.createEvent(REP, {
    subject: 'Samtal',
    start: at('2026-11-19 12:00'),
    end: at('2026-11-19 13:00'),
    ...withLina,
  });
  await mailboxes.createEvent(REP, {
    subject: 'Lunch',
    start: at('2026-11-20 11:30'),
    end: at('2026-11-20 12:30'),
    ...withLina,
    sensitivity: 'private',
  });
  await mailboxes.createEvent(REP, {
    subject: 'Avstämning',
    start: at('2026-11-26 07:00'),
    end: at('2026-11-26 08:00'),
    attendees: [{ name: 'Kim', address: 'kim.lund@gmail.com' }],
  });
}

const rep = useCorrectingRep(book);

const find = async (title: string, start: string) => {
  const events = await rep.events();
  const found = events.find(({ event }) => event.title === title && event.start === at(start));
  if (!found) throw new Error(`There is no ${title}.`);
  return found.eventId;
};

describe('a correction of a series', () => {
  it('changes exactly the events and the weekly sums that its preview named, and undo restores every one', async () => {
    const event = await find(LINA, '2026-11-24 15:30');
    const before = await rep.snapshot();
    const reach = reachOf(await rep.preview({ event, class: 'internal' }), 'series');
    expect(await rep.snapshot()).toEqual(before);
    expect(reach.changes).toHaveLength(6);
    expect(reach.cadence).toEqual({ every: 'week', weeks: 2, weekday: 2 });

    const saved = await rep.correct({ event, class: 'internal', scope: 'series' });
    const after = await rep.snapshot();
    expect(classChanges(before, after)).toEqual(reach.changes.map(({ id }) => id).toSorted());
    const id = rep.tenant().personId(REP);
    const past = reach.weeks.filter(({ week }) => week <= '2026-W48');
    expect(weekChanges(before, after)).toEqual(past.map(({ week }) => `${id} ${week}`).toSorted());
    expect(past.map(({ week, after: sums }) => [week, sums])).toEqual(
      past.map(({ week }) => [week, hoursOf(after.personWeeks.get(`${id} ${week}`))]),
    );
    expect(past.map(({ week, before: sums }) => [week, sums])).toEqual(
      past.map(({ week }) => [week, hoursOf(before.personWeeks.get(`${id} ${week}`))]),
    );
    expect(after.teamWeeks).toEqual(before.teamWeeks);
    expect(before.teamWeeks.length).toBeGreaterThan(0);

    expect(await rep.undo(idOf(saved))).toBe(true);
    expect(await rep.snapshot()).toEqual(before);
  });

  it('holds for an occurrence that comes later, and no longer once it is undone', async () => {
    const event = await find(LINA, '2026-11-24 15:30');
    const saved = await rep.correct({ event, class: 'internal', scope: 'series' });
    const { mailboxes } = rep.tenant().sandbox.inside;
    const [first] = (await rep.events()).filter((stored) => stored.eventId === event);
    await mailboxes.moveEvent(REP, first?.event.id ?? '', at('2026-11-27 07:00'), at('2026-11-27 08:00'));
    await rep.readCalendar();
    const moved = (await rep.events()).find((stored) => stored.eventId === event);
    expect(moved).toMatchObject({ class: 'internal', correctionId: idOf(saved) });
    await rep.undo(idOf(saved));
    const restored = (await rep.events()).find((stored) => stored.eventId === event);
    expect(restored).toMatchObject({ correctionId: null });
    expect(restored?.class).not.toBe('internal');
    await mailboxes.moveEvent(REP, first?.event.id ?? '', at('2026-11-24 15:30'), at('2026-11-24 16:30'));
    await rep.readCalendar();
  });
});

describe('what was said before an event was there', () => {
  it('of its series holds from the first time that the calendar shows it', async () => {
    const event = await find(LINA, '2026-11-24 15:30');
    const [known] = (await rep.events()).filter((stored) => stored.eventId === event);
    const saved = await rep.correct({ event, class: 'internal', scope: 'series' });
    const { mailboxes } = rep.tenant().sandbox.inside;
    await mailboxes.endSeries(REP, known?.event.id ?? '', '2027-02-02');
    expect(await rep.readCalendar()).toMatchObject({ newEvents: 1 });
    const fresh = (await rep.events()).find((stored) => stored.event.start === at('2027-02-02 15:30'));
    expect(fresh).toMatchObject({ class: 'internal', correctionId: idOf(saved) });
    await rep.undo(idOf(saved));
    await mailboxes.endSeries(REP, known?.event.id ?? '', '2027-01-19');
    await rep.readCalendar();
  });
});

describe('a correction of a domain', () => {
  it('changes what its preview named, leaves what is private alone, and holds for new meetings', async () => {
    const event = await find('Samtal', '2026-11-19 12:00');
    const before = await rep.snapshot();
    const reach = reachOf(await rep.preview({ event, class: 'supporting' }), 'domain');
    expect(reach.domain).toBe('strandkajen.example');
    expect(reach.changes.map(({ title }) => title).toSorted()).toEqual([
      LINA,
      LINA,
      LINA,
      LINA,
      LINA,
      LINA,
      'Samtal',
    ]);

    const domain = 'strandkajen.example';
    const saved = await rep.correct({ event, class: 'supporting', scope: 'domain', domain });
    const after = await rep.snapshot();
    expect(classChanges(before, after)).toEqual(reach.changes.map(({ id }) => id).toSorted());
    await rep.tenant().sandbox.inside.mailboxes.createEvent(REP, {
      subject: 'Nytt samtal',
      start: at('2026-12-03 07:00'),
      end: at('2026-12-03 08:00'),
      attendees: [UNKNOWN],
    });
    await rep.readCalendar();
    const later = await find('Nytt samtal', '2026-12-03 07:00');
    expect((await rep.events()).find(({ eventId }) => eventId === later)?.class).toBe('supporting');
    await rep.undo(idOf(saved));
    const undone = await rep.snapshot();
    expect(classChanges(before, undone).filter((id) => id !== later)).toEqual([]);
  });

  it('is not offered for a mail provider that anyone can join', async () => {
    const event = await find('Avstämning', '2026-11-26 07:00');
    const preview = await rep.preview({ event, class: 'selling' });
    expect(typeof preview === 'string' ? preview : preview.reaches.map(({ scope }) => scope)).toEqual([
      'event',
      'title',
      'person',
    ]);
    const request = { event, class: 'selling', scope: 'domain', domain: 'gmail.com' } as const;
    expect(await rep.correct(request)).toBe('out_of_reach');
  });
});

describe('a correction of one event', () => {
  it('stands before one of its series, and in the place of an earlier word when it says so', async () => {
    const event = await find(LINA, '2026-11-24 15:30');
    const before = await rep.snapshot();
    const series = await rep.correct({ event, class: 'internal', scope: 'series' });
    const own = await rep.correct({ event, class: 'selling' });
    expect((await rep.events()).find(({ eventId }) => eventId === event)?.class).toBe('selling');
    const other = await rep.correct({ event, class: 'supporting', instead: idOf(own) });
    expect((await rep.events()).find(({ eventId }) => eventId === event)?.class).toBe('supporting');
    expect(await rep.undo(idOf(own))).toBe(false);
    await rep.undo(idOf(other));
    expect((await rep.events()).find(({ eventId }) => eventId === event)?.class).toBe('internal');
    await rep.undo(idOf(series));
    expect(await rep.snapshot()).toEqual(before);
  });

  it('is refused for what is private, and for what is another’s', async () => {
    const hidden = (await rep.events()).find(({ event }) => event.start === at('2026-11-20 11:30'));
    const event = hidden?.eventId ?? '';
    expect(await rep.preview({ event, class: 'selling' })).toBe('settled');
    expect(await rep.correct({ event, class: 'selling' })).toBe('settled');
    const own = await find('Samtal', '2026-11-19 12:00');
    expect(await rep.preview({ event: own, class: 'internal' }, COLLEAGUE)).toBe('not_found');
    expect(await rep.correct({ event: own, class: 'internal' }, COLLEAGUE)).toBe('not_found');
  });

  it('is undone by nobody else', async () => {
    const event = await find('Samtal', '2026-11-19 12:00');
    const saved = await rep.correct({ event, class: 'internal' });
    expect(await rep.undo(idOf(saved), COLLEAGUE)).toBe(false);
    expect(await rep.undo(idOf(saved))).toBe(true);
  });

  it('applied twice is applied once', async () => {
    const event = await find('Samtal', '2026-11-19 12:00');
    const saved = await rep.correct({ event, class: 'internal' });
    const once = await rep.snapshot();
    await rep.sort();
    expect(await rep.snapshot()).toEqual(once);
    await rep.undo(idOf(saved));
  });
});

function idOf(saved: { readonly id: string } | string): string {
  if (typeof saved === 'string') throw new Error(`Not saved: ${saved}.`);
  return saved.id;
}

type Sums = Record<'selling' | 'unsure' | 'supporting' | 'internal', number>;

function hoursOf(row: Sums | undefined): Sums {
  return {
    selling: (row?.selling ?? -1) / 60,
    unsure: (row?.unsure ?? -1) / 60,
    supporting: (row?.supporting ?? -1) / 60,
    internal: (row?.internal ?? -1) / 60,
  };
}
