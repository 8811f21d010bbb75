import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { redirectEgress } from '../../../sandbox/egress.ts';
import type { RunningSandbox } from '../../../sandbox/start.ts';
import { freshSandbox } from './fresh-sandbox.ts';
import { createGraphCaller, PREFER, userPath, windowQuery, type GraphCaller } from './graph-caller.ts';

const WEEK = windowQuery('2026-11-23T00:00:00Z', '2026-11-30T00:00:00Z');
const at = (text: string) => Date.parse(text);
const ids = (rows: readonly { id: string }[]) => rows.map((row) => row.id);

let sandbox: RunningSandbox;
let graph: GraphCaller;
let remove: () => Promise<void>;
let restore: () => void;

beforeAll(async () => {
  ({ sandbox, remove } = await freshSandbox());
  restore = redirectEgress({ emulator: sandbox.emulator, hosts: sandbox.hosts });
  graph = await createGraphCaller(sandbox);
});
afterAll(async () => {
  restore();
  await remove();
});

const view = () => `${userPath(sandbox, 'maja')}/calendarView?${WEEK}`;
const delta = () => `${userPath(sandbox, 'maja')}/calendarView/delta?${WEEK}`;
const addEvent = (start: string, end: string) =>
  sandbox.inside.mailboxes.createEvent('maja', { subject: 'Möte', start: at(start), end: at(end) });

describe('a plain calendar view', () => {
  it('comes ten at a time with single events first, and whole when asked for a thousand', async () => {
    const small = await graph.follow(view(), 'IdType="ImmutableId"');
    const { rows } = await graph.follow(`${view()}&$top=1000`);
    const types = rows.map((row) => row['type'] === 'singleInstance');
    expect(small.pages[0]?.value).toHaveLength(10);
    expect(small.pages[0]?.['@odata.nextLink']).toMatch(/^https:\/\/graph\.microsoft\.com\/v1\.0\/users\//);
    expect(ids(small.rows)).toEqual(ids(rows));
    expect(types.lastIndexOf(true)).toBeLessThan(types.indexOf(false));
  });

  it('has every field that Graph has', async () => {
    const { rows } = await graph.follow(`${view()}&$top=1000`);
    const occurrence = rows.find((row) => row['type'] === 'occurrence' && row['isOrganizer'] === false);
    expect(Object.keys(occurrence ?? {}).toSorted()).toEqual(
      `@odata.etag allowNewTimeProposals attendees body bodyPreview categories changeKey createdDateTime end
       hasAttachments hideAttendees iCalUId id importance isAllDay isCancelled isDraft isOnlineMeeting isOrganizer
       isReminderOn lastModifiedDateTime location locations occurrenceId onlineMeeting onlineMeetingProvider
       onlineMeetingUrl organizer originalEndTimeZone originalStartTimeZone recurrence reminderMinutesBeforeStart
       responseRequested responseStatus sensitivity seriesMasterId showAs start subject transactionId type uid webLink`
        .split(/\s+/)
        .toSorted(),
    );
    expect(occurrence?.['createdDateTime']).toMatch(/^2026-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7}Z$/);
  });

  it('sends only the fields selected, and always the id', async () => {
    const { body } = await graph.call('GET', `${view()}&$top=1&$select=subject,start`);
    expect(Object.keys(body.value?.[0] ?? {}).toSorted()).toEqual(['@odata.etag', 'id', 'start', 'subject']);
  });

  it.each([
    ['', '2026-11-26T12:00:00.0000000', 'UTC'],
    ['outlook.timezone="W. Europe Standard Time"', '2026-11-26T13:00:00.0000000', 'W. Europe Standard Time'],
    ['outlook.timezone="Europe/Helsinki"', '2026-11-26T14:00:00.0000000', 'Europe/Helsinki'],
  ])('under %j gives local times without an offset', async (prefer, dateTime, timeZone) => {
    const id = await addEvent('2026-11-26T12:00:00Z', '2026-11-26T13:00:00Z');
    const { body } = await graph.call('GET', `${userPath(sandbox, 'maja')}/events/${id}`, { prefer });
    expect(body['start']).toEqual({ dateTime, timeZone });
  });

  it('labels all-day events’ midnights UTC whatever zone is preferred', async () => {
    const id = await sandbox.inside.mailboxes.createEvent('maja', {
      subject: 'Semester',
      start: at('2026-11-26T00:00:00Z'),
      end: at('2026-11-27T00:00:00Z'),
      isAllDay: true,
      showAs: 'oof',
    });
    const { body } = await graph.call('GET', `${userPath(sandbox, 'maja')}/events/${id}`, {
      prefer: 'outlook.timezone="Europe/Helsinki"',
    });
    expect([body['start'], body['end'], body['showAs']]).toEqual([
      { dateTime: '2026-11-26T00:00:00.0000000', timeZone: 'UTC' },
      { dateTime: '2026-11-27T00:00:00.0000000', timeZone: 'UTC' },
      'oof',
    ]);
  });

  it('gives the other id format to a request without the header, and both open the event', async () => {
    const immutable = await graph.call('GET', `${view()}&$top=1`);
    const plain = await graph.call('GET', `${view()}&$top=1`, { prefer: '' });
    const id = plain.body.value?.[0]?.id ?? '';
    expect(immutable.body.value?.[0]?.id).not.toBe(id);
    expect((await graph.call('GET', `${userPath(sandbox, 'maja')}/events/${id}`)).body.id).toBe(
      immutable.body.value?.[0]?.id,
    );
  });

  it.each([
    ['calendarView', 400],
    ['calendarView?startDateTime=2026-11-23T00:00:00Z', 400],
    [`calendarView?${windowQuery('2026-11-30T00:00:00Z', '2026-11-23T00:00:00Z')}`, 400],
    [`calendarView?${windowQuery('2020-11-30T00:00:00Z', '2026-11-23T00:00:00Z')}`, 400],
    [`calendarView?${WEEK}&$top=5000`, 400],
    ['nothing', 400],
  ])('answers %s with %i', async (path, status) => {
    expect((await graph.call('GET', `${userPath(sandbox, 'maja')}/${path}`)).status).toBe(status);
  });
});

