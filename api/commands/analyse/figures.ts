import type { Language } from '../../../shared/own-calendar/words.ts';

const LOCALES: Readonly<Record<Language, string>> = { sv: 'sv-SE', en: 'en-GB' };

/** Hours with one decimal, as the language writes it, of minutes. */
export function formatHours(minutes: number, language: Language): string {
  return new Intl.NumberFormat(LOCALES[language], {
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  }).format(minutes / 60);
}

/** `34 %` in Swedish, `34%` in English, of a fraction. */
export function formatShare(fraction: number, language: Language): string {
  return `${formatPoints(fraction)}${language === 'sv' ? '\u00a0%' : '%'}`;
}

/** Whole points of a hundred, without the sign. */
export function formatPoints(fraction: number): string {
  return String(Math.round(fraction * 100));
}
