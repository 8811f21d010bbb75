import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CalendarEvent } from '../../../shared/calendar/event.ts';
import type { ClassificationContext, TimeClass } from '../../../shared/classification/classification.ts';
import { classify, CLASSIFIER_VERSION } from '../../../shared/classification/classify.ts';
import { anAttendee, anEvent, REP } from '../../factories/event.ts';

const context: ClassificationContext = {
  self: REP,
  ownDomains: ['nordvik.example', 'nordvik-norge.example'],
  customerDomains: ['granlund.example'],
  partnerDomains: ['molnkraft.example'],
  vendorDomains: null,
};
const customer = anAttendee('eva.holm@granlund.example');
const colleague = anAttendee('lena.falk@nordvik.example');
const team = ['ali.demir', 'kaj.moberg', 'rut.berg', 'nils.ek', 'britt.sol'].map((name) =>
  anAttendee(`${name}@nordvik.example`),
);

function calledBy(address: string, title: string): CalendarEvent {
  return anEvent({
    title,
    organizer: address,
    isOrganizer: false,
    response: 'accepted',
    attendees: [anAttendee(address), anAttendee(REP)],
  });
}

describe('classify', () => {
  it.each<readonly [string, CalendarEvent, TimeClass]>([
    [
      'a quote with the customer is selling',
      anEvent({ title: 'Offert Granlund', attendees: [customer] }),
      'selling',
    ],
    ['a quote alone is supporting', anEvent({ title: 'Offert Granlund' }), 'supporting'],
    [
      'a quote with colleagues is supporting',
      anEvent({ title: 'Offert Granlund', attendees: [colleague] }),
      'supporting',
    ],
    [
      'a quote from a cleaning firm is internal',
      calledBy('kim@renhuset.example', 'Offert städning'),
      'internal',
    ],
    ['a complaint is supporting', anEvent({ title: 'Reklamation', attendees: [customer] }), 'supporting'],
    ['a calling block alone is selling', anEvent({ title: 'Ringpass' }), 'selling'],
    [
      'the sales meeting of the team is internal',
      anEvent({ title: 'Säljmöte', attendees: team, type: 'occurrence' }),
      'internal',
    ],
    [
      'a sales meeting with a customer is selling',
      anEvent({ title: 'Säljmöte', attendees: [customer] }),
      'selling',
    ],
    [
      'a partner alone is supporting',
      anEvent({ title: 'Avstämning', attendees: [anAttendee('a@molnkraft.example')] }),
      'supporting',
    ],
    [
      'a partner with the customer is selling',
      anEvent({ title: 'Möte', attendees: [anAttendee('a@molnkraft.example'), customer] }),
      'selling',
    ],
    [
      'a candidate on free mail is internal',
      anEvent({ title: 'Intervju säljare', attendees: [anAttendee('x@gmail.com')] }),
      'internal',
    ],
    [
      'a sister company is internal',
      anEvent({ title: 'Möte', attendees: [anAttendee('ola@nordvik-norge.example')] }),
      'internal',
    ],
    ['the dentist is not counted', anEvent({ title: 'Tandläkare' }), 'ignored'],
    ['lunch alone is not counted', anEvent({ title: 'Lunch' }), 'ignored'],
    ['lunch with the customer is selling', anEvent({ title: 'Lunch', attendees: [customer] }), 'selling'],
    ['lunch with colleagues is internal', anEvent({ title: 'Lunch', attendees: team }), 'internal'],
  ])('%s', (_, event, expected) => {
    expect(classify(event, context).class).toBe(expected);
  });

  it.each([
    '',
    'Möte',
    'Meeting',
    'Termin',
    'Palaveri',
    'Fokustid',
    'Busy',
    'Eva',
    'Call with Priya',
    'Blockiert',
  ])('leaves "%s" alone in a calendar unsure, with little confidence', (title) => {
    const found = classify(anEvent({ title }), context);
    expect(found.class).toBe('unsure');
    expect(found.confidence).toBeLessThan(0.5);
  });

  it('says why in the words that it found, strongest first', () => {
    expect(
      classify(anEvent({ title: 'SV: Genomgång av Offerten', attendees: [customer] }), context),
    ).toMatchObject({
      class: 'selling',
      activity: 'proposal',
      because: expect.arrayContaining([
        expect.objectContaining({ signal: 'word', value: 'Offerten', speaksFor: 'selling' }),
        expect.objectContaining({ signal: 'room.customer', value: 'granlund.example', speaksFor: 'selling' }),
      ]),
      classifierVersion: CLASSIFIER_VERSION,
    });
  });

  it('gives at most four reasons, in falling strength', () => {
    const event = anEvent({
      title: 'Intern demo av offert, prospektering och lunch',
      attendees: team,
      type: 'occurrence',
    });
    const weights = classify(event, context).because.map(({ weight }) => Math.abs(weight));
    expect(weights).toHaveLength(4);
    expect(weights).toEqual(weights.toSorted((a, b) => b - a));
  });

  it.each([
    ['capitals', 'KUNDMÖTE GRANLUND!!!'],
    ['emoji', '🤝 Kundmöte Granlund 🤝'],
    ['a reply', 'Re: SV: Kundmöte Granlund'],
    ['decomposed letters', 'Kundmöte Granlund'.normalize('NFD')],
    ['letters without their dots', 'Kundmote Granlund'],
    ['letters spelled out', 'Kundmoete Granlund'],
  ])('reads through %s', (_, title) => {
    expect(classify(anEvent({ title }), context)).toMatchObject({
      class: 'selling',
      activity: 'customer_meeting',
    });
  });

  it('does not depend on the order of attendees, lists or other events', () => {
    const invited = [
      customer,
      colleague,
      ...team,
      anAttendee('kim@okand.example'),
      anAttendee('x@gmail.com'),
    ];
    const titles = ['Genomgång av offert', 'Möte', 'Lunch Granlund', 'Intern avstämning', 'Utbildning'];
    const events = titles.map((title) => anEvent({ title, attendees: invited }));
    const expected = events.map((event) => classify(event, context));
    fc.assert(
      fc.property(
        fc.shuffledSubarray(invited, { minLength: invited.length }),
        fc.shuffledSubarray([0, 1, 2, 3, 4], { minLength: 5 }),
        fc.shuffledSubarray([...context.ownDomains], { minLength: 2 }),
        (attendees, order, ownDomains) => {
          for (const at of order) {
            const event = anEvent({ title: titles[at] ?? '', attendees });
            expect(classify(event, { ...context, ownDomains })).toEqual(expected[at]);
          }
        },
      ),
    );
  });

  it('does not depend on the names that people, companies and hosts happen to have', () => {
    const named = (person: string, host: string): CalendarEvent =>
      anEvent({
        title: 'Genomgång av förslag',
        attendees: [anAttendee(`${person}@${host}`), anAttendee(`z@${host}`)],
      });
    expect(classify(named('ida.ek', 'skogsvik.example'), context)).toMatchObject({
      class: 'selling',
      confidence: classify(named('bo.alm', 'tegelform.example'), context).confidence,
    });
  });
});
