import { z } from 'zod';
import type { Attendee, Response, Sensitivity, ShowAs } from './event.ts';
import type { Instant } from './time.ts';
import { instantOf, isNoDate, readWallTime } from './wall-time.ts';

/**
 * The part of Graph's event that the product reads. Everything else falls away here, body, place and attachments first
 * of all. Absent and null are the same to Graph, and new values of its enumerations may come at any time.
 */

const RESPONSES: readonly Response[] = [
  'none',
  'organizer',
  'tentativelyAccepted',
  'accepted',
  'declined',
  'notResponded',
];
const SHOWN_AS: readonly ShowAs[] = ['free', 'tentative', 'busy', 'oof', 'workingElsewhere', 'unknown'];
const SENSITIVITIES: readonly Sensitivity[] = ['normal', 'personal', 'private', 'confidential'];
const ATTENDEE_KINDS: readonly Attendee['kind'][] = ['required', 'optional', 'resource'];

const text = z
  .string()
  .nullish()
  .transform((value) => (value === undefined || value === '' ? null : value));
const flag = z
  .boolean()
  .nullish()
  .transform((value) => value ?? false);

const wallTime = z.string().transform((value, context) => {
  const wall = readWallTime(value);
  if (wall !== null) return wall;
  context.addIssue({ code: 'custom', message: 'not a date and time' });
  return z.NEVER;
});

/** Instants carry an offset ("…Z"); what has none is UTC, which every request asks for. */
const instantOrNever = wallTime
  .nullish()
  .transform((wall): Instant | null => (wall && !isNoDate(wall) ? instantOf(wall, 'UTC') : null));

const zonedTime = z.object({
  dateTime: wallTime.refine((wall) => !isNoDate(wall)),
  timeZone: text.transform((name) => name ?? 'UTC'),
});

/** Lower case, or null: a person without an address cannot be told from another, and names are not kept. */
const address = z
  .object({ address: text })
  .nullish()
  .transform((email) => email?.address?.trim().toLowerCase() || null);

const responseStatus = z
  .object({ response: oneOf(RESPONSES, 'none', 'none'), time: instantOrNever })
  .nullish()
  .transform((status) => status ?? null);

const attendee = z
  .object({
    type: oneOf(ATTENDEE_KINDS, 'required', 'required'),
    status: responseStatus,
    emailAddress: address,
    proposedNewTime: z.looseObject({}).nullish(),
  })
  .transform((read) => ({
    address: read.emailAddress,
    kind: read.type,
    response: read.status?.response ?? ('none' satisfies Response),
    respondedAt: read.status?.time ?? null,
    proposedNewTime: Boolean(read.proposedNewTime),
  }));

export const graphEvent = z.object({
  id: z.string().min(1),
  type: z.enum(['singleInstance', 'occurrence', 'exception']).nullish(),
  seriesMasterId: text,
  occurrenceId: text,
  iCalUId: text,
  uid: text,
  originalStart: instantOrNever,
  originalStartTimeZone: text,
  createdDateTime: instantOrNever,
  lastModifiedDateTime: instantOrNever,
  subject: text.transform((value) => value ?? ''),
  /** A value that nobody knows is kept as closely as the closest of those known. */
  sensitivity: oneOf(SENSITIVITIES, 'normal', 'private'),
  showAs: oneOf(SHOWN_AS, 'unknown', 'unknown'),
  isAllDay: flag,
  isCancelled: flag,
  isOnlineMeeting: flag,
  isOrganizer: z.boolean().nullish(),
  responseStatus,
  organizer: z
    .object({ emailAddress: address })
    .nullish()
    .transform((organizer) => organizer?.emailAddress ?? null),
  attendees: z
    .array(attendee)
    .nullish()
    .transform((list) => (list ?? []).filter(hasAddress)),
  categories: z
    .array(z.string())
    .nullish()
    .transform((list) => list ?? []),
  start: zonedTime,
  end: zonedTime,
});
export type GraphEvent = z.output<typeof graphEvent>;

function oneOf<T extends string>(known: readonly T[], absent: T, strange: T) {
  return z
    .string()
    .nullish()
    .transform((value): T => {
      if (value === null || value === undefined) return absent;
      return known.find((name) => name === value) ?? strange;
    });
}

function hasAddress(read: Omit<Attendee, 'address'> & { readonly address: string | null }): read is Attendee {
  return read.address !== null;
}
