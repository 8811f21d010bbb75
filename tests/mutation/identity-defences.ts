import { edit, inSync, inUnit, type Mutation } from './mutation.ts';

/** Which event is which, and whether it is still there. */
export const IDENTITY_DEFENCES: readonly Mutation[] = [
  {
    fault: 'private in full',
    symptom: 'An app reads private, personal and confidential events as if they were not',
    defence: 'Only their busy time is kept: the rest is dropped at the parse',
    edits: edit(
      'shared/calendar/parse-graph-event.ts',
      'return isConfined(event) ? withBusyTimeOnly(event) : event;',
      'return isConfined(event) ? event : event;',
    ),
    test: inSync('privacy', 'nothing is kept but the busy time, not even under the seal'),
  },
  {
    fault: 'copy gone',
    symptom: 'An attendee’s copy that disappears looks like a cancelled meeting',
    defence: 'Gone from an attendee’s calendar is no cancellation: declined, by whom is not known',
    edits: edit(
      'api/sync/resolve-absent.ts',
      "return current.isOrganizer ? 'gone-own' : 'gone-copy';",
      "return current.isOrganizer ? 'gone-own' : 'cancelled';",
    ),
    test: inSync(
      'absent-events',
      'was declined by nobody whom we saw, where a copy of another’s meeting left',
    ),
  },
  {
    fault: 'unreadable row',
    symptom: 'An event that came in a shape which nobody knows looks deleted',
    defence: 'It is in the calendar all the same: told by field and id, and nothing is concluded',
    edits: edit(
      'api/sync/sync-mailbox.ts',
      'const readable = absent.filter(({ graphId }) => !unread.has(graphId));',
      'const readable = absent.filter(() => unread.size >= 0);',
    ),
    test: inSync('faults', 'is told by field and id, spoils no other, and is not taken for gone'),
  },
  {
    fault: 'unreadable row',
    symptom: 'A night’s reading is never whole, and the calendar is read again at once, for ever',
    defence: 'One reading a night',
    edits: edit('api/sync/commit-round.ts', 'outcome.isWhole || isOver', 'outcome.isWhole'),
    test: inSync('faults', 'is told by field and id, spoils no other, and is not taken for gone'),
  },
  {
    fault: 'F9',
    symptom: 'A series that was dragged stands twice: all its ids are new',
    defence: 'Occurrences are matched by series, one by one with the least shift: one move of the series',
    edits: edit('api/sync/match-events.ts', '(event) => movedSeries(event.seriesKey),', '() => null,'),
    test: inUnit('graph/match-events', 'takes a whole series that was dragged for the same occurrences'),
  },
  {
    fault: 'F9',
    symptom: 'A series that was dragged is as many moves as it has occurrences',
    defence: 'What changed alike with its series is one move',
    edits: edit('api/sync/split-by-series.ts', 'key !== null && isWhole(key, group, matched)', 'false'),
    test: inSync('whole-series', 'is one move however many occurrences'),
  },
  {
    fault: 'conversion',
    symptom: 'A single meeting that was made a series is gone, and stands again under other ids',
    defence: 'It is the occurrence in whose place it stood',
    edits: edit(
      'api/sync/match-events.ts',
      "event.kind === 'singleInstance' ? event.instanceKey : null",
      'null',
    ),
    test: inSync('whole-series', 'that is made a series in place is no move'),
  },
  {
    fault: 'conversion',
    symptom: 'A series that was made a single meeting is gone, and that stands as a new one',
    defence: 'The occurrence in whose place it stands is that meeting; the rest has ended',
    edits: edit(
      'api/sync/match-events.ts',
      "event.kind === 'singleInstance' ? null : event.seriesKey",
      'null',
    ),
    test: inSync('whole-series', 'that was a series is the occurrence in whose place it stands'),
  },
  {
    fault: 'conversion',
    symptom: 'The item of a series that was made a single meeting still answers',
    defence: 'What is no series any more tells nothing of its occurrences: they went with it',
    edits: edit('api/graph/series-master.ts', "if (master.type === 'singleInstance') return null;", ''),
    test: inUnit('graph/client', 'knows a series that was made a single meeting'),
  },
  {
    fault: 'F10',
    symptom: 'A meeting of N reps counts N times: ids are each mailbox’s own',
    defence: 'A meeting is known by its iCalendar id and original date',
    edits: edit('shared/calendar/identity.ts', 'const id = uid ?? iCalUId;', 'const id = null;'),
    test: inSync('delta', 'is two events of one meeting'),
  },
  {
    fault: 'nullICalUId',
    symptom: 'No iCalendar id at all',
    defence: 'Known by mailbox and immutable id',
    edits: edit(
      'shared/calendar/identity.ts',
      'if (shared === null) return `${identity.mailbox}|${identity.id}`;',
      "if (shared === null) return '';",
    ),
    test: inUnit('calendar/identity', 'is known in its own mailbox only where it has no iCalendar id'),
  },
  {
    fault: 'occurrencesShareICalUId',
    symptom: 'All occurrences of a series carry one iCalendar id',
    defence: 'The original date stands beside it in the key',
    edits: edit(
      'shared/calendar/identity.ts',
      "return identity.type === 'singleInstance' ? shared : `${shared}|${originalDateOf(identity)}`;",
      'return shared;',
    ),
    test: inUnit('calendar/identity', 'is known by its series and the date in its iCalendar id'),
  },
  {
    fault: 'F13',
    symptom: 'A cancelled meeting stays as a copy, and its removal counts again',
    defence: 'What ended ends once',
    edits: edit(
      'api/sync/resolve-absent.ts',
      "if (current.isCancelled || current.response === 'declined') return [gone(known, null, false)];",
      '',
    ),
    test: inSync('absent-events', 'ends once: a cancelled copy that is later removed is no second change'),
  },
  {
    fault: 'deletedStillReadable',
    symptom: 'A deleted event still answers to its id, from Deleted Items',
    defence: 'One that answers at its old place and that no view shows is gone',
    edits: edit('api/sync/resolve-absent.ts', 'return [isMoved ?', 'return [!isMoved || isMoved ?'),
    test: inSync('absent-events', 'is gone as well where it still answers from among the deleted items'),
  },
  {
    fault: 'deletedStillReadable',
    symptom: 'An event that was moved and then deleted answers with its last time',
    defence: 'It was moved only where a view of that time shows it',
    edits: edit('api/sync/resolve-absent.ts', ' && (await isShown(read, graph, context))', ''),
    test: inSync('absent-events', 'is gone too where it was moved first'),
  },
  {
    fault: 'deletedStillReadable',
    symptom: 'A deleted series still says that it stands',
    defence: 'One that answers, and of which no view shows anything, went as a whole',
    edits: edit('api/sync/series-masters.ts', '!shown.has(id) && missing.some(isClaimed)', 'false'),
    test: inSync('whole-series', 'is one move, with the occurrence that was moved alone before'),
  },
  {
    fault: 'cancelledCopiesVanish',
    symptom: 'A cancelled meeting vanishes from attendees’ calendars without a word',
    defence: 'The organizer’s own copy is asked',
    edits: edit('api/moves/revise-open.ts', '(await isOrganizersCopyGone(trx, move.key))', 'false'),
    test: inSync('whole-series', 'where the organizer’s own is read later and is gone as well'),
  },
  {
    fault: 'F12',
    symptom: 'Of two changes in one instant one is lost: a cursor of time',
    defence: 'Delta tokens and comparison; no time is a cursor',
    edits: edit(
      'api/sync/sync-mailbox.ts',
      'const matching = matchEvents(known, reading.events,',
      `const ids = new Set(known.map(({ graphId }) => graphId));
       const times = reading.events.map(({ event }) => event.lastModifiedAt);
       const later = reading.events.filter(
         ({ event }, index) => ids.has(event.id) || times.indexOf(event.lastModifiedAt) === index,
       );
       const matching = matchEvents(known, later,`,
    ),
    test: inSync('delta', 'are both found, and neither is again'),
  },
];
