import { EVENT_FIELDS } from '../../shared/calendar/parse-graph-event.ts';
import type { Interval } from '../../shared/calendar/time.ts';
import type { GraphClient } from './client.ts';
import { GraphFailure } from './graph-failure.ts';
import { readPages } from './pager.ts';
import { MASTER_FIELDS, parseMaster } from './series-master.ts';
import type { GraphPort } from './port.ts';

const SELECT = EVENT_FIELDS.join(',');
/** The largest page that calendarView gives; its default of ten brings singles first and hides series (fault F14). */
const TOP = '1000';

type CalendarCalls = Pick<GraphPort, 'fetchCalendarView' | 'fetchDelta' | 'fetchEvent' | 'fetchSeriesMaster'>;

/** Reads calendars. */
export function createCalendarCalls(client: GraphClient): CalendarCalls {
  return {
    fetchCalendarView: async (mailbox, interval) => {
      const query = { ...windowQuery(interval), $select: SELECT, $top: TOP };
      const { rows } = await readPages(
        () => client.get(`${userPath(mailbox)}/calendarView`, { query, mailbox }),
        (link) => client.follow(link, { mailbox }),
      );
      // Events that change while pages are read can stand on two of them; the later one is right.
      return [...new Map(rows.map((row) => [row.id, row])).values()];
    },
    fetchDelta: async (mailbox, from) => {
      const { rows, deltaLink } = await readPages(
        () =>
          typeof from === 'string'
            ? client.follow(from, { mailbox })
            : client.get(`${userPath(mailbox)}/calendarView/delta`, { query: windowQuery(from), mailbox }),
        (link) => client.follow(link, { mailbox }),
      );
      if (deltaLink === null) throw new GraphFailure({ kind: 'transient', code: 'NoDeltaLink' });
      const removed = rows.filter((row) => row['@removed'] !== undefined);
      const touched = rows.filter((row) => row['@removed'] === undefined);
      return { touchedIds: idsOf(touched), removedIds: idsOf(removed), deltaLink };
    },
    fetchEvent: (mailbox, id) =>
      orNull(
        client.get(`${userPath(mailbox)}/events/${encodeURIComponent(id)}`, {
          query: { $select: SELECT },
          mailbox,
        }),
      ),
    fetchSeriesMaster: async (mailbox, id) => {
      const query = { $select: MASTER_FIELDS, $expand: 'exceptionOccurrences' };
      const path = `${userPath(mailbox)}/events/${encodeURIComponent(id)}`;
      const answer = await orNull(client.get(path, { query, mailbox }));
      return answer === null ? null : parseMaster(answer);
    },
  };
}

function windowQuery({ start, end }: Interval): { startDateTime: string; endDateTime: string } {
  return { startDateTime: new Date(start).toISOString(), endDateTime: new Date(end).toISOString() };
}

/** The path of a user; an object id or an address, which may hold any character. */
export function userPath(mailbox: string): string {
  return `/users/${encodeURIComponent(mailbox)}`;
}

function idsOf(rows: readonly { readonly id: string }[]): ReadonlySet<string> {
  return new Set(rows.map((row) => row.id));
}

async function orNull(call: Promise<unknown>): Promise<unknown> {
  return call.catch((error: unknown) => {
    if (error instanceof GraphFailure && error.kind === 'not-found') return null;
    throw error;
  });
}
