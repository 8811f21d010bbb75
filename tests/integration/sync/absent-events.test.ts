import { describe, expect, it } from 'vitest';
import { GraphFailure } from '../../../api/graph/graph-failure.ts';
import { syncMailbox } from '../../../api/sync/sync-mailbox.ts';
import { DAY, HOUR, MINUTE } from '../../../shared/calendar/time.ts';
import { at } from '../../factories/event.ts';
import { GUEST, REP, useRepCalendar } from './rep-calendar.ts';

const { tenant, personId, calendars, now, readCalendar, book, versionsOf, movesOf } = useRepCalendar();

describe('an event that is no longer read', () => {
  it('is gone when the mailbox does not know it any more, dated when we saw it', async () => {
    const id = await book('Provkörning Bergfall', at('2026-12-09 09:00'), at('2026-12-09 10:00'), {
      attendees: [GUEST],
    });
    await calendars().deleteEvent(REP, id);
    expect(await readCalendar()).toMatchObject({ newVersions: 0, gone: 1, moves: 1 });
    expect(await versionsOf(id)).toMatchObject([{ goneAt: now() + MINUTE, validTo: now() + MINUTE }]);
    expect(await movesOf(id)).toMatchObject([
      { state: 'settling', gone_evidence: 'gone-own', first_change_at: now() + MINUTE },
    ]);
    expect(await readCalendar()).toEqual({ kind: 'unchanged' });
  });

  it('is gone as well where it still answers from among the deleted items', async () => {
    const id = await book('Visning Havsnäs', at('2026-12-09 13:00'), at('2026-12-09 14:00'), {
      attendees: [GUEST],
    });
    tenant().sandbox.inside.graph.faults.deletedStillReadable = true;
    await calendars().deleteEvent(REP, id);
    expect(await readCalendar()).toMatchObject({ gone: 1, moves: 1 });
    tenant().sandbox.inside.graph.faults.deletedStillReadable = false;
    expect(await movesOf(id)).toMatchObject([{ gone_evidence: 'gone-own' }]);
  });

  it('was moved where it answers from outside the window, and can be gone from there', async () => {
    const id = await book('Årsmöte Kvarnby', at('2026-12-10 09:00'), at('2026-12-10 10:00'), {
      attendees: [GUEST],
    });
    await calendars().moveEvent(REP, id, now() + 200 * DAY, now() + 200 * DAY + HOUR);
    expect(await readCalendar()).toMatchObject({ newVersions: 1, gone: 0, moves: 1 });
    expect((await versionsOf(id)).map(({ event, goneAt }) => [event.start, goneAt])).toEqual([
      [at('2026-12-10 09:00'), null],
      [now() + 200 * DAY, null],
    ]);
    await calendars().deleteEvent(REP, id);
    expect(await readCalendar()).toMatchObject({ gone: 1 });
  });

  it('is gone too where it was moved first, and answers from among the deleted items with its last time', async () => {
    const id = await book('Demo Lillvik', at('2026-12-10 13:00'), at('2026-12-10 14:00'), {
      attendees: [GUEST],
    });
    tenant().sandbox.inside.graph.faults.deletedStillReadable = true;
    await calendars().moveEvent(REP, id, at('2026-12-14 13:00'), at('2026-12-14 14:00'));
    await calendars().deleteEvent(REP, id);
    expect(await readCalendar()).toMatchObject({ newVersions: 0, gone: 1, moves: 1 });
    tenant().sandbox.inside.graph.faults.deletedStillReadable = false;
    expect(await movesOf(id)).toMatchObject([{ gone_evidence: 'gone-own' }]);
  });

  it('was declined by nobody whom we saw, where a copy of another’s meeting left', async () => {
    const id = await book('Kundmöte Fjordholm', at('2026-12-11 09:00'), at('2026-12-11 10:00'), {
      organizer: GUEST,
    });
    await calendars().deleteEvent(REP, id);
    expect(await readCalendar()).toMatchObject({ gone: 1, moves: 1 });
    expect(await movesOf(id)).toMatchObject([{ gone_evidence: 'gone-copy' }]);
  });

  it('was declined where the deleted items tell so', async () => {
    const id = await book('Kundmöte Vestlund', at('2026-12-11 11:00'), at('2026-12-11 12:00'), {
      organizer: GUEST,
    });
    tenant().sandbox.inside.graph.faults.deletedStillReadable = true;
    await calendars().respond(REP, id, 'declined');
    expect(await readCalendar()).toMatchObject({ gone: 1, moves: 1 });
    tenant().sandbox.inside.graph.faults.deletedStillReadable = false;
    expect(await movesOf(id)).toMatchObject([{ gone_evidence: 'declined' }]);
  });

  it('ends once: a cancelled copy that is later removed is no second change', async () => {
    const id = await book('Kundmöte Skogdal', at('2026-12-11 14:00'), at('2026-12-11 15:00'), {
      organizer: GUEST,
    });
    await calendars().cancelByOrganizer(REP, id);
    expect(await readCalendar()).toMatchObject({ newVersions: 1, gone: 0, moves: 1 });
    await calendars().deleteEvent(REP, id);
    expect(await readCalendar()).toMatchObject({ newVersions: 0, gone: 1, moves: 0 });
    expect((await versionsOf(id)).map(({ event }) => event.isCancelled)).toEqual([false, true]);
    expect(await movesOf(id)).toHaveLength(1);
  });

  it('is no move where another mailbox stands in the place of the one that had it', async () => {
    const id = await book('Demo Ödeborg', at('2026-12-14 09:00'), at('2026-12-14 10:00'), {
      attendees: [GUEST],
    });
    await calendars().deleteEvent(REP, id);
    await tenant().sandbox.clock.step(MINUTE);
    const notHere = () => Promise.reject(new GraphFailure({ kind: 'not-here' }));
    const graph = { ...tenant().deps.graph, fetchEvent: notHere };
    expect(await syncMailbox(personId(), { ...tenant().deps, graph })).toMatchObject({ gone: 1, moves: 0 });
    expect(await movesOf(id)).toEqual([]);
  });

  it('and was never ours is not looked for: something outside the window was touched', async () => {
    const id = await calendars().createEvent(REP, {
      subject: 'Mässa',
      start: now() + 300 * DAY,
      end: now() + 300 * DAY + HOUR,
    });
    expect(await readCalendar()).toEqual({ kind: 'unchanged' });
    await calendars().deleteEvent(REP, id);
    expect(await readCalendar()).toEqual({ kind: 'unchanged' });
  });
});

