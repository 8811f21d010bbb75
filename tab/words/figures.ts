import type { Language } from './create-i18n.ts';

const NBSP = '\u00a0';

/** `34 %` in Swedish, `34%` in English. The figure comes rounded from the server and is not touched. */
export function formatPercent(value: number, language: Language): string {
  return `${formatNumber(value, language)}${percentSign(language)}`;
}

/** `34–41 %`, or `34 %` where both ends are the same. */
export function formatPercentRange(low: number, high: number, language: Language): string {
  if (low === high) return formatPercent(low, language);
  return `${formatNumber(low, language)}–${formatNumber(high, language)}${percentSign(language)}`;
}

/** `52 h` in both languages. */
export function formatHours(value: number, language: Language): string {
  return `${formatNumber(value, language)}${NBSP}h`;
}

/** Thousands set apart as the language does: `1 234` with a no-break space, `1,234`. */
export function formatNumber(value: number, language: Language): string {
  return new Intl.NumberFormat(language === 'sv' ? 'sv-SE' : 'en-GB').format(value);
}

/** One decimal and its sign, a true minus: `−1,3`, `+0,4`, `0,0`. */
export function formatSigned(value: number, language: Language): string {
  const size = new Intl.NumberFormat(language === 'sv' ? 'sv-SE' : 'en-GB', {
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  }).format(Math.abs(value));
  if (Math.abs(value) < 0.05) return size;
  return value < 0 ? `\u2212${size}` : `+${size}`;
}

function percentSign(language: Language): string {
  return language === 'sv' ? `${NBSP}%` : '%';
}
