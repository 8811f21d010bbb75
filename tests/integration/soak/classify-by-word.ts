import type { CalendarEvent } from '../../../shared/calendar/event.ts';
import type { Classification, TimeClass } from '../../../shared/classification/classification.ts';

const WORDS: readonly [RegExp, Exclude<TimeClass, 'unsure'>, Classification['activity']][] = [
  [/^Demo|^Ring/u, 'selling', 'demo'],
  [/^Offert/u, 'supporting', 'preparation'],
  [/^Privat/u, 'ignored', 'private'],
];

/** What a title begins with says it all: the soak is about moves, and not about how events are sorted. */
export function classifyByWord(event: CalendarEvent): Classification {
  const title = event.title.replace(/^Inställt: /u, '');
  const [, top, activity] = WORDS.find(([pattern]) => pattern.test(title)) ?? [
    null,
    'internal' as const,
    'team_meeting' as const,
  ];
  const isOff = event.isCancelled || event.response === 'declined' || event.sensitivity !== 'normal';
  return {
    class: isOff ? 'ignored' : top,
    top,
    activity,
    confidence: 1,
    because: [],
    classifierVersion: 'soak',
  };
}
