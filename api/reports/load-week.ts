import type { Transaction } from 'kysely';
import { layDayStrips, type DayStrip as LaidDay } from '../../shared/calendar/day-strips.ts';
import { isConfined } from '../../shared/calendar/event.ts';
import { allocate, summariseWeek, type Allocation } from '../../shared/calendar/time-split.ts';
import { HOUR, type Instant, type IsoWeek, type LocalDate } from '../../shared/calendar/time.ts';
import { addDays, minutesOf, toLocalDate } from '../../shared/calendar/time-zone.ts';
import { addWeeks, compareWeeks, isoWeekOf, weekDates, weekInterval } from '../../shared/calendar/week.ts';
import type { WorkingHours } from '../../shared/calendar/working-hours.ts';
import { SPLIT_CLASSES } from '../../shared/classification/classification.ts';
import {
  createFindCorrection,
  type FindCorrection,
  type StandingCorrection,
} from '../../shared/classification/standing-corrections.ts';
import { detectStateFilter } from '../../shared/classification/state-filters.ts';
import type { DayStrip, Week, WeekEvent } from '../../shared/contract/week.ts';
import { wholeShares } from '../../shared/privacy/rounding.ts';
import type { HolidaysBetween } from '../calendar/public-holidays.ts';
import { loadSamples, type SampleReader } from '../samples/load-samples.ts';
import { listStandingCorrections } from '../store/correction-store.ts';
import { isBeingTaught } from '../store/resort-store.ts';
import type { Vault } from '../store/encryption.ts';
import type { EventStore, StoredEvent } from '../store/event-store.ts';
import type { PersonStore } from '../store/person-store.ts';
import { findConsent, type RepConsent } from '../store/rep-store.ts';
import type { Database } from '../store/schema.ts';
import { findFirstWeek } from '../store/week-store.ts';
import { activityAfter } from '../sync/plainest-activity.ts';
import { iso } from './iso.ts';
import { loadBurden } from './load-burden.ts';
import { loadWeekCorrections } from './load-week-corrections.ts';

type Trx = Transaction<Database>;

export interface WeekDeps {
  readonly vault: Vault;
  readonly events: EventStore;
  readonly people: PersonStore;
  readonly holidaysBetween: HolidaysBetween;
}

/** The calendar is read further ahead; nobody plans selling time beyond this. */
const WEEKS_AHEAD = 8;
/** Monday to Friday have a strip, whether or not something is in it. */
const WORKDAYS = 5;

/**
 * *This week*: one week of the reader's own, as it stands with what they have said. Read as the reader; row-level security
 * keeps everybody else's rows out of reach (R1). null where the reader is no rep.
 */
export async function loadWeek(
  trx: Trx,
  asked: { readonly personId: string; readonly week: IsoWeek | null; readonly now: Instant },
  deps: WeekDeps,
): Promise<Omit<Week, 'suggestions'> | null> {
  const { personId, now } = asked;
  const person = await deps.people.findById(trx, personId);
  const consent = await findConsent(trx, personId);
  if (!person?.isRep || !consent) return null;
  const zone = person.workingHours.timeZone;
  const thisWeek = isoWeekOf(now, zone);
  const week = asked.week ?? thisWeek;
  const first = await findFirstWeek(trx, personId);
  const interval = weekInterval(week, zone);
  const said = await listStandingCorrections(trx, personId);
  const findCorrection = createFindCorrection(said);
  const stored = await deps.events.listCurrent(trx, personId, interval);
  const events = stored.map((event) => asSaid(event, findCorrection));
  const dates = weekDates(week);
  const holidays = deps.holidaysBetween(person.country, dates[0], dates[6]);
  const settings = { workingHours: person.workingHours, holidays };
  const split = summariseWeek(events, week, settings);
  const allocations = allocate(events, interval, settings);
  const days = daysOf(layDayStrips(allocations, dates, zone), events);
  return {
    week,
    timeZone: zone,
    previous: first !== null && compareWeeks(first, week) < 0 ? addWeeks(week, -1) : null,
    next: compareWeeks(week, addWeeks(thisWeek, WEEKS_AHEAD)) < 0 ? addWeeks(week, 1) : null,
    today: toLocalDate(now, zone),
    reading: readingOf(consent, first, now),
    hours: hoursAround(days, person.workingHours),
    days,
    events: events.map((event) => eventRow(event, allocations, said)),
    split: inHours(split.minutes),
    shares: wholeShares(split.minutes),
    countedHours: split.counted / 60,
    availableHours: split.available / 60,
    corrections: await loadWeekCorrections(trx, personId, interval, deps),
    samples:
      week === thisWeek ? await samplesOf(trx, { person, consent, findCorrection, now }, said, deps) : [],
    isSorting:
      stored.some((event) => isBeingSorted(event, findCorrection)) || (await isBeingTaught(trx, personId)),
    burden: await loadBurden(trx, personId, zone, now),
    pausedUntil: consent.pausedUntil !== null && consent.pausedUntil > now ? iso(consent.pausedUntil) : null,
  };
}

