import { cutText } from '../../../shared/calendar/ics/plain-text.ts';
import type { Instant } from '../../../shared/calendar/time.ts';
import type { SplitMinutes, WeekSplit } from '../../../shared/calendar/time-split.ts';
import { isoWeekOf } from '../../../shared/calendar/week.ts';
import { SPLIT_CLASSES, type SplitClass } from '../../../shared/classification/classification.ts';
import en from '../../../shared/locales/en.json' with { type: 'json' };
import sv from '../../../shared/locales/sv.json' with { type: 'json' };
import {
  internalMeetings,
  unsureGroups,
  type EventGroup,
} from '../../../shared/own-calendar/event-groups.ts';
import type { OwnCalendar } from '../../../shared/own-calendar/read-own-calendar.ts';
import { eventsOfWeeks, shownWeeks, type ShownWeeks } from '../../../shared/own-calendar/shown-weeks.ts';
import type { OwnReport } from '../../../shared/own-calendar/summarise-own-calendar.ts';
import type { OwnWords } from '../../../shared/own-calendar/words.ts';
import { formatHours, formatPoints, formatShare } from './figures.ts';

/** A mail keeps lines of this length whole. */
const WIDTH = 78;
const MOST_ROWS = 10;
const MOST_PROBLEMS = 20;
const LABEL_COLUMN = 6;
const HOURS_COLUMN = 7;
const CLASS_COLUMN = 12;
const SHARE_COLUMN = 6;
const BAR = 15;
const BLOCKS: Readonly<Record<SplitClass, string>> = {
  selling: '█',
  unsure: '░',
  supporting: '▒',
  internal: '▓',
};
const CLASS_NAMES = { sv: sv.classes, en: en.classes };

/**
 * The report for people, to be read in a terminal or pasted into a mail: no colours, no line wider than one of a mail. Weeks that
 * lie ahead of `now` are left out, for nobody knows what they will hold; where there are no others, they are what is shown.
 */
