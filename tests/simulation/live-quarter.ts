import type { ClassifiedEvent } from '../../shared/calendar/counting.ts';
import type { Instant, IsoWeek } from '../../shared/calendar/time.ts';
import { DAY, MINUTE } from '../../shared/calendar/time.ts';
import { startOfDay } from '../../shared/calendar/time-zone.ts';
import { isoWeekOf } from '../../shared/calendar/week.ts';
import { findBursts } from '../../shared/moves/burst.ts';
import type { Move } from '../../shared/moves/move.ts';
import { planNote } from '../../shared/notes/plan-note.ts';
import { fitsNote, SECONDS_NOTE } from '../../shared/prompts/burden.ts';
import type { PromptRecord } from '../../shared/prompts/caps.ts';
import type { NotAskedReason } from '../../shared/prompts/eligibility.ts';
import { lapseAt } from '../../shared/prompts/lapse.ts';
import { planPrompt, type PlanInput, type PromptPlan } from '../../shared/prompts/plan-prompt.ts';
import { classified } from '../factories/event.ts';
import { diceOf, type Dice } from './dice.ts';
import type { Appointment } from './simulated-appointments.ts';
import { FIRST_DAY, TEMPERS, type SimulatedRep } from './simulated-rep.ts';

/** A move as it is known once it has settled. */
export interface KnownMove {
  readonly id: string;
  readonly move: Move;
  readonly appointment: Appointment;
  readonly burst: string | null;
}

/** What came of a rep's quarter. */
export interface LivedQuarter {
  readonly rep: SimulatedRep;
  readonly moves: ReadonlyMap<string, KnownMove>;
  readonly prompts: readonly PromptRecord[];
  /** Why the other moves were not asked about. */
  readonly closed: ReadonlyMap<string, NotAskedReason>;
  readonly pauses: readonly { readonly from: Instant; readonly until: Instant }[];
  /** When the weekly note came. */
  readonly notes: readonly Instant[];
}

interface Life {
  readonly rep: SimulatedRep;
  readonly moves: readonly KnownMove[];
  readonly prompts: PromptRecord[];
  readonly closed: Map<string, NotAskedReason>;
  readonly pauses: { from: Instant; until: Instant }[];
  readonly notes: Instant[];
  /** Weeks of which a note has come, or had nothing to say, or no room. */
  readonly written: Set<IsoWeek>;
}

/** Far more than a quarter has; a planner that never gets on must end. */
const MOST_STEPS = 5_000;
const PAUSE = 7 * DAY;

/** Lives through the weeks as the service does: plans at each move, answer and date that the planner names. */
export function liveQuarter(rep: SimulatedRep): LivedQuarter {
  const moves = knownMoves(rep);
  const life: Life = {
    rep,
    moves,
    prompts: [],
    closed: new Map(),
    pauses: [],
    notes: [],
    written: new Set(),
  };
  const dice = diceOf(`${rep.person}/answers`);
  const isOver = (): boolean => life.prompts.length + life.closed.size >= moves.length;
  let now = startOfDay(FIRST_DAY, rep.workingHours.timeZone);
  for (let step = 0; step < MOST_STEPS && !isOver(); step += 1) {
    const plan = planAt(life, now);
    for (const { moveId, why } of plan.closed) life.closed.set(moveId, why);
    if (plan.action === 'ask') ask(life, plan.moveId, now, dice);
    const next = nextMoment(life, plan, writeNote(life, now), now);
    if (next === null) break;
    now = next;
  }
  if (!isOver()) throw new Error(`${rep.person} is left with moves that nobody has decided`);
  return { ...life, moves: new Map(moves.map((known) => [known.id, known])) };
}

function knownMoves({ appointments }: SimulatedRep): KnownMove[] {
  const moves = appointments.flatMap((appointment) =>
    appointment.moves.map(({ id, move }) => ({ id, move, appointment })),
  );
  const bursts = findBursts(moves.map(({ id, move }) => ({ id, changedAt: move.changedAt })));
  return moves.map((known) => ({ ...known, burst: bursts.get(known.id) ?? null }));
}

function planAt(life: Life, now: Instant): PromptPlan {
  const { rep, moves, prompts, closed, pauses } = life;
  const asked = new Map(prompts.map(({ moveId, sentAt }) => [moveId, sentAt]));
  const askedAbout = (key: string): Instant | null =>
    moves.reduce<Instant | null>(
      (last, { id, move }) => (move.key === key ? (asked.get(id) ?? last) : last),
      null,
    );
  return planPrompt({
    person: rep.person,
    moves: moves
      .filter(({ id, move }) => move.settledAt <= now && !asked.has(id) && !closed.has(id))
      .map(({ id, move, appointment, burst }) => ({
        id,
        move,
        activity: appointment.activity,
        lastAskedAt: askedAbout(move.key),
        burst,
      })),
    burstsAsked: new Set(moves.flatMap(({ id, burst }) => (asked.has(id) && burst !== null ? [burst] : []))),
    history: prompts.map((sent) => asSeenAt(sent, now)),
    calendar: calendarAt(rep, now),
    workingHours: rep.workingHours,
    holidays: rep.holidays,
    quietHours: rep.quietHours,
    pausedUntil: pauses.findLast(({ from }) => from <= now)?.until ?? null,
    corrections: takenBesides(life, now),
    acknowledged: rep.acknowledged,
    objected: rep.objected,
    now,
  });
}

