import type { Transaction } from 'kysely';
import { outlookLink } from '../../bot/cards/outlook-link.ts';
import { MINUTE, DAY, type Instant } from '../../shared/calendar/time.ts';
import { addWeeks, isoWeekOf, weekStart } from '../../shared/calendar/week.ts';
import type { Holiday, WorkingHours } from '../../shared/calendar/working-hours.ts';
import { toLocalDate } from '../../shared/calendar/time-zone.ts';
import type { MoveRow, Moves } from '../../shared/contract/moves.ts';
import { chainOf } from '../../shared/moves/chain.ts';
import type { Displacement } from '../../shared/moves/move.ts';
import { summariseWhatTook } from '../../shared/moves/what-took.ts';
import { externalsIn } from '../../shared/moves/participants.ts';
import { closesAt } from '../../shared/prompts/answer.ts';
import { nextFreeTime } from '../../shared/reasons/free-time.ts';
import type { HolidaysBetween } from '../calendar/public-holidays.ts';
import { loadTeamMinimum } from '../prompts/prompt-card-data.ts';
import { loadDomains } from '../store/domain-store.ts';
import type { Vault } from '../store/encryption.ts';
import type { EventStore, StoredEvent } from '../store/event-store.ts';
import { listMoves, listSettling, type SettlingMove, type StoredMove } from '../store/move-store.ts';
import type { Person, PersonStore } from '../store/person-store.ts';
import {
  findEvidenceInputs,
  listAnswers,
  listPrompts,
  type StoredAnswer,
  type StoredPrompt,
} from '../store/prompt-store.ts';
import { findConsent } from '../store/rep-store.ts';
import type { Database } from '../store/schema.ts';
import { loadBurden } from './load-burden.ts';
import { loadPlannedHours } from './load-planned-hours.ts';
import { ownWeekHours } from './own-week-hours.ts';
import { whatTook } from './what-took.ts';

type Trx = Transaction<Database>;

const WEEKS_SHOWN = 4;
const CALENDAR_AHEAD = 30 * DAY;

export interface MovesDeps {
  readonly vault: Vault;
  readonly events: EventStore;
  readonly people: PersonStore;
  readonly holidaysBetween: HolidaysBetween;
}

interface Context {
  readonly person: Person;
  readonly ownDomains: readonly string[];
  readonly eventOf: ReadonlyMap<string, StoredEvent>;
  readonly promptOf: ReadonlyMap<string, StoredPrompt>;
  readonly answersOf: ReadonlyMap<string, readonly StoredAnswer[]>;
  /** By answer, where its facts compare the rep's own weeks. */
  readonly ownWeekHoursOf: ReadonlyMap<number, readonly number[]>;
  /** All moves that are kept, also of weeks that are not shown: a chain may be long. */
  readonly everMoved: readonly StoredMove[];
  readonly workingHours: WorkingHours;
  readonly holidays: readonly Holiday[];
  /** The rep's own next free time for a meeting of that length. */
  readonly freeTime: (minutes: number) => { start: Instant; end: Instant } | null;
  readonly now: Instant;
}

/**
 * *What moved*: the reader's own moves of selling time of the last four weeks, newest first. Read as the reader;
 * row-level security keeps everybody else's rows out of reach, whatever the role (R1). null where the reader is no rep.
 */
export async function loadMoves(
  trx: Trx,
  personId: string,
  now: Instant,
  deps: MovesDeps,
): Promise<Moves | null> {
  const person = await deps.people.findById(trx, personId);
  const consent = await findConsent(trx, personId);
  if (!person?.isRep || !consent) return null;
  const zone = person.workingHours.timeZone;
  const last = isoWeekOf(now, zone);
  const first = addWeeks(last, 1 - WEEKS_SHOWN);
  const everMoved = await listMoves(trx, personId, 0);
  const since = weekStart(first, zone);
  const selling = everMoved.filter((stored) => stored.class === 'selling' && stored.move.changedAt >= since);
  const settling = await listSettling(trx, personId);
  const context = await loadContext(trx, person, { selling, everMoved, settling }, now, deps);
  const rows = [
    ...settling.flatMap((change) => settlingRow(change, context) ?? []),
    ...selling.flatMap((move) => moveRow(move, context) ?? []),
  ];
  return {
    timeZone: zone,
    weeks: { first, last },
    moves: rows,
    hoursMoved: summariseWhatTook(selling.map(({ move, occurrences }) => ({ ...move, occurrences }))).hours,
    hoursPlanned: await loadPlannedHours(trx, person, { first, last }, deps),
    whatTook: whatTook(everMoved, last, zone, consent.readingFrom),
    minimum: await loadTeamMinimum(trx, personId),
    burden: await loadBurden(trx, personId, zone, now),
    pausedUntil: consent.pausedUntil !== null && consent.pausedUntil > now ? iso(consent.pausedUntil) : null,
  };
}

interface Known {
  readonly selling: readonly StoredMove[];
  readonly everMoved: readonly StoredMove[];
  readonly settling: readonly SettlingMove[];
}

