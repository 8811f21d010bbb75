import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CalendarEvent } from '../../../shared/calendar/event.ts';
import type { ActivityType, ClassificationContext } from '../../../shared/classification/classification.ts';
import { classify } from '../../../shared/classification/classify.ts';
import { anAttendee, anEvent, REP } from '../../factories/event.ts';

const context: ClassificationContext = {
  self: REP,
  ownDomains: ['nordvik.example'],
  customerDomains: ['granlund.example'],
  partnerDomains: null,
  vendorDomains: null,
};
const buyer = anAttendee('eva@granlund.example');
const day = { start: '2026-11-17', end: '2026-11-18' };

type Row = readonly [what: string, event: Partial<CalendarEvent>, signal: string, activity: ActivityType];

const ROWS: readonly Row[] = [
  ['cancelled by its flag', { isCancelled: true, title: 'Demo' }, 'state.cancelled', 'cancelled'],
  ['Canceled:', { title: 'Canceled: Demo for Granlund' }, 'state.cancelled', 'cancelled'],
  ['Cancelled:', { title: 'Cancelled: Demo' }, 'state.cancelled', 'cancelled'],
  ['Inställt:', { title: 'Inställt: Demo Granlund' }, 'state.cancelled', 'cancelled'],
  ['Inställd:', { title: 'Inställd: Morgonmöte' }, 'state.cancelled', 'cancelled'],
  ['Avlyst:', { title: 'Avlyst: Ringeøkt' }, 'state.cancelled', 'cancelled'],
  ['Aflyst:', { title: 'Aflyst: Kundemøde' }, 'state.cancelled', 'cancelled'],
  ['Peruttu:', { title: 'Peruttu: Esittely' }, 'state.cancelled', 'cancelled'],
  ['Annulleret:', { title: 'Annulleret: Kundemøde' }, 'state.cancelled', 'cancelled'],
  ['Peruutettu:', { title: 'Peruutettu: Esittely' }, 'state.cancelled', 'cancelled'],
  ['Avbokat:', { title: 'Avbokat: Kundmöte' }, 'state.cancelled', 'cancelled'],
  ['Called off:', { title: 'Called off: Demo' }, 'state.cancelled', 'cancelled'],
  ['Avlyses –', { title: 'Avlyses – Demo' }, 'state.cancelled', 'cancelled'],
  ['Aflyses:', { title: 'Aflyses: Demo' }, 'state.cancelled', 'cancelled'],
  ['Peruuntuu:', { title: 'Peruuntuu: Esittely' }, 'state.cancelled', 'cancelled'],
  ['Entfällt:', { title: 'Entfällt: Vorführung' }, 'state.cancelled', 'cancelled'],
  ['in brackets', { title: '[Canceled] Demo' }, 'state.cancelled', 'cancelled'],
  ['a reply in Finnish', { title: 'Vast: VL: Peruttu: Esittely' }, 'state.cancelled', 'cancelled'],
  ['a forward in German', { title: 'WG: AW: Abgesagt: Demo' }, 'state.cancelled', 'cancelled'],
  ['a forward in Danish', { title: 'Videresendt: VS: Aflyst: Demo' }, 'state.cancelled', 'cancelled'],
  ['Abgesagt:', { title: 'Abgesagt: Vorführung' }, 'state.cancelled', 'cancelled'],
  ['a reply to a cancelled one', { title: 'SV: Inställt: Demo' }, 'state.cancelled', 'cancelled'],
  ['capitals', { title: 'INSTÄLLT: Demo' }, 'state.cancelled', 'cancelled'],
  ['declined', { response: 'declined', title: 'Demo' }, 'state.declined', 'cancelled'],
  ['private', { sensitivity: 'private', title: 'Lönesamtal' }, 'state.private', 'private'],
  ['personal', { sensitivity: 'personal', title: 'Demo' }, 'state.private', 'private'],
  ['confidential', { sensitivity: 'confidential', title: 'Prisdiskussion' }, 'state.private', 'private'],
  ['out of office', { showAs: 'oof', title: 'Kundresa Malmö' }, 'state.oof', 'oof'],
  ['free for an hour', { showAs: 'free', title: 'Optional: brown bag' }, 'state.free', 'free'],
  ['free all day', { showAs: 'free', allDay: day, title: 'Deadline anbud' }, 'state.free', 'marker'],
  ['free on a holiday', { showAs: 'free', allDay: day, title: 'Midsommarafton' }, 'state.free', 'holiday'],
  ['free and blocked', { showAs: 'free', title: 'Do not book' }, 'state.free', 'placeholder'],
  [
    'elsewhere all day, alone',
    { showAs: 'workingElsewhere', allDay: day, title: 'Demo', attendees: [] },
    'state.elsewhere',
    'marker',
  ],
];

describe('a state filter', () => {
  it.each(ROWS)('settles an event that is %s', (_, overrides, signal, activity) => {
    expect(classify(anEvent({ attendees: [buyer], ...overrides }), context)).toMatchObject({
      class: 'ignored',
      top: 'ignored',
      activity,
      because: [{ signal, value: '', speaksFor: 'ignored', weight: 100 }],
    });
  });

  it.each([
    ['a cancelled order spoken of', { title: 'Möte om inställt avtal' }],
    ['a word that begins like a cancellation', { title: 'Installera demo hos Granlund' }],
    ['elsewhere for an hour', { showAs: 'workingElsewhere', title: 'Demo Granlund' }],
    ['elsewhere all day with a customer', { showAs: 'workingElsewhere', allDay: day, title: 'Demo' }],
    ['tentative', { showAs: 'tentative', title: 'Demo Granlund' }],
  ] satisfies readonly [string, Partial<CalendarEvent>][])('does not take out what is %s', (_, overrides) => {
    expect(classify(anEvent({ attendees: [buyer], ...overrides }), context).class).toBe('selling');
  });

  it('keeps a private event out whatever its words and whoever is invited', () => {
    const words = fc.array(
      fc.constantFrom('Demo', 'offert', 'Kundmöte', 'Granlund', 'prospektering', 'möte', '🤝'),
    );
    const sensitivity = fc.constantFrom('private' as const, 'personal' as const, 'confidential' as const);
    const attendees = fc.subarray([buyer, anAttendee('kim@nordvik.example'), anAttendee('x@gmail.com')]);
    fc.assert(
      fc.property(words, sensitivity, attendees, (titleWords, secrecy, invited) => {
        const event = anEvent({ title: titleWords.join(' '), sensitivity: secrecy, attendees: invited });
        expect(classify(event, context)).toMatchObject({ class: 'ignored', activity: 'private' });
      }),
    );
  });
});
