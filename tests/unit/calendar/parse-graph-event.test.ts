import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  EVENT_FIELDS,
  parseGraphEvent,
  UnreadableEvent,
} from '../../../shared/calendar/parse-graph-event.ts';
import { at } from '../../factories/event.ts';

const context = {
  self: 'anna.wik@nordvik.example',
  mailbox: 'mailbox-anna',
  timeZone: 'Europe/Stockholm',
};
const SERIES = '040000008200E00074C5B7101A82E008000000008B6A1C5F2D3E4F50000000000000000010000000A1B2C3D4';

/** An occurrence as a plain calendar view sends it, whole. */
const fullOccurrence = {
  '@odata.etag': 'W/"q1w2e3"',
  id: 'AAMkAGocc',
  createdDateTime: '2026-09-01T06:30:12.1234567Z',
  lastModifiedDateTime: '2026-11-10T14:05:09.7654321Z',
  changeKey: 'q1w2e3',
  categories: ['Kund'],
  transactionId: null,
  originalStartTimeZone: 'W. Europe Standard Time',
  originalEndTimeZone: 'W. Europe Standard Time',
  iCalUId: SERIES.replace('E00800000000', 'E00807EA0B13'),
  uid: SERIES,
  reminderMinutesBeforeStart: 15,
  isReminderOn: true,
  hasAttachments: true,
  subject: 'Avstämning Granlund',
  bodyPreview: 'Hemligt om priset',
  importance: 'normal',
  sensitivity: 'normal',
  isAllDay: false,
  isCancelled: false,
  isOrganizer: false,
  responseRequested: true,
  seriesMasterId: 'AAMkAGmaster',
  showAs: 'busy',
  type: 'occurrence',
  webLink: 'https://outlook.office365.com/owa/?itemid=AAMkAGocc',
  onlineMeetingUrl: null,
  isOnlineMeeting: true,
  onlineMeetingProvider: 'teamsForBusiness',
  allowNewTimeProposals: true,
  occurrenceId: 'OID.AAMkAGmaster.2026-11-19',
  isDraft: false,
  hideAttendees: false,
  responseStatus: { response: 'accepted', time: '2026-09-01T07:00:00Z' },
  body: { contentType: 'html', content: '<p>Hemligt om priset</p>' },
  start: { dateTime: '2026-11-19T09:00:00.0000000', timeZone: 'UTC' },
  end: { dateTime: '2026-11-19T10:00:00.0000000', timeZone: 'UTC' },
  location: {
    displayName: 'Granlunds kontor',
    locationType: 'default',
    uniqueId: 'x',
    uniqueIdType: 'private',
  },
  locations: [{ displayName: 'Granlunds kontor' }],
  recurrence: null,
  attendees: [
    {
      type: 'required',
      status: { response: 'tentativelyAccepted', time: '2026-09-02T08:00:00Z' },
      emailAddress: { name: 'Eva Ros', address: ' Eva.Ros@Granlund.example ' },
      proposedNewTime: {
        start: { dateTime: '2026-11-20T09:00:00.0000000', timeZone: 'UTC' },
        end: { dateTime: '2026-11-20T10:00:00.0000000', timeZone: 'UTC' },
      },
    },
    {
      type: 'resource',
      status: { response: 'none', time: '0001-01-01T00:00:00Z' },
      emailAddress: { name: 'Rum 4', address: 'rum4@nordvik.example' },
    },
    { type: 'optional', status: null, emailAddress: { name: 'Utan adress', address: '' } },
  ],
  organizer: { emailAddress: { name: 'Lena Falk', address: 'Lena.Falk@Nordvik.example' } },
  onlineMeeting: { joinUrl: 'https://teams.microsoft.com/l/meetup-join/secret' },
};

/** The least that Graph sends of an event: what has no value is null or absent. */
const bare = {
  id: 'AAMkAGbare',
  start: { dateTime: '2026-11-17T09:00:00.0000000', timeZone: 'UTC' },
  end: { dateTime: '2026-11-17T10:30:00.0000000', timeZone: 'UTC' },
};

