/**
 * Every nasty fact about Graph as a switch (the numbers are the rows of the list of known faults). Those that
 * are Graph's normal behaviour are on; the others are off until somebody sets them, on the live object.
 * A number counts down: it is how many requests the fault still spoils.
 */
export interface Faults {
  /** Spoil only this mailbox (person key); null = all. */
  mailbox: string | null;

  // Normal behaviour
  /** The first page of an initial delta round is empty and has a next link. */
  emptyFirstPage: boolean;
  /** F3: delta sends occurrences without subject, attendees or organizer. */
  occurrenceStubs: boolean;
  /** F4: an event outside the window that is touched comes as `@removed`. */
  removedForOutOfWindow: boolean;
  /** F16: a fifth concurrent request on one mailbox is refused. */
  mailboxConcurrency: boolean;
  /** F6: an action is announced more than once (created + updated, 2 × updated). */
  severalNotificationsPerAction: boolean;

  // Faults
  /** A delta page repeats rows of the page before, and rows come twice in one page. */
  repeatedRows: boolean;
  /** Delta does not yet see changes younger than this many real milliseconds; plain reads do. */
  laggingDeltaMs: number;
  /** This many requests with a delta or skip token get 410 Gone. */
  gone410: number;
  /** As `gone410`, but answered 400 with this code instead (`SyncStateNotFound`, `ResyncRequired`, …). */
  resyncCode: string | null;
  throttle429: number;
  /** What a 429 says in Retry-After; null leaves the header out. */
  retryAfterSeconds: number | null;
  serverError5xx: number;
  serverErrorStatus: 500 | 502 | 503 | 504;
  /** F1: a delta page's next link leads to the same rows under another token, for ever. */
  loopingPage: boolean;
  /** F2: a delta page with occurrences ignores maxpagesize and holds the whole rest. */
  pageOverflow: boolean;
  /** An event in Deleted Items still answers to its id. */
  deletedStillReadable: boolean;
  /** `iCalUId` and `uid` are null. */
  nullICalUId: boolean;
  /** 404 MailboxNotEnabledForRESTAPI: on-premises or soft-deleted. */
  mailboxGone: boolean;
  /** 403 ErrorAccessDenied on reads and subscriptions. */
  accessDenied: boolean;
  /** 403 on creating a subscription alone, wrapped as ExtensionError. */
  subscriptionRefused: boolean;
  /** F8: Graph never calls the validation URL and says that it timed out; this many times. */
  validationNeverCalled: number;
  /** The older ceiling of a subscription's life in minutes (4230), or null for today's 10080. */
  subscriptionCeilingMinutes: number | null;
  lostNotifications: boolean;
  /** Each notification comes once more, later. */
  duplicateNotifications: boolean;
  delayedNotificationsMs: number;
  /** Notifications carry another client state than the subscription's. */
  wrongClientState: boolean;
}

export function createFaults(): Faults {
  return {
    mailbox: null,
    emptyFirstPage: true,
    occurrenceStubs: true,
    removedForOutOfWindow: true,
    mailboxConcurrency: true,
    severalNotificationsPerAction: true,
    repeatedRows: false,
    laggingDeltaMs: 0,
    gone410: 0,
    resyncCode: null,
    throttle429: 0,
    retryAfterSeconds: 10,
    serverError5xx: 0,
    serverErrorStatus: 503,
    loopingPage: false,
    pageOverflow: false,
    deletedStillReadable: false,
    nullICalUId: false,
    mailboxGone: false,
    accessDenied: false,
    subscriptionRefused: false,
    validationNeverCalled: 0,
    subscriptionCeilingMinutes: null,
    lostNotifications: false,
    duplicateNotifications: false,
    delayedNotificationsMs: 0,
    wrongClientState: false,
  };
}

/** Whether the faults that are set concern this mailbox. */
export function concerns(faults: Faults, mailbox: string | null): boolean {
  return faults.mailbox === null || faults.mailbox === mailbox;
}

type Counted = 'gone410' | 'throttle429' | 'serverError5xx' | 'validationNeverCalled';

/** True while the count lasts, and counts down. */
export function takeOne(faults: Faults, name: Counted, mailbox: string | null): boolean {
  if (faults[name] <= 0 || !concerns(faults, mailbox)) return false;
  faults[name] -= 1;
  return true;
}
