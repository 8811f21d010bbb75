import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buttonFor, NOT_SELLING_AS, parseCardTap, type CardTap } from '../../../bot/cards/card-tap.ts';
import { escapeTitle } from '../../../bot/cards/escape-title.ts';
import { formatCount, formatMoment, formatShortMoment, formatSpan } from '../../../bot/cards/format.ts';
import { languageOf } from '../../../bot/language.ts';
import { isAllowedServiceUrl } from '../../../bot/service-hosts.ts';
import { parseWord } from '../../../bot/words.ts';
import { REASON_CODES } from '../../../shared/reasons/codes.ts';
import { at, STOCKHOLM } from '../../factories/event.ts';

describe('a title on a card', () => {
  it.each([
    ['Demo Nordlast', 'Demo Nordlast'],
    ['[x](https://evil.example)', '\\[x\\](https://evil.example)'],
    ['**Viktigt** _nu_ ~~nej~~ `kod`', '\\*\\*Viktigt\\*\\* \\_nu\\_ \\~\\~nej\\~\\~ \\`kod\\`'],
    ['- punkt', '\\- punkt'],
    ['# rubrik', '\\# rubrik'],
    ['> citat', '\\> citat'],
    ['1. Demo', '1\\. Demo'],
    ['2026 års plan', '2026 års plan'],
    ['A - B', 'A - B'],
    ['C:\\temp', 'C:\\\\temp'],
    ['  två\n\nrader\t', 'två rader'],
    ['', ''],
    ['x'.repeat(81), `${'x'.repeat(79)}…`],
    ['👩‍👩‍👧'.repeat(81), `${'👩‍👩‍👧'.repeat(79)}…`],
  ])('%j stands as %j', (typed, shown) => {
    expect(escapeTitle(typed)).toBe(shown);
  });

  it('never opens a link, whatever was typed', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (words, url) => {
        expect(escapeTitle(`[${words}](${url})`)).not.toMatch(/(^|[^\\])(\\\\)*\]\(/);
      }),
    );
  });
});

describe('a tap', () => {
  const id = '019a8d2e-7c1e-7a55-9c3b-1f2e3d4c5b6a';
  const TAPS: CardTap[] = [
    ...REASON_CODES.map((choice) => ({ verb: 'answer', prompt: id, choice }) as const),
    { verb: 'reconsider', prompt: id },
    { verb: 'contest', prompt: id },
    { verb: 'not-selling', prompt: id, choice: null },
    ...NOT_SELLING_AS.map((choice) => ({ verb: 'not-selling', prompt: id, choice }) as const),
    { verb: 'pause', choice: 'week' },
    { verb: 'pause', choice: 'until-resumed' },
    { verb: 'resume' },
    { verb: 'acknowledge' },
  ];

  it.each(TAPS.map((tap) => [tap]))('comes back as it was put on the button: %j', (tap) => {
    expect(parseCardTap(buttonFor(tap, 'x').verb)).toEqual(tap);
  });

  it.each([
    [undefined],
    [null],
    [7],
    [{}],
    [''],
    ['answer'],
    ['answer x lazy'],
    ['answer x'],
    ['answer  market'],
    ['answer x market now'],
    [`answer ${'x'.repeat(65)} market`],
    ['answer x\n market'],
    ['pause for-ever'],
    ['toString'],
  ])('is none of ours: %j', (verb) => {
    expect(parseCardTap(verb)).toBeNull();
  });
});

describe('a time on a card', () => {
  it.each([
    ['2026-11-19 09:05', 'tor 19 nov 9.05', 'Thu 19 Nov 9:05'],
    ['2026-03-02 00:00', 'mån 2 mar 0.00', 'Mon 2 Mar 0:00'],
    ['2026-09-05 13:30', 'lör 5 sep 13.30', 'Sat 5 Sep 13:30'],
    ['2026-06-26 23:59', 'fre 26 jun 23.59', 'Fri 26 Jun 23:59'],
  ])('%s', (when, sv, en) => {
    expect(formatMoment(at(when), 'sv', STOCKHOLM)).toBe(sv);
    expect(formatMoment(at(when), 'en', STOCKHOLM)).toBe(en);
  });

  it('is told apart on the night when the clock goes back only by the day’s own hours', () => {
    const before = Date.UTC(2026, 9, 25, 0, 30);
    expect(formatSpan({ start: before, end: before + 3_600_000 }, 'en', STOCKHOLM)).toBe(
      'Sunday 25 October 2:30–2:30',
    );
    expect(formatShortMoment(before, 'sv', 'America/New_York')).toBe('24 okt 20.30');
  });

  it('counts in words up to twelve', () => {
    expect([4, 5, 12, 13].map((n) => formatCount(n, 'sv'))).toEqual(['fyra', 'fem', 'tolv', '13']);
    expect([4, 5, 12, 13].map((n) => formatCount(n, 'en'))).toEqual(['four', 'five', 'twelve', '13']);
  });
});

describe('words to the bot', () => {
  it.each([
    ['help', 'help'],
    ['Hjälp!', 'help'],
    ['hja\u0308lp', 'help'],
    ['PAUSA', 'pause'],
    ['pause.', 'pause'],
    ['fortsätt', 'resume'],
    ['fortsatt', 'resume'],
    ['Resume', 'resume'],
    ['Varför?', 'why'],
    ['why', 'why'],
    ['hej', 'help'],
    ['pausa inte', 'help'],
  ])('%j asks for %s', (typed, word) => {
    expect(parseWord(typed)).toBe(word);
  });

  it.each([
    ['sv-SE', 'sv'],
    ['sv', 'sv'],
    ['nb-NO', 'en'],
    ['en-US', 'en'],
    [null, 'en'],
  ])('a client in %s is answered in %s', (locale, language) => {
    expect(languageOf(locale)).toBe(language);
  });
});

describe('a service URL', () => {
  const HOSTS = ['smba.trafficmanager.net', 'smba.infra.*.teams.microsoft.com'];
  it.each([
    ['https://smba.trafficmanager.net/emea/', true],
    ['https://SMBA.trafficmanager.net/teams', true],
    ['https://smba.infra.gcc.teams.microsoft.com/teams', true],
    ['http://smba.trafficmanager.net/emea/', false],
    ['https://smba.trafficmanager.net:8443/emea/', false],
    ['https://bot@smba.trafficmanager.net/emea/', false],
    ['https://smba.trafficmanager.net.evil.example/', false],
    ['https://evil.example/smba.trafficmanager.net', false],
    ['https://smba.infra.a.b.teams.microsoft.com/', false],
    ['https://smba.infra.teams.microsoft.com/', false],
    ['https://169.254.169.254/', false],
    ['smba.trafficmanager.net', false],
    ['', false],
  ])('%j may get a token: %s', (url, allowed) => {
    expect(isAllowedServiceUrl(url, HOSTS)).toBe(allowed);
  });
});
