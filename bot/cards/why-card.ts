import { text, type Language } from '../../shared/locales/text.ts';
import { cardOf, line, title, type AdaptiveCard } from './adaptive-card.ts';
import { whoSees } from './prompt-card.ts';

/** Why the bot asks at all, what becomes of the answers, and within which limits. */
export function whyCard(data: { readonly teamMinimum: number | null }, language: Language): AdaptiveCard {
  return cardOf(language, [
    title(text(language, 'why.title')),
    line(text(language, 'why.what'), 'small'),
    line(text(language, 'why.purpose'), 'small'),
    line(whoSees(data.teamMinimum, language), 'small'),
    line(text(language, 'why.limits'), 'small'),
  ]);
}
