import type { Language } from '../shared/locales/text.ts';

/** The nearest of our two languages to a client's locale. */
export function languageOf(locale: string | null): Language {
  return locale !== null && /^sv\b/i.test(locale) ? 'sv' : 'en';
}