async function loadContext(
  trx: Trx,
  person: Person,
  { selling: moves, everMoved, settling }: Known,
  now: Instant,
  deps: MovesDeps,
): Promise<Context> {
  const { personId, country, workingHours } = person;
  const keys = [
    ...moves.flatMap(({ eventId, move }) => [eventId, move.displacedBy?.key, move.filledBy?.key]),
    ...settling.map(({ eventId }) => eventId),
  ];
  const known = keys.flatMap((key) => key ?? []);
  const events = await deps.events.listByIds(trx, [...new Set(known)]);
  const prompts = await listPrompts(trx, personId, now - 90 * DAY);
  const answersOf = new Map<string, readonly StoredAnswer[]>();
  for (const prompt of prompts) answersOf.set(prompt.promptId, await listAnswers(trx, prompt.promptId));
  const ownWeekHoursOf = await loadOwnWeekHours(trx, [...answersOf.values()], deps.vault);
  const ahead = { start: now, end: now + CALENDAR_AHEAD };
  const calendar = await deps.events.listCurrent(trx, personId, ahead);
  const zone = workingHours.timeZone;
  const first = Math.min(now, ...everMoved.map(({ move }) => move.oldStart));
  const holidays = deps.holidaysBetween(country, toLocalDate(first, zone), toLocalDate(ahead.end, zone));
  const { ownDomains } = await loadDomains(trx, deps.vault);
  return {
    person,
    ownDomains,
    eventOf: new Map(events.map((event) => [event.key, event])),
    promptOf: new Map(prompts.map((prompt) => [prompt.moveId, prompt])),
    answersOf,
    ownWeekHoursOf,
    everMoved,
    workingHours,
    holidays,
    freeTime: (minutes) => nextFreeTime(calendar, workingHours, holidays, now, minutes),
    now,
  };
}

/** Of the last answer to each question, where its load was compared. */
async function loadOwnWeekHours(
  trx: Trx,
  answers: readonly (readonly StoredAnswer[])[],
  vault: Vault,
): Promise<ReadonlyMap<number, readonly number[]>> {
  const hoursOf = new Map<number, readonly number[]>();
  for (const { answerId, evidence } of answers.flatMap((given) => given.at(-1) ?? [])) {
    if (!evidence.facts.some(({ key }) => key === 'internal-load')) continue;
    hoursOf.set(answerId, ownWeekHours(vault.open(await findEvidenceInputs(trx, answerId))));
  }
  return hoursOf;
}

/** A change that is still warm is shown too, so that a rep who just dragged something finds it. */
function settlingRow(change: SettlingMove, context: Context): MoveRow | null {
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

function moveRow(stored: StoredMove, context: Context): MoveRow | null {
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
  { everMoved, workingHours, holidays }: Context,
): MoveRow['chain'] {
  const singles = everMoved.filter((stored) => stored.occurrences === null).map((stored) => stored.move);
  const linked = occurrences === null ? chainOf(move.key, singles, { workingHours, holidays }) : null;
  if (linked === null || linked.moves < 2) return null;
  const { timesPostponed, firstStart, workingDays } = linked;
  return { timesPostponed, firstStart: iso(firstStart), workingDays };
}

function takerRow(taker: Displacement, { eventOf }: Context): MoveRow['displacedBy'] {
  if (!taker) return null;
  const event = eventOf.get(taker.key);
  return {
    title: event?.event.title ?? '',
    class: taker.class,
    role: taker.role,
    bookedAt: event ? iso(event.bookedAt) : null,
  };
}

function promptRow(stored: StoredMove, context: Context): MoveRow['prompt'] {
  const prompt = context.promptOf.get(stored.moveId);
  if (!prompt) {
    if (stored.notAsked !== null) return { state: 'not_asked', why: stored.notAsked };
    return { state: 'waiting', why: stored.heldBack };
  }
  switch (prompt.state) {
    case 'answered':
      return answeredRow(stored, prompt, context);
    case 'withdrawn':
      return { state: 'withdrawn' };
    case 'due':
    case 'sending':
      return { state: 'waiting', why: null };
    case 'sent':
    case 'unknown':
      return { state: 'asked', lapsesAt: iso(prompt.lapseAt) };
    case 'lapsed':
      return { state: 'lapsed' };
    case 'not_asked':
      return { state: 'not_asked', why: 'paused' };
    case 'gone':
      return { state: 'not_asked', why: 'unreachable' };
  }
}

function answeredRow(
  stored: StoredMove,
  prompt: StoredPrompt,
  { answersOf, ownWeekHoursOf, now }: Context,
): MoveRow['prompt'] {
  const answers = answersOf.get(prompt.promptId) ?? [];
  const last = answers.at(-1);
  if (!last) return { state: 'asked', lapsesAt: iso(prompt.lapseAt) };
  const until = closesAt({
    lapsesAt: prompt.lapseAt,
    answers: answers.map(({ code, answeredAt }) => ({ code, at: answeredAt })),
    contestedAt: stored.contestedAt,
    withdrawn: null,
    lapsedAt: null,
  });
  return {
    state: 'answered',
    answer: {
      code: last.code,
      answeredAt: iso(last.answeredAt),
      changeableUntil: now < until ? iso(until) : null,
      verdict: last.evidence.verdict,
      facts: last.evidence.facts.map(({ key, values }) => ({ key, values: { ...values } })),
      ownWeekHours: [...(ownWeekHoursOf.get(last.answerId) ?? [])],
      contested: stored.contestedAt !== null,
    },
  };
}

function bookAgain(moved: StoredEvent, { person, ownDomains, freeTime }: Context): string | null {
  const { event } = moved;
  const span = freeTime((event.end - event.start) / MINUTE);
  if (!span) return null;
  return outlookLink({
    title: event.title,
    span,
    attendees: externalsIn(event, { self: person.address, ownDomains }),
  });
}

function iso(instant: Instant): string {
  return new Date(instant).toISOString();
}