describe('an open disappearance', () => {
  it('is looked at again at once when something new is booked, and settles again when it comes back', async () => {
    const id = await book('Demo Bergfall', at('2026-12-17 13:00'), at('2026-12-17 14:00'), {
      organizer: GUEST,
    });
    await calendars().cancelByOrganizer(REP, id);
    await readCalendar();
    const [event] = await versionsOf(id);
    await tenant().asWorker(async (trx) => {
      await trx
        .updateTable('move')
        .set({ state: 'open', settle_due_at: null })
        .where('event_id', '=', event?.eventId ?? '')
        .execute();
      await trx.updateTable('mailbox').set({ settle_due_at: null }).execute();
    });
    await calendars().createEvent(REP, {
      subject: 'Demo Bergfall',
      start: at('2026-12-22 13:00'),
      end: at('2026-12-22 14:00'),
    });
    await readCalendar();
    const mailbox = await tenant().asWorker((trx) =>
      trx
        .selectFrom('mailbox')
        .select('settle_due_at')
        .where('person_id', '=', personId())
        .executeTakeFirstOrThrow(),
    );
    expect(mailbox.settle_due_at).toBe(tenant().sandbox.clock.now());
    const { graph } = tenant().deps;
    const uncancelled = {
      ...graph,
      fetchCalendarView: async (mailboxId: string, interval: { start: number; end: number }) =>
        (await graph.fetchCalendarView(mailboxId, interval)).map((row) =>
          typeof row === 'object' && row !== null && 'id' in row && row.id === id
            ? { ...row, isCancelled: false }
            : row,
        ),
    };
    await tenant().sandbox.clock.step(HOUR);
    await syncMailbox(personId(), { ...tenant().deps, graph: uncancelled }, { full: true });
    expect(await movesOf(id)).toMatchObject([
      {
        state: 'settling',
        baseline_version_id: event?.versionId,
        first_change_at: now(),
        gone_evidence: null,
      },
    ]);
  });
});
