import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { escapeTitle } from '../../../bot/cards/escape-title.ts';
import { markdownToHtml } from '../../../sandbox/page/card-markdown.ts';
import { cardHasAnswer, cardHasQuestion } from '../../../sandbox/page/card-question.ts';
import { parseLink, type LinkTarget } from '../../../sandbox/page/link-target.ts';

describe('the text of a card', () => {
  it.each([
    ['Vad var skälet?', 'Vad var skälet?'],
    ['**Tack.** Klart', '<strong>Tack.</strong> Klart'],
    [String.raw`\*\*inte fet\*\*`, '**inte fet**'],
    [String.raw`**ett \* i fet**`, String.raw`**ett * i fet**`],
    ['<img src=x onerror=alert(1)>', '&lt;img src=x onerror=alert(1)&gt;'],
    ['**<b>**', '<strong>&lt;b&gt;</strong>'],
    [String.raw`1\. A & B`, '1. A &amp; B'],
    ['C:\\mapp', 'C:\\mapp'],
  ])('%s reads %s', (text, html) => {
    expect(markdownToHtml(text)).toBe(html);
  });

  it.each(['[Betala här](https://x.example)', '# Rubrik', '1) först', '*a* _b_ ~c~ `d`', '+1 - <b>', '\\'])(
    'shows the title %s letter for letter',
    (title) => {
      const shown = markdownToHtml(escapeTitle(title))
        .replaceAll('&lt;', '<')
        .replaceAll('&gt;', '>')
        .replaceAll('&amp;', '&');
      expect(shown).toBe(title);
    },
  );
});

describe('what a card is', () => {
  const golden = (name: string): object =>
    JSON.parse(readFileSync(new URL(`../../golden/cards/${name}.json`, import.meta.url), 'utf8'));

  it.each([
    ['prompt.sv', true, false],
    ['answered.en', false, true],
    ['why.sv', false, false],
    ['closed.sv', false, false],
  ])('%s asks: %s, thanks: %s', (name, asks, thanks) => {
    const card = golden(name);
    expect([cardHasQuestion(card), cardHasAnswer(card)]).toEqual([asks, thanks]);
  });

  it('is neither where it is no card', () => {
    expect([cardHasQuestion({}), cardHasAnswer({ body: 'x' })]).toEqual([false, false]);
  });
});

describe('where a card’s link leads', () => {
  const entity = 'https://teams.microsoft.com/l/entity/8c1e7d2a/home';
  it.each<[string, LinkTarget]>([
    [
      `${entity}?context=${encodeURIComponent('{"subEntityId":"moved/82caf2f7"}')}`,
      { kind: 'tab', page: 'moved', subPage: '82caf2f7' },
    ],
    [entity, { kind: 'tab', page: '', subPage: null }],
    [`${entity}?context=%7Bbroken`, { kind: 'tab', page: '', subPage: null }],
    ['https://teams.microsoft.com/l/entity/8c1e7d2a/moved', { kind: 'tab', page: 'moved', subPage: null }],
    [
      'https://outlook.office.com/calendar/deeplink/compose?path=%2Fcalendar&subject=Demo%20Nordlast&startdt=2026-11-26T07:00:00.000Z&enddt=2026-11-26T08:00:00.000Z&to=a%40nordlast.example%2Cb%40nordlast.example',
      {
        kind: 'compose',
        subject: 'Demo Nordlast',
        start: Date.parse('2026-11-26T07:00:00Z'),
        end: Date.parse('2026-11-26T08:00:00Z'),
        to: ['a@nordlast.example', 'b@nordlast.example'],
      },
    ],
    [
      'https://outlook.office.com/calendar/deeplink/compose?subject=x&startdt=soon&enddt=',
      { kind: 'outside', host: 'outlook.office.com' },
    ],
    [
      'https://teams.microsoft.com.evil.example/l/entity/8c1e/moved',
      { kind: 'outside', host: 'teams.microsoft.com.evil.example' },
    ],
    ['nowhere', { kind: 'outside', host: 'nowhere' }],
  ])('%s', (link, target) => {
    expect(parseLink(link)).toEqual(target);
  });
});
