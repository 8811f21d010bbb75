import type { CalendarEvent } from '../../shared/calendar/event.ts';
import {
  type EventContext,
  parseGraphEvent,
  UnreadableEvent,
} from '../../shared/calendar/parse-graph-event.ts';
import type { Vault } from '../store/encryption.ts';
import { type EventFingerprints, fingerprintsOf } from '../store/event-fingerprints.ts';

/** An event as just read. Keys are hexadecimal, to be compared with those of known events. */
export interface ReadEvent {
  readonly event: CalendarEvent;
  readonly fingerprints: EventFingerprints;
  readonly instanceKey: string;
  readonly seriesKey: string | null;
  /** Of an occurrence: the key that its series had as a single meeting. */
  readonly singleKey: string | null;
  /** Of a single meeting: the key that it had if it was a series. */
  readonly formerSeriesKey: string | null;
  readonly contentHash: string;
}

export interface Reading {
  readonly events: readonly ReadEvent[];
  /** Rows that could not be read. They are in the calendar all the same. */
  readonly unreadable: readonly UnreadableEvent[];
}

/** Parses rows as Graph wrote them. One that cannot be read spoils no other. */
export function readEvents(rows: readonly unknown[], vault: Vault, context: EventContext): Reading {
  const events: ReadEvent[] = [];
  const unreadable: UnreadableEvent[] = [];
  for (const row of rows) {
    try {
      events.push(toReadEvent(vault, parseGraphEvent(row, context)));
    } catch (error) {
      if (!(error instanceof UnreadableEvent)) throw error;
      unreadable.push(error);
    }
  }
  return { events, unreadable };
}

function toReadEvent(vault: Vault, event: CalendarEvent): ReadEvent {
  const fingerprints = fingerprintsOf(vault, event);
  return {
    event,
    fingerprints,
    instanceKey: fingerprints.instanceKey.toString('hex'),
    seriesKey: fingerprints.seriesKey?.toString('hex') ?? null,
    singleKey: fingerprints.singleKey?.toString('hex') ?? null,
    formerSeriesKey: fingerprints.formerSeriesKey?.toString('hex') ?? null,
    contentHash: fingerprints.content.toString('hex'),
  };
}
