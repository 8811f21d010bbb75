import { at } from './event.ts';

/** An hour of the rep's own on four Tuesdays, from 1 December 2026. */
export function weeklySeries(subject: string) {
  return {
    subject,
    start: at('2026-12-01 15:00'),
    end: at('2026-12-01 16:00'),
    recurrence: {
      pattern: { type: 'weekly' as const, interval: 1, daysOfWeek: [2] },
      startDate: '2026-12-01',
      endDate: '2026-12-22',
      time: '15:00',
      minutes: 60,
      timeZone: 'Europe/Stockholm',
      revision: 0,
    },
  };
}
