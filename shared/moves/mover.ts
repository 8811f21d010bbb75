import type { CalendarEvent } from '../calendar/event.ts';
import type { Instant } from '../calendar/time.ts';
import type { ReasonCode } from '../reasons/codes.ts';
import type { Displacement, Mover, MoverEvidence, Surroundings } from './move.ts';
import { externalsIn, isExternal, repOrganizes } from './participants.ts';

export interface MoverInputs {
  /** The activity before the change. */
  readonly event: CalendarEvent;
  /** Versions of it that came after, if any were seen. */
  readonly later: readonly CalendarEvent[];
  readonly changedAt: Instant;
  /** A declined response of the rep was seen. */
  readonly declinedByRep: boolean;
  /** The rep's copy of another's meeting is gone, and nothing says why. */
  readonly copyGone: boolean;
  readonly displacedBy: Displacement;
}

export interface MoverVerdict {
  readonly mover: Mover;
  readonly moverEvidence: MoverEvidence;
}

/** Who moved it, the first that fits (domain §6). */
export function decideMover(
  inputs: MoverInputs,
  around: Pick<Surroundings, 'self' | 'ownDomains'>,
): MoverVerdict {
  const { event, declinedByRep, displacedBy } = inputs;
  const { self, ownDomains } = around;
  if (inputs.copyGone) return verdict('unknown', 'copy-gone');
  const organizes = repOrganizes(event, self);
  const organizer = organizes ? null : event.organizer;
  if (organizer !== null && isExternal(organizer, ownDomains) && !declinedByRep)
    return verdict('customer', 'external-organizer');
  const customerAct = customerActBefore(inputs, around);
  if (customerAct !== null) return verdict('customer', customerAct);
  if ((organizes || declinedByRep) && displacedBy !== null && displacedBy.role !== 'self')
    return verdict('displaced', 'slot-taken');
  if (organizer !== null && !declinedByRep) return verdict('colleague', 'colleague-organizes');
  if (declinedByRep) return verdict('rep-alone', 'declined-by-rep');
  if (organizes && externalsIn(event, around).length === 0) return verdict('rep-alone', 'organizes-alone');
  return verdict('unknown', 'nothing-known');
}

/** What the rep's own answer adds: the calendar knew nothing, and the rep says that the customer asked. */
export function moverAfterAnswer(known: MoverVerdict, code: ReasonCode): MoverVerdict {
  const { mover, moverEvidence } = known;
  if (mover === 'unknown' && code === 'customer-asked') return verdict('customer-stated', 'customer-stated');
  if (mover === 'customer-stated' && code !== 'customer-asked') return verdict('unknown', 'nothing-known');
  return { mover, moverEvidence };
}

/**
 * A proposal or a decline that stood before the change precedes it. Of one first seen afterwards only its own date
 * tells: a customer may decline the new time too.
 */
function customerActBefore(
  { event, later, changedAt }: MoverInputs,
  { self, ownDomains }: Pick<Surroundings, 'self' | 'ownDomains'>,
): 'customer-proposed' | 'customer-declined' | null {
  const before = event.attendees;
  const dated = later
    .flatMap(({ attendees }) => attendees)
    .filter(({ respondedAt }) => respondedAt !== null && respondedAt <= changedAt);
  const customers = [...before, ...dated].filter(
    ({ address, kind }) => kind !== 'resource' && address !== self && isExternal(address, ownDomains),
  );
  if (customers.some(({ proposedNewTime }) => proposedNewTime)) return 'customer-proposed';
  return customers.some(({ response }) => response === 'declined') ? 'customer-declined' : null;
}

function verdict(mover: Mover, moverEvidence: MoverEvidence): MoverVerdict {
  return { mover, moverEvidence };
}
