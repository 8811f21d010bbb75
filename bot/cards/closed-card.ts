import { text, type Language } from '../../shared/locales/text.ts';
import { cardOf, title, type AdaptiveCard } from './adaptive-card.ts';

/** What stays of a card whose time is over, or that was never the reader's: no title, customer or reason. */
export function closedCard(language: Language): AdaptiveCard {
  return cardOf(language, [title(text(language, 'closed.title'))]);
}
