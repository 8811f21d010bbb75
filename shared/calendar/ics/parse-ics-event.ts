import type { Attendee, Sensitivity, ShowAs } from '../event.ts';
import type { Instant } from '../time.ts';
import { MOST_ATTENDEES, MOST_CATEGORIES, MOST_DATES, MOST_TITLE_LENGTH } from './bounds.ts';
import type { ContentLine } from './content-line.ts';
import type { AddedDate, IcsEnd, IcsEvent } from './ics-calendar.ts';
import { parseIcsDuration, parseIcsTime, type IcsTime } from './ics-time.ts';
import { addressOf, parseAttendee } from './person.ts';
import { cutText, toPlainLine } from './plain-text.ts';
import type { ProblemCode } from './problem.ts';
import { parseRecurrenceRule, type RecurrenceRule } from './recurrence-rule.ts';

/** The properties of a VEVENT that are read. Descriptions, places and attachments are passed over undecoded (R5). */
export const EVENT_PROPERTIES: ReadonlySet<string> = new Set([
  'UID',
  'SEQUENCE',
  'DTSTAMP',
  'CREATED',
  'LAST-MODIFIED',
  'DTSTART',
  'DTEND',
  'DURATION',
  'RECURRENCE-ID',
  'RRULE',
  'EXRULE',
  'RDATE',
  'EXDATE',
  'SUMMARY',
  'STATUS',
  'CLASS',
  'TRANSP',
  'CATEGORIES',
  'ORGANIZER',
  'ATTENDEE',
  'X-MICROSOFT-CDO-BUSYSTATUS',
  'X-MICROSOFT-CDO-ALLDAYEVENT',
  'X-MICROSOFT-SKYPETEAMSMEETINGURL',
  'X-GOOGLE-CONFERENCE',
]);

const ONLINE_MARKS = ['X-MICROSOFT-SKYPETEAMSMEETINGURL', 'X-GOOGLE-CONFERENCE'];

const SHOWN_AS: Readonly<Record<string, ShowAs>> = {
  FREE: 'free',
  TENTATIVE: 'tentative',
  BUSY: 'busy',
  OOF: 'oof',
  WORKINGELSEWHERE: 'workingElsewhere',
};

const SENSITIVITIES: Readonly<Record<string, Sensitivity>> = {
  '': 'normal',
  PUBLIC: 'normal',
  'X-PERSONAL': 'personal',
  PRIVATE: 'private',
  CONFIDENTIAL: 'confidential',
};

/** Says what is wrong with the event, and at which line where that is one. */
export type ReportOfEvent = (
  code: ProblemCode,
  line: number | null,
  values?: Readonly<Record<string, string>>,
) => void;

/** An event before it is known what its calendar says. */
export type IcsEventDraft = Omit<IcsEvent, 'calendar'>;

/**
 * Reads the properties of a VEVENT. A property that cannot be read is reported and left out, the event kept.
 */
export function parseIcsEvent(
  lines: readonly ContentLine[],
  line: number,
  report: ReportOfEvent,
): IcsEventDraft {
  const read = new EventProperties(lines, report);
  return {
    line,
    uid: read.text('UID').trim() || null,
    sequence: Number.parseInt(read.text('SEQUENCE'), 10) || 0,
    stamp: instantOf(read.text('DTSTAMP')) ?? 0,
    recurrenceId: read.time('RECURRENCE-ID'),
    isFromHereOn: read.param('RECURRENCE-ID', 'RANGE').toUpperCase() === 'THISANDFUTURE',
    start: read.time('DTSTART'),
    end: read.end(),
    rules: read.rules(),
    added: read.addedDates(),
    excluded: read.excludedDates(),
    isMarkedAllDay: read.word('X-MICROSOFT-CDO-ALLDAYEVENT') === 'TRUE',
    title: read.title(),
    organizer: read.organizer(),
    attendees: read.attendees(),
    showAs: read.showAs(),
    // An unknown value is to be treated as private (RFC 5545 3.8.1.3).
    sensitivity: SENSITIVITIES[read.word('CLASS')] ?? 'private',
    isCancelled: read.word('STATUS') === 'CANCELLED',
    categories: read.categories(),
    isOnlineMeeting: ONLINE_MARKS.some((name) => read.has(name)),
    createdAt: instantOf(read.text('CREATED')),
    lastModifiedAt: instantOf(read.text('LAST-MODIFIED')),
  };
}

class EventProperties {
  private readonly byName: Map<string, ContentLine[]>;
  private readonly report: ReportOfEvent;

  constructor(lines: readonly ContentLine[], report: ReportOfEvent) {
    this.byName = Map.groupBy(lines, ({ name }) => name);
    this.report = report;
  }

  all(name: string): readonly ContentLine[] {
    return this.byName.get(name) ?? [];
  }

  has(name: string): boolean {
    return this.byName.has(name);
  }

  text(name: string): string {
    return this.all(name)[0]?.values[0] ?? '';
  }

  word(name: string): string {
    return this.text(name).trim().toUpperCase();
  }

  param(name: string, param: string): string {
    return this.all(name)[0]?.params.get(param)?.trim() ?? '';
  }

