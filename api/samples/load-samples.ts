import type { Transaction } from 'kysely';
import { HOUR, MINUTE, type Instant, type IsoWeek } from '../../shared/calendar/time.ts';
import { addWeeks, isoWeekOf, weekInterval } from '../../shared/calendar/week.ts';
import { drawSample } from '../../shared/classification/draw-sample.ts';
import type { FindCorrection } from '../../shared/classification/standing-corrections.ts';
import { saidClassSchema } from '../../shared/contract/classes.ts';
import { mayBeAsked } from '../../shared/prompts/may-be-asked.ts';
import { isSettled, isStanding } from '../corrections/corrigible.ts';
import { loadBurden } from '../reports/load-burden.ts';
import type { Vault } from '../store/encryption.ts';
import type { EventStore, StoredEvent } from '../store/event-store.ts';
import type { Person } from '../store/person-store.ts';
import type { RepConsent } from '../store/rep-store.ts';
import { listDraws, saveDraws, type NewDraw, type StoredDraw } from '../store/sample-store.ts';
import type { Database } from '../store/schema.ts';

type Trx = Transaction<Database>;

export interface SampleDeps {
  readonly vault: Vault;
  readonly events: EventStore;
}

export interface SampleReader {
  readonly person: Person;
  readonly consent: RepConsent;
  readonly findCorrection: FindCorrection;
  readonly now: Instant;
}

export interface AskedEvent {
  readonly stored: StoredEvent;
  readonly draw: StoredDraw;
}

/** This week's, and those before by which it is told whether the rep has fallen silent. */
const DRAWS_LOOKED_AT = 8;
/** A day that is taken whole weighs what a working day does. */
const MOST_MINUTES = (8 * HOUR) / MINUTE;

/**
 * What the reader is asked to confirm this week of the week before, drawn when they first look. Empty while they may not
 * be asked anything; an event that is gone, or that they put right by a wider word, is asked about no more.
 */
export async function loadSamples(trx: Trx, reader: SampleReader, deps: SampleDeps): Promise<AskedEvent[]> {
  const { person, consent, now } = reader;
  if (!mayBeAsked(consent, now, person.workingHours)) return [];
  const week = isoWeekOf(now, person.workingHours.timeZone);
  const known = await listDraws(trx, person.personId, DRAWS_LOOKED_AT);
  const isDrawn = known.some(({ askedWeek }) => askedWeek === week);
  if (!isDrawn) await draw(trx, reader, week, known, deps);
  const asked = (isDrawn ? known : await listDraws(trx, person.personId, DRAWS_LOOKED_AT)).filter(
    ({ askedWeek }) => askedWeek === week,
  );
  const events = await deps.events.listByIds(
    trx,
    asked.map(({ eventId }) => eventId),
  );
  return asked.flatMap((one) => {
    const stored = events.find(({ eventId }) => eventId === one.eventId);
    return stored && isStillAsked(stored, one, reader) ? [{ stored, draw: one }] : [];
  });
}

function isStillAsked(
  stored: StoredEvent,
  { saidClass }: StoredDraw,
  { findCorrection }: SampleReader,
): boolean {
  if (!isStanding(stored) || isSettled(stored)) return false;
  return saidClass !== null || findCorrection(stored) === null;
}

async function draw(
  trx: Trx,
  { person, findCorrection, now }: SampleReader,
  week: IsoWeek,
  before: readonly StoredDraw[],
  { vault, events }: SampleDeps,
): Promise<void> {
  const { personId } = person;
  const zone = person.workingHours.timeZone;
  const interval = weekInterval(addWeeks(week, -1), zone);
  const stored = await events.listCurrent(trx, personId, interval);
  const { population, ids } = drawSample({
    seed: vault.fingerprint('draw', `${personId} ${week}`).toString('hex'),
    events: stored.map((one) => ({
      // The calendar's own name of it: it stays where a calendar is read anew.
      id: one.event.id,
      event: one.event,
      class: one.class,
      isCorrected: one.correctionId !== null || findCorrection(one) !== null,
    })),
    week: interval,
    now,
    spentSeconds: (await loadBurden(trx, personId, zone, now)).seconds,
    answered: before.map(({ saidClass }) => saidClass !== null),
  });
  const draws = ids.flatMap((id) => stored.filter(({ event }) => event.id === id)).map(newDraw);
  await saveDraws(trx, personId, { week, at: now, population }, draws);
}

function newDraw({ eventId, event, confidence, classifierVersion, ...stored }: StoredEvent): NewDraw {
  return {
    eventId,
    // What is unsure is not drawn.
    askedClass: saidClassSchema.parse(stored.class),
    confidence,
    classifierVersion,
    minutes: Math.min(MOST_MINUTES, (event.end - event.start) / MINUTE),
  };
}
