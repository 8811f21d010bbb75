import en from './card.en.json' with { type: 'json' };
import sv from './card.sv.json' with { type: 'json' };

export type Language = 'sv' | 'en';
export type TextKey = keyof typeof sv;

const CATALOGUES: Readonly<Record<Language, Readonly<Record<TextKey, string>>>> = { sv, en };

/**
 * The text of a card in one language. `{name}` in it becomes `values.name`, as it stands: numbers and times
 * are formatted, and user text escaped, by the caller. Throws where a value is missing, so that no card goes
 * out with a brace in it.
 */
export function text(
  language: Language,
  key: TextKey,
  values: Readonly<Record<string, string>> = {},
): string {
  return CATALOGUES[language][key].replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`text ${key} has no value for ${name}`);
    return value;
  });
}
