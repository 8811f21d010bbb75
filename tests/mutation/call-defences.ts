import { edit, inSync, inUnit, type Mutation } from './mutation.ts';

/** Single calls: what the client library does by itself, and what an answer may be taken for. */
export const CALL_DEFENCES: readonly Mutation[] = [
  {
    fault: 'resetConnections',
    symptom: 'The connection breaks before an answer',
    defence: 'No answer is no refusal: asked again soon, and nothing is lost',
    edits: edit(
      'api/graph/graph-failure.ts',
      "return isClientError(status) && code !== ''",
      "return status < 500 && code !== ''",
    ),
    test: inSync('odd-rows', 'or answers with a proxy’s page is asked again, and nothing was lost'),
  },
  {
    fault: 'another 404',
    symptom: 'Something on the way does not know an address, and an event looks deleted',
    defence: 'Only Graph’s own words for it say that an item is not there',
    edits: edit(
      'api/graph/graph-failure.ts',
      'status === 404 && NOT_FOUND_CODES.has(code)',
      'status === 404',
    ),
    test: inUnit('graph/graph-failure', '404 null : transient'),
  },
  {
    fault: 'client repeats POST',
    symptom: 'The library repeats a POST after 503: two subscriptions, each of which rings',
    defence: 'A call is one call; what failed is a later job',
    edits: edit(
      'api/graph/client.ts',
      'return call(prepare(client, url)).catch(',
      'return call(prepare(client, url)).catch(() => call(prepare(client, url))).catch(',
    ),
    test: inUnit('graph/client', 'is made once, whatever the answer'),
  },
  {
    fault: 'link to elsewhere',
    symptom: 'A next link leads to another host, and takes the token there',
    defence: 'Only links to the configured origin are followed',
    edits: edit(
      'api/graph/client.ts',
      'if (url?.origin === base.origin) return link;',
      'if (url) return link;',
    ),
    test: inUnit('graph/client', 'never follows a link to another origin'),
  },
  {
    fault: 'redirect',
    symptom: 'A redirect leads to another host, and takes the token there',
    defence: 'None is followed',
    edits: edit('api/graph/client.ts', ".option('redirect', 'error')", ".option('redirect', 'follow')"),
    test: inUnit('graph/client', 'does not follow a redirect, which would take the token along'),
  },
];
