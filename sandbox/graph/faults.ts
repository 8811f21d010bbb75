import { z } from 'zod';

/** Counts down: how many requests the fault still spoils. */
const times = z.number().int().min(0);
const milliseconds = z.number().int().min(0);

/**
 * Every nasty fact about Graph as a switch (F1…F19 are the rows of the list of known faults). What is Graph's
 * normal behaviour is on; the rest is off until somebody sets it, on the live object or through `/api/faults`.
 */
export const faultsSchema = z.object({
  /** Spoil only this mailbox (person key); null = all. */
  mailbox: z.string().nullable(),

  // Normal behaviour
  /** The first page of an initial delta round is empty and has a next link. */
  emptyFirstPage: z.boolean(),
  /** F3: delta sends occurrences without subject, attendees or organizer. */
  occurrenceStubs: z.boolean(),
  /** F4: an event outside the window that is touched comes as `@removed`. */
  removedForOutOfWindow: z.boolean(),
  /** F16: a fifth concurrent request on one mailbox is refused. */
  mailboxConcurrency: z.boolean(),
  /** F6: an action is announced more than once (created + updated, 2 × updated). */
  severalNotificationsPerAction: z.boolean(),

  // Delta
  /** A delta page repeats rows of the page before, and rows come twice in one page. */
  repeatedRows: z.boolean(),
  /** Delta does not yet see changes younger than this in real time; plain reads do. */
  laggingDeltaMs: milliseconds,
  /** Requests with a delta or skip token get 410 Gone. */
  gone410: times,
  /** With `gone410`: answered 400 with this code instead (`SyncStateNotFound`, `ResyncRequired`, …). */
  resyncCode: z.string().nullable(),
  /** F1: a delta page's next link leads to the same rows under another token, for ever. */
  loopingPage: z.boolean(),
  /** F2: a delta page with occurrences ignores maxpagesize and holds the whole rest. */
  pageOverflow: z.boolean(),
  /** F15: a delta round over a window wider than this many days fails with 503 in mid-round. */
  widestWindowDays: z.number().int().positive().nullable(),
  /** Delta never tells of series that the mailbox's owner organizes; plain views do. */
  deltaMissesOwnSeries: z.boolean(),
  /** An occurrence that was taken out is not `@removed`: delta says nothing of it. */
  silentOccurrenceRemoval: z.boolean(),

  // Rows
  /** An event in Deleted Items still answers to its id. */
  deletedStillReadable: z.boolean(),
  /** `iCalUId` and `uid` are null. */
  nullICalUId: z.boolean(),
  /** All occurrences carry the series' `iCalUId`, without their date. */
  occurrencesShareICalUId: z.boolean(),
  /** `$select` loses `createdDateTime` and `lastModifiedDateTime`. */
  selectDropsDates: z.boolean(),
  /** Original zones and working hours name `tzone://Microsoft/Custom` and `Customized Time Zone`. */
  customTimeZone: z.boolean(),
  /** F13, the other way: attendees' copies of a cancelled meeting vanish at once. */
  cancelledCopiesVanish: z.boolean(),

  // Requests
  throttle429: times,
  /** What a 429 says in Retry-After; null leaves the header out. */
  retryAfterSeconds: z.number().int().min(0).nullable(),
  serverError5xx: times,
  serverErrorStatus: z.union([z.literal(500), z.literal(502), z.literal(503), z.literal(504)]),
  /** A 5xx has a body in HTML, as proxies send it. */
  htmlErrors: z.boolean(),
  /** The connection breaks before an answer. */
  resetConnections: times,
  /** No answer ever comes. */
  hangs: times,
  /** Mailboxes say that work is at all hours of all days: what waits for working hours waits for nothing. */
  alwaysAtWork: z.boolean(),
  /** 404 MailboxNotEnabledForRESTAPI: on-premises or soft-deleted. */
  mailboxGone: z.boolean(),
  /** 403 ErrorAccessDenied on reads and subscriptions. */
  accessDenied: z.boolean(),
  /** 403 in other words: Exchange's own list of apps does not name this one. */
  odataDisabled: z.boolean(),
  /** The app has Calendars.ReadBasic.All alone: no subscriptions, and what is not basic is refused or left out. */
  readBasicOnly: z.boolean(),
  /** Permissions that the admin gave no consent to: not in the token, and refused. */
  notGranted: z.array(z.string()),
  /** 403 on groups: GroupMember.Read.All was not granted. */
  groupsDenied: z.boolean(),

  // Installing the app
  /** 403 on the catalogue alone: AppCatalog.Read.All, which some ask for, was not granted. */
  catalogueDenied: z.boolean(),
  /** The app was taken out of the organisation's catalogue, or never put there. */
  appNotInCatalogue: z.boolean(),
  /** 403 on installing for this person: an app permission policy. */
  installRefused: z.boolean(),
  /** BF8: an installation by Graph fires no event to the bot. */
  installSilent: z.boolean(),
  /** The list of somebody's apps does not show what installing then calls a conflict. */
  installationsHidden: z.boolean(),

  // Subscriptions
  /** 403 on creating a subscription alone, wrapped as ExtensionError. */
  subscriptionRefused: z.boolean(),
  /** F8: Graph never calls the validation URL and says that it timed out. */
  validationNeverCalled: times,
  /** The handshake comes on renewal as well. */
  validationOnRenewal: z.boolean(),
  /** The older ceiling of a subscription's life in minutes (4230), or null for today's 10080. */
  subscriptionCeilingMinutes: z.number().int().positive().nullable(),
  /** F7: it looks alive, and nothing comes. */
  lostNotifications: z.boolean(),
  /** Each notification comes once more, later. */
  duplicateNotifications: z.boolean(),
  delayedNotificationsMs: milliseconds,
  /** Notifications carry another client state than the subscription's. */
  wrongClientState: z.boolean(),
});

