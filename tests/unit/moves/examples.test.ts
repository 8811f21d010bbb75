import { describe, expect, it } from 'vitest';
import { MINUTE } from '../../../shared/calendar/time.ts';
import { detectMove } from '../../../shared/moves/detect-move.ts';
import { rebook } from '../../../shared/moves/rebook.ts';
import { askableFrom } from '../../../shared/moves/settle.ts';
import { findTwin } from '../../../shared/moves/twin.ts';
import { at, invitedBy } from '../../factories/event.ts';
import { changeOf, demo, MANAGER, movedTo, snapshot, standing, surroundings } from './surroundings.ts';

const forecast = snapshot('internal', {
  id: 'forecast',
  title: 'Prognosgenomgång',
  start: at('2026-11-19 10:00'),
  end: at('2026-11-19 11:30'),
  ...invitedBy(MANAGER),
});
const dragged = changeOf(demo(), movedTo(demo(), '2026-11-24 10:00', '2026-11-24 11:00'));

describe('Example C: a demo dragged from Thursday to next Tuesday', () => {
  it('was displaced by what the manager had booked that morning', () => {
    const calendar = [standing(forecast, at('2026-11-18 08:40'))];
    expect(detectMove(dragged, surroundings({ calendar }))).toEqual({
      key: 'demo',
      kind: 'postponed',
      direction: 'later',
      oldStart: at('2026-11-19 10:00'),
      oldEnd: at('2026-11-19 11:00'),
      newStart: at('2026-11-24 10:00'),
      newEnd: at('2026-11-24 11:00'),
      workingDays: 3,
      minutesLost: 60,
      changedAt: at('2026-11-18 12:00'),
      settledAt: at('2026-11-18 12:10'),
      afterStart: false,
      planning: false,
      openUntil: null,
      displacedBy: { key: 'forecast', class: 'internal', role: 'manager', minutes: 60 },
      filledBy: null,
      mover: 'displaced',
      moverEvidence: 'slot-taken',
      twinKey: null,
    });
  });

  it('left a slot that was later used, where the manager booked it that afternoon', () => {
    const calendar = [standing(forecast, at('2026-11-18 15:00'))];
    expect(detectMove(dragged, surroundings({ calendar, now: at('2026-11-18 16:00') }))).toMatchObject({
      kind: 'postponed',
      workingDays: 3,
      displacedBy: null,
      filledBy: { key: 'forecast', class: 'internal', role: 'manager', minutes: 60 },
      mover: 'unknown',
      moverEvidence: 'nothing-known',
    });
  });
});

describe('Example D: "Ring kundlistan" deleted on Friday and made anew on Monday', () => {
  const calls = snapshot(
    'selling',
    { id: 'calls', title: 'Ring kundlistan', start: at('2026-11-20 13:00'), end: at('2026-11-20 15:00') },
    'prospecting',
  );
  const deletedAt = at('2026-11-20 09:00');
  const deleted = changeOf(calls, null, {
    firstChangeAt: deletedAt,
    lastChangeAt: deletedAt,
    goneEvidence: 'gone-own',
  });
  const anew = standing(
    snapshot(
      'selling',
      {
        id: 'calls-anew',
        title: 'Ring kundlistan',
        start: at('2026-11-23 13:00'),
        end: at('2026-11-23 15:00'),
        createdAt: deletedAt + 20 * MINUTE,
      },
      'prospecting',
    ),
    deletedAt + 20 * MINUTE,
  );
  const cancelled = {
    key: 'calls',
    kind: 'cancelled',
    direction: null,
    oldStart: at('2026-11-20 13:00'),
    oldEnd: at('2026-11-20 15:00'),
    newStart: null,
    newEnd: null,
    workingDays: null,
    minutesLost: 120,
    changedAt: deletedAt,
    settledAt: deletedAt + 10 * MINUTE,
    afterStart: false,
    planning: false,
    openUntil: at('2026-12-04 09:00'),
    displacedBy: null,
    filledBy: null,
    mover: 'rep-alone',
    moverEvidence: 'organizes-alone',
    twinKey: null,
  };
  const rebooked = {
    ...cancelled,
    kind: 'rebooked',
    direction: 'later',
    newStart: at('2026-11-23 13:00'),
    newEnd: at('2026-11-23 15:00'),
    workingDays: 1,
    openUntil: null,
    twinKey: 'calls-anew',
  };

  it('is an open cancellation at first, and one rebooked postponement of a working day then', () => {
    const around = surroundings({ now: deletedAt + 20 * MINUTE, calendar: [anew] });
    const first = detectMove(deleted, surroundings({ now: deletedAt + 10 * MINUTE }));
    expect(first).toEqual(cancelled);
    const twin = findTwin({ activity: calls, goneAt: deletedAt }, around.calendar, around);
    expect(twin).toBe(anew);
    expect(first && twin && rebook(first, calls, twin, around)).toEqual(rebooked);
  });

  it('is the same one move where the twin stands when the deletion settles', () => {
    expect(detectMove(deleted, surroundings({ calendar: [anew] }))).toEqual(rebooked);
  });

  it('is asked about two hours after the deletion at the earliest', () => {
    const move = detectMove(deleted, surroundings({ calendar: [anew] }));
    expect(move && askableFrom(move)).toBe(at('2026-11-20 11:00'));
  });
});
