import type { LocalDate } from '../../shared/calendar/time.ts';
import { atWallClock } from '../../shared/calendar/time-zone.ts';
import { dayOf } from '../company/company-calendar.ts';
import type { JournalEdit } from './journal.ts';
import type { Telling } from './telling.ts';

type SeriesChange = {
  readonly owner: string;
  readonly series: string;
  /** Monday of this week. */
  readonly week: number;
} & (
  | { readonly kind: 'end-series' }
  | { readonly kind: 'thin-series'; readonly everyWeeks: number }
  | { readonly kind: 'move-series'; readonly days: number; readonly time: string }
);

/** Where a whole series is given up, made rarer or moved: prospecting in team Mitt, and team Syd's weekly meeting. */
const CHANGES: readonly SeriesChange[] = [
  { owner: 'oskar', series: 'accounts|oskar', week: -15, kind: 'thin-series', everyWeeks: 2 },
  { owner: 'johan', series: 'accounts|johan', week: -9, kind: 'thin-series', everyWeeks: 2 },
  { owner: 'petter', series: 'accounts|petter', week: -6, kind: 'end-series' },
  { owner: 'camilla', series: 'weekly|camilla', week: -12, kind: 'move-series', days: 1, time: '09:00' },
];

/** The changes of whole series, among everything else; what can no longer happen to an occurrence does not. */
export function turningPoints(telling: Telling, edits: readonly JournalEdit[]): JournalEdit[] {
  const changes = CHANGES.filter(
    ({ owner, week }) =>
      telling.company.people.some(({ key }) => key === owner) && week >= 1 - telling.story.weeksBack,
  );
  const begun = changes
    .map((change) => ({ change, edit: editOf(telling, change) }))
    .filter(({ edit }) => edit.at > telling.start);
  const isStill = (edit: JournalEdit): boolean =>
    edit.kind === 'create' ||
    begun.every(({ change, edit: turn }) => edit.item.meeting !== change.series || edit.at < turn.at);
  return [...edits.filter(isStill), ...begun.map(({ edit }) => edit)];
}

function editOf({ story, company }: Telling, change: SeriesChange): JournalEdit {
  const { owner, series, week, ...what } = change;
  const monday: LocalDate = dayOf(story.monday, week, 1);
  const zone = company.people.find(({ key }) => key === owner)?.timeZone ?? 'Europe/Stockholm';
  const deed = {
    at: atWallClock(monday, '09:40', zone),
    mailbox: owner,
    item: { meeting: series, occurrence: null },
  };
  return what.kind === 'end-series'
    ? { ...deed, ...what, lastDate: dayOf(story.monday, week - 1, 7) }
    : { ...deed, ...what };
}
