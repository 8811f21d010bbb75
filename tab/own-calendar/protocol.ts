import type { IsoWeek, TimeZone } from '../../shared/calendar/time.ts';
import type { SplitClass } from '../../shared/classification/classification.ts';
import type { SaidClass } from '../../shared/contract/classes.ts';
import type { Week } from '../../shared/contract/week.ts';
import type { Language } from '../words/create-i18n.ts';

/** What the page asks of its worker. The first is the only one that begins anything. */
export type Question =
  | {
      readonly kind: 'read';
      readonly files: readonly File[];
      readonly me: string | null;
      readonly language: Language;
    }
  | { readonly kind: 'open'; readonly week: IsoWeek }
  /** null takes the word back. */
  | { readonly kind: 'settle'; readonly group: string; readonly as: SaidClass | null };

export type Answer =
  | ({ readonly kind: 'progress' } & Progress)
  | { readonly kind: 'failed'; readonly problems: readonly ProblemLine[] }
  | { readonly kind: 'shown'; readonly view: OwnView };

/** Bytes, series or events: so many of so many. */
export interface Progress {
  readonly step: 'bytes' | 'series' | 'events';
  readonly done: number;
  readonly total: number;
}

export interface ProblemLine {
  readonly key: string;
  readonly where: string;
  readonly what: string;
}

/** All that the page shows. Hours are unrounded. */
export interface OwnView {
  readonly owner: string | null;
  readonly timeZone: TimeZone;
  /** Those that are added up and have something counted, in order. */
  readonly weeks: readonly IsoWeek[];
  /** Weeks before and after them, which are not. */
  readonly earlier: number;
  readonly ahead: number;
  readonly hours: Readonly<Record<SplitClass, number>>;
  readonly week: Week | null;
  readonly unsure: readonly UnsureGroup[];
  /** Unsure events, of all groups, that nothing was said of. */
  readonly open: number;
  /** Unsure groups that are not listed. */
  readonly moreUnsure: number;
  readonly meetings: readonly MeetingRow[];
  readonly problems: readonly ProblemLine[];
}

export interface MeetingRow {
  readonly key: string;
  readonly title: string;
  readonly times: number;
  readonly hours: number;
}

export interface UnsureGroup extends MeetingRow {
  readonly why: string;
  readonly said: SaidClass | null;
  /** Ids of its events, as in the week. */
  readonly events: readonly string[];
}
