import type { Instant, Interval, TimeZone } from '../../shared/calendar/time.ts';
import { text, type Language } from '../../shared/locales/text.ts';
import type { OrganizerRole } from '../../shared/moves/move.ts';
import type { ReasonCode } from '../../shared/reasons/codes.ts';
import type { Evidence } from '../../shared/reasons/evidence.ts';
import { buttonRows, cardOf, heading, line, linkButton, note, notes, title } from './adaptive-card.ts';
import type { AdaptiveCard, CardElement } from './adaptive-card.ts';
import { buttonFor } from './card-tap.ts';
import { factText } from './fact-text.ts';
import {
  formatClock,
  formatDay,
  formatLongDay,
  formatMoment,
  formatShortMoment,
  formatSpan,
  isSameDay,
} from './format.ts';
import { escapeTitle } from './escape-title.ts';
import { outlookLink } from './outlook-link.ts';

/** An event that took, or later used, the old slot. */
export interface Taker {
  readonly used: 'took' | 'later';
  /** null where only its busy time is kept. */
  readonly title: string | null;
  readonly role: OrganizerRole;
  /** null where that is not known. */
  readonly bookedAt: Instant | null;
}

export interface AnsweredCardData {
  readonly promptId: string;
  readonly reason: ReasonCode;
  /** As it stands in the calendar. */
  readonly title: string;
  readonly oldStart: Instant;
  readonly newStart: Instant | null;
  readonly evidence: Evidence;
  /** What took the old slot, or was later booked there; null = nothing. */
  readonly taker: Taker | null;
  /** The rep has contested what the calendar shows. */
  readonly contested: boolean;
  /** The rep's own next free times: one, or two this week for a lost prospecting block; none = not offered. */
  readonly freeTimes: readonly Interval[];
  /** The customer's addresses, for the new invitation. */
  readonly attendees: readonly string[];
  /** 24 h after the first answer. */
  readonly changeableUntil: Instant;
  readonly now: Instant;
  /** The rep's page *What moved* in Teams; null where there is no tab to open. */
  readonly whatMovedUrl: string | null;
  readonly timeZone: TimeZone;
}

/** The thanks for an answer: what the calendar shows, a new time to book, and the ways to disagree. */
export function answeredCard(data: AnsweredCardData, language: Language): AdaptiveCard {
  return cardOf(language, [
    title(text(language, 'answered.thanks', { reason: text(language, `reason.${data.reason}`) })),
    line(whatWasMoved(data, language)),
    ...evidencePart(data, language),
    ...bookingPart(data, language),
    ...ownButtons(data, language),
    ...notes([
      ...(data.contested ? [text(language, 'answered.contested')] : []),
      ...(isCompared(data.evidence) ? [text(language, 'answered.calendarMisses')] : []),
      ...(data.now < data.changeableUntil ? [untilWhen(data, language)] : []),
      text(language, 'answered.onlyYou'),
    ]),
  ]);
}

function whatWasMoved(data: AnsweredCardData, language: Language): string {
  const { oldStart, newStart, timeZone } = data;
  const name = escapeTitle(data.title);
  if (newStart === null)
    return text(language, 'answered.removed', { title: name, old: formatDay(oldStart, language, timeZone) });
  // Two equal days would say nothing.
  const format = isSameDay(oldStart, newStart, timeZone) ? formatMoment : formatDay;
  return text(language, 'answered.moved', {
    title: name,
    old: format(oldStart, language, timeZone),
    new: format(newStart, language, timeZone),
  });
}

function evidencePart({ evidence, taker, timeZone }: AnsweredCardData, language: Language): CardElement[] {
  return [
    ...(isCompared(evidence) ? [heading(text(language, `answered.${evidence.verdict}`))] : []),
    ...evidence.facts.map((fact) => line(factText(fact, language), 'small')),
    ...(taker === null ? [] : [line(takerText(taker, language, timeZone), 'small')]),
  ];
}

/** A choice of one's own is not held against the calendar, so there is no verdict on it. */
function isCompared(evidence: Evidence): boolean {
  return evidence.facts.some((fact) => fact.key !== 'own-choice');
}

function takerText(taker: Taker, language: Language, timeZone: TimeZone): string {
  const { used, title: name, role, bookedAt } = taker;
  const what =
    name === null
      ? text(language, `answered.${used}Unnamed`)
      : text(language, `answered.${used}`, { title: escapeTitle(name) });
  if (used === 'later' || bookedAt === null) return what;
  const day = formatLongDay(bookedAt, language, timeZone);
  return `${what} ${text(language, `answered.bookedBy.${role}`, { day })}`;
}

function bookingPart(data: AnsweredCardData, language: Language): CardElement[] {
  const { freeTimes, timeZone } = data;
  const [first, second] = freeTimes;
  if (first === undefined) return [];
  const time = formatSpan(first, language, timeZone);
  return [
    heading(
      second === undefined
        ? text(language, 'answered.nextFree', { time })
        : text(language, 'answered.twoFree'),
    ),
    ...buttonRows(
      freeTimes
        .slice(0, 2)
        .map((span) =>
          linkButton(
            text(language, 'button.book', { time: formatShortMoment(span.start, language, timeZone) }),
            outlookLink({ title: data.title, span, attendees: data.attendees }),
          ),
        ),
    ),
    note(text(language, 'answered.opensOutlook')),
  ];
}

function ownButtons(data: AnsweredCardData, language: Language): CardElement[] {
  const { promptId, evidence, contested, whatMovedUrl, now, changeableUntil } = data;
  const open = now < changeableUntil;
  return buttonRows([
    ...(open ? [buttonFor({ verb: 'reconsider', prompt: promptId }, text(language, 'button.change'))] : []),
    ...(open && !contested && evidence.verdict !== 'cant-tell'
      ? [buttonFor({ verb: 'contest', prompt: promptId }, text(language, 'button.disagree'))]
      : []),
    ...(whatMovedUrl === null ? [] : [linkButton(text(language, 'button.whatMoved'), whatMovedUrl)]),
  ]);
}

function untilWhen(data: AnsweredCardData, language: Language): string {
  const { changeableUntil, now, timeZone } = data;
  const key = isSameDay(changeableUntil, now, timeZone) ? 'answered.untilToday' : 'answered.untilTomorrow';
  return text(language, key, { time: formatClock(changeableUntil, language, timeZone) });
}
