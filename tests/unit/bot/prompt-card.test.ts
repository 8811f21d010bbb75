import { describe, expect, it } from 'vitest';
import type { AdaptiveCard } from '../../../bot/cards/adaptive-card.ts';
import {
  changeCard,
  promptCard,
  promptSummary,
  type PromptCardData,
} from '../../../bot/cards/prompt-card.ts';
import { at } from '../../factories/event.ts';
import { DEMO_ANSWER, DEMO_PROMPT } from './every-card.ts';

/** “3 working days later” stays on one line. */
const NBSP = '\u00a0';

function textsOf(card: AdaptiveCard): string[] {
  return card.body.flatMap((element) => (element.type === 'TextBlock' ? [element.text] : []));
}

function rowsOf(card: AdaptiveCard): string[][] {
  return card.body.flatMap((element) =>
    element.type === 'ActionSet' ? [element.actions.map((button) => button.title)] : [],
  );
}

describe('a notification', () => {
  it.each([
    [false, 'Något säljande flyttades. Ett tryck räcker.', 'Something selling was moved. One tap is enough.'],
    [true, 'Demo [A] flyttades', 'Demo [A] was moved'],
  ])('names the meeting only where the tenant allows it: %s', (withTitle, sv, en) => {
    const data = { ...DEMO_PROMPT, title: 'Demo\n[A]' };
    expect(promptSummary(data, 'sv', withTitle)).toBe(sv);
    expect(promptSummary(data, 'en', withTitle)).toBe(en);
  });

  it('says what it otherwise says of a meeting without a title', () => {
    expect(promptSummary({ ...DEMO_PROMPT, title: '' }, 'sv', true)).toBe(
      'Något säljande flyttades. Ett tryck räcker.',
    );
  });
});

