import type { Language } from '../words/create-i18n.ts';
import { formatNumber } from '../words/figures.ts';

const WORDS: Readonly<Record<Language, readonly string[]>> = {
  sv: ['noll', 'en', 'två', 'tre', 'fyra', 'fem', 'sex', 'sju', 'åtta', 'nio', 'tio', 'elva', 'tolv'],
  en: [
    'zero',
    'one',
    'two',
    'three',
    'four',
    'five',
    'six',
    'seven',
    'eight',
    'nine',
    'ten',
    'eleven',
    'twelve',
  ],
};

/** `fem` · `five`; figures above twelve. */
export function numberWord(count: number, language: Language): string {
  return WORDS[language][count] ?? formatNumber(count, language);
}

/** The first letter large, for the start of a line. */
export function capitalised(words: string): string {
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}
