import { outlookLink } from '../../bot/cards/outlook-link.ts';
import { MINUTE, type Instant } from '../../shared/calendar/time.ts';
import type { Holiday, WorkingHours } from '../../shared/calendar/working-hours.ts';
import type { MoveRow } from '../../shared/contract/moves.ts';
import { chainOf } from '../../shared/moves/chain.ts';
import type { Displacement } from '../../shared/moves/move.ts';
import { externalsIn } from '../../shared/moves/participants.ts';
import type { StoredEvent } from '../store/event-store.ts';
import type { Person } from '../store/person-store.ts';
import type { SettlingMove, StoredMove } from '../store/stored-move.ts';
import { iso } from './iso.ts';
import { promptRow, type PromptContext } from './prompt-row.ts';

/** What is known beside a move when its row is written. */
export interface RowContext extends PromptContext {
  readonly person: Person;
  readonly ownDomains: readonly string[];
  readonly eventOf: ReadonlyMap<string, StoredEvent>;
  /** All moves that are kept, also of weeks that are not shown: a chain may be long. */
  readonly everMoved: readonly StoredMove[];
  readonly workingHours: WorkingHours;
  readonly holidays: readonly Holiday[];
  /** The rep's own next free time for a meeting of that length. */
  readonly freeTime: (minutes: number) => { start: Instant; end: Instant } | null;
}

/** A change that is still warm is shown too, so that a rep who just dragged something finds it. */
export function settlingRow(change: SettlingMove, context: RowContext): MoveRow | null {
  const event = context.eventOf.get(change.eventId);
  if (!event || event.class !== 'selling') return null;
  const stands = event.goneAt === null && !event.event.isCancelled;
  return {
    id: change.moveId,
    title: event.event.title,
    kind: 'settling',
    direction: null,
    oldStart: iso(change.oldStart),
    oldEnd: iso(change.oldEnd),
    newStart: stands ? iso(event.event.start) : null,
    newEnd: stands ? iso(event.event.end) : null,
    workingDays: null,
    occurrences: null,
    chain: null,
    hoursLost: 0,
    changedAt: iso(change.firstChangeAt),
    openUntil: null,
    mover: null,
    moverEvidence: null,
    displacedBy: null,
    filledBy: null,
    state: 'settling',
    prompt: { state: 'waiting', why: 'settling' },
    bookAgain: null,
  };
}

/** Null where the event behind it is not kept any more. */
export function moveRow(stored: StoredMove, context: RowContext): MoveRow | null {
  const { move } = stored;
  const event = context.eventOf.get(stored.eventId);
  if (!event) return null;
  return {
    id: stored.moveId,
    title: event.event.title,
    kind: move.kind,
    direction: move.direction,
    oldStart: iso(move.oldStart),
    oldEnd: iso(move.oldEnd),
    newStart: move.newStart === null ? null : iso(move.newStart),
    newEnd: move.newEnd === null ? null : iso(move.newEnd),
    workingDays: move.workingDays,
    occurrences: stored.occurrences,
    chain: chainRow(stored, context),
    hoursLost: move.minutesLost / 60,
    changedAt: iso(move.changedAt),
    openUntil: stored.state === 'open' && move.openUntil !== null ? iso(move.openUntil) : null,
    mover: move.mover,
    moverEvidence: move.moverEvidence,
    displacedBy: takerRow(move.displacedBy, context),
    filledBy: takerRow(move.filledBy, context),
    state: stored.state,
    prompt: promptRow(stored, context),
    bookAgain: move.newStart === null ? bookAgain(event, context) : null,
  };
}

/** A series' own moves are no chain of one activity. */
function chainRow(
  { move, occurrences }: StoredMove,
  { everMoved, workingHours, holidays }: RowContext,
): MoveRow['chain'] {
  const singles = everMoved.filter((stored) => stored.occurrences === null).map((stored) => stored.move);
  const linked = occurrences === null ? chainOf(move.key, singles, { workingHours, holidays }) : null;
  if (linked === null || linked.moves < 2) return null;
  const { timesPostponed, firstStart, workingDays } = linked;
  return { timesPostponed, firstStart: iso(firstStart), workingDays };
}

function takerRow(taker: Displacement, { eventOf }: RowContext): MoveRow['displacedBy'] {
  if (!taker) return null;
  const event = eventOf.get(taker.key);
  return {
    title: event?.event.title ?? '',
    class: taker.class,
    role: taker.role,
    bookedAt: event ? iso(event.bookedAt) : null,
  };
}

function bookAgain(moved: StoredEvent, { person, ownDomains, freeTime }: RowContext): string | null {
  const { event } = moved;
  const span = freeTime((event.end - event.start) / MINUTE);
  if (!span) return null;
  return outlookLink({
    title: event.title,
    span,
    attendees: externalsIn(event, { self: person.address, ownDomains }),
  });
}