describe('the card that asks', () => {
  it('says in Swedish what happened, asks one thing, and why, who and until when', () => {
    expect(textsOf(promptCard(DEMO_PROMPT, 'sv'))).toEqual([
      'Demo Nordlast flyttades',
      `Tor 19 nov 10.00 → tis 24 nov 10.00, 3${NBSP}arbetsdagar${NBSP}senare`,
      'Vad var skälet?',
      'Jag frågar för att mötet är säljande och du själv hade bokat det.',
      'Bara du ser svaret. Det räknas bara in i siffror för ett team om minst fem.',
      'Frågan försvinner på fredag. Inga påminnelser.',
    ]);
  });

  it('says the same in English', () => {
    expect(textsOf(promptCard(DEMO_PROMPT, 'en'))).toEqual([
      'Demo Nordlast was moved',
      `Thu 19 Nov 10:00 → Tue 24 Nov 10:00, 3${NBSP}working${NBSP}days${NBSP}later`,
      'What was the reason?',
      'I ask because the meeting is selling and you had booked it yourself.',
      'Only you see the answer. It counts only in figures for a team of at least five.',
      'The question goes away on Friday. No reminders.',
    ]);
  });

  it('offers the eight reasons in the order given, in rows of two, then the two ways out', () => {
    expect(rowsOf(promptCard(DEMO_PROMPT, 'sv'))).toEqual([
      ['Annan kund först', 'Saknar material'],
      ['Mycket internt', 'Kunden avvaktar'],
      ['Jag valde annat', 'Svår marknad'],
      ['Kunden bad om det', 'Annat/vill ej säga'],
      ['Inte säljande', 'Pausa'],
    ]);
    expect(rowsOf(promptCard(DEMO_PROMPT, 'en'))).toEqual([
      ['Other customer', 'Need material'],
      ['Internal load', 'Customer waits'],
      ['My choice', 'Hard market'],
      ['Customer asked', 'Other/skip'],
      ['Not selling', 'Pause'],
    ]);
  });

  const CANCELLED = { kind: 'cancelled', newStart: null, workingDays: 0 } as const;
  it.each<[string, Partial<PromptCardData>, string[], string[]]>([
    [
      'rebooked one working day later',
      { kind: 'rebooked', newStart: at('2026-11-20 10:00'), workingDays: 1 },
      ['Demo Nordlast flyttades', `Tor 19 nov 10.00 → fre 20 nov 10.00, 1${NBSP}arbetsdag${NBSP}senare`],
      [
        'Demo Nordlast was moved',
        `Thu 19 Nov 10:00 → Fri 20 Nov 10:00, 1${NBSP}working${NBSP}day${NBSP}later`,
      ],
    ],
    [
      'rebooked later on the same day',
      { kind: 'rebooked', newStart: at('2026-11-19 15:30'), workingDays: 0 },
      ['Demo Nordlast flyttades', 'Tor 19 nov 10.00 → tor 19 nov 15.30'],
      ['Demo Nordlast was moved', 'Thu 19 Nov 10:00 → Thu 19 Nov 15:30'],
    ],
    [
      'removed',
      CANCELLED,
      ['Demo Nordlast togs bort', 'Tor 19 nov 10.00', 'Ingen ny tid syns i kalendern.'],
      ['Demo Nordlast was removed', 'Thu 19 Nov 10:00', 'No new time in the calendar.'],
    ],
    [
      'declined',
      { ...CANCELLED, kind: 'declined' },
      ['Du tackade nej till Demo Nordlast', 'Tor 19 nov 10.00', 'Ingen ny tid syns i kalendern.'],
      ['You declined Demo Nordlast', 'Thu 19 Nov 10:00', 'No new time in the calendar.'],
    ],
  ])('says of a meeting that was %s', (_, change, sv, en) => {
    const data = { ...DEMO_PROMPT, ...change };
    expect(textsOf(promptCard(data, 'sv')).slice(0, sv.length)).toEqual(sv);
    expect(textsOf(promptCard(data, 'en')).slice(0, en.length)).toEqual(en);
  });

  it.each([
    [
      1,
      'I ett svep med en till. Ett svar gäller alltihop.',
      'In one go with one more. One answer counts for all of it.',
    ],
    [
      4,
      'I ett svep med fyra till. Ett svar gäller alltihop.',
      'In one go with four more. One answer counts for all of it.',
    ],
  ])('says that one answer counts for it and %i more that were moved in one go', (others, sv, en) => {
    const data = { ...DEMO_PROMPT, othersInOneGo: others };
    expect(textsOf(promptCard(data, 'sv')).slice(2, 4)).toEqual([sv, 'Vad var skälet?']);
    expect(textsOf(promptCard(data, 'en')).slice(2, 4)).toEqual([en, 'What was the reason?']);
    expect(textsOf(changeCard(data, 'market', 'en'))).toContain(en);
  });

  it('says why it asks about a declined one', () => {
    const data = { ...DEMO_PROMPT, why: 'declined' } as const;
    expect(textsOf(promptCard(data, 'sv'))).toContain(
      'Jag frågar för att mötet är säljande och du själv tackade nej.',
    );
    expect(textsOf(promptCard(data, 'en'))).toContain(
      'I ask because the meeting is selling and you declined it.',
    );
  });

  it('promises no figures to a rep whose team is below the minimum', () => {
    const data = { ...DEMO_PROMPT, teamMinimum: null };
    expect(textsOf(promptCard(data, 'sv'))).toContain(
      'Bara du ser svaret. Ditt team är för litet för gemensamma siffror.',
    );
    expect(textsOf(promptCard(data, 'en'))).toContain(
      'Only you see the answer. Your team is too small for shared figures.',
    );
  });

  it('writes times in the rep’s zone, whatever the server’s', () => {
    const data = { ...DEMO_PROMPT, timeZone: 'America/New_York' };
    expect(textsOf(promptCard(data, 'en'))[1]).toBe(
      `Thu 19 Nov 4:00 → Tue 24 Nov 4:00, 3${NBSP}working${NBSP}days${NBSP}later`,
    );
  });

  it('names the last day on which it can be answered, when that ends at midnight', () => {
    const data = { ...DEMO_PROMPT, lapsesAt: at('2026-11-21 00:00') };
    expect(textsOf(promptCard(data, 'sv')).at(-1)).toBe('Frågan försvinner på fredag. Inga påminnelser.');
  });

  it('shows a title letter for letter, never as a link', () => {
    const data = { ...DEMO_PROMPT, title: '[Betala här](https://evil.example) *nu*' };
    expect(textsOf(promptCard(data, 'sv'))[0]).toBe(
      '\\[Betala här\\](https://evil.example) \\*nu\\* flyttades',
    );
  });

  it('holds nothing of what the calendar shows, even when that is handed to it', () => {
    const { evidence, taker, freeTimes } = DEMO_ANSWER;
    const generous = { ...DEMO_PROMPT, evidence, taker, freeTimes };
    expect(promptCard(generous, 'sv')).toEqual(promptCard(DEMO_PROMPT, 'sv'));
  });
});
