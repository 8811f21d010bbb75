import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { redirectEgress } from '../../../sandbox/egress.ts';
import type { RunningSandbox } from '../../../sandbox/start.ts';
import { freshSandbox } from './fresh-sandbox.ts';
import { createGraphCaller, userPath, windowQuery, type GraphCaller, type GraphRow } from './graph-caller.ts';

const WEEK = windowQuery('2026-11-23T00:00:00Z', '2026-11-30T00:00:00Z');
const CUSTOMER = { name: 'Eva Granhult', address: 'eva.granhult@granhult.example' };
const at = (text: string) => Date.parse(text);

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

const settledDelta = async (who: string) =>
  (await graph.follow(`${userPath(sandbox, who)}/calendarView/delta?${WEEK}`)).deltaLink;
const event = (who: string, id: string) => graph.call('GET', `${userPath(sandbox, who)}/events/${id}`);
const copyOf = async (who: string, uid: unknown): Promise<GraphRow | undefined> =>
  (await graph.follow(`${userPath(sandbox, who)}/calendarView?${WEEK}&$top=1000`)).rows.find(
    (row) => row['uid'] === uid,
  );

describe('a meeting between a rep, a colleague and a customer', () => {
  const create = () =>
    sandbox.inside.mailboxes.createEvent('maja', {
      subject: 'Demo Granhult Bygg',
      start: at('2026-11-26T12:00:00Z'),
      end: at('2026-11-26T13:00:00Z'),
      attendees: [CUSTOMER, { name: 'Oskar Brännmark', address: 'oskar.brannmark@tranvik.example' }],
    });

  it('lies in both mailboxes under different ids and one iCalUId, and reaches delta in full', async () => {
    const before = await settledDelta('maja');
    const id = await create();
    const { rows } = await graph.follow(before);
    const { body: own } = await event('maja', id);
    const theirs = await copyOf('oskar', own['uid']);
    expect(rows.map((row) => [row.id, row['subject'], row['type']])).toEqual([
      [id, 'Demo Granhult Bygg', 'singleInstance'],
    ]);
    expect(theirs).toMatchObject({
      iCalUId: own['iCalUId'],
      isOrganizer: false,
      responseStatus: { response: 'notResponded', time: '0001-01-01T00:00:00Z' },
      showAs: 'tentative',
      organizer: { emailAddress: { address: 'maja.lindeskog@tranvik.example' } },
    });
    expect(theirs?.id).not.toBe(id);
    expect((await event('oskar', id)).body.error?.code).toBe('ErrorItemNotFound');
  });

  it('keeps its id when its organizer moves it, and asks everybody to answer again', async () => {
    const id = await create();
    const { uid } = (await event('maja', id)).body;
    const theirId = (await copyOf('oskar', uid))?.id ?? '';
    await sandbox.inside.mailboxes.respond('oskar', theirId, 'accepted');
    await sandbox.inside.mailboxes.answerAsGuest('maja', id, CUSTOMER.address, 'accepted');
    expect(responses((await event('maja', id)).body)).toEqual(['accepted', 'accepted']);
    const [maja, oskar] = [await settledDelta('maja'), await settledDelta('oskar')];

    await sandbox.inside.clock.step(120_000);
    await sandbox.inside.mailboxes.moveEvent(
      'maja',
      id,
      at('2026-11-27T09:00:00Z'),
      at('2026-11-27T10:00:00Z'),
    );

    expect((await graph.follow(maja)).rows).toMatchObject([
      {
        id,
        start: { dateTime: '2026-11-27T09:00:00.0000000', timeZone: 'UTC' },
        end: { dateTime: '2026-11-27T10:00:00.0000000', timeZone: 'UTC' },
        lastModifiedDateTime: new Date(sandbox.clock.now()).toISOString().replace('Z', '0000Z'),
        attendees: [{ status: { response: 'none' } }, { status: { response: 'none' } }],
      },
    ]);
    expect((await graph.follow(oskar)).rows).toMatchObject([
      { id: theirId, responseStatus: { response: 'notResponded' }, showAs: 'tentative' },
    ]);
  });

  it('looks deleted to delta when it moves out of the window, yet still answers to its id', async () => {
    const id = await create();
    const before = await settledDelta('maja');
    await sandbox.inside.mailboxes.moveEvent(
      'maja',
      id,
      at('2026-12-01T09:00:00Z'),
      at('2026-12-01T10:00:00Z'),
    );
    expect((await graph.follow(before)).rows).toEqual([
      { '@odata.type': '#microsoft.graph.event', id, '@removed': { reason: 'deleted' } },
    ]);
    expect((await event('maja', id)).body['start']).toEqual({
      dateTime: '2026-12-01T09:00:00.0000000',
      timeZone: 'UTC',
    });
  });

  it('stays in the attendee’s calendar as cancelled when its organizer deletes it', async () => {
    const id = await create();
    const { uid } = (await event('maja', id)).body;
    const [maja, oskar] = [await settledDelta('maja'), await settledDelta('oskar')];
    await sandbox.inside.mailboxes.deleteEvent('maja', id);
    expect((await graph.follow(maja)).rows).toMatchObject([{ id, '@removed': { reason: 'deleted' } }]);
    expect((await event('maja', id)).status).toBe(404);
    expect((await graph.follow(oskar)).rows).toMatchObject([
      { uid, subject: 'Inställt: Demo Granhult Bygg', isCancelled: true, showAs: 'free' },
    ]);
  });

  it('leaves the calendar of who declines it, and its organizer sees the answer', async () => {
    const id = await create();
    const { uid } = (await event('maja', id)).body;
    const theirId = (await copyOf('oskar', uid))?.id ?? '';
    const oskar = await settledDelta('oskar');
    await sandbox.inside.mailboxes.respond('oskar', theirId, 'declined');
    expect((await graph.follow(oskar)).rows).toMatchObject([
      { id: theirId, '@removed': { reason: 'deleted' } },
    ]);
    expect(responses((await event('maja', id)).body)).toEqual(['none', 'declined']);
  });

  it('stays where the mailbox keeps declined events', async () => {
    const id = await create();
    const { uid } = (await event('maja', id)).body;
    const theirId = (await copyOf('oskar', uid))?.id ?? '';
    await sandbox.inside.mailboxes.respond('oskar', theirId, 'declined', { keepCopy: true });
    expect(await copyOf('oskar', uid)).toMatchObject({
      id: theirId,
      responseStatus: { response: 'declined' },
    });
  });

  it('cannot be dragged by who is only invited, but its organizer can move it for both', async () => {
    const id = await create();
    const { uid } = (await event('maja', id)).body;
    const theirId = (await copyOf('oskar', uid))?.id ?? '';
    const [start, end] = [at('2026-11-27T13:00:00Z'), at('2026-11-27T14:00:00Z')];
    await expect(sandbox.inside.mailboxes.moveEvent('oskar', theirId, start, end)).rejects.toMatchObject({
      code: 'not_organizer',
    });
    await sandbox.inside.mailboxes.moveByOrganizer('oskar', theirId, start, end);
    expect((await event('maja', id)).body['start']).toMatchObject({
      dateTime: '2026-11-27T13:00:00.0000000',
    });
  });

  it('shows a proposed new time on the organizer’s copy', async () => {
    const id = await create();
    const [start, end] = [at('2026-11-30T09:00:00Z'), at('2026-11-30T10:00:00Z')];
    await sandbox.inside.mailboxes.proposeNewTime('maja', id, CUSTOMER.address, start, end);
    expect((await event('maja', id)).body['attendees']).toMatchObject([
      {
        emailAddress: CUSTOMER,
        proposedNewTime: {
          start: { dateTime: '2026-11-30T09:00:00.0000000', timeZone: 'UTC' },
          end: { dateTime: '2026-11-30T10:00:00.0000000', timeZone: 'UTC' },
        },
      },
      {},
    ]);
  });
});

