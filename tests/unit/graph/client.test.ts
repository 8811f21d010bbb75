import { afterEach, describe, expect, it, vi } from 'vitest';
import { createGraph } from '../../../api/graph/create-graph.ts';
import { createGraphClient } from '../../../api/graph/client.ts';
import { type Answer, type SeenRequest, startStubGraph } from './stub-graph.ts';

const BASE = 'https://graph.microsoft.com/v1.0';
const MAILBOX = '11111111-2222-4333-a444-555555555555';
const WINDOW = { start: Date.parse('2026-11-01T00:00:00Z'), end: Date.parse('2026-12-01T00:00:00Z') };

let stub: Awaited<ReturnType<typeof startStubGraph>>;
afterEach(() => stub.stop());

async function clientFor(answer: (request: SeenRequest) => Answer | Promise<Answer>, baseUrl = BASE) {
  stub = await startStubGraph(answer);
  return createGraphClient({ baseUrl, getToken: async () => 'token-1' });
}

describe('a call to Graph', () => {
  it('carries the token and one Prefer header with all three wishes', async () => {
    const client = await clientFor(() => ({ body: { value: [] } }));
    await client.get('/users', { query: { $filter: "displayName eq 'Åsa & Bo'" } });
    expect(stub.seen).toMatchObject([
      {
        method: 'GET',
        path: '/v1.0/users?$filter=displayName%20eq%20%27%C3%85sa%20%26%20Bo%27',
        headers: {
          host: 'graph.microsoft.com',
          authorization: 'Bearer token-1',
          prefer: 'odata.maxpagesize=1000, IdType="ImmutableId", outlook.timezone="UTC"',
        },
      },
    ]);
  });

  it.each([
    ['https://graph.microsoft.us/v1.0', '/v1.0'],
    ['https://graph.microsoft.us/v1.0/', '/v1.0'],
    ['https://graph.microsoft.us', '/v1.0'],
    ['https://graph.microsoft.us/stands/in/beta', '/stands/in/beta'],
  ])('carries the token to another server as well: %s', async (baseUrl, path) => {
    const client = await clientFor(() => ({ body: {} }), baseUrl);
    await client.get('/users');
    await client.follow(`https://graph.microsoft.us${path}/users?$skiptoken=2`);
    const headers = { host: 'graph.microsoft.us', authorization: 'Bearer token-1' };
    expect(stub.seen).toMatchObject([
      { path: `${path}/users`, headers },
      { path: `${path}/users?$skiptoken=2`, headers },
    ]);
  });

  it('is made once, whatever the answer: a repeated POST would make a second subscription', async () => {
    const client = await clientFor(() => ({ status: 503 }));
    await expect(client.post('/subscriptions', {})).rejects.toMatchObject({ kind: 'transient', status: 503 });
    await expect(client.get('/users')).rejects.toMatchObject({ kind: 'transient' });
    expect(stub.seen).toHaveLength(2);
  });

  it('follows a link as it is written, percent signs and all', async () => {
    const client = await clientFor(() => ({ body: {} }));
    const link = `${BASE}/users('a@b.example')/calendarView/delta?$skiptoken=a%2Fb%2Bc%3D%3D`;
    await client.follow(link);
    expect(stub.seen[0]?.path).toBe(
      "/v1.0/users('a@b.example')/calendarView/delta?$skiptoken=a%2Fb%2Bc%3D%3D",
    );
  });

  it.each(['https://graph.microsoft.us/v1.0/users', 'http://graph.microsoft.com/v1.0/users', 'users', ''])(
    'never follows a link to another origin (%s)',
    async (link) => {
      const client = await clientFor(() => ({ body: {} }));
      await expect(client.follow(link)).rejects.toThrow('Graph: bug (LinkToAnotherOrigin)');
      expect(stub.seen).toEqual([]);
    },
  );

  it('does not follow a redirect, which would take the token along', async () => {
    const client = await clientFor(() => ({
      status: 302,
      headers: { location: 'https://graph.microsoft.us/' },
    }));
    await expect(client.get('/users')).rejects.toMatchObject({ kind: 'transient', status: -1 });
    expect(stub.seen).toHaveLength(1);
  });

  it('rejects with what the token was refused with, before Graph is asked', async () => {
    stub = await startStubGraph(() => ({ body: {} }));
    const refusal = new Error('consent lost');
    const client = createGraphClient({ baseUrl: BASE, getToken: () => Promise.reject(refusal) });
    await expect(client.get('/users')).rejects.toBe(refusal);
    expect(stub.seen).toEqual([]);
  });

  it('that nobody answers is given up after half a minute, and may be made again', async () => {
    const soon = AbortSignal.timeout(50);
    const timeout = vi.spyOn(AbortSignal, 'timeout').mockReturnValue(soon);
    const client = await clientFor(() => new Promise<Answer>(() => undefined));
    await expect(client.get('/users')).rejects.toMatchObject({ kind: 'transient', status: -1 });
    expect(timeout).toHaveBeenCalledWith(30_000);
    timeout.mockRestore();
  });

  it('waits while two others are at the same mailbox, and for no other mailbox', async () => {
    const waiting: (() => void)[] = [];
    const most: Record<string, number> = {};
    const atMailbox: Record<string, number> = {};
    const client = await clientFor(async ({ path }) => {
      const mailbox = path.split('/')[3] ?? '';
      const here = (atMailbox[mailbox] ?? 0) + 1;
      atMailbox[mailbox] = here;
      most[mailbox] = Math.max(most[mailbox] ?? 0, here);
      // All three mailboxes at once, twice each, or this waits for ever.
      await new Promise<void>((resolve) => {
        waiting.push(resolve);
        if (waiting.length === 6) for (const end of waiting.splice(0)) end();
      });
      atMailbox[mailbox] = (atMailbox[mailbox] ?? 0) - 1;
      return { body: {} };
    });
    await Promise.all(
      ['a', 'b', 'c'].flatMap((mailbox) =>
        Array.from({ length: 6 }, () => client.get(`/users/${mailbox}/events`, { mailbox })),
      ),
    );
    expect(most).toEqual({ a: 2, b: 2, c: 2 });
  });
});

