import { text, type Language } from '../../shared/locales/text.ts';
import type { Fact } from '../../shared/reasons/evidence.ts';
import { formatNumber } from './format.ts';

/** One sentence of what the calendar shows, in the rep's language. */
export function factText({ key, values }: Fact, language: Language): string {
  const number = (name: string) => formatNumber(Number(values[name]), language);
  switch (key) {
    case 'internal-load':
      return text(language, 'fact.internal-load', {
        hours: number('hours'),
        week: weekNumber(String(values['week'])),
        median: number('medianHours'),
        weeks: number('weeks'),
      });
    case 'too-few-weeks':
      return text(language, 'fact.too-few-weeks', { weeks: number('weeks'), needed: number('needed') });
    case 'low-coverage':
      return text(language, 'fact.low-coverage', { percent: number('percent'), needed: number('needed') });
    case 'slot-other-customer':
      return text(language, `fact.slot-other-customer.${values['used'] === 'took' ? 'took' : 'later'}`);
    default:
      return text(language, `fact.${key}`);
  }
}

/** `47` of `2026-W47`. */
function weekNumber(week: string): string {
  return String(Number(week.slice(week.indexOf('W') + 1)));
}
