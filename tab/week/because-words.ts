import type { z } from 'zod';
import type { becauseSchema } from '../../shared/contract/classes.ts';
import en from '../../shared/locales/because.en.json' with { type: 'json' };
import sv from '../../shared/locales/because.sv.json' with { type: 'json' };
import { capitalised } from '../moved/number-word.ts';
import type { Language } from '../words/create-i18n.ts';

export type BecauseRow = z.infer<typeof becauseSchema>;

const TEXTS: Readonly<Record<Language, Readonly<Record<string, string>>>> = { sv, en };

/** The strongest reasons in one line, at most `most`; empty where there is none. A signal without words is left out. */
export function becauseWords(because: readonly BecauseRow[], language: Language, most: number): string {
  const words = because.flatMap(({ signal, value }) => {
    const template = TEXTS[language][signal];
    if (template === undefined || (value === '' && template.includes('{{value}}'))) return [];
    return [template.replaceAll('{{value}}', () => value)];
  });
  return capitalised([...new Set(words)].slice(0, most).join(', '));
}