describe('a delta round', () => {
  it('starts with an empty page, ends at a delta link and holds what the view holds', async () => {
    const { pages, rows, deltaLink } = await graph.follow(delta(), PREFER.replace('1000', '7'));
    const all = await graph.follow(`${view()}&$top=1000`);
    expect(pages[0]).toMatchObject({
      value: [],
      '@odata.nextLink': expect.stringContaining('$skiptoken'.replace('$', '%24')),
    });
    expect(Math.max(...pages.map((page) => page.value?.length ?? 0))).toBe(7);
    expect(ids(rows).toSorted()).toEqual(ids(all.rows).toSorted());
    expect(deltaLink).toMatch(/^https:\/\/graph\.microsoft\.com\/.*deltatoken=/);
  });

  it('costs one request while nothing happens', async () => {
    const { deltaLink } = await graph.follow(delta());
    const { pages, rows } = await graph.follow(deltaLink);
    expect([pages.length, rows]).toEqual([1, []]);
  });

  it('calls an event outside its window deleted, though nobody ever saw it', async () => {
    const { deltaLink } = await graph.follow(delta());
    const id = await addEvent('2026-12-10T12:00:00Z', '2026-12-10T13:00:00Z');
    expect((await graph.follow(deltaLink)).rows).toEqual([
      { '@odata.type': '#microsoft.graph.event', id, '@removed': { reason: 'deleted' } },
    ]);
  });

  it('sends an event once, as it stands last, however often it was touched', async () => {
    const { deltaLink } = await graph.follow(delta());
    const id = await addEvent('2026-11-27T12:00:00Z', '2026-11-27T13:00:00Z');
    await sandbox.inside.mailboxes.renameEvent('maja', id, 'Annat möte');
    expect((await graph.follow(deltaLink)).rows).toMatchObject([{ id, subject: 'Annat möte' }]);
  });

  it('replays from an older delta link', async () => {
    const { deltaLink } = await graph.follow(delta());
    const id = await addEvent('2026-11-27T12:00:00Z', '2026-11-27T13:00:00Z');
    const once = await graph.follow(deltaLink);
    expect(ids((await graph.follow(deltaLink)).rows)).toEqual([id]);
    expect((await graph.follow(once.deltaLink)).rows).toEqual([]);
  });

  it('ignores $select', async () => {
    const { rows } = await graph.follow(`${delta()}&$select=id`);
    expect(rows.some((row) => 'subject' in row)).toBe(true);
  });

  it('refuses a token that it did not write, and one of another mailbox', async () => {
    const { deltaLink } = await graph.follow(delta());
    const bad = await graph.call('GET', `${userPath(sandbox, 'maja')}/calendarView/delta?$deltatoken=abc`);
    const foreign = deltaLink.replace(userPath(sandbox, 'maja'), userPath(sandbox, 'oskar'));
    expect([bad.status, bad.body.error?.code]).toEqual([400, 'InvalidDeltaToken']);
    expect((await graph.call('GET', foreign)).body.error?.code).toBe('InvalidDeltaToken');
  });
});

describe('a batch', () => {
  it('answers each part by itself, at most four at a time', async () => {
    sandbox.inside.graph.log.clear();
    const requests = Array.from({ length: 6 }, (_, i) => ({ id: String(i), method: 'GET', url: view() }));
    const { status, body } = await graph.call('POST', '/$batch', {
      body: {
        requests: [...requests, { id: 'x', method: 'GET', url: `${userPath(sandbox, 'maja')}/events/no` }],
      },
    });
    const responses = body['responses'];
    expect(status).toBe(200);
    expect(Array.isArray(responses) ? responses.map((part) => [part.id, part.status]) : null).toEqual([
      ...requests.map(({ id }) => [id, 200]),
      ['x', 404],
    ]);
    expect(sandbox.inside.graph.log.counts('maja')).toEqual({ 'calendar-view': 6, event: 1 });
  });

  it.each([
    [
      'more than twenty parts',
      Array.from({ length: 21 }, (_, i) => ({ id: String(i), method: 'GET', url: '/users' })),
    ],
    ['two parts of one id', [1, 1].map(() => ({ id: 'a', method: 'GET', url: '/users' }))],
    ['no parts', []],
  ])('refuses %s', async (_what, requests) => {
    expect((await graph.call('POST', '/$batch', { body: { requests } })).status).toBe(400);
  });
});
