import en from '../shared/locales/manifest.en.json' with { type: 'json' };
import sv from '../shared/locales/manifest.sv.json' with { type: 'json' };
import pagesEn from '../shared/locales/en.json' with { type: 'json' };
import pagesSv from '../shared/locales/sv.json' with { type: 'json' };

export type Word = keyof typeof sv;

/** What both packages say in one language; the names of tabs are those of the pages. */
export interface Words {
  readonly say: Readonly<Record<Word, string>>;
  readonly pages: typeof pagesSv.pages;
}

/** English is what a reader of neither language gets. */
export const DEFAULT_LANGUAGE = 'en';

export const WORDS: Readonly<Record<'sv' | 'en', Words>> = {
  sv: { say: sv, pages: pagesSv.pages },
  en: { say: en, pages: pagesEn.pages },
};
