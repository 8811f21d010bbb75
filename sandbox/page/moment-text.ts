import type { Instant, TimeZone } from '../../shared/calendar/time.ts';
import type { Language } from '../../shared/locales/text.ts';

const LOCALES: Readonly<Record<Language, string>> = { sv: 'sv-SE', en: 'en-GB' };

/** `ons 25 nov 10.05` · `Wed 25 Nov 10:05`. */
export function momentText(instant: Instant, language: Language, timeZone: TimeZone): string {
  return `${dayText(instant, language, timeZone)} ${clockText(instant, language, timeZone)}`;
}

/** `ons 25 nov` · `Wed 25 Nov`. */
export function dayText(instant: Instant, language: Language, timeZone: TimeZone): string {
  const part = parts(instant, language, timeZone);
  return `${part('weekday').slice(0, 3)} ${part('day')} ${part('month').slice(0, 3)}`;
}

/** `10.05` · `10:05`. */
export function clockText(instant: Instant, language: Language, timeZone: TimeZone): string {
  const part = parts(instant, language, timeZone);
  return `${Number(part('hour'))}${language === 'sv' ? '.' : ':'}${part('minute')}`;
}

function parts(instant: Instant, language: Language, timeZone: TimeZone) {
  const found = new Intl.DateTimeFormat(LOCALES[language], {
    timeZone,
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    hour: 'numeric',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(instant);
  return (type: Intl.DateTimeFormatPartTypes) => found.find((one) => one.type === type)?.value ?? '';
}
