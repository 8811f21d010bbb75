import { describe, expect, it } from 'vitest';
import type { CalendarEvent } from '../../../shared/calendar/event.ts';
import { DAY } from '../../../shared/calendar/time.ts';
import type { ActivitySnapshot, Move, StandingEvent } from '../../../shared/moves/move.ts';
import { detectMove } from '../../../shared/moves/detect-move.ts';
import { rebook } from '../../../shared/moves/rebook.ts';
import { findTwin, normalisedTitle } from '../../../shared/moves/twin.ts';
import { anAttendee, at, invitedBy } from '../../factories/event.ts';
import { changeOf, COLLEAGUE, CUSTOMER, demo, snapshot, standing, surroundings } from './surroundings.ts';

const goneAt = at('2026-11-18 12:00');
const NEXT_TUESDAY = { start: at('2026-11-24 10:00'), end: at('2026-11-24 11:00') };

function candidate(overrides: Partial<CalendarEvent>, createdAt = goneAt, from = demo()): StandingEvent {
  const event = { id: 'twin', instanceKey: 'twin', ...NEXT_TUESDAY, createdAt, ...overrides };
  const { class: timeClass, activity } = from;
  return standing(snapshot(timeClass, event, activity), createdAt);
}

function twinOf(gone: ActivitySnapshot, ...candidates: StandingEvent[]): string | null {
  return findTwin({ activity: gone, goneAt }, candidates, surroundings())?.key ?? null;
}

describe('A twin', () => {
  const other = 'olle@nordlast.example';
  const freeMail = 'invented-eva@gmail.com';
  const alone = demo({ attendees: [], title: 'Ring kundlistan' });

  it.each<[string, Partial<CalendarEvent>, string | null]>([
    ['the same external address', { attendees: [anAttendee(CUSTOMER)], title: 'Något helt annat' }, 'twin'],
    ['the same address as organizer', invitedBy(CUSTOMER), 'twin'],
    ['the same domain and the same kind of activity', { attendees: [anAttendee(other)] }, 'twin'],
    ['another company', { attendees: [anAttendee('eva@annat.example')], title: 'Demo Nordlast' }, null],
    ['nobody external, for the gone one had a customer', { title: 'Demo Nordlast' }, null],
  ])('of a demo has %s', (_, overrides, expected) => {
    expect(twinOf(demo(), candidate(overrides))).toBe(expected);
  });

  it('with the same domain and another activity needs a colleague in common', () => {
    const proposal = snapshot('selling', {}, 'proposal');
    const withBo = [anAttendee(other), anAttendee(COLLEAGUE)];
    const gone = demo({ attendees: [anAttendee(CUSTOMER), anAttendee(COLLEAGUE)] });
    expect(twinOf(gone, candidate({ attendees: [anAttendee(other)] }, goneAt, proposal))).toBeNull();
    expect(twinOf(gone, candidate({ attendees: withBo }, goneAt, proposal))).toBe('twin');
  });

  it('is not found by a domain of free mail, only by the address', () => {
    const gone = demo({ attendees: [anAttendee(freeMail)] });
    expect(twinOf(gone, candidate({ attendees: [anAttendee('invented-olle@gmail.com')] }))).toBeNull();
    expect(twinOf(gone, candidate({ attendees: [anAttendee(freeMail)] }))).toBe('twin');
  });

  it.each([
    ['Ring kundlistan', 'twin'],
    ['  RING  kundlistan!', 'twin'],
    ['Ring kundlistan 2', null],
    ['', null],
  ])('of a block alone has its title: "%s"', (title, expected) => {
    expect(twinOf(alone, candidate({ title }))).toBe(expected);
  });

  it('is none without a title, however alike the two are', () => {
    expect(twinOf(demo({ attendees: [], title: '' }), candidate({ title: '' }))).toBeNull();
  });

  it.each([
    [goneAt - DAY, 'twin'],
    [goneAt - DAY - 1, null],
    [goneAt + 14 * DAY, 'twin'],
    [goneAt + 14 * DAY + 1, null],
  ])('was created 24 h before to 14 days after: %d', (createdAt, expected) => {
    expect(twinOf(alone, candidate({ title: 'Ring kundlistan' }, createdAt))).toBe(expected);
  });

  it('of two is the one created nearest, whatever their order', () => {
    const title = 'Ring kundlistan';
    const near = candidate({ title, id: 'near', instanceKey: 'near' }, goneAt + 100);
    const far = candidate({ title, id: 'far', instanceKey: 'far' }, goneAt - 200);
    expect(twinOf(alone, near, far)).toBe('near');
    expect(twinOf(alone, far, near)).toBe('near');
  });

  it.each<[string, Partial<CalendarEvent>]>([
    ['private', { sensitivity: 'private' }],
    ['cancelled', { isCancelled: true }],
    ['declined', { response: 'declined' }],
    ['an occurrence of the same series', { type: 'occurrence', seriesKey: 'weekly' }],
  ])('is never %s', (_, overrides) => {
    const gone = demo({ attendees: [], title: 'Ring kundlistan', type: 'occurrence', seriesKey: 'weekly' });
    expect(twinOf(gone, candidate({ title: 'Ring kundlistan', ...overrides }))).toBeNull();
  });

  it('is no occurrence of an older series that the window has only just reached', () => {
    const series = { title: 'Ring kundlistan', type: 'occurrence', seriesKey: 'other' } as const;
    const old = { ...candidate({ ...series, createdAt: goneAt - 90 * DAY }), bookedAt: goneAt };
    expect(twinOf(alone, old)).toBeNull();
    expect(twinOf(alone, { ...candidate({ ...series, createdAt: null }), bookedAt: goneAt })).toBeNull();
    expect(twinOf(alone, candidate({ ...series, createdAt: goneAt + DAY }))).toBe('twin');
  });

  it('is one for one: what is a twin already is no other’s', () => {
    const around = surroundings({ twinsTaken: new Set(['twin']) });
    const found = findTwin({ activity: alone, goneAt }, [candidate({ title: 'Ring kundlistan' })], around);
    expect(found).toBeNull();
  });
});

