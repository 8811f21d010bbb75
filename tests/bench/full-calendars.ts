import type { Vault } from '../../api/store/encryption.ts';
import { fingerprintsOf } from '../../api/store/event-fingerprints.ts';
import { insertEvents, insertVersions, type WrittenEvent } from '../../api/store/event-journal.ts';
import type { Store } from '../../api/store/transaction.ts';
import type { CalendarEvent } from '../../shared/calendar/event.ts';
import { DAY, HOUR, MINUTE, type Instant } from '../../shared/calendar/time.ts';
import type { ActivityType, TimeClass } from '../../shared/classification/classification.ts';
import type { MovedRep } from './moved-reps.ts';

const WEEKS_BACK = 18;
const WEEKS_AHEAD = 3;
const COLLEAGUES = ['lena', 'bo', 'siv', 'eva', 'per', 'ali'].map((name) => `${name}@tranvik.example`);

interface Slot {
  readonly title: string;
  /** Hours after midnight, UTC. */
  readonly from: number;
  readonly hours: number;
  readonly class: TimeClass;
  readonly activity: ActivityType;
  readonly people: readonly string[];
}

const SLOTS: readonly Slot[] = [
  {
    title: 'Morgonmöte',
    from: 7,
    hours: 0.5,
    class: 'internal',
    activity: 'team_meeting',
    people: COLLEAGUES,
  },
  {
    title: 'Skriva offert',
    from: 9,
    hours: 2,
    class: 'supporting',
    activity: 'proposal_writing',
    people: [],
  },
  { title: 'Prognos', from: 12, hours: 1, class: 'internal', activity: 'reporting', people: COLLEAGUES },
  {
    title: 'Behovsmöte Hamnverket',
    from: 13,
    hours: 1.5,
    class: 'selling',
    activity: 'discovery',
    people: ['per.dahl@hamnverket.example', 'lena@tranvik.example'],
  },
];

/** Four meetings on each working day of five months, so that an answer is compared with weeks that hold something. */
export async function fillCalendars(
  store: Store,
  vault: Vault,
  reps: readonly MovedRep[],
  now: Instant,
): Promise<void> {
  const written = daysAround(now).flatMap((day) => SLOTS.map((slot) => write(vault, slot, day)));
  const seenAt = now - 10 * DAY;
  for (const { personId } of reps)
    await store.as({ kind: 'worker' })(async (trx) => {
      const added = await insertEvents(
        trx,
        personId,
        seenAt,
        written.map((one) => ({ written: one, validFrom: seenAt, bookedAt: seenAt, isBackfill: true })),
      );
      await insertVersions(trx, vault, personId, seenAt, added);
    });
}

function daysAround(now: Instant): Instant[] {
  const today = Math.floor(now / DAY);
  const days = Array.from(
    { length: 7 * (WEEKS_BACK + WEEKS_AHEAD) },
    (_, index) => today - 7 * WEEKS_BACK + index,
  );
  // 1970-01-01 was a Thursday.
  return days.filter((day) => (day + 3) % 7 < 5).map((day) => day * DAY);
}

function write(vault: Vault, slot: Slot, day: Instant): WrittenEvent {
  const start = day + slot.from * HOUR;
  const event: CalendarEvent = {
    id: `${slot.activity}-${day / DAY}`,
    instanceKey: `${slot.activity}-${day / DAY}`,
    seriesKey: null,
    seriesMasterId: null,
    type: 'singleInstance',
    start,
    end: start + slot.hours * 60 * MINUTE,
    allDay: null,
    title: slot.title,
    organizer: slot.people[0] ?? 'self@tranvik.example',
    isOrganizer: slot.people.length === 0,
    attendees: slot.people.map((address) => ({
      address,
      kind: 'required',
      response: 'accepted',
      respondedAt: null,
      proposedNewTime: false,
    })),
    response: slot.people.length === 0 ? 'organizer' : 'accepted',
    showAs: 'busy',
    sensitivity: 'normal',
    isCancelled: false,
    categories: [],
    isOnlineMeeting: false,
    createdAt: null,
    lastModifiedAt: null,
  };
  return {
    event,
    fingerprints: fingerprintsOf(vault, event),
    classification: {
      class: slot.class,
      top: slot.class === 'unsure' ? 'internal' : slot.class,
      activity: slot.activity,
      confidence: 0.9,
      because: [],
      classifierVersion: 'bench',
    },
    correctionId: null,
    externalDomains: [],
    externalAddresses: [],
    titleHash: vault.fingerprint('title', slot.title),
  };
}
