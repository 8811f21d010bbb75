import { describe, expect, it } from 'vitest';
import type { AdaptiveCard } from '../../../bot/cards/adaptive-card.ts';
import { answeredCard, type AnsweredCardData } from '../../../bot/cards/answered-card.ts';
import type { Evidence, Fact } from '../../../shared/reasons/evidence.ts';
import { at } from '../../factories/event.ts';
import { DEMO_ANSWER } from './every-card.ts';

function textsOf(card: AdaptiveCard): string[] {
  return card.body.flatMap((element) => (element.type === 'TextBlock' ? [element.text] : []));
}

function buttonsOf(card: AdaptiveCard): string[] {
  return card.body.flatMap((element) =>
    element.type === 'ActionSet' ? element.actions.map((button) => button.title) : [],
  );
}

function linksOf(card: AdaptiveCard): URL[] {
  return card.body.flatMap((element) =>
    element.type === 'ActionSet'
      ? element.actions.flatMap((button) => (button.type === 'Action.OpenUrl' ? [new URL(button.url)] : []))
      : [],
  );
}

const NBSP = '\u00a0';
const OWN_CHOICE: Evidence = { verdict: 'cant-tell', facts: [{ key: 'own-choice', values: {} }] };

describe('the card after an answer', () => {
  it('thanks, shows what the calendar shows and offers a new time, in Swedish', () => {
    const card = answeredCard(DEMO_ANSWER, 'sv');
    expect(textsOf(card)).toEqual([
      'Tack. Ditt svar: Mycket internt',
      'Demo Nordlast, tor 19 nov → tis 24 nov',
      'Synligt i kalendern',
      `13${NBSP}h internt var planerat v.${NBSP}47. Din median är 9${NBSP}h (10 veckor).`,
      'Tiden togs av Prognosgenomgång. Din chef bokade den tisdag 17 nov.',
      'Din nästa lediga tid: onsdag 25 november 10.00–11.30',
      'Öppnar Outlook med titel, kund och tid. Inget bokas förrän du sparar.',
      'Kalendern missar telefon, mejl och korridor.',
      'Svaret kan ändras till i morgon 13.10. Då töms kortet.',
      'Bara du ser det här.',
    ]);
    expect(buttonsOf(card)).toEqual([
      'Boka 25 nov 10.00',
      'Ändra svar',
      'Håller inte med',
      'Vad som flyttades',
    ]);
  });

  it('does the same in English', () => {
    const card = answeredCard(DEMO_ANSWER, 'en');
    expect(textsOf(card)).toEqual([
      'Thank you. Your answer: Internal load',
      'Demo Nordlast, Thu 19 Nov → Tue 24 Nov',
      'Visible in the calendar',
      `13${NBSP}h internal was planned for week${NBSP}47. Your median is 9${NBSP}h (10 weeks).`,
      'Prognosgenomgång took the time. Your manager booked it on Tuesday 17 Nov.',
      'Your next free time: Wednesday 25 November 10:00–11:30',
      'Opens Outlook with title, customer and time. Nothing is booked until you save.',
      'A calendar misses phone, mail and corridor.',
      'You can change the answer until 13:10 tomorrow. Then the card is emptied.',
      'Only you see this.',
    ]);
    expect(buttonsOf(card)).toEqual(['Book 25 Nov 10:00', 'Change answer', 'I disagree', 'What moved']);
  });

  it('opens Outlook with title, time and customer', () => {
    const [book] = linksOf(answeredCard({ ...DEMO_ANSWER, title: 'Demo & pris + plan' }, 'sv'));
    expect(book?.origin).toBe('https://outlook.office.com');
    expect(Object.fromEntries(book?.searchParams ?? [])).toEqual({
      path: '/calendar/action/compose',
      rru: 'addevent',
      subject: 'Demo & pris + plan',
      startdt: '2026-11-25T09:00:00.000Z',
      enddt: '2026-11-25T10:30:00.000Z',
      to: 'eva.lind@nordlast.example',
    });
  });

  it('offers two times this week for a lost block', () => {
    const freeTimes = [
      { start: at('2026-11-19 13:00'), end: at('2026-11-19 15:00') },
      { start: at('2026-11-20 09:00'), end: at('2026-11-20 11:00') },
    ];
    const card = answeredCard({ ...DEMO_ANSWER, freeTimes, attendees: [] }, 'sv');
    expect(textsOf(card)).toContain('Två lediga tider den här veckan');
    expect(buttonsOf(card).slice(0, 2)).toEqual(['Boka 19 nov 13.00', 'Boka 20 nov 9.00']);
    expect(linksOf(card)[0]?.searchParams.has('to')).toBe(false);
  });

  it('offers nothing to book where nothing is free', () => {
    const card = answeredCard({ ...DEMO_ANSWER, freeTimes: [] }, 'sv');
    expect(buttonsOf(card)).toEqual(['Ändra svar', 'Håller inte med', 'Vad som flyttades']);
  });

  it.each<[string, Partial<AnsweredCardData>, string[]]>([
    ['contested already', { contested: true }, ['Ändra svar', 'Vad som flyttades']],
    ['nothing to contest', { evidence: OWN_CHOICE }, ['Ändra svar', 'Vad som flyttades']],
    ['its time is over', { now: at('2026-11-19 13:10') }, ['Vad som flyttades']],
    ['no tab to open', { whatMovedUrl: null }, ['Ändra svar', 'Håller inte med']],
  ])('leaves out the buttons that make no sense: %s', (_, change, buttons) => {
    expect(buttonsOf(answeredCard({ ...DEMO_ANSWER, freeTimes: [], ...change }, 'sv'))).toEqual(buttons);
  });

  it('says that a disagreement is noted and the answer stands', () => {
    expect(textsOf(answeredCard({ ...DEMO_ANSWER, contested: true }, 'sv'))).toContain(
      'Du håller inte med om vad kalendern visar. Det är noterat, och ditt svar står kvar.',
    );
  });

  it('gives no verdict on a choice that is not compared with the calendar', () => {
    const card = answeredCard(
      { ...DEMO_ANSWER, evidence: OWN_CHOICE, taker: null, freeTimes: [], reason: 'own-priority' },
      'sv',
    );
    expect(textsOf(card)).toEqual([
      'Tack. Ditt svar: Jag valde annat',
      'Demo Nordlast, tor 19 nov → tis 24 nov',
      'Det här svaret jämförs inte med kalendern.',
      'Svaret kan ändras till i morgon 13.10. Då töms kortet.',
      'Bara du ser det här.',
    ]);
  });

  it('says “today” when an answer is changed on the day on which that ends', () => {
    const card = answeredCard({ ...DEMO_ANSWER, now: at('2026-11-19 08:00') }, 'en');
    expect(textsOf(card)).toContain('You can change the answer until 13:10 today. Then the card is emptied.');
  });

  it.each<[Partial<AnsweredCardData>, string]>([
    [{ newStart: null }, 'Demo Nordlast, tor 19 nov'],
    [{ newStart: at('2026-11-19 15:00') }, 'Demo Nordlast, tor 19 nov 10.00 → tor 19 nov 15.00'],
    [{ title: '1. _Demo_' }, '1\\. \\_Demo\\_, tor 19 nov → tis 24 nov'],
  ])('names what was moved: %j', (change, words) => {
    expect(textsOf(answeredCard({ ...DEMO_ANSWER, ...change }, 'sv'))[1]).toBe(words);
  });

  it.each<[AnsweredCardData['taker'], string, string]>([
    [
      { used: 'took', title: 'Ring *alla*', role: 'self', bookedAt: at('2026-11-17 15:20') },
      'Tiden togs av Ring \\*alla\\*. Du bokade den tisdag 17 nov.',
      'Ring \\*alla\\* took the time. You booked it on Tuesday 17 Nov.',
    ],
    [
      { used: 'took', title: null, role: 'colleague', bookedAt: null },
      'Tiden togs av en annan händelse.',
      'Another event took the time.',
    ],
    [
      { used: 'later', title: 'Kaffe', role: 'external', bookedAt: at('2026-11-18 15:20') },
      'Tiden användes senare till Kaffe. Det säger inget om orsaken.',
      'The time was later used for Kaffe. That says nothing about the cause.',
    ],
  ])('says what the slot went to, and never a cause for what came later', (taker, sv, en) => {
    expect(textsOf(answeredCard({ ...DEMO_ANSWER, taker }, 'sv'))).toContain(sv);
    expect(textsOf(answeredCard({ ...DEMO_ANSWER, taker }, 'en'))).toContain(en);
  });

  it.each<[Fact, string, string]>([
    [
      { key: 'internal-load', values: { hours: 11.5, week: '2027-W03', medianHours: 9.25, weeks: 8 } },
      `11,5${NBSP}h internt var planerat v.${NBSP}3. Din median är 9,3${NBSP}h (8 veckor).`,
      `11.5${NBSP}h internal was planned for week${NBSP}3. Your median is 9.3${NBSP}h (8 weeks).`,
    ],
    [
      { key: 'too-few-weeks', values: { weeks: 3, needed: 8 } },
      'Veckor att jämföra med: 3. Det behövs 8.',
      'Weeks to compare with: 3. It takes 8.',
    ],
    [
      { key: 'low-coverage', values: { percent: 31, needed: 40 } },
      `Kalendern rymmer 31${NBSP}% av arbetstiden den veckan. Under 40${NBSP}% säger den för lite.`,
      'The calendar holds 31% of that week’s working time. Below 40% it says too little.',
    ],
    [
      { key: 'slot-other-customer', values: { used: 'took' } },
      'Tiden togs av något för en annan kund.',
      'Something for another customer took the time.',
    ],
    [
      { key: 'slot-other-customer', values: { used: 'later' } },
      'Tiden användes senare för en annan kund.',
      'The time was later used for another customer.',
    ],
    [
      { key: 'phone-or-mail', values: {} },
      'Kunden kan ha ringt eller mejlat, och det syns inte i en kalender.',
      'The customer may have phoned or written, and a calendar does not show that.',
    ],
  ])('words what the calendar shows: %j', (fact, sv, en) => {
    const evidence: Evidence = { verdict: 'cant-tell', facts: [fact] };
    expect(textsOf(answeredCard({ ...DEMO_ANSWER, evidence }, 'sv'))).toContain(sv);
    expect(textsOf(answeredCard({ ...DEMO_ANSWER, evidence }, 'en'))).toContain(en);
  });
});
