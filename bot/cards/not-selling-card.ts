import { text, type Language } from '../../shared/locales/text.ts';
import { buttonRows, cardOf, line, note, title, type AdaptiveCard } from './adaptive-card.ts';
import { buttonFor, NOT_SELLING_AS, type NotSellingAs } from './card-tap.ts';

/** The question is withdrawn already; what it is instead may be said, or stay unsure. */
export function notSellingCard(promptId: string, language: Language): AdaptiveCard {
  return cardOf(language, [
    title(text(language, 'notSelling.title')),
    line(text(language, 'notSelling.ask')),
    ...buttonRows(
      NOT_SELLING_AS.map((choice) =>
        buttonFor({ verb: 'not-selling', prompt: promptId, choice }, text(language, `notSelling.${choice}`)),
      ),
    ),
    note(text(language, 'notSelling.unsure')),
  ]);
}

export function correctedCard(as: NotSellingAs, language: Language): AdaptiveCard {
  return cardOf(language, [
    title(text(language, 'notSelling.done', { class: text(language, `notSelling.${as}`) })),
    note(text(language, 'notSelling.noWrite')),
  ]);
}
