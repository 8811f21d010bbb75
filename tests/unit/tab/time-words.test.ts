import { describe, expect, it } from 'vitest';
import {
  splitCaption,
  timeDefinition,
  timeHeading,
  type Change,
  type Published,
} from '../../../tab/pages/time/words.ts';
import { createI18n, type Language } from '../../../tab/words/create-i18n.ts';

const sv = (await createI18n('sv')).t;
const en = (await createI18n('en')).t;

const shares = { selling: 34, unsure: 7, supporting: 27, internal: 32 };
const hours = { selling: 52, unsure: 11, supporting: 41, internal: 48 };
const week = (name: string) => ({
  week: name,
  status: 'published' as const,
  reps: 6,
  shares,
  hours,
  scheduledHours: 152,
  availableHours: 231,
});

function figures(weeks: readonly string[], range = { low: 34, high: 41 }): Published {
  return {
    status: 'published',
    through: weeks.at(-1) ?? '',
    publishedOn: '2026-11-25',
    weeks: weeks.map(week),
    recent: {
      weeks: weeks.slice(-4),
      shares,
      hours,
      range,
      scheduledHours: 152,
      availableHours: 1231,
      coverage: 66,
      reps: 6,
      burden: null,
    },
    kinds: [],
    trend: { status: 'too_early', weeksNeeded: 13, weeksHad: 9, expected: '2026-W51' },
    planned: { status: 'from_week', week: '2026-W49' },
  };
}

const FOUR = ['2026-W44', '2026-W45', '2026-W46', '2026-W47'];

describe('the heading of Time', () => {
  it.each<[Change, Language, string]>([
    ['falling', 'sv', '34\u00a0% av teamets tid är säljande. Andelen sjunker.'],
    ['rising', 'sv', '34\u00a0% av teamets tid är säljande. Andelen stiger.'],
    ['no_certain_change', 'sv', '34\u00a0% av teamets tid är säljande. Ingen säker förändring.'],
    ['too_early', 'sv', '34\u00a0% av teamets tid är säljande. För tidigt att säga om andelen ändras.'],
    ['falling', 'en', '34% of the team’s time is selling. The share is falling.'],
    ['rising', 'en', '34% of the team’s time is selling. The share is rising.'],
    ['no_certain_change', 'en', '34% of the team’s time is selling. No certain change.'],
    ['too_early', 'en', '34% of the team’s time is selling. Too early to say if it changes.'],
  ])('answers when the share is %s, in %s', (change, language, heading) => {
    expect(timeHeading(34, change, language, { sv, en }[language])).toBe(heading);
  });
});

describe('the definition under the heading', () => {
  it('gives the range of the unsure hours', () => {
    expect(timeDefinition(figures(FOUR), 'sv', sv)).toBe(
      'Säljande är möten med kund och bokad prospektering som för en affär framåt. 34–41\u00a0% beroende på hur de osäkra timmarna fördelas.',
    );
    expect(timeDefinition(figures(FOUR), 'en', en)).toBe(
      'Selling is meetings with customers and booked prospecting that move a deal. 34–41% depending on where the unsure hours belong.',
    );
  });

  it('says of a single week that it says no more', () => {
    expect(timeDefinition(figures(['2026-W48'], { low: 37, high: 53 }), 'sv', sv)).toBe(
      'En vecka säger hur v.\u00a048 såg ut och inget mer. 37–53\u00a0% beroende på hur de osäkra timmarna fördelas; spannet krymper när säljarna har rättat sina första veckor.',
    );
  });

  it('gives no range where nothing is unsure', () => {
    expect(timeDefinition(figures(FOUR, { low: 34, high: 34 }), 'en', en)).toBe(
      'Selling is meetings with customers and booked prospecting that move a deal. Nothing is unsure.',
    );
  });
});

describe('the caption of the split', () => {
  it.each<[readonly string[], Language, string]>([
    [
      FOUR,
      'sv',
      'Per vecka, medel v.\u00a044–47. 152 bokade timmar i arbetstid av 1\u00a0231 möjliga (66\u00a0%), 6 säljare',
    ],
    [FOUR, 'en', 'A week, mean of weeks\u00a044–47. 152 scheduled hours of 1,231 available (66%), 6 reps'],
    [
      ['2026-W48'],
      'sv',
      'Under v.\u00a048: 152 bokade timmar i arbetstid av 1\u00a0231 möjliga (66\u00a0%), 6 säljare',
    ],
    [['2026-W48'], 'en', 'In week\u00a048: 152 scheduled hours of 1,231 available (66%), 6 reps'],
  ])('says over which of the weeks %j, how much and of how many, in %s', (weeks, language, caption) => {
    expect(splitCaption(figures(weeks), language, { sv, en }[language])).toBe(caption);
  });
});
