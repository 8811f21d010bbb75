import type { Transaction } from 'kysely';
import type { Interval } from '../../shared/calendar/time.ts';
import { foldText } from '../../shared/classification/fold-title.ts';
import { findNamedOrganisation } from '../../shared/classification/named-organisation.ts';
import type { ActivityType } from '../../shared/classification/classification.ts';
import type { CustomerWork, MaterialInputs } from '../../shared/reasons/material.ts';
import { materialJudgedAt } from '../../shared/reasons/material.ts';
import type { StoredEvent } from '../store/event-store.ts';
import type { StoredMove } from '../store/stored-move.ts';
import type { Database } from '../store/schema.ts';
import { customersOf, type EvidenceContext } from './evidence-context.ts';
import type { Stretch } from './load-stretch.ts';

const WORK: ReadonlySet<ActivityType> = new Set(['preparation', 'proposal_writing']);

/** From the move to when its answer is judged for good: where work for the customer is looked for. */
export function materialWindow(
  { changedAt }: Pick<StoredMove['move'], 'changedAt'>,
  { workingHours, holidays }: EvidenceContext,
): Interval {
  return { start: changedAt, end: materialJudgedAt(changedAt, workingHours, holidays) };
}

/** Preparation and proposals for the customers of a moved meeting, from our own rows; `stretch` spans their window. */
export async function loadMaterial(
  trx: Transaction<Database>,
  stretch: Stretch,
  { move, eventId }: StoredMove,
  customers: readonly string[],
  context: EvidenceContext,
): Promise<MaterialInputs> {
  const { events, now } = context;
  const movedAt = move.changedAt;
  const window = materialWindow(move, context);
  const isWork = workFor(customers, context);
  const then = stretch.asStoodAt(window, movedAt).filter(isWork);
  const standing = stretch.current(window).filter(isWork);
  const [meeting] = await events.listByIds(trx, [move.twinKey ?? eventId]);
  return {
    movedAt,
    work: [
      ...then.map(workOf({ stoodWhenMoved: true, stands: false })),
      ...standing.map(workOf({ stoodWhenMoved: false, stands: true })),
    ],
    keptAt: meeting && isHeld(meeting, context) && meeting.event.start > movedAt ? meeting.event.start : null,
    isFinal: now >= window.end,
  };
}

function workOf(seen: Pick<CustomerWork, 'stoodWhenMoved' | 'stands'>) {
  return ({ event }: StoredEvent): CustomerWork => ({ end: event.end, ...seen });
}

/** Somebody of the customer is in it, or the title names the customer: people prepare alone. */
function workFor(customers: readonly string[], context: EvidenceContext): (event: StoredEvent) => boolean {
  const known = {
    self: context.self,
    ownDomains: context.ownDomains,
    customerDomains: customers.filter((name) => !name.includes('@')),
    partnerDomains: null,
    vendorDomains: null,
  };
  return (stored) => {
    const { event, activity } = stored;
    if (!WORK.has(activity) || event.isCancelled || event.response === 'declined') return false;
    return (
      customersOf(stored, context).some((name) => customers.includes(name)) ||
      findNamedOrganisation(foldText(event.title), known) !== null
    );
  };
}

function isHeld({ event, goneAt }: StoredEvent, { now }: EvidenceContext): boolean {
  return goneAt === null && !event.isCancelled && event.response !== 'declined' && event.end <= now;
}
