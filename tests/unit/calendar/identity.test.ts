import { describe, expect, it } from 'vitest';
import type { EventIdentity } from '../../../shared/calendar/identity.ts';
import { instanceKeyOf, seriesKeyOf } from '../../../shared/calendar/identity.ts';

const PREFIX = '040000008200E00074C5B7101A82E008';
const REST = '8B6A1C5F2D3E4F50000000000000000010000000A1B2C3D4E5F60718293A4B5C6D7E8F90';
const SERIES = `${PREFIX}00000000${REST}`;

function identity(overrides: Partial<EventIdentity>): EventIdentity {
  return {
    mailbox: 'mailbox-1',
    id: 'AAMkAG1',
    type: 'occurrence',
    seriesMasterId: 'AAMkMaster',
    uid: null,
    iCalUId: `${PREFIX}07EA0B13${REST}`,
    occurrenceId: 'OID.AAMkMaster.2026-11-12',
    originalStartDate: '2026-11-11',
    startDate: '2026-11-24',
    ...overrides,
  };
}

describe('an occurrence', () => {
  it('is known by its series and the date in its iCalendar id', () => {
    expect(seriesKeyOf(identity({}))).toBe(SERIES);
    expect(instanceKeyOf(identity({}))).toBe(`${SERIES}|2026-11-19`);
  });

  it('has the same keys after a move and in another mailbox', () => {
    const elsewhere = identity({
      mailbox: 'mailbox-2',
      id: 'AAMkAG9',
      startDate: '2026-12-01',
      type: 'exception',
    });
    expect(instanceKeyOf(elsewhere)).toBe(instanceKeyOf(identity({})));
    expect(seriesKeyOf(elsewhere)).toBe(seriesKeyOf(identity({})));
  });

  it.each([
    { from: 'occurrence id', overrides: {}, date: '2026-11-12' },
    { from: 'original start', overrides: { occurrenceId: null }, date: '2026-11-11' },
    { from: 'start', overrides: { occurrenceId: null, originalStartDate: null }, date: '2026-11-24' },
  ])('takes its original date from the $from where the iCalendar id has none', ({ overrides, date }) => {
    expect(instanceKeyOf(identity({ iCalUId: SERIES, ...overrides }))).toBe(`${SERIES}|${date}`);
  });

  it('is known by the uid as by the iCalendar id, in capitals or not', () => {
    expect(seriesKeyOf(identity({ uid: SERIES.toLowerCase() }))).toBe(SERIES);
    expect(instanceKeyOf(identity({ uid: SERIES.toLowerCase() }))).toBe(`${SERIES}|2026-11-19`);
  });

  it('is known in its own mailbox only where it has no iCalendar id', () => {
    expect(seriesKeyOf(identity({ iCalUId: null }))).toBe('mailbox-1|AAMkMaster');
    expect(instanceKeyOf(identity({ iCalUId: null }))).toBe('mailbox-1|AAMkAG1');
  });
});

describe('a single event', () => {
  const single = {
    type: 'singleInstance',
    seriesMasterId: null,
    occurrenceId: null,
    iCalUId: SERIES,
  } as const;

  it('belongs to no series, and keeps its key when its date changes', () => {
    expect(seriesKeyOf(identity(single))).toBeNull();
    expect(instanceKeyOf(identity({ ...single, startDate: '2026-11-19' }))).toBe(SERIES);
    expect(instanceKeyOf(identity({ ...single, startDate: '2026-11-24' }))).toBe(SERIES);
  });
});

it.each(['7kukuqrfedlm2f9t@google.com', 'a3f1c0de'.repeat(8), 'ABC'])(
  'leaves the id "%s" of another maker whole',
  (iCalUId) => {
    expect(seriesKeyOf(identity({ iCalUId }))).toBe(iCalUId.toUpperCase());
  },
);
