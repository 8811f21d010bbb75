import { describe, expect, it } from 'vitest';
import { hoursShown, isOnWeekend, nowLine, titleOf, toInput } from '../../../sandbox/page/calendar-events.ts';
import { STRINGS } from '../../../sandbox/page/strings.ts';
import { domainOf, suggestMove } from '../../../sandbox/page/suggest-move.ts';
import { pageEvent } from './page-event.ts';

const ZONE = 'Europe/Stockholm';

describe('an event in the calendar', () => {
  it('can be dragged where its owner organizes it', () => {
    expect(toInput(pageEvent(), STRINGS.sv)).toEqual({
      id: 'AAkALg1',
      title: 'Demo Havsnäs Hamn',
      start: '2026-11-27T09:00:00.000Z',
      end: '2026-11-27T10:00:00.000Z',
      allDay: false,
      editable: true,
      className: 'event own',
    });
  });

  it.each([
    [{ isOrganizer: false }, false, 'event'],
    [{ isCancelled: true }, false, 'event own faint cancelled'],
    [{ isAllDay: true, start: '2026-11-27', end: '2026-11-28' }, false, 'event own'],
    [{ showAs: 'free' }, true, 'event own faint'],
  ])('%j', (change, editable, className) => {
    const { editable: isEditable, className: name } = toInput(pageEvent(change), STRINGS.sv);
    expect([isEditable, name]).toEqual([editable, className]);
  });

  it.each([
    [{}, 'Demo Havsnäs Hamn'],
    [{ sensitivity: 'private' }, 'Demo Havsnäs Hamn (private)'],
    [{ isCancelled: true, showAs: 'tentative' }, 'Demo Havsnäs Hamn (cancelled, tentative)'],
  ])('says its state in words: %j', (change, title) => {
    expect(titleOf(pageEvent(change), STRINGS.en)).toBe(title);
  });
});

describe('the hours shown', () => {
  it.each([
    ['nothing', [], { from: '08:00', to: '18:00' }],
    ['a usual day', [pageEvent()], { from: '08:00', to: '18:00' }],
    [
      'an early start and a late dinner',
      [
        pageEvent({ start: '2026-11-27T05:30:00.000Z', end: '2026-11-27T06:00:00.000Z' }),
        pageEvent({ start: '2026-11-27T17:00:00.000Z', end: '2026-11-27T19:30:00.000Z' }),
      ],
      { from: '06:00', to: '21:00' },
    ],
    [
      'an end on the hour, which needs no further one',
      [pageEvent({ start: '2026-11-27T17:00:00.000Z', end: '2026-11-27T19:00:00.000Z' })],
      { from: '08:00', to: '20:00' },
    ],
    [
      'a night over midnight',
      [pageEvent({ start: '2026-11-27T21:00:00.000Z', end: '2026-11-28T02:00:00.000Z' })],
      { from: '00:00', to: '24:00' },
    ],
    [
      'an end at midnight',
      [pageEvent({ start: '2026-11-27T21:00:00.000Z', end: '2026-11-27T23:00:00.000Z' })],
      { from: '08:00', to: '24:00' },
    ],
    [
      'a day of its own',
      [pageEvent({ isAllDay: true, start: '2026-11-27', end: '2026-11-28' })],
      { from: '08:00', to: '18:00' },
    ],
  ])('hold %s', (_, events, hours) => {
    expect(hoursShown(events, ZONE)).toEqual(hours);
  });
});

describe('the weekend', () => {
  it.each([
    [{}, false],
    // Saturday 00:30 in Stockholm, Friday in UTC.
    [{ start: '2026-11-27T23:30:00.000Z', end: '2026-11-28T00:30:00.000Z' }, true],
    [{ isAllDay: true, start: '2026-11-29', end: '2026-11-30' }, true],
    [{ isAllDay: true, start: '2026-11-30', end: '2026-12-01' }, false],
  ])('is counted in the owner’s zone: %j', (change, expected) => {
    expect(isOnWeekend(pageEvent(change), ZONE)).toBe(expected);
  });
});

describe('the line of the clock', () => {
  it('is a minute in the background', () => {
    expect(nowLine(Date.parse('2026-11-25T09:05:00Z'))).toEqual({
      start: '2026-11-25T09:05:00.000Z',
      end: '2026-11-25T09:06:00.000Z',
      display: 'background',
      className: 'now-line',
    });
  });
});

describe('the meeting that a newcomer is told to drag', () => {
  const own = new Set(['tranvik.example']);
  const now = Date.parse('2026-11-25T09:05:00Z');
  const later = { start: '2026-11-30T09:00:00.000Z', end: '2026-11-30T10:00:00.000Z' };
  const inside = [{ name: 'Karin', address: 'karin@tranvik.example', response: 'accepted' }];

  it.each([
    ['the only one', [pageEvent()], 'Demo Havsnäs Hamn'],
    [
      'a demo before another that comes sooner',
      [pageEvent({ subject: 'Avtalsmöte' }), pageEvent({ ...later, subject: 'Demo Ekeskog' })],
      'Demo Ekeskog',
    ],
    [
      'else the soonest',
      [pageEvent({ ...later, subject: 'Behovsmöte' }), pageEvent({ subject: 'Avtalsmöte' })],
      'Avtalsmöte',
    ],
    ['none that somebody else booked', [pageEvent({ isOrganizer: false })], undefined],
    ['none with colleagues only', [pageEvent({ attendees: inside })], undefined],
    ['none of one’s own', [pageEvent({ attendees: [] })], undefined],
    ['none that is cancelled', [pageEvent({ isCancelled: true })], undefined],
    [
      'none that begins within two hours',
      [pageEvent({ start: '2026-11-25T11:00:00.000Z', end: '2026-11-25T12:00:00.000Z' })],
      undefined,
    ],
  ])('is %s', (_, events, subject) => {
    expect(suggestMove(events, own, now)?.subject).toBe(subject);
  });

  it('knows the domain of an address', () => {
    expect(domainOf('annika@havsnas-hamn.example')).toBe('havsnas-hamn.example');
  });
});