describe('A title as twins compare it', () => {
  it.each([
    ['Canceled: Demo Nordlast', 'demo nordlast'],
    ['Inställt: Fw: Demo – Nordlast (v. 47)', 'demo nordlast v 47'],
    ['Återkoppling: Ålesund', 'återkoppling ålesund'],
    ['***', ''],
  ])('%s', (title, expected) => {
    expect(normalisedTitle(title)).toBe(expected);
  });
});

describe('A move whose twin appears', () => {
  const around = surroundings();
  const gone = detectMove(changeOf(demo(), null, { goneEvidence: 'gone-own' }), around);
  const twin = candidate({ attendees: [anAttendee(CUSTOMER)] }, goneAt + 5 * DAY);
  const revise = (move: Move | null, by = twin, activity = demo()) =>
    move && rebook(move, activity, by, surroundings({ calendar: [by, early] }));
  const early = standing(
    snapshot('internal', {
      id: 'forecast',
      start: at('2026-11-19 10:30'),
      end: at('2026-11-19 11:00'),
      ...invitedBy(COLLEAGUE),
    }),
    goneAt - DAY,
  );

  it('is the same move in another shape, with the dates that it had', () => {
    expect(revise(gone)).toEqual({
      ...gone,
      kind: 'rebooked',
      direction: 'later',
      newStart: NEXT_TUESDAY.start,
      newEnd: NEXT_TUESDAY.end,
      workingDays: 3,
      openUntil: null,
      twinKey: 'twin',
    });
  });

  it('loses nothing where the twin stands in the same week', () => {
    const friday = candidate({ start: at('2026-11-20 10:00'), end: at('2026-11-20 11:00') });
    expect(revise(gone, friday)).toMatchObject({ workingDays: 1, minutesLost: 0 });
  });

  it('is none where the twin stands in the old slot', () => {
    expect(revise(gone, candidate({ start: demo().event.start, end: demo().event.end }))).toBeNull();
  });

  it('was not displaced by its own twin, and its mover follows', () => {
    const declinedMeeting = demo(invitedBy(COLLEAGUE));
    const overlapping = standing(
      snapshot('selling', {
        id: 'twin',
        start: at('2026-11-19 10:15'),
        end: at('2026-11-19 11:15'),
        ...invitedBy(COLLEAGUE),
      }),
      goneAt - 1,
    );
    const declined = detectMove(changeOf(declinedMeeting, null, { goneEvidence: 'declined' }), around);
    const displaced: Move | null = declined && {
      ...declined,
      displacedBy: { key: 'twin', class: 'selling', role: 'colleague', minutes: 45 },
      mover: 'displaced',
      moverEvidence: 'slot-taken',
    };
    expect(
      displaced && rebook(displaced, declinedMeeting, overlapping, surroundings({ calendar: [overlapping] })),
    ).toMatchObject({
      displacedBy: null,
      mover: 'rep-alone',
      moverEvidence: 'declined-by-rep',
    });
    expect(revise(displaced, overlapping, declinedMeeting)).toMatchObject({
      displacedBy: { key: 'forecast', class: 'internal', role: 'colleague', minutes: 30 },
      mover: 'displaced',
      moverEvidence: 'slot-taken',
    });
  });
});