describe('a whole occurrence', () => {
  it('is read without body, place or attachments', () => {
    expect(parseGraphEvent(fullOccurrence, context)).toEqual({
      id: 'AAMkAGocc',
      instanceKey: `${SERIES}|2026-11-19`,
      seriesKey: SERIES,
      seriesMasterId: 'AAMkAGmaster',
      type: 'occurrence',
      start: at('2026-11-19 10:00'),
      end: at('2026-11-19 11:00'),
      allDay: null,
      title: 'Avstämning Granlund',
      organizer: 'lena.falk@nordvik.example',
      isOrganizer: false,
      attendees: [
        {
          address: 'eva.ros@granlund.example',
          kind: 'required',
          response: 'tentativelyAccepted',
          respondedAt: at('2026-09-02 10:00'),
          proposedNewTime: true,
        },
        {
          address: 'rum4@nordvik.example',
          kind: 'resource',
          response: 'none',
          respondedAt: null,
          proposedNewTime: false,
        },
      ],
      response: 'accepted',
      showAs: 'busy',
      sensitivity: 'normal',
      isCancelled: false,
      categories: ['Kund'],
      isOnlineMeeting: true,
      createdAt: Date.parse('2026-09-01T06:30:12.123Z'),
      lastModifiedAt: Date.parse('2026-11-10T14:05:09.765Z'),
    });
  });

  it('keeps its identity as an exception that was moved', () => {
    const moved = {
      ...fullOccurrence,
      type: 'exception',
      originalStart: '2026-11-19T09:00:00Z',
      start: { dateTime: '2026-11-24T09:00:00.0000000', timeZone: 'UTC' },
      end: { dateTime: '2026-11-24T10:00:00.0000000', timeZone: 'UTC' },
    };
    const { type, instanceKey, start } = parseGraphEvent(moved, context);
    expect({ type, instanceKey, start }).toEqual({
      type: 'exception',
      instanceKey: `${SERIES}|2026-11-19`,
      start: at('2026-11-24 10:00'),
    });
  });

  it.each(['private', 'personal', 'confidential', 'somethingNew'])(
    'keeps nothing but its busy time when it is %s',
    (sensitivity) => {
      const event = parseGraphEvent({ ...fullOccurrence, sensitivity }, context);
      const open = parseGraphEvent(fullOccurrence, context);
      expect(event).toEqual({
        ...open,
        sensitivity: sensitivity === 'somethingNew' ? 'private' : sensitivity,
        title: '',
        organizer: null,
        attendees: [],
        categories: [],
        isOnlineMeeting: false,
      });
    },
  );
});

describe('the least that Graph sends', () => {
  it('is filled with what absence means', () => {
    expect(parseGraphEvent(bare, context)).toEqual({
      id: 'AAMkAGbare',
      instanceKey: 'mailbox-anna|AAMkAGbare',
      seriesKey: null,
      seriesMasterId: null,
      type: 'singleInstance',
      start: at('2026-11-17 10:00'),
      end: at('2026-11-17 11:30'),
      allDay: null,
      title: '',
      organizer: null,
      isOrganizer: true,
      attendees: [],
      response: 'organizer',
      showAs: 'unknown',
      sensitivity: 'normal',
      isCancelled: false,
      categories: [],
      isOnlineMeeting: false,
      createdAt: null,
      lastModifiedAt: null,
    });
  });

  it('may say null instead', () => {
    const nulls = Object.fromEntries(
      EVENT_FIELDS.filter((field) => !(field in bare)).map((field) => [field, null]),
    );
    expect(parseGraphEvent({ ...nulls, ...bare }, context)).toEqual(parseGraphEvent(bare, context));
  });

  it('may have dates in the year 1, which are none', () => {
    const never = { createdDateTime: '0001-01-01T00:00:00Z', lastModifiedDateTime: '0001-01-01T00:00:00Z' };
    const { createdAt, lastModifiedAt } = parseGraphEvent({ ...bare, ...never }, context);
    expect([createdAt, lastModifiedAt]).toEqual([null, null]);
  });

  it('takes the response of somebody invited from the list of attendees', () => {
    const invited = {
      ...bare,
      organizer: { emailAddress: { address: 'lena.falk@nordvik.example' } },
      attendees: [
        { status: { response: 'declined' }, emailAddress: { address: 'ANNA.WIK@nordvik.example' } },
      ],
    };
    const { isOrganizer, response } = parseGraphEvent(invited, context);
    expect([isOrganizer, response]).toEqual([false, 'declined']);
  });

  it('may hold values that nobody has heard of', () => {
    const strange = { ...bare, showAs: 'unknownFutureValue', responseStatus: { response: 'pondering' } };
    const { showAs, response } = parseGraphEvent(strange, context);
    expect([showAs, response]).toEqual(['unknown', 'none']);
  });
});