export function reportText(calendar: OwnCalendar, report: OwnReport, words: OwnWords, now: Instant): string {
  const shown = shownWeeks(report.weeks, isoWeekOf(now, calendar.timeZone));
  const events = eventsOfWeeks(report.events, shown.weeks, calendar.timeZone);
  return [
    heading(calendar, words),
    summary(shown.weeks, words),
    weekTable(shown.weeks, words),
    leftOut(shown, words),
    meetings(internalMeetings(events), words),
    unsure(unsureGroups(events), words),
    problems(calendar, words),
    wrap(words.text('text.definition')).join('\n'),
    wrap(words.text('text.boundary')).join('\n'),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

function heading({ owner, timeZone, timeZoneFrom }: OwnCalendar, words: OwnWords): string {
  const zone = words.text(`text.zone.${timeZoneFrom}`, { zone: timeZone });
  const title = [words.text('text.title'), owner, zone].filter((part) => part !== null).join(' · ');
  return `${title}\n${'─'.repeat(Math.min(WIDTH, title.length))}`;
}

function summary(weeks: readonly WeekSplit[], words: OwnWords): string {
  const minutes = sumOf(weeks);
  const counted = totalOf(minutes);
  const low = counted === 0 ? 0 : minutes.selling / counted;
  const high = counted === 0 ? 0 : (minutes.selling + minutes.unsure) / counted;
  const { language } = words;
  const range = `${formatPoints(low)}–${formatShare(high, language)}`;
  const scheduled = sum(weeks, (week) => week.scheduled);
  const available = sum(weeks, (week) => week.available);
  const sentences = [
    words.text('text.summary', {
      counted: formatHours(counted, language),
      selling: formatHours(minutes.selling, language),
      share: formatShare(low, language),
      range: minutes.unsure === 0 ? '' : words.text('text.range', { range }),
    }),
    words.text('text.available', {
      scheduled: formatHours(scheduled, language),
      available: formatHours(available, language),
      coverage: formatShare(available === 0 ? 0 : scheduled / available, language),
    }),
  ];
  return wrap(sentences.join(' ')).join('\n');
}

function weekTable(weeks: readonly WeekSplit[], words: OwnWords): string {
  if (weeks.length === 0) return '';
  const names = CLASS_NAMES[words.language];
  const classes = SPLIT_CLASSES.map((name) => names[name].padStart(CLASS_COLUMN));
  const head = ' '.repeat(LABEL_COLUMN) + words.text('text.hours').padStart(HOURS_COLUMN) + classes.join('');
  const rows = weeks.flatMap(({ week, minutes }, index) => {
    const year = week.slice(0, 4);
    const label = words.text('text.week', { week: String(Number(week.slice(6))) });
    const row = tableRow(label, minutes, words);
    return weeks[index - 1]?.week.slice(0, 4) === year ? [row] : [year, row];
  });
  const all = weeks.length > 1 ? [tableRow(words.text('text.total'), sumOf(weeks), words)] : [];
  const legend = SPLIT_CLASSES.map((name) => `${BLOCKS[name]} ${names[name].toLowerCase()}`).join('   ');
  return [head, ...rows, ...all, '', legend].join('\n');
}

function tableRow(label: string, minutes: SplitMinutes, { language }: OwnWords): string {
  const counted = totalOf(minutes);
  const classes = SPLIT_CLASSES.map((name) => {
    const share = counted === 0 ? '' : formatShare(minutes[name] / counted, language);
    return (
      formatHours(minutes[name], language).padStart(CLASS_COLUMN - SHARE_COLUMN) +
      share.padStart(SHARE_COLUMN)
    );
  });
  const hours = formatHours(counted, language).padStart(HOURS_COLUMN);
  return `${label.padEnd(LABEL_COLUMN)}${hours}${classes.join('')}  ${barOf(minutes, counted)}`.trimEnd();
}

/** Blocks by share; what is left over by rounding goes where most was cut off. */
function barOf(minutes: SplitMinutes, counted: number): string {
  if (counted === 0) return '';
  const parts = SPLIT_CLASSES.map((name) => {
    const exact = (minutes[name] / counted) * BAR;
    return { name, whole: Math.floor(exact), rest: exact - Math.floor(exact) };
  });
  const missing = BAR - parts.reduce((total, { whole }) => total + whole, 0);
  const rounded = new Set(
    parts
      .toSorted((a, b) => b.rest - a.rest)
      .slice(0, missing)
      .map(({ name }) => name),
  );
  return parts.map(({ name, whole }) => BLOCKS[name].repeat(whole + (rounded.has(name) ? 1 : 0))).join('');
}

function leftOut({ earlier, ahead }: ShownWeeks, words: OwnWords): string {
  const lines = [
    ...(earlier > 0 ? [words.counted('text.earlier', earlier)] : []),
    ...(ahead > 0 ? [words.counted('text.ahead', ahead)] : []),
  ];
  return wrap(lines.join(' ')).join('\n');
}

function meetings(groups: readonly EventGroup[], words: OwnWords): string {
  if (groups.length === 0) return '';
  return [words.text('text.meetings'), ...rowsOf(groups, words, () => [])].join('\n');
}

function unsure(groups: readonly EventGroup[], words: OwnWords): string {
  if (groups.length === 0) return '';
  const minutes = sum(groups, (group) => group.minutes);
  const count = sum(groups, ({ times }) => times);
  const head = words.counted('text.unsure', count, { hours: formatHours(minutes, words.language) });
  return [head, ...rowsOf(groups, words, (group) => [words.whyUnsure(group)])].join('\n');
}

function rowsOf(
  groups: readonly EventGroup[],
  words: OwnWords,
  notes: (group: EventGroup) => readonly string[],
): readonly string[] {
  const rows = groups.slice(0, MOST_ROWS).flatMap((group) => {
    const hours = formatHours(group.minutes, words.language).padStart(HOURS_COLUMN);
    const start = `${hours} h ${String(group.times).padStart(4)} ×  `;
    const title = group.title === '' ? words.text('text.untitled') : group.title;
    const lines = notes(group).flatMap((note) => wrap(note, WIDTH - start.length));
    return [
      start + cut(title, WIDTH - start.length),
      ...lines.map((line) => ' '.repeat(start.length) + line),
    ];
  });
  return groups.length > MOST_ROWS ? [...rows, more(groups.length - MOST_ROWS, words)] : rows;
}

function problems({ problems: all }: OwnCalendar, words: OwnWords): string {
  if (all.length === 0) return '';
  const rows = all
    .slice(0, MOST_PROBLEMS)
    .flatMap((problem) => wrap(`${words.where(problem)}: ${words.what(problem)}`, WIDTH - 2));
  const rest = all.length > MOST_PROBLEMS ? [more(all.length - MOST_PROBLEMS, words)] : [];
  return [words.text('text.problems'), ...rows.map((row) => `  ${row}`), ...rest].join('\n');
}

function more(count: number, words: OwnWords): string {
  return `  ${words.text('text.more', { count: String(count) })}`;
}

function sumOf(weeks: readonly WeekSplit[]): SplitMinutes {
  const of = (name: SplitClass): number => sum(weeks, ({ minutes }) => minutes[name]);
  return {
    selling: of('selling'),
    unsure: of('unsure'),
    supporting: of('supporting'),
    internal: of('internal'),
  };
}

function totalOf({ selling, unsure: open, supporting, internal }: SplitMinutes): number {
  return selling + open + supporting + internal;
}

function sum<T>(items: readonly T[], value: (item: T) => number): number {
  return items.reduce((total, item) => total + value(item), 0);
}

function cut(text: string, width: number): string {
  return text.length > width ? `${cutText(text, width - 1)}…` : text;
}

/** Breaks at spaces; a word that is longer than a line stands alone on one. */
function wrap(text: string, width: number = WIDTH): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(' ').filter((part) => part !== '')) {
    const line = lines.at(-1);
    if (line !== undefined && line.length + 1 + word.length <= width)
      lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(word);
  }
  return lines;
}
