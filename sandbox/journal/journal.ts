import type { Instant, LocalDate } from '../../shared/calendar/time.ts';
import type { ReasonCode } from '../../shared/reasons/codes.ts';
import type { GraphResponse } from '../calendar/calendar-entry.ts';
import type { Meeting } from '../company/meeting.ts';

/** Something in a calendar: a meeting by its name, of a series one occurrence or, with null, all of it. */
export interface JournalItem {
  readonly meeting: string;
  /** The original date of the occurrence. */
  readonly occurrence: LocalDate | null;
}

interface Dated {
  readonly at: Instant;
}

/** Done by the owner of a mailbox (a person's key) to something in it. */
interface Deed extends Dated {
  readonly mailbox: string;
  readonly item: JournalItem;
}

/** Somebody books a meeting. */
export interface JournalCreation extends Dated {
  readonly kind: 'create';
  readonly meeting: Meeting;
}

/** One thing that somebody did to a calendar, at its own time. */
export type JournalEdit =
  | JournalCreation
  /** Whoever organizes it, inside or outside, gives it another time. */
  | (Deed & { readonly kind: 'move'; readonly start: Instant; readonly end: Instant })
  /** Of one's own it is cancelled for all; of another's one's own copy goes without a word. */
  | (Deed & { readonly kind: 'delete' })
  /** Whoever organizes it calls it off. */
  | (Deed & { readonly kind: 'cancel' })
  | (Deed & {
      readonly kind: 'respond';
      readonly response: 'accepted' | 'tentativelyAccepted' | 'declined';
      readonly keepCopy: boolean;
    })
  /** Somebody outside answers the invitation, or asks for another time. */
  | (Deed & { readonly kind: 'guest-answer'; readonly address: string; readonly response: GraphResponse })
  | (Deed & {
      readonly kind: 'guest-proposal';
      readonly address: string;
      readonly start: Instant;
      readonly end: Instant;
    })
  | (Deed & { readonly kind: 'rename'; readonly subject: string })
  | (Deed & { readonly kind: 'move-series'; readonly days: number; readonly time: string })
  | (Deed & { readonly kind: 'end-series'; readonly lastDate: LocalDate })
  | (Deed & { readonly kind: 'thin-series'; readonly everyWeeks: number });

/** What a rep says when the card about this activity comes; it is found by its title. */
export interface JournalVoice extends Dated {
  readonly mailbox: string;
  readonly subject: string;
  readonly says: CardReply;
}

/** What a rep does with a card. `ignores`: nothing, until it lapses. */
export type CardReply =
  | { readonly kind: 'ignores' }
  | {
      readonly kind: 'answers';
      readonly code: ReasonCode;
      /** After that many minutes, if the working day is not over by then. */
      readonly afterMinutes: number;
      /** Another answer an hour later. */
      readonly changedTo: ReasonCode | null;
      /** Says that what the calendar shows is not right. */
      readonly contests: boolean;
    }
  | { readonly kind: 'not-selling'; readonly as: 'supporting' | 'internal' }
  | { readonly kind: 'pauses' };

/** Everything that happens in the company's calendars from `start` to `end`. Plain data: its JSON is itself. */
export interface Journal {
  readonly start: Instant;
  readonly end: Instant;
  /** What stands in the calendars at the start. */
  readonly standing: readonly Meeting[];
  /** By time. */
  readonly edits: readonly JournalEdit[];
  /** By time. */
  readonly voices: readonly JournalVoice[];
}