describe('times', () => {
  it.each([
    { dateTime: '2026-11-17T09:00:00.0000000', timeZone: 'UTC', is: '2026-11-17 10:00' },
    { dateTime: '2026-11-17T09:00:00.0000000', timeZone: 'tzone://Microsoft/Utc', is: '2026-11-17 10:00' },
    { dateTime: '2026-07-01T09:00:00.0000000', timeZone: 'W. Europe Standard Time', is: '2026-07-01 09:00' },
    { dateTime: '2026-11-17T09:00:00.0000000', timeZone: 'America/New_York', is: '2026-11-17 15:00' },
    { dateTime: '2026-11-17T09:00:00.0000000', timeZone: 'Customized Time Zone', is: '2026-11-17 09:00' },
    { dateTime: '2026-11-17T09:00:00', timeZone: null, is: '2026-11-17 10:00' },
    { dateTime: '2026-11-17T09:00:00+02:00', timeZone: 'UTC', is: '2026-11-17 08:00' },
    { dateTime: '2026-11-17T09:00Z', timeZone: 'America/New_York', is: '2026-11-17 10:00' },
  ])('$dateTime in $timeZone is $is in Stockholm', ({ is, ...start }) => {
    const end = { dateTime: '2026-12-31T09:00:00.0000000', timeZone: 'UTC' };
    expect(parseGraphEvent({ ...bare, start, end }, context).start).toBe(at(is));
  });

  it('of an all-day event float, whatever their label', () => {
    const fair = {
      ...bare,
      isAllDay: true,
      start: { dateTime: '2026-10-24T00:00:00.0000000', timeZone: 'UTC' },
      end: { dateTime: '2026-10-26T00:00:00.0000000', timeZone: 'UTC' },
    };
    const { start, end, allDay } = parseGraphEvent(fair, { ...context, timeZone: 'America/Los_Angeles' });
    expect({ start, end, allDay }).toEqual({
      start: at('2026-10-24 00:00', 'America/Los_Angeles'),
      end: at('2026-10-26 00:00', 'America/Los_Angeles'),
      allDay: { start: '2026-10-24', end: '2026-10-26' },
    });
  });

  it('of an all-day event that came as instants are the days in the mailbox’s zone', () => {
    const day = {
      ...bare,
      isAllDay: true,
      start: { dateTime: '2026-11-16T23:00:00.0000000', timeZone: 'UTC' },
      end: { dateTime: '2026-11-17T23:00:00.0000000', timeZone: 'UTC' },
    };
    expect(parseGraphEvent(day, context).allDay).toEqual({ start: '2026-11-17', end: '2026-11-18' });
  });

  it('of an all-day event without length are one day', () => {
    const midnight = { dateTime: '2026-11-17T00:00:00.0000000', timeZone: 'UTC' };
    expect(
      parseGraphEvent({ ...bare, isAllDay: true, start: midnight, end: midnight }, context).allDay,
    ).toEqual({ start: '2026-11-17', end: '2026-11-18' });
  });
});

describe('the original date of an occurrence without one in its ids', () => {
  const late = {
    ...bare,
    type: 'occurrence',
    seriesMasterId: 'AAMkAGmaster',
    iCalUId: SERIES,
    originalStart: '2026-11-18T23:30:00Z',
    originalStartTimeZone: 'W. Europe Standard Time',
  };

  it('is that of the zone in which the series was made', () => {
    expect(parseGraphEvent(late, { ...context, timeZone: 'America/New_York' }).instanceKey).toBe(
      `${SERIES}|2026-11-19`,
    );
  });

  it('is the floating one where the series lasts all day', () => {
    const allDay = {
      ...late,
      isAllDay: true,
      originalStart: '2026-11-19T00:00:00Z',
      originalStartTimeZone: 'Eastern Standard Time',
      start: { dateTime: '2026-11-19T00:00:00.0000000', timeZone: 'UTC' },
      end: { dateTime: '2026-11-20T00:00:00.0000000', timeZone: 'UTC' },
    };
    expect(parseGraphEvent(allDay, context).instanceKey).toBe(`${SERIES}|2026-11-19`);
  });
});

