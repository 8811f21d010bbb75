import type { PageEvent } from '../../../sandbox/page/sandbox-api.ts';

/** A demo of Maja's own with a customer: Friday 27 November 2026, 10:00–11:00 in Stockholm. */
export function pageEvent(change: Partial<PageEvent> = {}): PageEvent {
  return {
    id: 'AAkALg1',
    type: 'singleInstance',
    subject: 'Demo Havsnäs Hamn',
    start: '2026-11-27T09:00:00.000Z',
    end: '2026-11-27T10:00:00.000Z',
    isAllDay: false,
    isOrganizer: true,
    organizer: { name: 'Maja Lindeskog', address: 'maja.lindeskog@tranvik.example' },
    attendees: [{ name: 'Annika Havsnäs', address: 'annika@havsnas-hamn.example', response: 'accepted' }],
    response: 'organizer',
    showAs: 'busy',
    sensitivity: 'normal',
    isCancelled: false,
    ...change,
  };
}
