import type { ClassifiedEvent } from '../calendar/counting.ts';
import type { Instant } from '../calendar/time.ts';
import type { Holiday, WorkingHours } from '../calendar/working-hours.ts';
import type { TimeClass } from '../classification/classification.ts';

/** The table of domain §6, in the order in which the first that fits is taken. */
export const MOVE_KINDS = [
  'series-ended',
  'series-thinned',
  'series-rescheduled',
  'rebooked',
  'cancelled',
  'declined',
  'postponed',
  'advanced',
  'shifted',
  'shortened',
  'overbooked',
] as const;
export type MoveKind = (typeof MOVE_KINDS)[number];

export type Direction = 'later' | 'earlier';

/** Who called an event, seen from the rep. `manager` is anyone above the rep in the reporting line. */
export type OrganizerRole = 'self' | 'manager' | 'colleague' | 'external';

/** Who moved it. `customer-stated` is the rep's own word where the calendar says nothing. */
export type Mover = 'customer' | 'displaced' | 'colleague' | 'rep-alone' | 'customer-stated' | 'unknown';

/** What the mover was read from: a key of the locales. */
export type MoverEvidence =
  | 'external-organizer'
  | 'customer-proposed'
  | 'customer-declined'
  | 'slot-taken'
  | 'colleague-organizes'
  | 'organizes-alone'
  | 'declined-by-rep'
  | 'copy-gone'
  | 'customer-stated'
  | 'nothing-known';

/** An activity as it stood at one time, with what it was sorted as then. */
export interface ActivitySnapshot extends ClassifiedEvent {
  /** 0–1. */
  readonly confidence: number;
}

/** An event that took, or later used, a slot. */
export interface SlotTaker {
  readonly key: string;
  readonly class: TimeClass;
  readonly role: OrganizerRole;
  /** Minutes of the slot that it covers. */
  readonly minutes: number;
}
/** null = nothing took the slot. */
export type Displacement = SlotTaker | null;

/** A semantic difference between successive versions of one activity (domain §6). */
export interface Move {
  /** The activity that moved. */
  readonly key: string;
  readonly kind: MoveKind;
  /** null where nothing stands anew, or at the same start. */
  readonly direction: Direction | null;
  readonly oldStart: Instant;
  readonly oldEnd: Instant;
  readonly newStart: Instant | null;
  readonly newEnd: Instant | null;
  /** The new day counted and the old one not; negative when earlier; null where nothing stands anew. */
  readonly workingDays: number | null;
  /** Old minutes less those that still stand in the old slot's week. */
  readonly minutesLost: number;
  /** The date of the first change that led here. */
  readonly changedAt: Instant;
  readonly settledAt: Instant;
  /** Changed within 24 h after the old start: counted, displaced by nothing, not asked. */
  readonly afterStart: boolean;
  /** The old start lay more than 30 days ahead: listed for the rep, never asked, in no statistic. */
  readonly planning: boolean;
  /** Until then a twin turns it into `rebooked`; null where a new time already stands. */
  readonly openUntil: Instant | null;
  readonly displacedBy: Displacement;
  /** What the slot was later used for, and never a cause. */
  readonly filledBy: Displacement;
  readonly mover: Mover;
  readonly moverEvidence: MoverEvidence;
  /** The event that it was booked again as. */
  readonly twinKey: string | null;
}

/** An event of the calendar with the date on which it was created or moved to its present slot. */
export interface StandingEvent extends ActivitySnapshot {
  readonly bookedAt: Instant;
}

/** What surrounds a change. The order of the lists means nothing. */
export interface Surroundings {
  /** The rep's address, lower case. */
  readonly self: string;
  readonly ownDomains: readonly string[];
  /** Addresses of the managers above the rep, nearest first or not. */
  readonly reportingLine: readonly string[];
  /** Whether anybody can have an address there. */
  readonly freeMail: (domain: string) => boolean;
  readonly workingHours: WorkingHours;
  readonly holidays: readonly Holiday[];
  readonly now: Instant;
  /** The rep's calendar as it stands now. */
  readonly calendar: readonly StandingEvent[];
  /** Keys of events that are some other move's twin already: one twin each. */
  readonly twinsTaken?: ReadonlySet<string>;
}
