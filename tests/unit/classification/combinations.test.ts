import { describe, expect, it } from 'vitest';
import type { ClassificationContext, TimeClass } from '../../../shared/classification/classification.ts';
import { classify } from '../../../shared/classification/classify.ts';
import { anAttendee, anEvent, REP } from '../../factories/event.ts';

const context: ClassificationContext = {
  self: REP,
  ownDomains: ['nordvik.example'],
  customerDomains: ['backebol.example'],
  partnerDomains: null,
  vendorDomains: null,
};
const classOf = (title: string): TimeClass => classify(anEvent({ title }), context).class;

describe('words that mean another thing together, alone in a calendar', () => {
  it.each<readonly [string, TimeClass, string, TimeClass]>([
    ['Vårdcentralen', 'ignored', 'Ringa runt vårdcentraler', 'selling'],
    ['Brf-stämma', 'ignored', 'Offert Brf Tallen', 'supporting'],
    ['Fika', 'ignored', 'Fika med ägarna av Hasslö Varv', 'selling'],
    ['Lunch', 'ignored', 'Lunch Backebol', 'selling'],
    ['Frukost', 'ignored', 'Frukost företagarna', 'selling'],
    ['Middag', 'unsure', 'Middag Backebol', 'selling'],
    ['Hem', 'ignored', 'Färja hem', 'supporting'],
    ['Efter lunch', 'unsure', 'Ringa leads efter lunch', 'selling'],
  ])('"%s" is %s, and "%s" is %s', (plain, first, together, second) => {
    expect([classOf(plain), classOf(together)]).toEqual([first, second]);
  });

  it.each(['Backebol', 'Kauppasaha', 'Hasslö Varv'])(
    'the lone name "%s" says who, not what for: unsure',
    (title) => {
      expect(classOf(title)).toBe('unsure');
    },
  );

  it.each(['Besök?', 'Avtal', 'Kund', 'Middag', 'Nya pallställ Hasslö'])(
    '"%s" does not say what is done: unsure',
    (title) => {
      expect(classOf(title)).toBe('unsure');
    },
  );
});

describe('an invitation from somebody on no list', () => {
  const invited = (title: string, by = 'eva.ros@hasslo.example'): TimeClass =>
    classify(
      anEvent({
        title,
        organizer: by,
        isOrganizer: false,
        response: 'accepted',
        attendees: [anAttendee(by), anAttendee(REP)],
      }),
      context,
    ).class;

  it.each<readonly [string, TimeClass]>([
    ['Erbjudande till er', 'internal'],
    ['SV: Ert erbjudande', 'selling'],
    ['Byggmöte 4', 'supporting'],
    ['Baubesprechung Halle 3', 'supporting'],
    ['Reklamation av leverans', 'supporting'],
    ['Bieterkonferenz Schulmöbel', 'selling'],
  ])('"%s" is %s', (title, expected) => {
    expect(invited(title)).toBe(expected);
  });
});

describe('a customer in the room', () => {
  const withCustomer = (title: string): TimeClass =>
    classify(anEvent({ title, attendees: [anAttendee('eva.ros@backebol.example')] }), context).class;

  it.each<readonly [string, TimeClass]>([
    ['Sprintplanering', 'supporting'],
    ['Zwischenbericht', 'supporting'],
    ['Site meeting 3', 'supporting'],
    ['Serviceavtal, förlängning', 'selling'],
    ['Serviceärende pump 2', 'supporting'],
    ['Besök', 'selling'],
    ['Paketlösning Halden', 'selling'],
  ])('"%s" is %s', (title, expected) => {
    expect(withCustomer(title)).toBe(expected);
  });
});

describe('a bare question to a colleague', () => {
  it.each<readonly [string, TimeClass]>([
    ['Har du tid?', 'unsure'],
    ['Prognosen?', 'internal'],
  ])('"%s" is %s', (title, expected) => {
    const attendees = [anAttendee('kim.ode@nordvik.example')];
    expect(classify(anEvent({ title, attendees }), context).class).toBe(expected);
  });
});
