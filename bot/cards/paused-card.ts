import type { Instant, TimeZone } from '../../shared/calendar/time.ts';
import { text, type Language } from '../../shared/locales/text.ts';
import { buttonRows, cardOf, note, title, type AdaptiveCard } from './adaptive-card.ts';
import { buttonFor, resumeButton } from './card-tap.ts';
import { formatLongDay } from './format.ts';

export interface PausedCardData {
  /** null = until the rep resumes. */
  readonly until: Instant | null;
  readonly timeZone: TimeZone;
}

/** The pause holds from the first tap; how long can still be said. Names no meeting: the question is gone. */
export function pausedCard({ until, timeZone }: PausedCardData, language: Language): AdaptiveCard {
  const longer = buttonFor({ verb: 'pause', choice: 'until-resumed' }, text(language, 'button.untilResumed'));
  return cardOf(language, [
    title(
      until === null
        ? text(language, 'pause.untilResumed')
        : text(language, 'pause.untilDay', { day: formatLongDay(until, language, timeZone) }),
    ),
    note(text(language, 'pause.effect')),
    ...buttonRows(until === null ? [resumeButton(language)] : [longer, resumeButton(language)]),
  ]);
}

export function resumedCard(language: Language): AdaptiveCard {
  return cardOf(language, [title(text(language, 'pause.resumed'))]);
}
