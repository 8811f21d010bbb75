import en from './locales/en.json' with { type: 'json' };
import sv from './locales/sv.json' with { type: 'json' };

export type Word = keyof typeof sv;

/** What both packages say in one language. */
export type Words = Readonly<Record<Word, string>>;

/** English is what a reader of neither language gets. */
export const DEFAULT_LANGUAGE = 'en';

export const WORDS: Readonly<Record<'sv' | 'en', Words>> = { sv, en };
