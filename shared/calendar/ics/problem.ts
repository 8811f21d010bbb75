import { toPlainLine } from './plain-text.ts';

/** What can be said of a file that was not read as it stands. The words are in `shared/locales/own-calendar.*.json`. */
export type ProblemCode =
  | 'file-unreadable'
  | 'file-too-large'
  | 'file-empty'
  | 'file-html'
  | 'file-no-calendar'
  | 'file-no-events'
  | 'files-too-many'
  | 'bytes-too-many'
  | 'archive-unreadable'
  | 'archive-empty'
  | 'archive-nested'
  | 'json-broken'
  | 'json-no-events'
  | 'json-more-pages'
  | 'row-unreadable'
  | 'row-series'
  | 'row-title-cut'
  | 'message-not-event'
  | 'end-missing'
  | 'line-broken'
  | 'line-too-long'
  | 'lines-cut'
  | 'parts-cut'
  | 'title-cut'
  | 'categories-cut'
  | 'start-missing'
  | 'time-broken'
  | 'end-before-start'
  | 'duration-broken'
  | 'zone-unknown'
  | 'zone-restless'
  | 'zones-cut'
  | 'rule-broken'
  | 'rule-excluding'
  | 'rule-on-occurrence'
  | 'id-on-series'
  | 'attendees-cut'
  | 'dates-cut'
  | 'series-endless'
  | 'series-cut'
  | 'series-steps-cut'
  | 'series-unread'
  | 'day-crowded'
  | 'events-cut'
  | 'time-cut'
  | 'outside-span'
  | 'customers-unreadable'
  | 'owner-unknown'
  | 'nobody-named'
  | 'more-of-a-kind';

/** Where, and what. `event` is a title, or null where there is none or it is nobody's to see. */
export interface CalendarProblem {
  readonly code: ProblemCode;
  /** Empty where it is about the calendar as a whole. */
  readonly file: string;
  readonly line: number | null;
  readonly event: string | null;
  readonly values: Readonly<Record<string, string>>;
  /** Of `more-of-a-kind`: the first of them. */
  readonly like?: CalendarProblem;
}

/** How long the reading of a calendar may take. */
export interface Deadline {
  readonly seconds: number;
  readonly isLate: () => boolean;
}

export type Report = (problem: CalendarProblem) => void;

/** Problems in the order in which they were met; of each kind and file only the first `most`, the rest counted. */
export class ProblemList {
  private readonly listed: CalendarProblem[] = [];
  private readonly kinds = new Map<string, { readonly first: CalendarProblem; count: number }>();
  private readonly most: number;

  constructor(most: number) {
    this.most = most;
  }

  readonly report: Report = (problem) => {
    const key = `${problem.code} ${problem.file}`;
    const kind = this.kinds.get(key) ?? { first: toPlainProblem(problem), count: 0 };
    this.kinds.set(key, kind);
    kind.count += 1;
    if (kind.count <= this.most) this.listed.push(toPlainProblem(problem));
  };

  all(): readonly CalendarProblem[] {
    const rest = [...this.kinds.values()].filter(({ count }) => count > this.most);
    return [
      ...this.listed,
      ...rest.map(({ first, count }): CalendarProblem => ({
        code: 'more-of-a-kind',
        file: first.file,
        line: null,
        event: null,
        values: { count: String(count - this.most) },
        like: first,
      })),
    ];
  }
}

/** Names of files, zones and methods are written by others, and a terminal would obey what stands in them. */
function toPlainProblem(problem: CalendarProblem): CalendarProblem {
  const values = Object.entries(problem.values).map(([name, value]) => [name, toPlainLine(value)]);
  return { ...problem, file: toPlainLine(problem.file), values: Object.fromEntries(values) };
}
