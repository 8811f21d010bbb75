import { edit, inSync, inUnit, type Mutation } from './mutation.ts';

/** Tokens of the app itself, and who refuses them. */
export const TOKEN_DEFENCES: readonly Mutation[] = [
  {
    fault: 'consent lost',
    symptom: 'The organisation took its consent back, or the secret ran out',
    defence: 'Each calendar is marked, keeps what is known, and is tried again tomorrow',
    edits: edit('api/sync/save-failure.ts', "  ['consent-lost', 'consent_lost'],\n", ''),
    test: inSync('faults', 'whose organisation took its consent back is not asked for again before tomorrow'),
  },
  {
    fault: 'wrong secret',
    symptom: 'A setting is wrong, and each calendar fails its job every five minutes for ever',
    defence: 'Asked later each time, up to an hour; one line for the administrator; goes on by itself',
    edits: edit(
      'api/sync/save-failure.ts',
      "error instanceof TokenFailure && error.kind !== 'consent-lost'",
      "error instanceof TokenFailure && error.kind === 'transient'",
    ),
    test: inSync('faults', 'asks later each time, up to an hour, marks no calendar, and goes on by itself'),
  },
  {
    fault: 'wrong secret',
    symptom: 'A thousand calendars ask the identity provider for what it has just refused',
    defence: 'A refusal that will not pass by itself is given out again for half a minute',
    edits: edit(
      'api/identity/graph-token.ts',
      'if (refused !== null && realNow() < refused.until) throw refused.failure;',
      '',
    ),
    test: inUnit('graph/app-token', 'that will not be had is not asked for again within half a minute'),
  },
  {
    fault: 'MSAL has no single flight',
    symptom: 'Twenty calls that want a token are twenty requests for one',
    defence: 'One request at a time, which all wait for',
    edits: edit('api/identity/graph-token.ts', 'underWay ??= renew(fresh)', 'underWay = renew(fresh)'),
    test: inUnit('graph/app-token', 'is asked for once, however many want it at the same time and after'),
  },
  {
    fault: 'MSAL refreshes and throws',
    symptom: 'A token that still lives is not used, because renewing it failed',
    defence: 'It is used until a minute before its end',
    edits: edit(
      'api/identity/graph-token.ts',
      'if (!skipCache && held !== null && realNow() < held.endsAt - LAST_USE_BEFORE_MS) return held.token;',
      '',
    ),
    test: inUnit('graph/app-token', 'is used until a minute before its end'),
  },
  {
    fault: 'MSAL has no time-out',
    symptom: 'An identity provider that never answers holds up every call',
    defence: 'Given up after half a minute',
    edits: edit('api/identity/graph-token.ts', '    giveUpAfter(TIME_OUT_MS),\n', ''),
    test: inUnit('graph/app-token', 'that nobody gives is given up after half a minute'),
  },
  {
    fault: 'token of another tenant',
    symptom: 'A library mixes two organisations up',
    defence: 'The tenant in the token is compared before it is used',
    edits: edit('api/identity/graph-token.ts', '  assertTenant(result.accessToken, config.tenantId);\n', ''),
    test: inUnit('graph/app-token', 'of another organisation is not used'),
  },
  {
    fault: 'aged token',
    symptom: 'A token that ages between the check and the call looks like a wrong request',
    defence: '401 is no reason to leave a mailbox alone for a day: asked again soon',
    edits: edit('api/graph/graph-failure.ts', ' && status !== 401', ''),
    test: inUnit('graph/graph-failure', '401 InvalidAuthenticationToken : transient'),
  },
];
