import type { Instant, TimeZone } from '../../shared/calendar/time.ts';
import type { ReasonCode } from '../../shared/reasons/codes.ts';
import { text, type Language } from '../../shared/locales/text.ts';
import { buttonRows, cardOf, heading, line, notes, title, type AdaptiveCard } from './adaptive-card.ts';
import { buttonFor, pauseButton } from './card-tap.ts';
import { capitalised, formatCount, formatMoment, formatWeekday } from './format.ts';
import { escapeTitle } from './escape-title.ts';
import { shortenTitle } from './shorten-title.ts';

/** The kinds of move that a prompt may ask about (domain §7). */
export type AskedKind = 'postponed' | 'rebooked' | 'cancelled' | 'declined';

/** What the card that asks needs to know. Nothing of what the calendar shows: the answer comes first. */
export interface PromptCardData {
  readonly promptId: string;
  /** As it stands in the calendar. */
  readonly title: string;
  readonly kind: AskedKind;
  readonly oldStart: Instant;
  /** null where no new time stands in the calendar. */
  readonly newStart: Instant | null;
  /** From the old start to the new one; without meaning where there is no new time. */
  readonly workingDays: number;
  /** How many other selling activities were moved in the same go: the answer counts for them too. */
  readonly othersInOneGo: number;
  /** All eight, in the order shown: it rotates by rep, `other` last, and is stored. */
  readonly reasonOrder: readonly ReasonCode[];
  /** What the rep did that makes it theirs to say. */
  readonly why: 'booked' | 'declined';
  /** The end of the last working day on which it can be answered. */
  readonly lapsesAt: Instant;
  /** How many reps a team needs for shared figures; null where the rep's team has fewer. */
  readonly teamMinimum: number | null;
  readonly timeZone: TimeZone;
}

/** The one question about a move, as buttons: reasons, *Not selling*, *Pause*. */
export function promptCard(data: PromptCardData, language: Language): AdaptiveCard {
  return cardOf(language, [
    title(whatHappened(data, language)),
    ...whenLines(data, language).map((words) => line(words)),
    ...inOneGo(data, language),
    heading(text(language, 'prompt.question')),
    ...reasonRows(data, language),
    ...buttonRows([
      buttonFor(
        { verb: 'not-selling', prompt: data.promptId, choice: null },
        text(language, 'button.notSelling'),
      ),
      pauseButton(language),
    ]),
    ...notes([
      text(language, data.why === 'booked' ? 'prompt.whyBooked' : 'prompt.whyDeclined'),
      whoSees(data.teamMinimum, language),
      text(language, 'prompt.lapses', { day: formatWeekday(data.lapsesAt - 1, language, data.timeZone) }),
    ]),
  ]);
}

/** What a notification says of it, on a locked screen too: no title, unless the tenant allows it. */
export function promptSummary(data: PromptCardData, language: Language, withTitle: boolean): string {
  const known = shortenTitle(data.title);
  return withTitle && known !== '' ? happened(data.kind, known, language) : text(language, 'prompt.summary');
}

/** The same buttons once more, for a rep who changes the answer within its 24 hours. */
export function changeCard(data: PromptCardData, current: ReasonCode, language: Language): AdaptiveCard {
  return cardOf(language, [
    title(whatHappened(data, language)),
    line(text(language, 'prompt.changing', { reason: text(language, `reason.${current}`) })),
    ...inOneGo(data, language),
    heading(text(language, 'prompt.question')),
    ...reasonRows(data, language),
    ...notes([whoSees(data.teamMinimum, language)]),
  ]);
}

/** Who sees an answer, and from how many reps it is counted. */
export function whoSees(teamMinimum: number | null, language: Language): string {
  return teamMinimum === null
    ? text(language, 'prompt.whoTooSmall')
    : text(language, 'prompt.whoCounts', { minimum: formatCount(teamMinimum, language) });
}

/** A cleared day is one thing that happened: it has one question and one answer. */
function inOneGo({ othersInOneGo }: PromptCardData, language: Language) {
  if (othersInOneGo === 0) return [];
  return [line(text(language, 'prompt.inOneGo', { others: formatCount(othersInOneGo, language) }))];
}

function reasonRows({ promptId, reasonOrder }: PromptCardData, language: Language) {
  return buttonRows(
    reasonOrder.map((code) =>
      buttonFor({ verb: 'answer', prompt: promptId, choice: code }, text(language, `reason.${code}`)),
    ),
  );
}

function whatHappened({ kind, title: known }: PromptCardData, language: Language): string {
  return happened(kind, escapeTitle(known), language);
}

function happened(kind: AskedKind, known: string, language: Language): string {
  const values = { title: known };
  switch (kind) {
    case 'postponed':
    case 'rebooked':
      return text(language, 'prompt.moved', values);
    case 'cancelled':
      return text(language, 'prompt.removed', values);
    case 'declined':
      return text(language, 'prompt.declined', values);
  }
}

function whenLines(data: PromptCardData, language: Language): string[] {
  const old = capitalised(formatMoment(data.oldStart, language, data.timeZone));
  if (data.newStart === null) return [old, text(language, 'prompt.noNewTime')];
  const times = { old, new: formatMoment(data.newStart, language, data.timeZone) };
  if (data.workingDays <= 0) return [text(language, 'prompt.newTime', times)];
  if (data.workingDays === 1) return [text(language, 'prompt.oneDayLater', times)];
  return [text(language, 'prompt.daysLater', { ...times, days: String(data.workingDays) })];
}
