import { createInstance, type i18n, type TFunction } from 'i18next';

export type Language = 'sv' | 'en';
export type Translate = TFunction;

const WORDS = {
  sv: () => import('../../shared/locales/sv.json', { with: { type: 'json' } }),
  en: () => import('../../shared/locales/en.json', { with: { type: 'json' } }),
};

/** Swedish for readers of Swedish, English for all others. */
export function parseLanguage(locale: string): Language {
  return /^sv\b/i.test(locale) ? 'sv' : 'en';
}

/** Fetches the one language that is read and makes its words ready. */
export async function createI18n(language: Language): Promise<i18n> {
  const words = await WORDS[language]();
  const instance = createInstance();
  await instance.init({
    lng: language,
    resources: { [language]: { translation: words.default } },
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  return instance;
}
