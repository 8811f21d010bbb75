import type { Transaction } from 'kysely';
import { addWeeks, isoWeekOf, weekInterval } from '../../shared/calendar/week.ts';
import { toLocalDate } from '../../shared/calendar/time-zone.ts';
import { DAY, type Instant, type IsoWeek } from '../../shared/calendar/time.ts';
import type { Holiday, WorkingHours } from '../../shared/calendar/working-hours.ts';
import { fillingEnds } from '../../shared/moves/displacement.ts';
import { domainOf, externalsIn } from '../../shared/moves/participants.ts';
import type { EvidenceInputs, TakerCustomers } from '../../shared/reasons/evidence.ts';
import { summariseLoad, type WeekLoad } from '../../shared/reasons/internal-load.ts';
import { isFreeMail } from '../../shared/classification/registrable-domain.ts';
import type { HolidaysBetween } from '../calendar/public-holidays.ts';
import { loadDomains } from '../store/domain-store.ts';
import type { Vault } from '../store/encryption.ts';
import type { Person } from '../store/person-store.ts';
import type { EventStore, StoredEvent } from '../store/event-store.ts';
import type { StoredMove } from '../store/move-store.ts';
import type { Database } from '../store/schema.ts';

/** Domain §7: own trailing 8–12 valid weeks; a few more are read, because some are not valid. */
const WEEKS_READ = 16;
/** The holidays that evidence and free times look at: 17 weeks back, five ahead. */
const HOLIDAYS_BACK = 120 * DAY;
const HOLIDAYS_AHEAD = 60 * DAY;

export interface EvidenceContext {
  readonly events: EventStore;
  readonly self: string;
  readonly ownDomains: readonly string[];
  readonly workingHours: WorkingHours;
  readonly holidays: readonly Holiday[];
  readonly now: Instant;
}

/** Of the person whose answer it is. */
export async function loadEvidenceContext(
  trx: Transaction<Database>,
  person: Person,
  oldStart: Instant,
  now: Instant,
  deps: { readonly events: EventStore; readonly vault: Vault; readonly holidaysBetween: HolidaysBetween },
): Promise<EvidenceContext> {
  const { timeZone } = person.workingHours;
  const { ownDomains } = await loadDomains(trx, deps.vault);
  return {
    events: deps.events,
    self: person.address,
    ownDomains,
    workingHours: person.workingHours,
    holidays: deps.holidaysBetween(
      person.country,
      toLocalDate(Math.min(now, oldStart) - HOLIDAYS_BACK, timeZone),
      toLocalDate(now + HOLIDAYS_AHEAD, timeZone),
    ),
    now,
  };
}

/**
 * What one answer is compared with, from our own rows: no call to any service, for the rep is waiting. Read as the
 * rep, so that nobody else's rows can be in it.
 */
export async function loadEvidence(
  trx: Transaction<Database>,
  personId: string,
  stored: StoredMove,
  moved: StoredEvent,
  context: EvidenceContext,
): Promise<EvidenceInputs> {
  const { workingHours, now } = context;
  const week = isoWeekOf(stored.move.oldStart, workingHours.timeZone);
  const displacing = stored.move.displacedBy?.key ?? null;
  const load = await loadWeek(trx, personId, week, displacing, context);
  const ownWeeks: WeekLoad[] = [];
  for (let back = 1; back <= WEEKS_READ; back += 1)
    ownWeeks.push(await loadWeek(trx, personId, addWeeks(week, -back), null, context));
  const { holidays } = context;
  return {
    load,
    ownWeeks: ownWeeks.filter((own) => own.coverage > 0),
    customers: customersOf(moved, context),
    takers: await loadTakers(trx, stored, context),
    slotStillOpen: now < fillingEnds(stored.move.changedAt, stored.move.oldStart, { workingHours, holidays }),
  };
}

/** A week as planned on Monday 00:00; as it stands now, where that is to come. */
async function loadWeek(
  trx: Transaction<Database>,
  personId: string,
  week: IsoWeek,
  displacing: string | null,
  context: EvidenceContext,
): Promise<WeekLoad> {
  const { workingHours, holidays, now, events } = context;
  const interval = weekInterval(week, workingHours.timeZone);
  const plan =
    interval.start > now
      ? await events.listCurrent(trx, personId, interval)
      : await events.listAsStoodAt(trx, personId, interval, interval.start);
  return summariseLoad(plan, week, displacing, { workingHours, holidays });
}

async function loadTakers(
  trx: Transaction<Database>,
  { move }: StoredMove,
  context: EvidenceContext,
): Promise<TakerCustomers[]> {
  const used = [
    { taker: move.displacedBy, used: 'took' as const },
    { taker: move.filledBy, used: 'later' as const },
  ];
  const keys = used.flatMap(({ taker }) => taker?.key ?? []);
  const events = new Map((await context.events.listByIds(trx, keys)).map((event) => [event.key, event]));
  return used.flatMap(({ taker, used: how }) => {
    const event = taker && events.get(taker.key);
    return event ? [{ used: how, class: event.class, customers: customersOf(event, context) }] : [];
  });
}

/** Domains of those from outside; of free mail the address, for there the domain says nothing. */
function customersOf({ event }: StoredEvent, { self, ownDomains }: EvidenceContext): string[] {
  const names = externalsIn(event, { self, ownDomains }).map((address) => {
    const domain = domainOf(address);
    return isFreeMail(domain) ? address : domain;
  });
  return [...new Set(names)];
}
