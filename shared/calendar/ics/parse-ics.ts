import { MOST_EVENTS } from './bounds.ts';
import { readComponents, type Component } from './component-reader.ts';
import type { IcsCalendar, IcsEvent, IcsZone } from './ics-calendar.ts';
import { withoutUtf16 } from './logical-lines.ts';
import { parseCalendar } from './parse-calendar.ts';
import { parseIcsEvent, type IcsEventDraft } from './parse-ics-event.ts';
import { parseZone } from './parse-zone.ts';
import type { CalendarProblem, ProblemCode, Report } from './problem.ts';
import { zoneKey } from './resolve-zone.ts';

/** The events of a file as they stand in it, of all its calendars. */
export interface IcsFile {
  readonly calendars: readonly IcsCalendar[];
  readonly events: readonly IcsEvent[];
}

export interface ReadingLimits {
  /** Events that may still be read. */
  readonly events: number;
  /** Told how many bytes of the file were read; false stops the reading. */
  readonly onProgress: (bytes: number) => boolean;
}

/** Objects about an event that are neither the event nor a revision of it (RFC 5546). */
const MESSAGES: ReadonlySet<string> = new Set(['REPLY', 'COUNTER', 'REFRESH', 'DECLINECOUNTER']);

/**
 * Reads the bytes of an .ics file. Nothing in it stops the reading: what cannot be read is reported with its line, and the
 * rest goes on. A file without any VCALENDAR has no calendars.
 */
export function parseIcs(bytes: Uint8Array, file: string, limits: ReadingLimits, report: Report): IcsFile {
  const reading = new FileReading(file, limits.events, report);
  for (const component of readComponents(withoutUtf16(bytes), limits.onProgress)) reading.take(component);
  return reading.finish();
}

class FileReading {
  readonly calendars: IcsCalendar[] = [];
  readonly events: IcsEvent[] = [];
  private drafts: IcsEventDraft[] = [];
  private zones = new Map<string, IcsZone>();
  private dropped = 0;
  private readonly file: string;
  private readonly most: number;
  private readonly report: Report;

  constructor(file: string, most: number, report: Report) {
    this.file = file;
    this.most = most;
    this.report = report;
  }

  take(component: Component): void {
    if (component.name === 'VEVENT') this.takeEvent(component);
    else if (component.name === 'VTIMEZONE') this.takeZone(component);
    else if (component.name === 'VCALENDAR') this.takeCalendar(component);
  }

  /** Says what could not be taken. */
  finish(): IcsFile {
    if (this.dropped > 0) {
      this.say('events-cut', null, null, { bound: String(MOST_EVENTS), count: String(this.dropped) });
    }
    return { calendars: this.calendars, events: this.events };
  }

  /** Events wait for their calendar, whose method and zones may come after them. */
  private takeEvent(component: Component): void {
    if (this.events.length + this.drafts.length >= this.most) {
      this.dropped += 1;
      return;
    }
    const problems: CalendarProblem[] = [];
    const draft = parseIcsEvent(component.lines, component.line, (code, line, values = {}) => {
      problems.push({ code, file: this.file, line: line ?? component.line, event: null, values });
    });
    // Of a private event only the busy time is kept, in messages too.
    const event = draft.sensitivity === 'normal' && draft.title !== '' ? draft.title : null;
    this.takeFaults(component, event);
    for (const problem of problems) this.report({ ...problem, event });
    // A start that cannot be read is reported as such, and not as one that is missing.
    const isLost = draft.start === null && component.lines.some(({ name }) => name === 'DTSTART');
    if (!isLost) this.drafts.push(draft);
  }

  private takeZone(component: Component): void {
    this.takeFaults(component, null);
    const zone = parseZone(
      component.lines,
      component.parts.map(({ lines }) => lines),
    );
    if (zone !== null && !this.zones.has(zoneKey(zone.name))) this.zones.set(zoneKey(zone.name), zone);
  }

  private takeCalendar(component: Component): void {
    this.takeFaults(component, null);
    const calendar = parseCalendar(component.lines, this.zones, this.file, component.line);
    const isMessage = MESSAGES.has(calendar.method ?? '');
    // Empty ones can be many, and say nothing that the first does not.
    if (this.calendars.length === 0 || (this.drafts.length > 0 && !isMessage)) this.calendars.push(calendar);
    if (!isMessage) {
      for (const draft of this.drafts) this.events.push({ ...draft, calendar });
    } else if (this.drafts.length > 0) {
      this.say('message-not-event', component.line, null, { method: calendar.method ?? '' });
    }
    this.drafts = [];
    this.zones = new Map();
  }

  private takeFaults(component: Component, event: string | null): void {
    for (const { code, line, values } of component.faults) this.say(code, line, event, values);
    for (const part of component.parts) this.takeFaults(part, event);
  }

  private say(
    code: ProblemCode,
    line: number | null,
    event: string | null,
    values: CalendarProblem['values'],
  ): void {
    this.report({ code, file: this.file, line, event, values });
  }
}