describe('installing the app', () => {
  it.each([
    ['https://graph.microsoft.us', 'https://graph.microsoft.us/v1.0'],
    ['https://graph.microsoft.us/stands/in/beta/', 'https://graph.microsoft.us/stands/in/beta'],
  ])('names it by its whole address at %s', async (baseUrl, base) => {
    stub = await startStubGraph(() => ({ status: 201, body: {} }));
    const graph = createGraph({ baseUrl, getToken: async () => 'token' });
    expect(await graph.install('maja', 'app-1')).toBe(true);
    expect(JSON.parse(stub.seen[0]?.body ?? '')).toEqual({
      'teamsApp@odata.bind': `${base}/appCatalogs/teamsApps/app-1`,
    });
  });
});

describe('reading a calendar', () => {
  const graphFor = async (answer: (request: SeenRequest) => Answer) => {
    stub = await startStubGraph(answer);
    return createGraph({ baseUrl: BASE, getToken: async () => 'token-1' });
  };

  it('asks for the fields that are read, in UTC, by the thousand, and keeps the header on every page', async () => {
    const next = `${BASE}/users/${MAILBOX}/calendarView?$skip=1000`;
    const graph = await graphFor(({ path }) => ({
      body: path.includes('$skip')
        ? { value: [{ id: 'b' }] }
        : { value: [{ id: 'a' }], '@odata.nextLink': next },
    }));
    expect(await graph.fetchCalendarView(MAILBOX, WINDOW)).toEqual([{ id: 'a' }, { id: 'b' }]);
    const query = new URL(stub.seen[0]?.path ?? '', BASE).searchParams;
    expect(Object.fromEntries(query)).toMatchObject({
      startDateTime: '2026-11-01T00:00:00.000Z',
      endDateTime: '2026-12-01T00:00:00.000Z',
      $top: '1000',
    });
    const fields = query.get('$select')?.split(',');
    expect(fields).toContain('sensitivity');
    for (const dropped of ['body', 'bodyPreview', 'location', 'locations', 'attachments', 'webLink'])
      expect(fields).not.toContain(dropped);
    expect(new Set(stub.seen.map(({ headers }) => headers['prefer'])).size).toBe(1);
  });

  it('takes the later of two rows with one id', async () => {
    const next = `${BASE}/users/${MAILBOX}/calendarView?$skip=1`;
    const graph = await graphFor(({ path }) => ({
      body: path.includes('$skip')
        ? { value: [{ id: 'a', subject: 'new', '@odata.etag': '2' }] }
        : { value: [{ id: 'a', subject: 'old', '@odata.etag': '1' }], '@odata.nextLink': next },
    }));
    expect(await graph.fetchCalendarView(MAILBOX, WINDOW)).toEqual([
      { id: 'a', subject: 'new', '@odata.etag': '2' },
    ]);
  });

  it('tells a delta round’s touched and removed ids, through an empty first page', async () => {
    const link = (name: string) => `${BASE}/users/${MAILBOX}/calendarView/delta?$${name}`;
    const graph = await graphFor(({ path }) => ({
      body: path.includes('skiptoken')
        ? {
            value: [
              { id: 'a', type: 'occurrence' },
              { id: 'b', '@removed': { reason: 'deleted' } },
            ],
            '@odata.deltaLink': link('deltatoken=2'),
          }
        : { value: [], '@odata.nextLink': link('skiptoken=1') },
    }));
    expect(await graph.fetchDelta(MAILBOX, WINDOW)).toEqual({
      touchedIds: new Set(['a']),
      removedIds: new Set(['b']),
      deltaLink: link('deltatoken=2'),
    });
  });

  it('knows an item that is not there from a mailbox that is not', async () => {
    const codes = ['ErrorItemNotFound', 'MailboxNotEnabledForRESTAPI', 'Request_ResourceNotFound'];
    const graph = await graphFor(() => ({
      status: 404,
      body: { error: { code: codes.shift(), message: 'x' } },
    }));
    expect(await graph.fetchEvent(MAILBOX, 'AAMk-x_y=')).toBeNull();
    await expect(graph.fetchEvent(MAILBOX, 'x')).rejects.toMatchObject({ kind: 'no-mailbox' });
    await expect(graph.fetchEvent(MAILBOX, 'x')).rejects.toMatchObject({ kind: 'no-mailbox' });
    expect(stub.seen[0]?.path).toMatch(/^\/v1\.0\/users\/[^/]+\/events\/AAMk-x_y%3D\?\$select=id%2C/);
  });

  it('knows a series that was made a single meeting, which keeps its id, from a series', async () => {
    const graph = await graphFor(() => ({ body: { id: 'm', type: 'singleInstance' } }));
    expect(await graph.fetchSeriesMaster(MAILBOX, 'm')).toBeNull();
  });

  it('reads of a master what only a master tells', async () => {
    const exception = { id: 'x', type: 'exception', seriesMasterId: 'm' };
    const graph = await graphFor(() => ({
      body: {
        id: 'm',
        type: 'seriesMaster',
        iCalUId: '040000008200E00074C5B7101A82E008000000001122334455667788',
        isCancelled: false,
        lastModifiedDateTime: '2026-11-09T08:00:00.0000000Z',
        recurrence: {
          pattern: { type: 'weekly', interval: 1, daysOfWeek: ['tuesday'], firstDayOfWeek: 'monday' },
          range: {
            type: 'endDate',
            startDate: '2026-09-01',
            endDate: '2026-12-22',
            recurrenceTimeZone: 'W. Europe Standard Time',
            numberOfOccurrences: 0,
          },
        },
        cancelledOccurrences: ['OID.m.2026-11-10'],
        exceptionOccurrences: [exception],
      },
    }));
    expect(await graph.fetchSeriesMaster(MAILBOX, 'm')).toEqual({
      id: 'm',
      iCalUId: '040000008200E00074C5B7101A82E008000000001122334455667788',
      isCancelled: false,
      lastModifiedAt: Date.parse('2026-11-09T08:00:00Z'),
      cancelledOccurrences: ['OID.m.2026-11-10'],
      exceptions: [exception],
      startsOn: '2026-09-01',
      endsOn: '2026-12-22',
      timeZone: 'W. Europe Standard Time',
    });
    expect(stub.seen[0]?.path).toMatch(
      /\$select=id%2C.*%2CcancelledOccurrences%2CexceptionOccurrences&\$expand=exc/,
    );
  });

  it.each([
    ['without an end', { type: 'noEnd', startDate: '2026-09-01', endDate: '0001-01-01' }],
    ['of so many occurrences', { type: 'numbered', endDate: '0001-01-01', numberOfOccurrences: 12 }],
  ])('knows no last date of a series %s, nor what Graph does not say', async (_, range) => {
    const graph = await graphFor(() => ({ body: { id: 'm', recurrence: { range } } }));
    expect(await graph.fetchSeriesMaster(MAILBOX, 'm')).toMatchObject({
      endsOn: null,
      cancelledOccurrences: null,
      exceptions: null,
    });
  });
});

