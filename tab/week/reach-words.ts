import type { IsoWeek } from '../../shared/calendar/time.ts';
import { SPLIT_CLASSES, type TimeClass } from '../../shared/classification/classification.ts';
import { LESSON_SCOPES } from '../../shared/classification/standing-corrections.ts';
import type { SaidClass } from '../../shared/contract/classes.ts';
import type { ReachPreview } from '../../shared/contract/corrections.ts';
import { formatWeeks } from '../words/weeks.ts';
import { cadenceWords, figure, hoursWords, weeksList, type Reader } from './week-words.ts';

/** What is asked about: an event of the shown week, and what was said of it. */
export interface Asked {
  readonly event: string;
  readonly class: SaidClass;
  readonly shownWeek: IsoWeek;
}

export function reachLabel({ scope, domain, about, cadence }: ReachPreview, { t }: Reader): string {
  switch (scope) {
    case 'event':
      return t('week.reach.event');
    case 'series':
      return cadence === null
        ? t('week.reach.series')
        : t('week.reach.seriesEvery', { cadence: cadenceWords(cadence, t) });
    case 'domain':
      return t('week.reach.domain', { domain: domain ?? '' });
    case 'title':
    case 'word':
    case 'category':
    case 'person':
      return t(`week.reach.about.${scope}`, { about: about ?? '' });
  }
}

/** `Ändrar också 4 tidigare händelser`: those besides the one that was tapped, before and after it. */
export function alsoChanges({ changes }: ReachPreview, { event }: Asked, { t }: Reader): string {
  const tapped = changes.findIndex(({ id }) => id === event);
  const others = changes.filter(({ id }) => id !== event);
  const earlier = tapped < 0 ? others.length : tapped;
  const later = others.length - earlier;
  if (others.length === 0) return t('week.reach.nothingElse');
  if (later === 0) return t('week.reach.earlier', { count: earlier });
  if (earlier === 0) return t('week.reach.later', { count: later });
  return t('week.reach.both', { earlier, later });
}

/** `v. 40, 42, 44 och 46: 4 h från osäkert till säljande`: one line for each class that something leaves, in other weeks. */
export function movedHours(reach: ReachPreview, asked: Asked, reader: Reader): string[] {
  const { language, t } = reader;
  const others = reach.changes.filter(({ week, to }) => week !== asked.shownWeek && to === asked.class);
  return [...Map.groupBy(others, ({ from }) => from)].flatMap(([from, changes]) => {
    const weeks = [...new Set(changes.map(({ week }) => week))];
    const hours = reach.weeks
      .filter(({ week }) => weeks.includes(week))
      .reduce((sum, { before, after }) => sum + leaving(from, asked.class, before, after), 0);
    if (Math.round(hours * 10) <= 0) return [];
    return [
      t('week.reach.hours', {
        weeks: weeksList(weeks, language),
        hours: hoursWords(hours, language),
        from: t(`week.named.${from}`),
        to: t(`week.named.${asked.class}`),
      }),
    ];
  });
}

/** `2 blir osäkra`: what is taught may speak against what little there was. */
export function lessSure({ changes }: ReachPreview, { t }: Reader): string | null {
  const count = changes.filter(({ to }) => to === 'unsure').length;
  return count === 0 ? null : t('week.reach.lessSure', { count });
}

/** Whether it weighs in instead of standing. */
export function isTaught({ scope }: Pick<ReachPreview, 'scope'>): boolean {
  return LESSON_SCOPES.some((taught) => taught === scope);
}

type Sums = ReachPreview['weeks'][number]['before'];

/** What was not counted leaves no class: then it is what arrives. */
function leaving(from: TimeClass, to: SaidClass, before: Sums, after: Sums): number {
  if (from !== 'ignored') return before[from] - after[from];
  return to === 'ignored' ? 0 : after[to] - before[to];
}

/** `Säljande v. 48` and `11,5 → 12,5 h`, for each class of the shown week that changes. */
export function shownWeekChanges(
  { weeks }: ReachPreview,
  { shownWeek }: Asked,
  { language, t }: Reader,
): { readonly name: string; readonly change: string }[] {
  const shown = weeks.find(({ week }) => week === shownWeek);
  if (shown === undefined) return [];
  return SPLIT_CLASSES.filter(
    (name) => figure(shown.before[name], language) !== figure(shown.after[name], language),
  ).map((name) => ({
    name: t('week.reach.week', {
      className: t(`classes.${name}`),
      week: formatWeeks([shownWeek], language),
    }),
    change: t('week.reach.change', {
      before: figure(shown.before[name], language),
      after: hoursWords(shown.after[name], language),
    }),
  }));
}
