import type { MoveRow } from '../../shared/contract/moves.ts';
import { text, type TextKey } from '../../shared/locales/text.ts';
import type { FactKey } from '../../shared/reasons/evidence.ts';
import type { Language, Translate } from '../words/create-i18n.ts';
import { formatHours, formatNumber } from '../words/figures.ts';
import { weekNumber } from '../words/weeks.ts';
import { numberWord } from './number-word.ts';

type Fact = Extract<MoveRow['prompt'], { state: 'answered' }>['answer']['facts'][number];

/** Facts without values have one text each. */
const PLAIN: ReadonlyMap<string, TextKey> = new Map<FactKey, TextKey>([
  ['slot-unidentified', 'fact.slot-unidentified'],
  ['slot-no-other-customer', 'fact.slot-no-other-customer'],
  ['slot-still-open', 'fact.slot-still-open'],
  ['phone-or-mail', 'fact.phone-or-mail'],
  ['team-level-only', 'fact.team-level-only'],
  ['material-open', 'fact.material-open'],
  ['material-kept', 'fact.material-kept'],
  ['material-none', 'fact.material-none'],
  ['material-later', 'fact.material-later'],
  ['material-unidentified', 'fact.material-unidentified'],
  ['material-not-judged', 'fact.material-not-judged'],
  ['own-choice', 'fact.own-choice'],
]);

/** One sentence of what the calendar shows, as on the card; null for a fact that this page does not know. */
export function factWords(fact: Fact, language: Language): string | null {
  const { key, values } = fact;
  const number = (name: string) => formatNumber(tenthOf(fact, name), language);
  switch (key) {
    case 'internal-load':
      return text(language, 'fact.internal-load', {
        hours: number('hours'),
        week: String(weekNumber(String(values['week']))),
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
      return plainWords(key, language);
  }
}

/** What stands above the rings of an internal load, one for each of `weeks`. */
export function ringsWords(fact: Fact, weeks: number, language: Language, t: Translate): string {
  return t('moved.ownWeeks.rings', {
    hours: formatHours(tenthOf(fact, 'hours'), language),
    week: String(weekNumber(String(fact.values['week']))),
    weeks: numberWord(weeks, language),
  });
}

/** A fact's figure as it is shown. */
export function tenthOf({ values }: Fact, name: string): number {
  return Math.round(Number(values[name]) * 10) / 10;
}

function plainWords(key: string, language: Language): string | null {
  const found = PLAIN.get(key);
  return found === undefined ? null : text(language, found);
}
