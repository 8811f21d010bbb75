import type { Instant, Interval, TimeZone } from '../../shared/calendar/time.ts';
import { text, type Language } from '../../shared/locales/text.ts';
import { buttonRows, cardOf, line, linkButton, note, notes, title } from './adaptive-card.ts';
import type { AdaptiveCard, ExecuteButton, LinkButton } from './adaptive-card.ts';
import { buttonFor } from './card-tap.ts';
import { escapeTitle } from './escape-title.ts';
import { formatCount, formatDay, formatNumber } from './format.ts';
import { outlookLink } from './outlook-link.ts';
import { shortenTitle } from './shorten-title.ts';

/** More would be a list to work off. */
const MOST_SHOWN = 4;
/** Four of them, and four links, fit in a card of 4 KB. */
const LONGEST_TITLE = 40;

/** A customer meeting that nothing follows. */
export interface OpenMeeting {
  /** As it stands in the calendar. */
  readonly title: string;
  readonly start: Instant;
  /** The customer's addresses, for the new invitation. */
  readonly attendees: readonly string[];
  /** The rep's own next free time of that length; null = none in sight. */
  readonly freeTime: Interval | null;
}

export interface WeeklyNoteData {
  readonly meetings: readonly OpenMeeting[];
  readonly timeZone: TimeZone;
}

/** Something back for what the rep gives: their customer meetings without a next step, for them alone (opt-in). */
export function weeklyNoteCard({ meetings, timeZone }: WeeklyNoteData, language: Language): AdaptiveCard {
  const shown = meetings.slice(0, MOST_SHOWN);
  const left = meetings.length - shown.length;
  return cardOf(language, [
    title(noteHeadline(meetings.length, language)),
    line(text(language, 'note.rule')),
    ...shown.map((meeting, index) => line(meetingLine(meeting, index, language, timeZone), 'small')),
    ...(left === 0
      ? []
      : [line(text(language, 'note.more', { more: formatCount(left, language) }), 'small')]),
    ...buttonRows(shown.flatMap((meeting, index) => bookButton(meeting, index, language))),
    ...(shown.some(({ freeTime }) => freeTime !== null)
      ? [note(text(language, 'answered.opensOutlook'))]
      : []),
    ...buttonRows([noteSwitch('off', language)]),
    ...notes([text(language, 'note.misses'), text(language, 'note.onlyYou')]),
  ]);
}

/** Also what a notification says: no title, no customer. */
export function noteHeadline(meetings: number, language: Language): string {
  return meetings === 1
    ? text(language, 'note.one')
    : text(language, 'note.many', { meetings: formatNumber(meetings, language) });
}

/** What the note is, whether it comes, and the way to the other. */
export function noteStateCard(wanted: boolean, language: Language): AdaptiveCard {
  return cardOf(language, [
    title(text(language, wanted ? 'note.isOn' : 'note.isOff')),
    line(text(language, 'note.what')),
    note(text(language, 'note.when')),
    ...buttonRows([noteSwitch(wanted ? 'off' : 'on', language)]),
  ]);
}

/** A week later, what stays of it: no title, no customer. */
export function pastNoteCard(language: Language): AdaptiveCard {
  return cardOf(language, [title(text(language, 'note.past'))]);
}

function meetingLine(meeting: OpenMeeting, index: number, language: Language, timeZone: TimeZone): string {
  const day = formatDay(meeting.start, language, timeZone);
  return text(language, 'note.meeting', {
    number: String(index + 1),
    title: escapeTitle(shortenTitle(meeting.title, LONGEST_TITLE)),
    day,
  });
}

function bookButton(
  { title: known, attendees, freeTime }: OpenMeeting,
  index: number,
  language: Language,
): LinkButton[] {
  if (freeTime === null) return [];
  const words = text(language, 'button.bookFor', { number: String(index + 1) });
  return [
    linkButton(words, outlookLink({ title: shortenTitle(known, LONGEST_TITLE), span: freeTime, attendees })),
  ];
}

function noteSwitch(to: 'on' | 'off', language: Language): ExecuteButton {
  return buttonFor({ verb: 'note', choice: to }, text(language, `button.note.${to}`));
}
