import type { Instant, TimeZone } from '../../shared/calendar/time.ts';
import { text, type Language } from '../../shared/locales/text.ts';
import { buttonRows, cardOf, line, note, title, type AdaptiveCard } from './adaptive-card.ts';
import { buttonFor } from './card-tap.ts';
import { formatLongDay } from './format.ts';
import { whoSees } from './prompt-card.ts';

export interface WelcomeCardData {
  /** null = not a rep here: nothing is read and nothing asked. */
  readonly rep: {
    readonly teamMinimum: number | null;
    readonly acknowledged: boolean;
    /** With the notice: the first day on which the calendar may be read. */
    readonly readingFrom?: { readonly at: Instant; readonly timeZone: TimeZone };
  } | null;
}

/** The first message: why it came, what may be asked, who sees the answers, how to stop (R10). */
export function welcomeCard({ rep }: WelcomeCardData, language: Language): AdaptiveCard {
  const first = [title(text(language, 'welcome.title')), line(text(language, 'welcome.why'), 'small')];
  if (rep === null) return cardOf(language, [...first, line(text(language, 'welcome.notEnrolled'), 'small')]);
  return cardOf(language, [
    ...first,
    ...(rep.readingFrom === undefined
      ? []
      : [line(text(language, 'welcome.readingFrom', { date: dayOf(rep.readingFrom, language) }), 'small')]),
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

function dayOf(day: { readonly at: Instant; readonly timeZone: TimeZone }, language: Language): string {
  return formatLongDay(day.at, language, day.timeZone);
}

function acknowledgement(language: Language) {
  return [
    ...buttonRows([buttonFor({ verb: 'acknowledge' }, text(language, 'button.acknowledge'))]),
    note(text(language, 'welcome.acknowledge')),
  ];
}
