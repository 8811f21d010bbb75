import type { TeamTime } from '../../../shared/contract/team-time.ts';
import type { Language, Translate } from '../../words/create-i18n.ts';
import { formatNumber, formatPercent, formatPercentRange } from '../../words/figures.ts';
import { formatWeeks } from '../../words/weeks.ts';

export type Published = Extract<TeamTime['figures'], { status: 'published' }>;
export type Change = 'falling' | 'rising' | 'no_certain_change' | 'too_early' | 'held';

/** What the heading says of the trend. */
export function changeOf(trend: Published['trend']): Change {
  return trend.status === 'judged' ? trend.verdict : trend.status;
}

/** The page's answer: how much of the time is selling, and whether that changes. */
export function timeHeading(share: number, change: Change, language: Language, t: Translate): string {
  const heading = t('time.heading', { share: formatPercent(share, language) });
  return `${heading} ${t(`time.change.${change}`)}`;
}

/** What selling means, and the range if none or all of the unsure hours are it. */
export function timeDefinition(figures: Published, language: Language, t: Translate): string {
  const { low, high } = figures.recent.range;
  if (low === high) return t('time.definitionSure');
  const range = formatPercentRange(low, high, language);
  const published = figures.weeks.filter((week) => week.status === 'published');
  return published.length === 1
    ? t('time.definitionOneWeek', { range, week: formatWeeks([figures.through], language) })
    : t('time.definition', { range });
}

/** What the product took of the reps' time; not of whom. */
export function burdenWords(burden: Published['recent']['burden'], language: Language, t: Translate): string {
  if (burden === null) return t('time.burden.withheld');
  const { seconds, questions, limit } = burden;
  return t('time.burden.taken', { seconds, questions: formatNumber(questions, language), limit });
}

/** What the split is the mean of, and how much of the working time it covers. */
export function splitCaption(figures: Published, language: Language, t: Translate): string {
  const { recent } = figures;
  const key = recent.weeks.length === 1 ? 'time.split.captionOneWeek' : 'time.split.caption';
  return t(key, {
    weeks: formatWeeks(recent.weeks, language),
    scheduled: formatNumber(recent.scheduledHours, language),
    available: formatNumber(recent.availableHours, language),
    coverage: formatPercent(recent.coverage, language),
    count: recent.reps,
  });
}
