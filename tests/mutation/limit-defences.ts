import { edit, inSync, inUnit, type Mutation } from './mutation.ts';

/** Limits, refusals and mailboxes that cannot be read. */
export const LIMIT_DEFENCES: readonly Mutation[] = [
  {
    fault: 'F16',
    symptom: '429 from the fourth or fifth request at one mailbox on',
    defence: 'Two at a time',
    edits: edit('api/graph/client.ts', 'const CALLS_PER_MAILBOX = 2;', 'const CALLS_PER_MAILBOX = 8;'),
    test: inUnit('graph/client', 'waits while two others are at the same mailbox'),
  },
  {
    fault: 'throttle429',
    symptom: 'Asked again before Graph wants it',
    defence: 'Retry-After is honoured, by a later job',
    edits: edit(
      'api/sync/save-failure.ts',
      'error instanceof GraphFailure ? (error.retryAfterMs ?? 0) : 0',
      '0',
    ),
    test: inSync('faults', 'is left alone for as long as it asks'),
  },
  {
    fault: 'throttle429',
    symptom: 'Graph counts what is subscribed to by the whole organisation, and wants it to wait',
    defence: 'The second of a run that is told to wait ends the run, and the next begins when Graph said',
    edits: edit(
      'api/sync/renew-subscriptions.ts',
      'throttledIn(results).length >= THROTTLED_FOR_ALL',
      'throttledIn(results).length > results.length',
    ),
    test: inSync('renewals', 'are left alone for as long as Graph asks, once it tells two of them to wait'),
  },
  {
    fault: 'throttle429',
    symptom: 'The whole service is overloaded',
    defence: 'The pool halves at each 429, and opens again by one a round',
    edits: edit('api/graph/gate.ts', 'if (options.isOverload(error)) limit', 'if (false) limit'),
    test: inUnit('graph/gate', 'halves what it lets in when told that it was too much'),
  },
  {
    fault: 'serverError5xx',
    symptom: 'Asked again every half minute for hours',
    defence: 'Each time later, up to an hour',
    edits: edit('api/sync/back-off.ts', 'Math.min(most, first * 2 ** retries)', 'first'),
    test: inSync('faults', 'with 503 is asked again, each time later, up to an hour'),
  },
  {
    fault: 'hangs',
    symptom: 'A call that nobody ever answers',
    defence: 'Given up after half a minute',
    edits: edit('api/graph/client.ts', "\n    .option('signal', AbortSignal.timeout(TIME_OUT_MS))", ''),
    test: inUnit('graph/client', 'that nobody answers is given up after half a minute'),
  },
  {
    fault: 'htmlErrors',
    symptom: 'A proxy’s page with status 200 in the place of an answer',
    defence: 'What is no page of events is asked for again, and never an empty calendar',
    edits: edit(
      'api/graph/pager.ts',
      "if (!page.success) throw new GraphFailure({ kind: 'transient', code: 'UnreadablePage' });\n  return page.data;",
      'return page.data ?? { value: [] };',
    ),
    test: inUnit('graph/pager', 'does not take a gateway’s page for an empty calendar'),
  },
  {
    fault: 'F18',
    symptom: 'A request that Graph will not have is repeated for ever',
    defence: 'Not before tomorrow',
    edits: edit('api/sync/save-failure.ts', "  ['bug', 'blocked'],\n", ''),
    test: inSync('faults', 'of which Graph will not have the request is not asked for again before tomorrow'),
  },
  {
    fault: 'F18',
    symptom: 'A dead token is refused with a code that nobody listed',
    defence: 'A link that is refused is begun anew once',
    edits: edit('api/sync/sync-mailbox.ts', "new Set(['resync', 'bug', 'not-found'])", "new Set(['resync'])"),
    test: inSync('faults', 'begins a round anew in silence after 400 in words that nobody knows'),
  },
  {
    fault: 'mailboxGone',
    symptom: 'A mailbox that vanished looks like a calendar that was emptied',
    defence: 'Its 404 is another one than that of an event: nothing is gone',
    edits: edit(
      'api/graph/graph-failure.ts',
      "if (isMailboxMissing(answer)) return 'no-mailbox';",
      "if (isMailboxMissing(answer)) return 'not-found';",
    ),
    test: inSync('faults', 'loses nothing either where it vanishes between the reading and the question'),
  },
  {
    fault: 'mailboxGone',
    symptom: 'A rep is asked about a calendar that nobody can see any more',
    defence: 'Nothing is asked before it can be read again',
    edits: edit('api/prompts/plan-prompts.ts', 'if (await isAway(trx, personId))', 'if (false)'),
    test: {
      file: 'tests/integration/chain/moments.test.ts',
      title: 'waits while the mailbox cannot be read',
    },
  },
  {
    fault: 'accessDenied',
    symptom: 'A mailbox outside the app’s scope is asked for again and again, or never more',
    defence: 'Marked, and tried again tomorrow',
    edits: edit('api/sync/save-failure.ts', "  ['denied', 'out_of_scope'],\n", ''),
    test: inSync('faults', 'is marked (accessDenied), tried again tomorrow'),
  },
  {
    fault: 'odataDisabled',
    symptom: 'Exchange’s own list of apps refuses in words like a missing scope',
    defence: 'Told apart, for another hand has to mend it',
    edits: edit(
      'api/graph/graph-failure.ts',
      "if (/Access to OData is disabled/i.test(text)) return 'blocked';",
      '',
    ),
    test: inSync('faults', 'is marked (odataDisabled), tried again tomorrow'),
  },
  {
    fault: 'settings denied',
    symptom: 'Without the permission for mailbox settings the directory cannot be read',
    defence: 'Optional is optional: usual hours and the organisation’s zone hold',
    edits: edit(
      'api/graph/directory.ts',
      "new Set(['denied', 'blocked', 'not-found', 'no-mailbox'])",
      "new Set(['not-found'])",
    ),
    test: inUnit('graph/client', 'goes on without settings where the permission for them was not given'),
  },
  {
    fault: 'empty directory',
    symptom: 'An answer without people looks like everybody leaving',
    defence: 'An organisation without people is a fault of the answer',
    edits: edit('api/sync/sync-directory.ts', 'if (people.length === 0) return { people: 0, reps: 0 };', ''),
    test: inSync('directory', 'does not take an empty answer for everybody leaving'),
  },
  {
    fault: 'groupsDenied',
    symptom: 'Without the permission for groups every team looks empty',
    defence: 'Nobody has left',
    edits: edit(
      'api/sync/sync-directory.ts',
      'if (members !== null) await saveMembers(trx, team.teamId, idsOf(members), today);',
      'await saveMembers(trx, team.teamId, idsOf(members ?? []), today);',
    ),
    test: inSync('directory', 'leaves everybody where they are where groups may not be read'),
  },
];
