import { describe, expect, it } from 'vitest';
import type { CalendarEvent } from '../../../shared/calendar/event.ts';
import type { ClassificationContext } from '../../../shared/classification/classification.ts';
import { describeRoom, relationOf } from '../../../shared/classification/room.ts';
import { anAttendee, anEvent, REP } from '../../factories/event.ts';

const context: ClassificationContext = {
  self: REP,
  ownDomains: ['nordvik.example', 'nordvik-norge.example', 'nordvikab.onmicrosoft.example'],
  customerDomains: ['granlund.example', 'www.havsby.example'],
  partnerDomains: ['molnkraft.example'],
  vendorDomains: ['bilfinans.example'],
};

function roomOf(addresses: readonly string[], overrides: Partial<CalendarEvent> = {}) {
  const attendees = addresses.map((address) => anAttendee(address));
  return describeRoom(anEvent({ attendees, ...overrides }), context);
}

describe('the relation of a host', () => {
  it.each([
    ['nordvik.example', 'own'],
    ['nordvik-norge.example', 'sister'],
    ['nordvik-danmark.example', 'sister'],
    ['nordvikab.onmicrosoft.example', 'sister'],
    ['other.onmicrosoft.example', 'unknown'],
    ['granlund.example', 'customer'],
    ['mail.granlund.example', 'customer'],
    ['havsby.example', 'customer'],
    ['molnkraft.example', 'partner'],
    ['bilfinans.example', 'vendor'],
    ['gmail.com', 'free-mail'],
    ['telia.com', 'free-mail'],
    ['online.no', 'free-mail'],
    ['mail.dk', 'free-mail'],
    ['kolumbus.fi', 'free-mail'],
    ['web.de', 'free-mail'],
    ['skogsvik.example', 'unknown'],
  ])('of %s is %s', (host, relation) => {
    expect(relationOf(context)(host)).toBe(relation);
  });
});

describe('the room', () => {
  it.each([
    ['nobody', [], {}, 'alone'],
    ['oneself', [REP], {}, 'alone'],
    ['a meeting room', ['rum-bjorken@nordvik.example'], {}, 'alone'],
    ['a colleague', ['kim@nordvik.example'], {}, 'colleagues'],
    ['a customer', ['eva@granlund.example'], {}, 'customer'],
    ['a customer and a partner', ['a@molnkraft.example', 'eva@granlund.example'], {}, 'customer'],
    ['an unlisted outsider whom we invited', ['a@skogsvik.example'], {}, 'prospect'],
    [
      'an unlisted outsider who invited us',
      ['a@skogsvik.example', REP],
      { organizer: 'a@skogsvik.example', isOrganizer: false },
      'caller',
    ],
    ['a partner', ['a@molnkraft.example', 'kim@nordvik.example'], {}, 'partner'],
    ['a partner and an unlisted outsider', ['a@molnkraft.example', 'b@skogsvik.example'], {}, 'prospect'],
    ['a vendor', ['a@bilfinans.example'], {}, 'vendor'],
  ] satisfies readonly [string, string[], Partial<CalendarEvent>, string][])(
    'with %s',
    (_, addresses, overrides, kind) => {
      expect(roomOf(addresses, overrides).kind).toBe(kind);
    },
  );

  it('takes rooms out and counts a distribution list as a crowd', () => {
    const event = anEvent({
      attendees: [
        anAttendee('alla@nordvik.example'),
        anAttendee('kim@nordvik.example'),
        anAttendee('rum-bjorken@nordvik.example', { kind: 'resource' }),
        anAttendee('allan.berg@nordvik.example'),
      ],
    });
    expect(describeRoom(event, context)).toMatchObject({ kind: 'colleagues', colleagues: 8, outsiders: 0 });
  });

  it('knows a booking page from a colleague', () => {
    const booked = roomOf(['x@gmail.com', REP], {
      organizer: 'bookings@nordvik.example',
      isOrganizer: false,
    });
    expect(booked).toMatchObject({
      kind: 'prospect',
      organizer: 'booking-page',
      colleagues: 0,
      onlyFreeMail: true,
    });
  });
});
