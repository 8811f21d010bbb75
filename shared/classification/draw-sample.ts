import { isConfined, type CalendarEvent } from '../calendar/event.ts';
import type { Instant, Interval } from '../calendar/time.ts';
import { SECONDS_ANSWERED, WEEKLY_BUDGET_SECONDS } from '../prompts/burden.ts';
import { hashOf } from '../prompts/draw.ts';
import type { TimeClass } from './classification.ts';
import { detectStateFilter } from './state-filters.ts';

/** Fixed: a rep confirms no more events a week than this. */
const MOST_A_WEEK = 2;
/** After this many in a row without an answer, one a week until the next answer: as with questions (domain §7). */
const UNANSWERED_IN_A_ROW = 3;
const AFTER_SILENCE = 1;

export interface SampledEvent {
  readonly id: string;
  readonly event: CalendarEvent;
  readonly class: TimeClass;
  /** Whether a word of the rep's own is what it is sorted by. */
  readonly isCorrected: boolean;
}

export interface SampleInput {
  /** A keyed hash of rep and week: nobody without the key can tell which events will be drawn. */
  readonly seed: string;
  readonly events: readonly SampledEvent[];
  /** The week that the sample is of. */
  readonly week: Interval;
  readonly now: Instant;
  /** Seconds that the product took of the rep this week. */
  readonly spentSeconds: number;
  /** Whether each earlier draw was answered, newest first. */
  readonly answered: readonly boolean[];
}

export interface SampleDraw {
  /** How many could have been drawn: each had the chance `ids.length / population`. */
  readonly population: number;
  readonly ids: readonly string[];
}

/**
 * Which of a rep's events of the week that is over they are asked to confirm: a simple random sample without replacement,
 * decided by the seed alone. An event's number from the seed does not depend on the others, so that the order of the
 * input means nothing.
 */
export function drawSample(input: SampleInput): SampleDraw {
  const tickets = input.events
    .filter((sampled) => isDrawable(sampled, input))
    .map(({ id }) => ({ id, ticket: hashOf(`${input.seed}|${id}`) }))
    .toSorted((a, b) => a.ticket - b.ticket || (a.id < b.id ? -1 : 1));
  const ids = tickets.slice(0, mostNow(input)).map(({ id }) => id);
  return { population: tickets.length, ids };
}

/**
 * Sorted by the classifier into a class, not by a state of the event or by the rep; over; and not confined, because of
 * such a one nothing is known that could be right or wrong.
 */
function isDrawable(sampled: SampledEvent, { week, now }: SampleInput): boolean {
  const { event } = sampled;
  if (sampled.class === 'unsure' || sampled.isCorrected) return false;
  if (isConfined(event) || detectStateFilter(event) !== null) return false;
  return event.start >= week.start && event.start < week.end && event.end <= now;
}

/** What the week's budget has room for, should each be answered. */
function mostNow({ spentSeconds, answered }: SampleInput): number {
  const silent = answered.slice(0, UNANSWERED_IN_A_ROW);
  const isSilent = silent.length === UNANSWERED_IN_A_ROW && !silent.includes(true);
  const room = Math.floor((WEEKLY_BUDGET_SECONDS - spentSeconds) / SECONDS_ANSWERED);
  return Math.max(0, Math.min(isSilent ? AFTER_SILENCE : MOST_A_WEEK, room));
}
