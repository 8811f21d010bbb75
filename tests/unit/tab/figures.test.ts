import { describe, expect, it } from 'vitest';
import { createI18n, parseLanguage, type Language } from '../../../tab/words/create-i18n.ts';
import { formatHours, formatNumber, formatPercent, formatPercentRange } from '../../../tab/words/figures.ts';
import { formatDay, formatWeeks, formatWeekSpan } from '../../../tab/words/weeks.ts';

describe('figures', () => {
  it.each<[Language, string, string, string, string]>([
    ['sv', '34\u00a0%', '34–41\u00a0%', '52\u00a0h', '1\u00a0234'],
    ['en', '34%', '34–41%', '52\u00a0h', '1,234'],
  ])('never break and follow the language, in %s', (language, percent, range, hours, number) => {
    expect(formatPercent(34, language)).toBe(percent);
    expect(formatPercentRange(34, 41, language)).toBe(range);
    expect(formatPercentRange(34, 34, language)).toBe(percent);
    expect(formatHours(52, language)).toBe(hours);
    expect(formatNumber(1234, language)).toBe(number);
  });
});

describe('weeks', () => {
  it.each<[readonly string[], string, string]>([
    [['2026-W47'], 'v.\u00a047', 'week\u00a047'],
    [['2026-W44', '2026-W45', '2026-W46', '2026-W47'], 'v.\u00a044–47', 'weeks\u00a044–47'],
    [['2026-W44', '2026-W46', '2026-W47'], 'v.\u00a044, 46–47', 'weeks\u00a044, 46–47'],
    [['2026-W53', '2027-W01', '2027-W02'], 'v.\u00a053–2', 'weeks\u00a053–2'],
  ])('of %j are named in runs', (weeks, sv, en) => {
    expect(formatWeeks(weeks, 'sv')).toBe(sv);
    expect(formatWeeks(weeks, 'en')).toBe(en);
  });

  it('of a span are named by its ends', () => {
    expect(formatWeekSpan('2026-W22', '2026-W47', 'sv')).toBe('v.\u00a022–47');
    expect(formatWeekSpan('2026-W22', '2026-W47', 'en')).toBe('weeks\u00a022–47');
    expect(formatWeekSpan('2026-W22', '2026-W22', 'en')).toBe('week\u00a022');
  });
});

it('names a day as the language does', async () => {
  expect(formatDay('2026-11-25', (await createI18n('sv')).t)).toBe('25\u00a0nov');
  expect(formatDay('2026-12-02', (await createI18n('en')).t)).toBe('2\u00a0Dec');
});

it.each<[string, Language]>([
  ['sv-se', 'sv'],
  ['sv', 'sv'],
  ['SV-FI', 'sv'],
  ['en-gb', 'en'],
  ['nb-no', 'en'],
  ['svx', 'en'],
  ['', 'en'],
])('reads the locale %j as %s', (locale, language) => {
  expect(parseLanguage(locale)).toBe(language);
});
