import { edit, inSync, type Mutation } from './mutation.ts';

/** Subscriptions, notifications, and calendars for which nothing rings. */
export const BELL_DEFENCES: readonly Mutation[] = [
  {
    fault: 'F6',
    symptom: 'Two or three notifications for one action',
    defence: 'Half a minute is waited for the rest, and a calendar is read once for all',
    edits: edit('api/sync/notifications.ts', 'deps.clock.now() + DEBOUNCE', 'deps.clock.now()'),
    test: inSync('notifications', 'make one calendar due half a minute later, however many rang'),
  },
  {
    fault: 'F6',
    symptom: 'The same change is found again and again',
    defence: 'Only what differs from what is stored is a version',
    edits: edit(
      'api/sync/write-reading.ts',
      'known.current?.contentHash !== read.contentHash',
      'read.contentHash.length > 0',
    ),
    test: inSync('delta', 'is not seen twice, however often its calendar is read'),
  },
  {
    fault: 'F7',
    symptom: 'A subscription dies of one failed renewal',
    defence: 'Renewed at half of its life',
    edits: edit('api/sync/subscriptions.ts', '(0.45 + 0.1 * jitter)', '(0.9 + 0.1 * jitter)'),
    test: inSync('notifications', 'is made for nearly a week, due for renewal about half way'),
  },
  {
    fault: 'F7',
    symptom: 'Graph has forgotten a subscription: 404 for ever',
    defence: 'Made anew',
    edits: edit(
      'api/sync/subscriptions.ts',
      "error.kind === 'not-found') return null;",
      "error.kind === 'not-found') throw error;",
    ),
    test: inSync('notifications', 'that Graph has forgotten is made anew'),
  },
  {
    fault: 'F7',
    symptom: 'It is called active and rings no more',
    defence: 'Health from what the calendar showed, not from a flag: twice unannounced is silent',
    edits: edit('api/sync/silent-bell.ts', 'if (isAnnounced || isUnderWay) return;', 'return;'),
    test: inSync('reconcile', 'that did not ring for two changes in a row is silent'),
  },
  {
    fault: 'F8',
    symptom: 'Graph never calls the validation address, and creation fails',
    defence: 'Tried again with the next renewals',
    edits: edit(
      'api/graph/graph-failure.ts',
      "if (/validation request|Notification endpoint must respond/i.test(text)) return 'transient';",
      '',
    ),
    test: inSync('notifications', 'whose validation was never called is tried again'),
  },
  {
    fault: 'F8',
    symptom: 'Validation fails on an endpoint that parses first or answers otherwise',
    defence: 'The decoded token as plain text, before anything else',
    edits: edit(
      'api/http/routes/graph.ts',
      "response.type('text/plain').send(token);",
      'response.json(token);',
    ),
    test: {
      file: 'tests/integration/http/requests.test.ts',
      title: '/graph/notifications gives the handshake back as it came',
    },
  },
  {
    fault: 'subscriptionRefused',
    symptom: 'A policy lets no subscription be made for a mailbox',
    defence: 'It is looked at every quarter of an hour instead',
    edits: edit('api/sync/poll-every.ts', 'none: WITHOUT_BELL', 'none: WITH_BELL'),
    test: inSync('notifications', 'that may not be made leaves a calendar that is looked at'),
  },
  {
    fault: 'subscriptionRefused',
    symptom: 'What one mailbox is refused keeps all others from being renewed',
    defence: 'A refusal is an answer about one mailbox',
    edits: edit(
      'api/sync/subscriptions.ts',
      "if (error instanceof GraphFailure) return { kind: 'refused'",
      "if (error instanceof GraphFailure && error.kind !== 'bug') return { kind: 'refused'",
    ),
    test: inSync('notifications', 'that one mailbox is refused keeps no other from being made'),
  },
  {
    fault: 'subscriptionCeilingMinutes',
    symptom: 'A cloud allows less than a week',
    defence: 'What it names is asked for, and remembered',
    edits: edit(
      'api/sync/subscriptions.ts',
      'error.ceilingMinutes === null) throw error;',
      'error.ceilingMinutes !== undefined) throw error;',
    ),
    test: inSync('notifications', 'lives as long as Graph allows where that is less'),
  },
  {
    fault: '409',
    symptom: 'A subscription that a run made and died on blocks its successor',
    defence: 'Found in the list, ended, and made again with a known secret',
    edits: edit(
      'api/sync/subscriptions.ts',
      "error.kind !== 'conflict') throw error;",
      "error.kind !== 'loop') throw error;",
    ),
    test: inSync('notifications', 'that was made by a run which died before it was stored makes way'),
  },
  {
    fault: 'orphans',
    symptom: 'Subscriptions ring that nobody knows',
    defence: 'Looked for once a week, and ended at the second look',
    edits: edit('api/sync/sweep-subscriptions.ts', '!known.has(subscriptionId)', 'known.size < 0'),
    test: inSync(
      'notifications',
      'is ended where nobody knows it, when it is still unknown at the second look',
    ),
  },
  {
    fault: 'missed',
    symptom: 'Graph says that it could not deliver',
    defence: 'The calendar is read at once',
    edits: edit('api/sync/notifications.ts', "...of('missed'), ", ''),
    test: inSync('notifications', 'about missed ones make the calendar due at once'),
  },
  {
    fault: 'subscriptionRemoved',
    symptom: 'Graph removes a subscription',
    defence: 'Another is made',
    edits: edit(
      'api/sync/notifications.ts',
      'unsubscribed: [...removed, ...expiring],',
      'unsubscribed: [...expiring],',
    ),
    test: inSync('notifications', 'about a subscription that was removed have another made'),
  },
  {
    fault: 'reauthorizationRequired',
    symptom: 'Graph wants to know that the app may still listen',
    defence: 'Renewed, which authorizes',
    edits: edit('api/sync/notifications.ts', 'await hastenRenewal(trx, expiring, deps.realNow());', ''),
    test: inSync('notifications', 'that ask for authorization renew the subscription'),
  },
  {
    fault: 'wrongClientState',
    symptom: 'Somebody else rings',
    defence: 'The secret of the subscription is compared, in constant time',
    edits: edit(
      'api/sync/notifications.ts',
      'return timingSafeEqual(hashClientState(clientState), expected);',
      'return true;',
    ),
    test: inSync('notifications', 'carry the secret of their own subscription, or do not count'),
  },
  {
    fault: 'readBasicOnly',
    symptom: 'Calendars.ReadBasic.All alone: subscriptions are refused',
    defence: 'Where the organisation chose only to look, nothing is subscribed to',
    edits: edit(
      'api/store/subscription-store.ts',
      'return !pollOnly && row?.left_at === null',
      'return row?.left_at === null',
    ),
    test: inSync('poll-only', 'has its calendars read with what that shows, and nothing is subscribed to'),
  },
  {
    fault: 'readBasicOnly',
    symptom: 'A field that ReadBasic does not show refuses the whole request',
    defence: 'None is selected',
    edits: edit('shared/calendar/parse-graph-event.ts', "  'subject',\n", "  'subject',\n  'bodyPreview',\n"),
    test: inSync('poll-only', 'has its calendars read with what that shows, and nothing is subscribed to'),
  },
];
