import type { Attendee, Response } from '../event.ts';
import type { ContentLine } from './content-line.ts';

const RESPONSES: Readonly<Record<string, Response>> = {
  ACCEPTED: 'accepted',
  DECLINED: 'declined',
  TENTATIVE: 'tentativelyAccepted',
};

/** What a user type says that is no person. */
const RESOURCES: ReadonlySet<string> = new Set(['RESOURCE', 'ROOM']);
const OPTIONAL: ReadonlySet<string> = new Set(['OPT-PARTICIPANT', 'NON-PARTICIPANT']);

/**
 * The address on an ORGANIZER or ATTENDEE line, in lower case: its value, or `EMAIL` where the value is something else, as
 * with Apple. Null where there is neither; somebody without an address cannot be told from another.
 */
export function addressOf(line: ContentLine): string | null {
  return plainAddress(line.values[0] ?? '') ?? plainAddress(line.params.get('EMAIL') ?? '');
}

/** `MAILTO: Eva.Ros@granlund.example ` → `eva.ros@granlund.example`; null for what is no address. */
export function plainAddress(text: string): string | null {
  const address = text
    .trim()
    .replace(/^mailto:/i, '')
    .trim()
    .toLowerCase();
  return /^[^\s@/\p{Cc}\p{Cf}]+@[^\s@/\p{Cc}\p{Cf}]+$/u.test(address) ? address : null;
}

/** Outlook's exports leave PARTSTAT out, which says no more than that it is not known. */
export function parseAttendee(line: ContentLine): Attendee | null {
  const address = addressOf(line);
  if (address === null) return null;
  const upper = (name: string): string => line.params.get(name)?.trim().toUpperCase() ?? '';
  return {
    address,
    kind: RESOURCES.has(upper('CUTYPE')) ? 'resource' : OPTIONAL.has(upper('ROLE')) ? 'optional' : 'required',
    response: RESPONSES[upper('PARTSTAT')] ?? 'notResponded',
    respondedAt: null,
    proposedNewTime: false,
  };
}
