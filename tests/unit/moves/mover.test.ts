import { describe, expect, it } from 'vitest';
import type { Attendee } from '../../../shared/calendar/event.ts';
import { detectMove } from '../../../shared/moves/detect-move.ts';
import type { ActivityChange } from '../../../shared/moves/detect-move.ts';
import type { ActivitySnapshot } from '../../../shared/moves/move.ts';
import { moverAfterAnswer } from '../../../shared/moves/mover.ts';
import { anAttendee, at, invitedBy, REP } from '../../factories/event.ts';
import {
  changeOf,
  COLLEAGUE,
  CUSTOMER,
  demo,
  MANAGER,
  movedTo,
  snapshot,
  standing,
  surroundings,
} from './surroundings.ts';

const LATER = ['2026-11-24 10:00', '2026-11-24 11:00'] as const;
/** Somebody's meeting that took the slot the day before the change. */
function takerOf(organizer: string) {
  const event = { id: 'taker', start: at('2026-11-19 10:00'), end: at('2026-11-19 11:00') };
  const invited = organizer === REP ? {} : invitedBy(organizer);
  return standing(snapshot('internal', { ...event, ...invited }), at('2026-11-17 09:00'));
}

function moverOf(first: ActivitySnapshot, change: Partial<ActivityChange> = {}, taker: string | null = null) {
  const calendar = taker === null ? [] : [takerOf(taker)];
  const last = change.goneEvidence ? null : movedTo(first, ...LATER);
  const move = detectMove(changeOf(first, last, change), surroundings({ calendar }));
  return move && [move.mover, move.moverEvidence];
}

const withCustomer = (overrides: Partial<Attendee>) => demo({ attendees: [anAttendee(CUSTOMER, overrides)] });
const alone = demo({ attendees: [] });
const room = demo({
  attendees: [anAttendee('room-5@venue.example', { kind: 'resource', response: 'declined' })],
});
const byCustomer = demo(invitedBy(CUSTOMER));
const byColleague = demo(invitedBy(COLLEAGUE, { attendees: [anAttendee(REP), anAttendee(CUSTOMER)] }));
const declined = { goneEvidence: 'declined' } as const;

describe('Who moved it', () => {
  it.each([
    ['the customer’s own meeting', byCustomer, {}, MANAGER, ['customer', 'external-organizer']],
    [
      'the customer’s meeting, declined by the rep',
      byCustomer,
      declined,
      null,
      ['rep-alone', 'declined-by-rep'],
    ],
    [
      'a meeting for which the customer proposed a new time',
      withCustomer({ proposedNewTime: true }),
      {},
      MANAGER,
      ['customer', 'customer-proposed'],
    ],
    [
      'a meeting that the customer declined',
      withCustomer({ response: 'declined' }),
      {},
      null,
      ['customer', 'customer-declined'],
    ],
    ['the rep’s meeting, its slot taken by the manager', demo(), {}, MANAGER, ['displaced', 'slot-taken']],
    ['the rep’s meeting, its slot taken by the rep', demo(), {}, REP, ['unknown', 'nothing-known']],
    ['the rep’s block, its slot taken by the rep', alone, {}, REP, ['rep-alone', 'organizes-alone']],
    [
      'a colleague’s meeting, declined for the manager’s',
      byColleague,
      declined,
      MANAGER,
      ['displaced', 'slot-taken'],
    ],
    [
      'a colleague’s meeting moved onto nothing',
      byColleague,
      {},
      MANAGER,
      ['colleague', 'colleague-organizes'],
    ],
    ['a colleague’s meeting, declined', byColleague, declined, null, ['rep-alone', 'declined-by-rep']],
    [
      'a colleague’s meeting whose copy is gone',
      byColleague,
      { goneEvidence: 'gone-copy' },
      MANAGER,
      ['unknown', 'copy-gone'],
    ],
    [
      'a customer’s meeting whose copy is gone',
      byCustomer,
      { goneEvidence: 'gone-copy' },
      null,
      ['unknown', 'copy-gone'],
    ],
    ['the rep’s block', alone, {}, null, ['rep-alone', 'organizes-alone']],
    ['the rep’s block with a room that said no', room, {}, null, ['rep-alone', 'organizes-alone']],
    [
      'the rep’s block of which the export names nobody',
      demo({ attendees: [], organizer: null, isOrganizer: false }),
      {},
      null,
      ['rep-alone', 'organizes-alone'],
    ],
    ['the rep’s meeting with a customer', demo(), {}, null, ['unknown', 'nothing-known']],
    [
      'a meeting of which the export names no organizer',
      demo({ organizer: null, isOrganizer: false }),
      {},
      MANAGER,
      ['unknown', 'nothing-known'],
    ],
  ] as const)('of %s', (_, first, change, taker, expected) => {
    expect(moverOf(first, change, taker)).toEqual(expected);
  });

  it('is the customer where the decline was seen in between, before the new time reset it', () => {
    const between = (respondedAt: number) => [withCustomer({ response: 'declined', respondedAt })];
    expect(moverOf(demo(), { between: between(at('2026-11-18 11:58')) })).toEqual([
      'customer',
      'customer-declined',
    ]);
    expect(moverOf(demo(), { between: between(at('2026-11-18 12:04')) })).toEqual([
      'unknown',
      'nothing-known',
    ]);
  });

  it('is not read from a colleague who declined', () => {
    const first = demo({
      attendees: [anAttendee(CUSTOMER), anAttendee(COLLEAGUE, { response: 'declined' })],
    });
    expect(moverOf(first)).toEqual(['unknown', 'nothing-known']);
  });
});

describe('What an answer says of the mover', () => {
  const unknown = { mover: 'unknown', moverEvidence: 'nothing-known' } as const;
  const stated = { mover: 'customer-stated', moverEvidence: 'customer-stated' } as const;
  const displaced = { mover: 'displaced', moverEvidence: 'slot-taken' } as const;

  it.each([
    [unknown, 'customer-asked', stated],
    [unknown, 'market', unknown],
    [displaced, 'customer-asked', displaced],
    [stated, 'own-priority', unknown],
    [stated, 'customer-asked', stated],
  ] as const)('%j and "%s"', (known, code, expected) => {
    expect(moverAfterAnswer(known, code)).toEqual(expected);
  });
});
