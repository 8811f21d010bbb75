import { describe, expect, it } from 'vitest';
import { pickMeeting, titleHash } from '../../../api/outlook/pick-meeting.ts';
import type { CalendarEvent } from '../../../shared/calendar/event.ts';
import { anEvent, at } from '../../factories/event.ts';

const THURSDAY = at('2026-11-19 10:00');
const NEXT = at('2026-11-26 10:00');
const OTHER = at('2026-11-20 14:00');

type Fields = Partial<CalendarEvent>;
const demo = (fields: Fields = {}) => ({
  event: anEvent({ id: 'AAkALgAA-demo_1', title: 'Demo Nordlast', start: THURSDAY, ...fields }),
});
const occurrence = (id: string, start: number, fields: Fields = {}) =>
  demo({ id, start, seriesMasterId: 'AAkALgAA-series', type: 'occurrence', ...fields });

interface Form {
  readonly id?: string;
  readonly series?: string;
  readonly title?: string;
  /** Where the form says that it stands, then where it was opened. */
  readonly starts?: readonly number[];
}

function pick(events: ReturnType<typeof demo>[], form: Form): string | null {
  const { id = null, series = null, title = 'Demo Nordlast', starts = [THURSDAY] } = form;
  const picked = pickMeeting(events, {
    itemId: id,
    seriesId: series,
    starts: starts.map((start) => new Date(start).toISOString()),
    titleHash: titleHash(title),
  });
  return picked?.event.id ?? null;
}

/** What the calendar holds, what the form says, and the event that is meant; null = none is shown. */
const CASES: readonly (readonly [string, ReturnType<typeof demo>[], Form, string | null])[] = [
  ['title and start, where Outlook’s id is another kind', [demo()], { id: 'AAMkADk=' }, 'AAkALgAA-demo_1'],
  ['title and start, where a new form has no id', [demo()], {}, 'AAkALgAA-demo_1'],
  [
    'id and start, where it was retitled since',
    [demo()],
    { id: 'AAkALgAA-demo_1', title: 'Demo Nordlast, flyttad' },
    'AAkALgAA-demo_1',
  ],
  [
    'id and title, where it was moved since',
    [demo({ start: OTHER })],
    { id: 'AAkALgAA-demo_1' },
    'AAkALgAA-demo_1',
  ],
  ['the start alone: another meeting at that time', [demo()], { title: 'Kundbesök Havsnäs' }, null],
  ['the title alone: another meeting of that name', [demo({ start: OTHER })], {}, null],
  ['the id alone', [demo({ start: OTHER })], { id: 'AAkALgAA-demo_1', title: 'Kundbesök Havsnäs' }, null],
  [
    'an id that differs in _ and - alone',
    [demo({ start: OTHER })],
    { id: 'AAkALgAA_demo-1', title: 'Demo Nordlast' },
    null,
  ],
  ['two that look alike', [demo(), demo({ id: 'AAkALgAA-twin' })], {}, null],
  [
    'two that look alike, one of which bears the id',
    [demo(), demo({ id: 'AAkALgAA-twin' })],
    { id: 'AAkALgAA-twin' },
    'AAkALgAA-twin',
  ],
  [
    'one occurrence of its series',
    [occurrence('first', THURSDAY), occurrence('second', NEXT)],
    { starts: [NEXT] },
    'second',
  ],
  [
    'an occurrence that is moved on to the next one’s time',
    [occurrence('first', THURSDAY), occurrence('second', NEXT)],
    { starts: [NEXT, THURSDAY] },
    'first',
  ],
  [
    'the same when the calendar knows of the move already: two of one name at one time',
    [occurrence('first', NEXT, { type: 'exception' }), occurrence('second', NEXT)],
    { starts: [NEXT, THURSDAY] },
    null,
  ],
  [
    'a meeting that is moved to where another of its name stands',
    [demo(), demo({ id: 'AAkALgAA-twin', start: NEXT })],
    { starts: [NEXT, THURSDAY] },
    null,
  ],
];

describe('the event behind an open form in Outlook', () => {
  it.each(CASES)('by %s', (_name, events, form, expected) => {
    expect(pick(events, form)).toBe(expected);
  });
});