/** What stood in the calendar then: a slot that was emptied is free, one booked later is not there yet. */
export function calendarAt({ appointments, away }: SimulatedRep, now: Instant): ClassifiedEvent[] {
  const standing = appointments.flatMap(({ activity, placements }) => {
    const slot = placements.findLast(({ from }) => from <= now)?.slot;
    return slot ? [{ ...activity, event: { ...activity.event, ...slot } }] : [];
  });
  const absences = away
    .filter(({ knownAt }) => knownAt <= now)
    .map(({ interval, dates }, index) => {
      const day = classified('ignored', {
        id: `away-${index}`,
        showAs: 'oof',
        title: 'Borta',
        allDay: dates,
      });
      return { ...day, event: { ...day.event, ...interval } };
    });
  return [...standing, ...absences];
}

/** What else the product took of the rep: corrections, and notes that were read. */
function takenBesides({ rep, notes }: Life, now: Instant): PlanInput['corrections'] {
  return [...rep.corrections, ...notes.map((at) => ({ at, seconds: SECONDS_NOTE }))].filter(
    ({ at }) => at <= now,
  );
}

/** Writes the weekly note where it is its moment; returns when to look again. */
function writeNote(life: Life, now: Instant): Instant {
  const { rep, pauses, notes, written } = life;
  if (rep.noteShare === 0 || !rep.acknowledged || rep.objected) return Infinity;
  const plan = planNote({
    calendar: calendarAt(rep, now),
    workingHours: rep.workingHours,
    holidays: rep.holidays,
    quietHours: rep.quietHours,
    pausedUntil: pauses.findLast(({ from }) => from <= now)?.until ?? null,
    written,
    now,
  });
  if (plan.action === 'wait') return plan.until;
  written.add(plan.week);
  const saysSomething = diceOf(`${rep.person}/note/${plan.week}`).chance(rep.noteShare);
  const { prompts, others } = takenThisWeek(life, now);
  if (saysSomething && fitsNote(prompts, others)) notes.push(now);
  return plan.lapseAt;
}

function takenThisWeek(life: Life, now: Instant) {
  const { timeZone } = life.rep.workingHours;
  const isThisWeek = (at: Instant): boolean => isoWeekOf(at, timeZone) === isoWeekOf(now, timeZone);
  return {
    prompts: life.prompts.map((sent) => asSeenAt(sent, now)).filter(({ sentAt }) => isThisWeek(sentAt)),
    others: takenBesides(life, now).flatMap(({ at, seconds }) => (isThisWeek(at) ? [seconds] : [])),
  };
}

function ask(life: Life, moveId: string, now: Instant, dice: Dice): void {
  const { rep, prompts, pauses } = life;
  const lapsesAt = lapseAt(now, rep.workingHours, rep.holidays);
  const tappedAt = now + (dice.chance(0.7) ? dice.between(0.2, 30) : dice.between(30, 3_000)) * MINUTE;
  if (!dice.chance(TEMPERS[rep.temper]) || tappedAt >= lapsesAt) {
    prompts.push({ moveId, sentAt: now, outcome: 'lapsed', endedAt: lapsesAt });
    return;
  }
  const tapped = dice.pick({ answered: 90, withdrawn: 6, lapsed: 4 });
  prompts.push({ moveId, sentAt: now, outcome: tapped, endedAt: tappedAt });
  // A question that the rep's pause ends has lapsed.
  if (tapped === 'lapsed') pauses.push({ from: tappedAt, until: tappedAt + PAUSE });
}

function asSeenAt(prompt: PromptRecord, now: Instant): PromptRecord {
  const isOpen = prompt.endedAt !== null && now < prompt.endedAt;
  return isOpen ? { ...prompt, outcome: 'open', endedAt: null } : prompt;
}

function nextMoment(
  { moves, prompts }: Life,
  plan: PromptPlan,
  noteAt: Instant,
  now: Instant,
): Instant | null {
  const arrivals = moves.map(({ move }) => move.settledAt);
  const answers = prompts.map(({ endedAt }) => endedAt ?? Infinity);
  const waitsUntil = plan.action === 'wait' ? plan.until : Infinity;
  const ahead = [...arrivals, ...answers, waitsUntil, ...(Number.isFinite(noteAt) ? [noteAt] : [])].filter(
    (moment) => moment > now,
  );
  return ahead.length === 0 ? null : Math.min(...ahead);
}