  time(name: string): IcsTime | null {
    const [line] = this.all(name);
    return line === undefined ? null : this.timeOn(line, line.values[0] ?? '');
  }

  end(): IcsEnd {
    const time = this.time('DTEND');
    if (time !== null) return { kind: 'time', time };
    const [line] = this.all('DURATION');
    if (line === undefined) return { kind: 'none' };
    const length = parseIcsDuration(line.values[0] ?? '');
    if (length !== null) return { kind: 'length', length };
    this.report('duration-broken', line.number, { value: shortened(line.values[0] ?? '') });
    return { kind: 'none' };
  }

  rules(): readonly RecurrenceRule[] {
    // EXRULE is from the standard before this one; leaving it out unsaid would add time that was not there.
    for (const { values, number } of this.all('EXRULE')) {
      this.report('rule-excluding', number, { value: shortened(values[0] ?? '') });
    }
    return this.all('RRULE').flatMap(({ values, number }) => {
      const rule = parseRecurrenceRule(values[0] ?? '');
      if (rule === null) this.report('rule-broken', number, { value: shortened(values[0] ?? '') });
      return rule ?? [];
    });
  }

  addedDates(): readonly AddedDate[] {
    return this.dates('RDATE').flatMap(({ line, text }) => {
      const [from = '', to] = text.split('/', 2);
      const start = this.timeOn(line, from);
      if (start === null) return [];
      return { start, end: to === undefined ? null : this.periodEnd(line, to) };
    });
  }

  excludedDates(): readonly IcsTime[] {
    return this.dates('EXDATE').flatMap(({ line, text }) => this.timeOn(line, text) ?? []);
  }

  title(): string {
    const [line] = this.all('SUMMARY');
    const title = toPlainLine(line?.values[0] ?? '');
    if (title.length <= MOST_TITLE_LENGTH) return title;
    this.report('title-cut', line?.number ?? null, { bound: String(MOST_TITLE_LENGTH) });
    return cutText(title, MOST_TITLE_LENGTH);
  }

  categories(): readonly string[] {
    const listed = this.all('CATEGORIES').flatMap(({ values, number }) =>
      values.map((value) => ({ value, number })),
    );
    if (listed.length > MOST_CATEGORIES) {
      const { number = null } = listed[MOST_CATEGORIES] ?? {};
      this.report('categories-cut', number, { bound: String(MOST_CATEGORIES) });
    }
    return listed
      .slice(0, MOST_CATEGORIES)
      .map(({ value }) => cutText(toPlainLine(value), MOST_TITLE_LENGTH));
  }

  organizer(): string | null {
    const [line] = this.all('ORGANIZER');
    return line === undefined ? null : addressOf(line);
  }

  attendees(): readonly Attendee[] {
    const lines = this.all('ATTENDEE');
    if (lines.length > MOST_ATTENDEES) {
      this.report('attendees-cut', lines[MOST_ATTENDEES]?.number ?? null, { bound: String(MOST_ATTENDEES) });
    }
    return lines.slice(0, MOST_ATTENDEES).flatMap((line) => parseAttendee(line) ?? []);
  }

  /** Exchange's own word outranks TRANSP: it writes "working elsewhere" as transparent too. */
  showAs(): ShowAs {
    const known = SHOWN_AS[this.word('X-MICROSOFT-CDO-BUSYSTATUS')];
    return known ?? (this.word('TRANSP') === 'TRANSPARENT' ? 'free' : 'busy');
  }

  private dates(name: string): readonly { readonly line: ContentLine; readonly text: string }[] {
    const listed = this.all(name).flatMap((line) =>
      (line.values[0] ?? '')
        .split(',', MOST_DATES + 1)
        .map((text) => ({ line, text: text.trim() }))
        .filter(({ text }) => text !== ''),
    );
    if (listed.length > MOST_DATES) {
      this.report('dates-cut', listed[MOST_DATES]?.line.number ?? null, { bound: String(MOST_DATES) });
    }
    return listed.slice(0, MOST_DATES);
  }

  private periodEnd(line: ContentLine, text: string): IcsEnd | null {
    const length = parseIcsDuration(text);
    if (length !== null) return { kind: 'length', length };
    const time = this.timeOn(line, text);
    return time === null ? null : { kind: 'time', time };
  }

  private timeOn(line: ContentLine, text: string): IcsTime | null {
    const time = parseIcsTime(text, line.params.get('TZID') ?? null, line.params.get('VALUE') === 'DATE');
    if (time === null) {
      this.report('time-broken', line.number, { property: line.name, value: shortened(text) });
    }
    return time;
  }
}

/** CREATED, DTSTAMP and LAST-MODIFIED are UTC by the standard; what they say of a revision does not hang on a zone. */
function instantOf(text: string): Instant | null {
  const time = parseIcsTime(text, null, false);
  return time === null || time.kind === 'date' ? null : time.wall * 1_000;
}

const SHORT = 60;

function shortened(text: string): string {
  const plain = toPlainLine(text);
  return plain.length > SHORT ? `${cutText(plain, SHORT)}…` : plain;
}
