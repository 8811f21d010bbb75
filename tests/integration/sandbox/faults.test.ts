import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { redirectEgress } from '../../../sandbox/egress.ts';
import { createFaults } from '../../../sandbox/graph/faults.ts';
import type { RunningSandbox } from '../../../sandbox/start.ts';
import { freshSandbox } from './fresh-sandbox.ts';
import {
  createGraphCaller,
  PREFER,
  userPath,
  windowQuery,
  type GraphCaller,
  type GraphRow,
} from './graph-caller.ts';

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
afterEach(() => {
  Object.assign(sandbox.inside.graph.faults, createFaults());
});
afterAll(async () => {
  restore();
  await remove();
});

const view = () => `${userPath(sandbox, 'maja')}/calendarView?${WEEK}`;
const delta = () => `${userPath(sandbox, 'maja')}/calendarView/delta?${WEEK}`;
const addEvent = (start: string, end: string) =>
  sandbox.inside.mailboxes.createEvent('maja', { subject: 'Möte', start: at(start), end: at(end) });

describe('switched faults', () => {
  const faults = () => sandbox.inside.graph.faults;

  it('gone410: the sync state is gone, with where to begin again', async () => {
    const { deltaLink } = await graph.follow(delta());
    faults().gone410 = 1;
    const gone = await graph.call('GET', deltaLink);
    expect([gone.status, gone.body.error?.code]).toEqual([410, 'SyncStateNotFound']);
    expect(gone.headers.get('location')).toContain('/calendarView/delta');
    expect((await graph.call('GET', deltaLink)).status).toBe(200);
  });

  it('a start-over ends all sync states for good', async () => {
    const { deltaLink } = await graph.follow(delta());
    await sandbox.inside.startOver();
    expect((await graph.call('GET', deltaLink)).status).toBe(410);
  });

  it('repeatedRows: rows come twice, and again on the next page', async () => {
    faults().repeatedRows = true;
    const { rows } = await graph.follow(delta(), PREFER.replace('1000', '5'));
    expect(rows.length).toBeGreaterThan(new Set(ids(rows)).size + 4);
    const all = await graph.follow(`${view()}&$top=1000`);
    expect(new Set(ids(rows))).toEqual(new Set(ids(all.rows)));
  });

  it('loopingPage: another link, the same rows, for ever', async () => {
    faults().loopingPage = true;
    const first = await graph.call('GET', (await graph.call('GET', delta())).body['@odata.nextLink'] ?? '');
    const second = await graph.call('GET', first.body['@odata.nextLink'] ?? '');
    expect(ids(second.body.value ?? [])).toEqual(ids(first.body.value ?? []));
    expect(second.body['@odata.nextLink']).not.toBe(first.body['@odata.nextLink']);
    expect(second.body['@odata.deltaLink']).toBeUndefined();
  });

  it('pageOverflow: a series ignores the page size', async () => {
    faults().pageOverflow = true;
    const { pages } = await graph.follow(delta(), PREFER.replace('1000', '3'));
    expect(pages).toHaveLength(2);
    expect(pages[1]?.value?.length).toBeGreaterThan(10);
  });

  it('laggingDelta: a plain read knows what delta does not', async () => {
    const { deltaLink } = await graph.follow(delta());
    const id = await addEvent('2026-11-27T12:00:00Z', '2026-11-27T13:00:00Z');
    faults().laggingDeltaMs = 60_000;
    const lagging = await graph.follow(deltaLink);
    expect(lagging.rows).toEqual([]);
    expect((await graph.call('GET', `${userPath(sandbox, 'maja')}/events/${id}`)).status).toBe(200);
    faults().laggingDeltaMs = 0;
    expect(ids((await graph.follow(lagging.deltaLink)).rows)).toEqual([id]);
  });

  it('throttle429 and serverError5xx: so many requests fail, with Retry-After on the first kind', async () => {
    faults().throttle429 = 1;
    faults().serverError5xx = 1;
    const [throttled, failed, good] = [
      await graph.call('GET', view()),
      await graph.call('GET', view()),
      await graph.call('GET', view()),
    ];
    expect([throttled.status, throttled.headers.get('retry-after')]).toEqual([429, '10']);
    expect([failed.status, failed.body.error]).toEqual([
      503,
      expect.objectContaining({ code: 'UnknownError', message: '' }),
    ]);
    expect(good.status).toBe(200);
  });

  it('mailboxGone and accessDenied hit one mailbox alone when told to', async () => {
    Object.assign(faults(), { mailbox: 'maja', mailboxGone: true });
    expect((await graph.call('GET', view())).body.error?.code).toBe('MailboxNotEnabledForRESTAPI');
    Object.assign(faults(), { mailboxGone: false, accessDenied: true });
    expect((await graph.call('GET', view())).body.error?.code).toBe('ErrorAccessDenied');
    const other = await graph.call(
      'GET',
      view().replace(userPath(sandbox, 'maja'), userPath(sandbox, 'oskar')),
    );
    expect(other.status).toBe(200);
  });

  it('leaves the normal behaviour of the other mailboxes alone', async () => {
    Object.assign(faults(), { mailbox: 'oskar', emptyFirstPage: false, occurrenceStubs: false });
    const own = await graph.follow(delta());
    const other = await graph.follow(delta().replace(userPath(sandbox, 'maja'), userPath(sandbox, 'oskar')));
    const titled = (rows: readonly GraphRow[]) =>
      rows.filter((row) => row['type'] === 'occurrence' && 'subject' in row).length > 0;
    expect([own.pages[0]?.value?.length, titled(own.rows)]).toEqual([0, false]);
    expect(titled(other.rows)).toBe(true);
    expect(other.pages[0]?.value?.length).toBeGreaterThan(0);
  });

  it('widestWindowDays: a round over a wider window breaks off after its first page', async () => {
    faults().widestWindowDays = 6;
    const first = await graph.call('GET', delta());
    const second = await graph.call('GET', first.body['@odata.nextLink'] ?? '');
    expect([first.status, second.status]).toEqual([200, 503]);
    faults().widestWindowDays = 7;
    expect((await graph.follow(delta())).rows.length).toBeGreaterThan(0);
  });

  it('deltaMissesOwnSeries: a plain view shows what delta never tells', async () => {
    faults().deltaMissesOwnSeries = true;
    const { rows } = await graph.follow(delta());
    const all = await graph.follow(`${view()}&$top=1000`);
    const missed = all.rows.filter((row) => !ids(rows).includes(row.id));
    expect(missed.length).toBeGreaterThan(1);
    expect(missed.every((row) => row['type'] !== 'singleInstance' && row['isOrganizer'] === true)).toBe(true);
  });

  it('silentOccurrenceRemoval: delta does not mention the occurrence that is gone', async () => {
    const all = await graph.follow(`${view()}&$top=1000`);
    const block = all.rows.find((row) => row['type'] === 'occurrence' && row['isOrganizer'] === true);
    const { deltaLink } = await graph.follow(delta());
    faults().silentOccurrenceRemoval = true;
    await sandbox.inside.mailboxes.deleteEvent('maja', block?.id ?? '');
    expect((await graph.follow(deltaLink)).rows).toEqual([]);
  });

  it('nullICalUId and occurrencesShareICalUId: nothing to tell occurrences apart by', async () => {
    faults().nullICalUId = true;
    const without = await graph.follow(`${view()}&$top=1000`);
    expect(new Set(without.rows.flatMap((row) => [row['iCalUId'], row['uid']]))).toEqual(new Set([null]));
    Object.assign(faults(), { nullICalUId: false, occurrencesShareICalUId: true });
    const shared = await graph.follow(`${view()}&$top=1000`);
    expect(shared.rows.every((row) => row['iCalUId'] === row['uid'])).toBe(true);
  });

  it('selectDropsDates: selected dates do not come back', async () => {
    faults().selectDropsDates = true;
    const { body } = await graph.call('GET', `${view()}&$top=1&$select=subject,lastModifiedDateTime`);
    expect(Object.keys(body.value?.[0] ?? {}).toSorted()).toEqual(['@odata.etag', 'id', 'subject']);
  });

  it('customTimeZone: zones that no table knows', async () => {
    faults().customTimeZone = true;
    const { body } = await graph.call('GET', `${view()}&$top=1`);
    const settings = await graph.call('GET', `${userPath(sandbox, 'maja')}/mailboxSettings`);
    expect(body.value?.[0]?.['originalStartTimeZone']).toBe('tzone://Microsoft/Custom');
    expect(settings.body['workingHours']).toMatchObject({ timeZone: { name: 'Customized Time Zone' } });
  });

  it('cancelledCopiesVanish: an attendee never sees that it was cancelled', async () => {
    const attendees = [{ name: 'Maja Lindeskog', address: 'maja.lindeskog@tranvik.example' }];
    const [start, end] = [at('2026-11-27T12:00:00Z'), at('2026-11-27T13:00:00Z')];
    const id = await sandbox.inside.mailboxes.createEvent('karin', {
      subject: 'Avstämning',
      start,
      end,
      attendees,
    });
    const { deltaLink } = await graph.follow(delta());
    faults().cancelledCopiesVanish = true;
    await sandbox.inside.mailboxes.deleteEvent('karin', id);
    expect((await graph.follow(deltaLink)).rows).toMatchObject([{ '@removed': { reason: 'deleted' } }]);
  });

  it('htmlErrors: a proxy’s page in the place of Graph’s error', async () => {
    Object.assign(faults(), { htmlErrors: true, serverError5xx: 1, serverErrorStatus: 502 });
    const answer = await fetch(`https://graph.microsoft.com/v1.0${view()}`, { headers: graph.headers() });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([502, 'text/html; charset=utf-8']);
  });

  it('resetConnections and hangs: no answer at all', async () => {
    faults().resetConnections = 1;
    await expect(graph.call('GET', view())).rejects.toThrow('fetch failed');
    faults().hangs = 1;
    const patience = { headers: graph.headers(), signal: AbortSignal.timeout(100) };
    await expect(fetch(`https://graph.microsoft.com/v1.0${view()}`, patience)).rejects.toThrow('timeout');
    expect((await graph.call('GET', view())).status).toBe(200);
  });

  it('deletedStillReadable: an event in Deleted Items answers to its id, but no view shows it', async () => {
    const id = await addEvent('2026-11-27T12:00:00Z', '2026-11-27T13:00:00Z');
    await sandbox.inside.mailboxes.deleteEvent('maja', id);
    faults().deletedStillReadable = true;
    expect((await graph.call('GET', `${userPath(sandbox, 'maja')}/events/${id}`)).status).toBe(200);
    expect(ids((await graph.follow(`${view()}&$top=1000`)).rows)).not.toContain(id);
  });

  it('mailboxConcurrency: the fifth request at once is refused', async () => {
    const locked = Promise.withResolvers<void>();
    const release = Promise.withResolvers<void>();
    const holding = sandbox.inside.db.transaction().execute(async (trx) => {
      await sql`lock table calendar_entry in access exclusive mode`.execute(trx);
      locked.resolve();
      await release.promise;
    });
    await locked.promise;
    const calls = Array.from({ length: 5 }, () => graph.call('GET', view()));
    const refused = await Promise.race(calls);
    release.resolve();
    await holding;
    expect([refused.status, refused.body.error]).toEqual([
      429,
      expect.objectContaining({
        code: 'ApplicationThrottled',
        message: 'Application is over its MailboxConcurrency limit.',
      }),
    ]);
    const statuses = (await Promise.all(calls)).map((answer) => answer.status);
    expect(statuses.toSorted((a, b) => a - b)).toEqual([200, 200, 200, 200, 429]);
  });
});