async function samplesOf(
  trx: Trx,
  reader: SampleReader,
  said: readonly StandingCorrection[],
  deps: WeekDeps,
): Promise<Week['samples']> {
  const asked = await loadSamples(trx, reader, deps);
  return asked.map(({ stored, draw }) => ({
    event: eventRow(asSaid(stored, reader.findCorrection), [], said),
    asked: draw.askedClass,
    said: draw.saidClass,
  }));
}

/** With the reader's word, also where the job that writes it down has not run yet. */
export function asSaid(stored: StoredEvent, findCorrection: FindCorrection): StoredEvent {
  const correction = isSettled(stored) ? null : findCorrection(stored);
  if (correction === null || correction.id === stored.correctionId) return stored;
  return {
    ...stored,
    class: correction.class,
    activity: activityAfter(correction.class, stored),
    correctionId: correction.id,
  };
}

function isBeingSorted(stored: StoredEvent, findCorrection: FindCorrection): boolean {
  return !isSettled(stored) && (findCorrection(stored)?.id ?? null) !== stored.correctionId;
}

function isSettled({ event }: StoredEvent): boolean {
  return detectStateFilter(event) !== null;
}

function readingOf(
  { hasObjected, readingFrom }: RepConsent,
  first: IsoWeek | null,
  now: Instant,
): Week['reading'] {
  if (hasObjected) return { state: 'objected' };
  if (first !== null) return { state: 'read' };
  return { state: 'not_begun', from: readingFrom !== null && readingFrom > now ? iso(readingFrom) : null };
}

/** A day at the week's end has a strip only where something of it is counted. */
function daysOf(laid: readonly LaidDay[], events: readonly StoredEvent[]): DayStrip[] {
  const classOf = new Map(events.map((event) => [event.eventId, event.class]));
  return laid
    .filter(({ blocks }, index) => index < WORKDAYS || blocks.length > 0)
    .map(({ date, blocks }) => ({
      date,
      sellingHours: blocks
        .filter(({ key }) => classOf.get(key) === 'selling')
        .reduce((sum, { from, to, lanes }) => sum + (to - from) / lanes / 60, 0),
      blocks: blocks.map(({ key, ...block }) => ({ event: key, ...block })),
    }));
}

/** The working day, and what is counted outside it. */
function hoursAround(days: readonly DayStrip[], { days: working }: WorkingHours): Week['hours'] {
  const blocks = days.flatMap((day) => day.blocks);
  const spans = Object.values(working).flat();
  const from = Math.min(...spans.map((span) => minutesOf(span.from)), ...blocks.map((block) => block.from));
  const to = Math.max(...spans.map((span) => minutesOf(span.to)), ...blocks.map((block) => block.to));
  return from < to ? { from: Math.floor(from / 60), to: Math.ceil(to / 60) } : { from: 8, to: 17 };
}

export function eventRow(
  stored: StoredEvent,
  allocations: readonly Allocation[],
  said: readonly StandingCorrection[],
): WeekEvent {
  const { event } = stored;
  const correction = said.find(({ id }) => id === stored.correctionId);
  const own = allocations.filter(({ key }) => key === stored.key);
  return {
    id: stored.eventId,
    title: event.title,
    start: iso(event.start),
    end: iso(event.end),
    allDay: event.allDay ? { first: event.allDay.start, last: lastDay(event.allDay) } : null,
    class: stored.class,
    activity: stored.activity,
    because: [...stored.because],
    correction: correction ? { id: correction.id, scope: correction.scope } : null,
    standing: isConfined(event) ? 'private' : isSettled(stored) ? 'settled' : 'open',
    hours: own.reduce((sum, { start, end, share }) => sum + ((end - start) * share) / HOUR, 0),
  };
}

function lastDay({ start, end }: { readonly start: LocalDate; readonly end: LocalDate }): LocalDate {
  const last = addDays(end, -1);
  return last < start ? start : last;
}

function inHours(minutes: Week['split']): Week['split'] {
  const hours = SPLIT_CLASSES.map((name) => [name, minutes[name] / 60] as const);
  return { selling: 0, unsure: 0, supporting: 0, internal: 0, ...Object.fromEntries(hours) };
}