describe('reading groups', () => {
  it('gives the people in one, those of the groups in it included, and nobody else', async () => {
    stub = await startStubGraph(() => ({
      body: {
        value: [
          { '@odata.type': '#microsoft.graph.user', id: 'u1' },
          { '@odata.type': '#microsoft.graph.group', id: 'g2' },
          { '@odata.type': '#microsoft.graph.device', id: 'd1' },
          { '@odata.type': '#microsoft.graph.user', id: 'u2' },
        ],
      },
    }));
    const graph = createGraph({ baseUrl: BASE, getToken: async () => 'token-1' });
    expect(await graph.fetchGroupMembers('g1')).toEqual(['u1', 'u2']);
    expect(stub.seen[0]?.path).toBe('/v1.0/groups/g1/transitiveMembers?$select=id&$top=999');
  });

  it.each([
    [403, 'Authorization_RequestDenied'],
    [404, 'Request_ResourceNotFound'],
  ])('tells nothing where the permission or the group is not there (%s)', async (status, code) => {
    stub = await startStubGraph(() => ({ status, body: { error: { code, message: '' } } }));
    const graph = createGraph({ baseUrl: BASE, getToken: async () => 'token-1' });
    expect(await graph.fetchGroupMembers('g1')).toBeNull();
    expect(await graph.fetchGroups('Sälj')).toBeNull();
  });

  it('finds groups by how their names begin, whatever is in the name', async () => {
    stub = await startStubGraph(() => ({
      body: { value: [{ id: 'g1', displayName: 'Sälj O’Hara' }, { id: 'g2' }] },
    }));
    const graph = createGraph({ baseUrl: BASE, getToken: async () => 'token-1' });
    expect(await graph.fetchGroups("Sälj O'")).toEqual([
      { id: 'g1', name: 'Sälj O’Hara' },
      { id: 'g2', name: 'g2' },
    ]);
    const { searchParams } = new URL(stub.seen[0]?.path ?? '', BASE);
    expect(searchParams.get('$filter')).toBe("startswith(displayName,'Sälj O''')");
  });
});

