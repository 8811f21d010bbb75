import { text, type Language } from '../../shared/locales/text.ts';
import { buttonRows, cardOf, line, title, type AdaptiveCard } from './adaptive-card.ts';
import { pauseButton, resumeButton } from './card-tap.ts';

/** The words that the bot understands; the answer to everything else too. */
export function helpCard(language: Language): AdaptiveCard {
  return cardOf(language, [
    title(text(language, 'help.title')),
    line(text(language, 'help.help')),
    line(text(language, 'help.pause')),
    line(text(language, 'help.resume')),
    line(text(language, 'help.why')),
    line(text(language, 'help.note')),
    ...buttonRows([pauseButton(language), resumeButton(language)]),
  ]);
}