export type Faults = z.infer<typeof faultsSchema>;

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
    loopingPage: false,
    pageOverflow: false,
    widestWindowDays: null,
    deltaMissesOwnSeries: false,
    silentOccurrenceRemoval: false,
    deletedStillReadable: false,
    nullICalUId: false,
    occurrencesShareICalUId: false,
    selectDropsDates: false,
    customTimeZone: false,
    cancelledCopiesVanish: false,
    throttle429: 0,
    retryAfterSeconds: 10,
    serverError5xx: 0,
    serverErrorStatus: 503,
    htmlErrors: false,
    resetConnections: 0,
    hangs: 0,
    alwaysAtWork: false,
    mailboxGone: false,
    accessDenied: false,
    odataDisabled: false,
    readBasicOnly: false,
    notGranted: [],
    groupsDenied: false,
    catalogueDenied: false,
    appNotInCatalogue: false,
    installRefused: false,
    installSilent: false,
    installationsHidden: false,
    subscriptionRefused: false,
    validationNeverCalled: 0,
    validationOnRenewal: false,
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

type Normal =
  | 'emptyFirstPage'
  | 'occurrenceStubs'
  | 'removedForOutOfWindow'
  | 'mailboxConcurrency'
  | 'severalNotificationsPerAction';
type Switched = { [K in keyof Faults]: Faults[K] extends boolean ? K : never }[keyof Faults];
type Counted =
  | 'gone410'
  | 'throttle429'
  | 'serverError5xx'
  | 'validationNeverCalled'
  | 'resetConnections'
  | 'hangs';

/** Normal behaviour, unless it was switched off for this mailbox. */
export function behaves(faults: Faults, name: Normal, mailbox: string | null): boolean {
  return faults[name] || !concerns(faults, mailbox);
}

/** True where the fault is on for this mailbox. */
export function isOn(faults: Faults, name: Exclude<Switched, Normal>, mailbox: string | null): boolean {
  return faults[name] && concerns(faults, mailbox);
}

/** True while the count lasts, and counts down. */
export function takeOne(faults: Faults, name: Counted, mailbox: string | null): boolean {
  if (faults[name] <= 0 || !concerns(faults, mailbox)) return false;
  faults[name] -= 1;
  return true;
}
