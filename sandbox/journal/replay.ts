import { MINUTE, type Instant, type LocalDate } from '../../shared/calendar/time.ts';
import { addDays, atWallClock, isoWeekday, toLocalDate } from '../../shared/calendar/time-zone.ts';
import type { SandboxInside } from '../inside.ts';
import { applyEdit, bookMeetings } from './apply-edit.ts';
import type { CardReplies } from './card-replies.ts';
import type { Journal, JournalCreation } from './journal.ts';
import type { WeekVisits } from './week-visits.ts';

/** The product under replay: nothing in it happens by itself. */
export interface SteppedProduct {
  /** Does what is due by the clock, until nothing is. */
  work(): Promise<void>;
  /** When a move settles, or a question is due, lapses or is to be closed; null = nothing of that. */
  nextDue(): Promise<Instant | null>;
}

const HOME_ZONE = 'Europe/Stockholm';
/** When calendars are read on working days. */
const LOOKS = ['08:50', '14:30'];
/** On Wednesdays also at this time, when a week is published. */
const PUBLICATION = { weekday: 3, time: '06:00' };
/** When reps look at their own week, at the second of those. */
const VISIT = { weekday: 3, time: LOOKS[1] ?? '' };
/** Longer than the product waits for further bells after the first. */
const AFTER_BELLS = 31_000;
/** What is booked within these is put into the calendars together. */
const SITTING = 3 * MINUTE;
/** What is due within these is done together. */
const STEP = 5 * MINUTE;

export interface Replay {
  readonly journal: Journal;
  /** What the ids of the journal's meetings hang on. */
  readonly seed: string;
  readonly inside: SandboxInside;
  readonly replies: CardReplies;
  readonly visits: WeekVisits;
  readonly product: SteppedProduct;
  /** Hears of progress, once a week. */
  readonly said: (date: LocalDate) => void;
}

/**
 * Lets the journal happen: its edits one by one, each at its own time, and between them the product at work, the cards
 * that it sends, and what reps do with them.
 */
export async function replayJournal(replay: Replay): Promise<void> {
  const { journal, inside, replies, visits, said } = replay;
  for (const team of inside.company().teams) for (const key of team.repKeys) await replies.install(key);
  let done = 0;
  for (const look of looksBetween(journal.start, journal.end)) {
    done = await happenUntil(replay, look, done);
    await inside.clock.stepTo(look);
    await work(replay);
    if (look < journal.end) {
      await inside.clock.stepTo(look + AFTER_BELLS);
      await work(replay);
    }
    await replies.readCards();
    const date = toLocalDate(look, HOME_ZONE);
    if (isoWeekday(date) === VISIT.weekday && look === atWallClock(date, VISIT.time, HOME_ZONE))
      await visits.visit(date);
    if (isoWeekday(date) === 1 && look === atWallClock(date, LOOKS[0] ?? '', HOME_ZONE)) said(date);
  }
}

/** Everything that is to happen before a look, in its order; returns how many edits are done by then. */
async function happenUntil(replay: Replay, look: Instant, from: number): Promise<number> {
  const { journal, inside, replies, product } = replay;
  const { clock } = inside;
  let done = from;
  let due = await product.nextDue();
  for (;;) {
    const edit = journal.edits[done];
    const tapAt = replies.nextAt() ?? Infinity;
    const dueAt = due === null ? Infinity : Math.ceil(Math.max(due, clock.now() + 1) / STEP) * STEP;
    const at = Math.min(edit?.at ?? Infinity, tapAt, dueAt);
    if (at > look) return done;
    await clock.stepTo(at);
    if (edit && edit.at <= at) {
      done += await happen(replay, done);
    } else if (tapAt <= at) {
      await replies.giveNext();
      due = await product.nextDue();
    } else {
      await work(replay);
      await replies.readCards();
      due = await product.nextDue();
    }
  }
}

/** One edit, or what is booked in the same sitting, up to its last; returns how many that were. */
async function happen({ journal, inside, seed }: Replay, from: number): Promise<number> {
  const first = journal.edits[from];
  if (first === undefined) return 0;
  if (first.kind !== 'create') {
    await applyEdit(inside, seed, first);
    return 1;
  }
  const sitting: JournalCreation[] = [first];
  for (let next = from + 1; ; next += 1) {
    const edit = journal.edits[next];
    if (edit?.kind !== 'create' || edit.at > first.at + SITTING) break;
    sitting.push(edit);
  }
  await inside.clock.stepTo(sitting.at(-1)?.at ?? first.at);
  await bookMeetings(
    inside,
    seed,
    sitting.map(({ meeting }) => meeting),
  );
  return sitting.length;
}

async function work({ inside, product }: Replay): Promise<void> {
  await inside.graph.notifier.settled();
  await product.work();
}

function looksBetween(start: Instant, end: Instant): Instant[] {
  const looks: Instant[] = [];
  const last = toLocalDate(end, HOME_ZONE);
  for (let date = toLocalDate(start, HOME_ZONE); date <= last; date = addDays(date, 1)) {
    const weekday = isoWeekday(date);
    const times = weekday === PUBLICATION.weekday ? [PUBLICATION.time, ...LOOKS] : weekday <= 5 ? LOOKS : [];
    looks.push(...times.map((time) => atWallClock(date, time, HOME_ZONE)));
  }
  return [...looks.filter((look) => look > start && look < end), end];
}
