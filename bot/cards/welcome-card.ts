import { text, type Language } from '../../shared/locales/text.ts';
import { buttonRows, cardOf, line, note, title, type AdaptiveCard } from './adaptive-card.ts';
import { buttonFor } from './card-tap.ts';
import { whoSees } from './prompt-card.ts';

export interface WelcomeCardData {
  /** null = not a rep here: nothing is read and nothing asked. */
  readonly rep: { readonly teamMinimum: number | null; readonly acknowledged: boolean } | null;
}

/** The first message: why it came, what may be asked, who sees the answers, how to stop (R10). */
export function welcomeCard({ rep }: WelcomeCardData, language: Language): AdaptiveCard {
  const first = [title(text(language, 'welcome.title')), line(text(language, 'welcome.why'), 'small')];
  if (rep === null) return cardOf(language, [...first, line(text(language, 'welcome.notEnrolled'), 'small')]);
  return cardOf(language, [
    ...first,
    line(text(language, 'welcome.ask'), 'small'),
    line(whoSees(rep.teamMinimum, language), 'small'),
    line(text(language, 'welcome.stop'), 'small'),
    ...(rep.acknowledged ? [] : acknowledgement(language)),
  ]);
}

export function acknowledgedCard(language: Language): AdaptiveCard {
  return cardOf(language, [
    title(text(language, 'welcome.acknowledged')),
    note(text(language, 'welcome.stop')),
  ]);
}

function acknowledgement(language: Language) {
  return [
    ...buttonRows([buttonFor({ verb: 'acknowledge' }, text(language, 'button.acknowledge'))]),
    note(text(language, 'welcome.acknowledge')),
  ];
}