describe('reading the directory', () => {
  const graphFor = async (body: object, status = 200) => {
    stub = await startStubGraph(() => ({ status, body }));
    return createGraph({ baseUrl: BASE, getToken: async () => 'token-1' });
  };

  it('takes people with an address, in lower case, with all that reach them; no guest and nobody disabled', async () => {
    const graph = await graphFor({
      value: [
        {
          id: 'a',
          displayName: 'Anna Wik',
          mail: 'Anna.Wik@Nordvik.example',
          userPrincipalName: 'anna@nordvik.onmicrosoft.example',
          proxyAddresses: [
            'SMTP:Anna.Wik@Nordvik.example',
            'smtp:AW@old.example',
            'SIP:anna.wik@nordvik.example',
          ],
          accountEnabled: true,
          userType: 'Member',
          usageLocation: 'SE',
          preferredLanguage: 'sv-SE',
          manager: { id: 'b' },
        },
        { id: 'b', displayName: null, mail: null, userPrincipalName: 'bo@nordvik.example' },
        { id: 'c', mail: 'c@nordvik.example', accountEnabled: false },
        { id: 'd', mail: 'd@guest.example', userType: 'Guest' },
        { id: 'e' },
      ],
    });
    expect(await graph.fetchPeople()).toEqual([
      {
        entraId: 'a',
        name: 'Anna Wik',
        address: 'anna.wik@nordvik.example',
        otherAddresses: ['anna@nordvik.onmicrosoft.example', 'aw@old.example'],
        managerEntraId: 'b',
        language: 'sv-SE',
        country: 'SE',
      },
      {
        entraId: 'b',
        name: 'bo@nordvik.example',
        address: 'bo@nordvik.example',
        otherAddresses: [],
        managerEntraId: null,
        language: null,
        country: null,
      },
    ]);
  });

  it('reads a mailbox’s hours in wall clock, and none where they make no sense', async () => {
    const graph = await graphFor({
      timeZone: 'W. Europe Standard Time',
      language: { locale: 'sv-SE' },
      workingHours: {
        daysOfWeek: ['monday', 'wednesday', 'noday'],
        startTime: '08:30:00.0000000',
        endTime: '00:00:00.0000000',
        timeZone: { '@odata.type': '#microsoft.graph.customTimeZone', name: 'Customized Time Zone' },
      },
    });
    expect(await graph.fetchMailboxSettings(MAILBOX)).toEqual({
      timeZone: 'W. Europe Standard Time',
      language: 'sv-SE',
      workingHours: { timeZone: 'Customized Time Zone', days: [1, 3], from: '08:30', to: '24:00' },
    });
    await stub.stop();
    const odd = await graphFor({ timeZone: 'UTC', workingHours: { daysOfWeek: null, startTime: 'early' } });
    expect(await odd.fetchMailboxSettings(MAILBOX)).toEqual({
      timeZone: 'UTC',
      language: null,
      workingHours: null,
    });
  });

  it('goes on without settings where the permission for them was not given', async () => {
    const graph = await graphFor({ error: { code: 'ErrorAccessDenied', message: 'Access is denied.' } }, 403);
    expect(await graph.fetchMailboxSettings(MAILBOX)).toBeNull();
  });
});
