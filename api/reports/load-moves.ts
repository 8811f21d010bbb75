import type { Transaction } from 'kysely';
import { DAY, type Instant } from '../../shared/calendar/time.ts';
import { addWeeks, isoWeekOf, weekStart } from '../../shared/calendar/week.ts';
import { toLocalDate } from '../../shared/calendar/time-zone.ts';
import type { Moves } from '../../shared/contract/moves.ts';
import { summariseWhatTook } from '../../shared/moves/what-took.ts';
import { nextFreeTime } from '../../shared/reasons/free-time.ts';
import type { HolidaysBetween } from '../calendar/public-holidays.ts';
import { loadTeamMinimum } from '../prompts/prompt-card-data.ts';
import { loadDomains } from '../store/domain-store.ts';
import type { Vault } from '../store/encryption.ts';
import type { EventStore } from '../store/event-store.ts';
import { listMoves, listSettling } from '../store/move-store.ts';
import type { SettlingMove, StoredMove } from '../store/stored-move.ts';
import type { Person, PersonStore } from '../store/person-store.ts';
import { findEvidenceInputs, listAnswers, type StoredAnswer } from '../store/answer-store.ts';
import { listPrompts } from '../store/prompt-store.ts';
import { findConsent } from '../store/rep-store.ts';
import type { Database } from '../store/schema.ts';
import { iso } from './iso.ts';
import { loadBurden } from './load-burden.ts';
import { loadPlannedHours } from './load-planned-hours.ts';
import { moveRow, type RowContext, settlingRow } from './move-row.ts';
import { ownWeekHours } from './own-week-hours.ts';
import { findAskedOfBursts } from './prompt-row.ts';
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
): Promise<RowContext> {
  const { personId, country, workingHours } = person;
  const questions = await loadQuestions(trx, personId, everMoved, now, deps);
  const keys = [
    ...moves.flatMap(({ eventId, move }) => [eventId, move.displacedBy?.key, move.filledBy?.key]),
    ...settling.map(({ eventId }) => eventId),
    ...[...questions.askedOfBurst.values()].map(({ eventId }) => eventId),
  ];
  const known = keys.flatMap((key) => key ?? []);
  const events = await deps.events.listByIds(trx, [...new Set(known)]);
  const ahead = { start: now, end: now + CALENDAR_AHEAD };
  const calendar = await deps.events.listCurrent(trx, personId, ahead);
  const zone = workingHours.timeZone;
  const first = Math.min(now, ...everMoved.map(({ move }) => move.oldStart));
  const holidays = deps.holidaysBetween(country, toLocalDate(first, zone), toLocalDate(ahead.end, zone));
  const { ownDomains } = await loadDomains(trx, deps.vault);
  return {
    person,
    ownDomains,
    ...questions,
    eventOf: new Map(events.map((event) => [event.key, event])),
    everMoved,
    workingHours,
    holidays,
    freeTime: (minutes) => nextFreeTime(calendar, workingHours, holidays, now, minutes),
    now,
  };
}

/** What was asked, and what was answered to it. */
async function loadQuestions(
  trx: Trx,
  personId: string,
  everMoved: readonly StoredMove[],
  now: Instant,
  { vault }: MovesDeps,
): Promise<Pick<RowContext, 'promptOf' | 'askedOfBurst' | 'answersOf' | 'ownWeekHoursOf'>> {
  const prompts = await listPrompts(trx, personId, now - 90 * DAY);
  const promptOf = new Map(prompts.map((prompt) => [prompt.moveId, prompt]));
  const answersOf = new Map<string, readonly StoredAnswer[]>();
  for (const prompt of prompts) answersOf.set(prompt.promptId, await listAnswers(trx, prompt.promptId));
  return {
    promptOf,
    askedOfBurst: findAskedOfBursts(everMoved, promptOf),
    answersOf,
    ownWeekHoursOf: await loadOwnWeekHours(trx, [...answersOf.values()], vault),
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
