import { edit, inSync, inUnit, type Mutation } from './mutation.ts';

/** Pages, rounds and tokens. */
export const READING_DEFENCES: readonly Mutation[] = [
  {
    fault: 'F1',
    symptom: 'A delta round repeats a page for ever under new links',
    defence: 'The pager stops at the second page in a row that brings nothing new',
    edits: edit('api/graph/pager.ts', 'isRepeat(page.value) || count', 'count'),
    test: inUnit('graph/pager', 'stops at the second page in a row that brings nothing new'),
  },
  {
    fault: 'F1',
    symptom: 'A calendar whose delta never ends is not read at all',
    defence: 'It is read plainly, with an alarm and a smaller window for the next round',
    edits: edit(
      'api/sync/sync-mailbox.ts',
      "if (error instanceof GraphFailure && error.kind === 'loop') return { plan, delta: null };",
      '',
    ),
    test: inSync('faults', 'is left after three, and the calendar is read plainly all the same'),
  },
  {
    fault: 'F2',
    symptom: 'A series larger than a page overflows it, and the round loops',
    defence: 'Pages of 1,000, asked for on every page: Graph forgets the wish',
    edits: edit('api/graph/client.ts', 'odata.maxpagesize=1000, ', ''),
    test: inUnit('graph/client', 'carries the token and one Prefer header with all three wishes'),
  },
  {
    fault: 'F2',
    symptom: 'Rows that come twice on overflowing pages',
    defence: 'Each id counts once, the later row',
    edits: edit(
      'api/graph/calendar.ts',
      'return [...new Map(rows.map((row) => [row.id, row])).values()];',
      'return rows;',
    ),
    test: inUnit('graph/client', 'takes the later of two rows with one id'),
  },
  {
    fault: 'F3',
    symptom: 'Occurrences without title and guests, or titles lost later',
    defence: 'Delta gives ids alone; what stands there is read plainly',
    edits: [
      {
        file: 'api/graph/calendar.ts',
        take: 'return { touchedIds: idsOf(touched),',
        put: 'return { touched, touchedIds: idsOf(touched),',
      },
      {
        file: 'api/sync/sync-mailbox.ts',
        take: 'const rows = await fetchRows(plan, deps, person.entraId);',
        put: `const plain = await fetchRows(plan, deps, person.entraId);
          const rows = [...new Map([...plain, ...(delta?.touched ?? [])].map((row) => [row.id, row])).values()];`,
      },
    ],
    test: inSync('odd-rows', 'keeps what its plain row says'),
  },
  {
    fault: 'F4',
    symptom: 'An event outside the window that was touched is told as deleted',
    defence: 'An id that was never ours is ignored',
    edits: edit(
      'api/sync/sync-mailbox.ts',
      'return known.some((event) => event.current !== null);',
      'return true;',
    ),
    test: inSync('absent-events', 'and was never ours is not looked for'),
  },
  {
    fault: 'F4',
    symptom: 'An event that was moved out of the window is told as deleted',
    defence: 'A known one is asked for before anything is called gone',
    edits: edit(
      'api/sync/resolve-absent.ts',
      'return told ? [told] : ask(known, current, readInterval, deps, context);',
      'return [told ?? gone(known, goneFrom(current), false)];',
    ),
    test: inSync('absent-events', 'was moved where it answers from outside the window'),
  },
  {
    fault: 'F5',
    symptom: 'An occurrence that was taken out is told of its master alone',
    defence: 'The master tells what became of what is missing from its series',
    edits: edit(
      'api/sync/sync-mailbox.ts',
      'await fetchMasters(seriesConcerned(missing, matching), deps, context)',
      'new Map()',
    ),
    test: inSync('whole-series', 'is cancelled alone, dated by its series, and delta says so'),
  },
  {
    fault: 'emptyFirstPage',
    symptom: 'The first page is empty and has a next link',
    defence: 'Only a page without a next link is the last',
    edits: edit(
      'api/graph/pager.ts',
      'if (next === undefined) return',
      'if (next === undefined || page.value.length === 0) return',
    ),
    test: inUnit('graph/pager', 'goes through empty ones to the last'),
  },
  {
    fault: 'F14',
    symptom: 'Recurring meetings missing: the default page holds ten, single meetings first',
    defence: 'Pages of 1,000, and always to the end',
    edits: edit('api/graph/calendar.ts', "const TOP = '1000';", "const TOP = '10';"),
    test: inUnit('graph/client', 'asks for the fields that are read, in UTC, by the thousand'),
  },
  {
    fault: 'F15',
    symptom: '503 in mid-round for wide windows with many endless series',
    defence: 'The window is halved after three such failures in a row',
    edits: edit('api/sync/save-failure.ts', 'isTooMuch(error) && retries >=', 'false && retries >='),
    test: inSync('reconcile', 'is halved after three failures in a row'),
  },
  {
    fault: 'F15',
    symptom: 'Not even a plain reading of the whole window comes back',
    defence: 'It is read piece by piece, and stitched',
    edits: edit(
      'api/sync/sync-mailbox.ts',
      'if (narrowing === 0 || !isTooMuch(error)) throw error;',
      'throw error;',
    ),
    test: inSync('reconcile', 'is read piece by piece where not even a plain reading of it comes back'),
  },
  {
    fault: 'gone410',
    symptom: '410 Gone, or one of its cousins as 400: the sync state was thrown away',
    defence: 'A new round in silence, compared with what is stored',
    edits: edit('api/sync/sync-mailbox.ts', 'plan.link === null || !isDeadLink(error)', 'true'),
    test: inSync('faults', 'begins a round anew in silence after 410 Gone'),
  },
  {
    fault: 'laggingDelta',
    symptom: 'Delta does not know yet what a notification rang for',
    defence: 'Followed again after one minute and after five',
    edits: edit('api/sync/commit-round.ts', 'LOOK_AGAIN_AFTER[looksLeft - 1]', 'undefined'),
    test: inSync('faults', 'is followed again after one minute and after five'),
  },
  {
    fault: 'deltaMissesOwnSeries',
    symptom: 'Delta never tells of some series',
    defence: 'Every night the calendar is read in full, whatever delta says',
    edits: edit('api/sync/sync-mailbox.ts', 'if (!full && !isNight && plan', 'if (!full && plan'),
    test: inSync('reconcile', 'what delta keeps silent about is found'),
  },
  {
    fault: 'window roll',
    symptom: 'What a rolled window shows no more looks deleted',
    defence: 'Only what both windows cover is compared',
    edits: edit(
      'api/sync/sync-mailbox.ts',
      '(event) => mentioned.has(event.graphId) || isWithin(inner(readInterval), event)',
      '() => true',
    ),
    test: inSync('faults', 'stays as it was, and is not asked for'),
  },
  {
    fault: 'kill',
    symptom: 'A token that was stored before its rows loses them',
    defence: 'The delta link is written last, in the transaction of its rows',
    edits: edit(
      'api/sync/sync-mailbox.ts',
      'const matching = matchEvents(',
      `await deps.store.as(WORKER)((trx) =>
         trx.updateTable('mailbox').set({ looked_at: new Date(round.readAt), state: 'ok' })
           .where('person_id', '=', person.personId).execute());
       const matching = matchEvents(`,
    ),
    test: inSync('faults', 'in the middle of writing leaves nothing'),
  },
];