it('reads a line of the classification fixtures', () => {
  const line = {
    id: 'AAMk-d006',
    subject: 'Avstämning Granlund',
    start: bare.start,
    end: bare.end,
    isAllDay: false,
    isCancelled: false,
    isOrganizer: true,
    organizer: { emailAddress: { name: 'anna.wik', address: 'anna.wik@nordvik.example' } },
    attendees: [
      {
        type: 'required',
        status: { response: 'accepted' },
        emailAddress: { name: 'Chris Bell', address: 'chris.bell@granlund.example' },
      },
    ],
    responseStatus: { response: 'organizer' },
    showAs: 'busy',
    sensitivity: 'normal',
    categories: [],
    type: 'occurrence',
    seriesMasterId: 'AAMk-s-d006',
    recurrencePattern: 'weekly',
    isOnlineMeeting: true,
    importance: 'normal',
  };
  const { title, seriesKey, attendees } = parseGraphEvent(line, context);
  expect({ title, seriesKey, attendees: attendees.map(({ address }) => address) }).toEqual({
    title: 'Avstämning Granlund',
    seriesKey: 'mailbox-anna|AAMk-s-d006',
    attendees: ['chris.bell@granlund.example'],
  });
});

describe('what cannot be read', () => {
  const failureOf = (
    raw: unknown,
  ): { code: string; field: string; eventId: string | null; message: string } => {
    try {
      parseGraphEvent(raw, context);
    } catch (error) {
      if (error instanceof UnreadableEvent) {
        const { code, field, eventId, message } = error;
        return { code, field, eventId, message };
      }
    }
    throw new Error('was read');
  };

  it.each([
    { raw: null, field: 'event', eventId: null },
    { raw: 'Demo', field: 'event', eventId: null },
    { raw: { ...bare, id: '' }, field: 'id', eventId: null },
    { raw: { ...bare, start: undefined }, field: 'start', eventId: 'AAMkAGbare' },
    { raw: { id: 'gone', '@removed': { reason: 'deleted' } }, field: 'start', eventId: 'gone' },
    { raw: { ...bare, type: 'seriesMaster' }, field: 'type', eventId: 'AAMkAGbare' },
    {
      raw: { ...bare, end: { dateTime: '2026-02-30T10:00:00', timeZone: 'UTC' } },
      field: 'end.dateTime',
      eventId: 'AAMkAGbare',
    },
    {
      raw: { ...bare, start: { dateTime: '0001-01-01T00:00:00', timeZone: 'UTC' } },
      field: 'start.dateTime',
      eventId: 'AAMkAGbare',
    },
    {
      raw: { ...bare, end: { dateTime: '2026-11-17T08:00:00', timeZone: 'UTC' } },
      field: 'end',
      eventId: 'AAMkAGbare',
    },
    {
      raw: { ...bare, attendees: [{ emailAddress: { address: 5 } }] },
      field: 'attendees.0.emailAddress.address',
      eventId: 'AAMkAGbare',
    },
    { raw: { ...bare, isCancelled: 'no' }, field: 'isCancelled', eventId: 'AAMkAGbare' },
  ])('names the field $field of event $eventId', ({ raw, field, eventId }) => {
    expect(failureOf(raw)).toEqual({
      code: 'unreadable_event',
      field,
      eventId,
      message: `The field "${field}" of event ${eventId ?? 'without an id'} cannot be read`,
    });
  });

  it('is never repeated: neither title nor addresses nor the value itself', () => {
    const raw = { ...fullOccurrence, showAs: { secret: 'Hemligt' }, isAllDay: 'Hemligt' };
    expect(JSON.stringify(failureOf(raw))).not.toMatch(/hemligt|granlund|nordvik/i);
  });

  it('is nothing but an unreadable event, whatever comes', () => {
    fc.assert(
      fc.property(
        fc.record({ id: fc.string(), start: fc.anything(), end: fc.anything(), attendees: fc.anything() }),
        (raw) => {
          expect(failureOf(raw).code).toBe('unreadable_event');
        },
      ),
    );
  });
});

it('asks Graph for no body, place, attachment or link', () => {
  expect(
    EVENT_FIELDS.filter((field) => /^(body|onlineMeeting)|location|attachment|link|url/i.test(field)),
  ).toEqual([]);
});
