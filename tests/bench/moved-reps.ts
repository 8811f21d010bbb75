import { randomUUID } from 'node:crypto';
import type { Vault } from '../../api/store/encryption.ts';
import { fingerprintsOf } from '../../api/store/event-fingerprints.ts';
import {
  endVersions,
  insertEvents,
  insertVersions,
  type WrittenEvent,
} from '../../api/store/event-journal.ts';
import { listKnown } from '../../api/store/known-events.ts';
import { addMailboxes } from '../../api/store/mailbox-store.ts';
import { createPersonStore } from '../../api/store/person-store.ts';
import type { Store } from '../../api/store/transaction.ts';
import { recordChanges } from '../../api/sync/record-changes.ts';
import type { Person } from '../../sandbox/company/person.ts';
import type { CalendarEvent } from '../../shared/calendar/event.ts';
import { DAY, HOUR, type Instant } from '../../shared/calendar/time.ts';
import { defaultWorkingHours } from '../../shared/calendar/working-hours.ts';

const ZONE = 'Europe/Stockholm';

export interface MovedRep {
  readonly personId: string;
  readonly objectId: string;
}

/** So many people of the pretend Teams. */
export function inventReps(count: number): Person[] {
  return Array.from({ length: count }, (_, index) => ({
    key: `rep${index}`,
    objectId: randomUUID(),
    name: `Rep ${index}`,
    address: `rep${index}@tranvik.example`,
    jobTitle: 'Säljare',
    role: 'rep',
    team: 'mitt',
    managerKey: null,
    language: 'sv',
    timeZone: ZONE,
  }));
}

/**
 * Makes them reps who have acknowledged, each with a customer demo that they moved by two days an hour ago. The moves
 * settle, but are due only once somebody says so.
 */
export async function seedMovedReps(
  store: Store,
  vault: Vault,
  reps: readonly Person[],
  now: Instant,
): Promise<readonly MovedRep[]> {
  const asWorker = store.as({ kind: 'worker' });
  const personIds = await asWorker(async (trx) => {
    const people = createPersonStore(vault);
    await people.saveEntries(
      trx,
      reps.map(({ objectId, name, address }) => ({
        entraId: objectId,
        name,
        address,
        otherAddresses: [],
        language: 'sv',
        timeZone: ZONE,
        country: 'SE',
        workingHours: defaultWorkingHours(ZONE),
      })),
    );
    await trx.updateTable('person').set({ is_rep: true }).execute();
    const ids = new Map((await people.list(trx)).map((person) => [person.entraId, person.personId]));
    await addMailboxes(trx, [...ids.values()], now + DAY);
    const told = new Date(now - 30 * DAY);
    const notices = [...ids.values()].map((person_id) => ({
      person_id,
      told_at: told,
      reading_from: told,
      acknowledged_at: told,
    }));
    await trx.insertInto('notice').values(notices).execute();
    return ids;
  });
  const moved = reps.flatMap(({ objectId, address }) => {
    const personId = personIds.get(objectId);
    return personId === undefined ? [] : [{ personId, objectId, address }];
  });
  for (const rep of moved) await seedMove(store, vault, rep, now);
  await asWorker((trx) => trx.updateTable('mailbox').set({ settle_due_at: null }).execute());
  return moved;
}

async function seedMove(
  store: Store,
  vault: Vault,
  { personId, address }: MovedRep & { readonly address: string },
  now: Instant,
): Promise<void> {
  const before = demoOf(address, now + 6 * HOUR);
  const after = demoOf(address, now + 2 * DAY + 6 * HOUR);
  const changedAt = now - HOUR;
  await store.as({ kind: 'worker' })(async (trx) => {
    const [first] = await insertEvents(trx, personId, now - 10 * DAY, [
      {
        written: write(vault, before),
        validFrom: now - 10 * DAY,
        bookedAt: now - 10 * DAY,
        isBackfill: true,
      },
    ]);
    if (!first) throw new Error('The event was not written.');
    await insertVersions(trx, vault, personId, now - 10 * DAY, [first]);
    const [known] = await listKnown(trx, personId, before);
    if (!known?.current) throw new Error('The event does not stand.');
    const { eventId, current } = known;
    await endVersions(trx, [{ versionId: current.versionId, validTo: changedAt }]);
    const second = { eventId, written: write(vault, after), validFrom: changedAt, isBackfill: false };
    await insertVersions(trx, vault, personId, now, [second]);
    const change = { eventId, before: current, after, changedAt, goneEvidence: null, series: null };
    await recordChanges(trx, personId, [change]);
  });
}

function demoOf(address: string, start: Instant): CalendarEvent {
  return {
    id: `demo-${address}`,
    instanceKey: `demo-${address}`,
    seriesKey: null,
    seriesMasterId: null,
    type: 'singleInstance',
    start,
    end: start + HOUR,
    allDay: null,
    title: 'Demo Nordlast',
    organizer: address,
    isOrganizer: true,
    attendees: [
      {
        address: 'inkop@nordlast.example',
        kind: 'required',
        response: 'accepted',
        respondedAt: null,
        proposedNewTime: false,
      },
    ],
    response: 'organizer',
    showAs: 'busy',
    sensitivity: 'normal',
    isCancelled: false,
    categories: [],
    isOnlineMeeting: false,
    createdAt: null,
    lastModifiedAt: null,
  };
}

function write(vault: Vault, event: CalendarEvent): WrittenEvent {
  return {
    event,
    fingerprints: fingerprintsOf(vault, event),
    classification: {
      class: 'selling',
      top: 'selling',
      activity: 'demo',
      confidence: 0.95,
      because: [],
      classifierVersion: 'bench',
    },
    correctionId: null,
    externalDomains: [vault.fingerprint('domain', 'nordlast.example')],
    externalAddresses: [vault.fingerprint('address', 'inkop@nordlast.example')],
    titleHash: vault.fingerprint('title', 'demo nordlast'),
  };
}