describe('a series of three reps and their manager', () => {
  const forecast = async (who: string) => {
    const { rows } = await graph.follow(`${userPath(sandbox, who)}/calendarView?${WEEK}&$top=1000`);
    const row = rows.find((one) => one['subject'] === 'Prognosgenomgång');
    if (!row) throw new Error('no forecast meeting');
    return row;
  };

  it('comes to delta as occurrences without a title, never as its master', async () => {
    const { rows } = await graph.follow(`${userPath(sandbox, 'maja')}/calendarView/delta?${WEEK}`);
    const own = await forecast('maja');
    expect(rows.find((row) => row.id === own.id)).toEqual({
      '@odata.type': '#microsoft.graph.event',
      '@odata.etag': own['@odata.etag'],
      id: own.id,
      seriesMasterId: own['seriesMasterId'],
      type: 'occurrence',
      start: { dateTime: '2026-11-26T09:00:00.0000000', timeZone: 'UTC' },
      end: { dateTime: '2026-11-26T10:30:00.0000000', timeZone: 'UTC' },
    });
    expect(rows.filter((row) => row['type'] === 'seriesMaster')).toEqual([]);
    const { body: master } = await event('maja', String(own['seriesMasterId']));
    expect(master).toMatchObject({
      type: 'seriesMaster',
      subject: 'Prognosgenomgång',
      recurrence: {
        pattern: { type: 'weekly', interval: 1, daysOfWeek: ['thursday'], firstDayOfWeek: 'monday' },
        range: { type: 'noEnd', endDate: '0001-01-01', recurrenceTimeZone: 'W. Europe Standard Time' },
      },
    });
  });

  it('keeps an occurrence’s id when that one is moved, and the original date in its iCalUId', async () => {
    const own = await forecast('karin');
    const theirs = await forecast('maja');
    const maja = await settledDelta('maja');
    await sandbox.inside.mailboxes.moveEvent(
      'karin',
      own.id,
      at('2026-11-27T07:00:00Z'),
      at('2026-11-27T08:30:00Z'),
    );
    const { rows } = await graph.follow(maja);
    expect(rows).toMatchObject([
      {
        id: theirs.id,
        type: 'exception',
        subject: 'Prognosgenomgång',
        seriesMasterId: theirs['seriesMasterId'],
        occurrenceId: `OID.${String(theirs['seriesMasterId'])}.2026-11-26`,
        start: { dateTime: '2026-11-27T07:00:00.0000000' },
      },
    ]);
    expect(String(rows[0]?.['iCalUId']).slice(32, 40)).toBe('07EA0B1A');
    expect(String(rows[0]?.['uid']).slice(32, 40)).toBe('00000000');
  });

  it('shows an occurrence that was taken out only on its master', async () => {
    const { rows } = await graph.follow(`${userPath(sandbox, 'johan')}/calendarView?${WEEK}&$top=1000`);
    const prospecting = rows.find((row) => row['subject'] === 'Ring kundlistan');
    if (!prospecting) throw new Error('no prospecting');
    const johan = await settledDelta('johan');
    await sandbox.inside.mailboxes.deleteEvent('johan', prospecting.id);
    const { body: master } = await event('johan', String(prospecting['seriesMasterId']));
    expect(master['cancelledOccurrences']).toContain(prospecting['occurrenceId']);
    expect((await graph.follow(johan)).rows).toMatchObject([
      { id: prospecting.id, '@removed': { reason: 'deleted' } },
    ]);
    expect((await event('johan', prospecting.id)).status).toBe(404);
  });

  it('gives all occurrences new ids when the whole series is shifted', async () => {
    const { rows } = await graph.follow(`${userPath(sandbox, 'sanna')}/calendarView?${WEEK}&$top=1000`);
    const before = rows.find((row) => row['subject'] === 'Ring kundlistan');
    if (!before) throw new Error('no prospecting');
    await sandbox.inside.mailboxes.moveSeries('sanna', before.id, { time: '10:00' });
    const view = await graph.follow(`${userPath(sandbox, 'sanna')}/calendarView?${WEEK}&$top=1000`);
    const after = view.rows.find((row) => row['subject'] === 'Ring kundlistan');
    expect(after?.['start']).toMatchObject({ dateTime: expect.stringContaining('T09:00:00.0000000') });
    expect(after?.['seriesMasterId']).toBe(before['seriesMasterId']);
    expect(after?.id).not.toBe(before.id);
    expect((await event('sanna', before.id)).status).toBe(404);
  });

  it('no longer falls after its last date', async () => {
    const path = `${userPath(sandbox, 'petter')}/calendarView?${WEEK}&$top=1000`;
    const focus = (await graph.follow(path)).rows.find(
      (row) => row['subject'] === 'Fokustid' && row['type'] === 'occurrence',
    );
    if (!focus) throw new Error('no focus time');
    await sandbox.inside.mailboxes.endSeries('petter', focus.id, '2026-11-22');
    expect((await graph.follow(path)).rows.find((row) => row.id === focus.id)).toBeUndefined();
  });
});

function responses(row: Record<string, unknown>): unknown[] {
  const attendees = Array.isArray(row['attendees']) ? row['attendees'] : [];
  return attendees.map((attendee: { status: { response: string } }) => attendee.status.response);
}
