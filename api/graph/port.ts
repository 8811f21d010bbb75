import type { Instant, Interval, LocalDate } from '../../shared/calendar/time.ts';

/** A user of the organisation, as far as Graph tells. */
export interface DirectoryPerson {
  readonly entraId: string;
  readonly name: string;
  /** Lower case: mail where there is one, else the user principal name. */
  readonly address: string;
  /** Every other address that reaches the same mailbox, lower case. */
  readonly otherAddresses: readonly string[];
  readonly managerEntraId: string | null;
  /** A language tag, or null. */
  readonly language: string | null;
  /** ISO 3166-1 alpha-2, or null. */
  readonly country: string | null;
}

/** A mailbox's own settings. Days are ISO, 1 = Monday; times are wall clock; zones as Exchange names them. */
export interface MailboxSettings {
  readonly timeZone: string | null;
  readonly language: string | null;
  readonly workingHours: {
    readonly timeZone: string | null;
    readonly days: readonly number[];
    readonly from: string;
    readonly to: string;
  } | null;
}

/** What a delta round says was touched. Nothing else in it is to be trusted (graph facts 1.1). */
export interface DeltaRound {
  readonly touchedIds: ReadonlySet<string>;
  /** Deleted, **or** touched while outside the window: ask for each before believing it. */
  readonly removedIds: ReadonlySet<string>;
  readonly deltaLink: string;
}

/** What only the master tells of a series. Null where this Graph does not say. */
export interface SeriesMaster {
  readonly id: string;
  readonly iCalUId: string | null;
  readonly isCancelled: boolean;
  readonly lastModifiedAt: Instant | null;
  /** `OID.<master id>.<original date>` of the occurrences that were taken out. */
  readonly cancelledOccurrences: readonly string[] | null;
  /** Rows of those that were moved or changed alone, wherever they now stand. */
  readonly exceptions: readonly unknown[] | null;
  /** The first date on which the series may fall. */
  readonly startsOn: LocalDate | null;
  /** The last date on which the series falls; null where it has no end as well. */
  readonly endsOn: LocalDate | null;
  /** In which its wall clock is kept, as Exchange names it. */
  readonly timeZone: string | null;
}

/** An Entra group as an admin picks one. */
export interface DirectoryGroup {
  readonly id: string;
  readonly name: string;
}

export interface NewSubscription {
  readonly mailbox: string;
  readonly notificationUrl: string;
  readonly lifecycleUrl: string;
  readonly clientState: string;
  readonly expiresAt: Instant;
}

export interface RenewedSubscription {
  readonly subscriptionId: string;
  /** Against whose limit the call counts. */
  readonly mailbox: string;
  readonly expiresAt: Instant;
}

export interface LiveSubscription {
  readonly subscriptionId: string;
  readonly expiresAt: Instant;
}

export interface ListedSubscription {
  readonly subscriptionId: string;
  /** `users/{id}/events`, lower case. */
  readonly resource: string;
  readonly notificationUrl: string;
}

/**
 * Microsoft Graph as sync needs it. A mailbox is named by its owner's Entra object id. Events come as Graph wrote them,
 * for the parser to read. Every call may reject with `GraphFailure`, or with `TokenFailure` before it reaches Graph.
 */
export interface GraphPort {
  /** Every event that overlaps the interval, occurrences expanded, masters never; each id once. */
  fetchCalendarView(mailbox: string, interval: Interval): Promise<readonly unknown[]>;
  /** A whole round, from a window or from the link of the round before. */
  fetchDelta(mailbox: string, from: Interval | string): Promise<DeltaRound>;
  /** One event, wherever it now stands; null if the mailbox no longer has it. */
  fetchEvent(mailbox: string, id: string): Promise<unknown>;
  /** Null too where it is no series any more. */
  fetchSeriesMaster(mailbox: string, id: string): Promise<SeriesMaster | null>;
  /** Enabled members of the organisation with an address; guests are not among them. */
  fetchPeople(): Promise<readonly DirectoryPerson[]>;
  /** Null where the permission, which is optional, was not given or the mailbox has none. */
  fetchMailboxSettings(mailbox: string): Promise<MailboxSettings | null>;
  /** Groups whose name begins so. Null where the permission, which is optional, was not given. */
  fetchGroups(namePrefix: string): Promise<readonly DirectoryGroup[] | null>;
  /**
   * Entra object ids of the people in a group, those of the groups in it included. Null where the permission, which is
   * optional, was not given or the group is gone: then nobody has left it.
   */
  fetchGroupMembers(groupId: string): Promise<readonly string[] | null>;
  createSubscription(wanted: NewSubscription): Promise<LiveSubscription>;
  /** Also reauthorizes. Rejects with `not-found` where Graph has forgotten it. */
  renewSubscription(wanted: RenewedSubscription): Promise<LiveSubscription>;
  /** Resolves also where it was gone already. */
  deleteSubscription(subscriptionId: string): Promise<void>;
  /** Every live subscription of this app, as far as Graph knows just now: the list may be stale. */
  listSubscriptions(): Promise<readonly ListedSubscription[]>;
}
