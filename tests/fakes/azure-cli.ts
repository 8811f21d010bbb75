import { randomUUID } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';

// `az rest --method … --url … [--body …]`, as far as deploy/register.mjs uses it, with a directory in the file
// `AZ_DIRECTORY`. What a body says is for the test to judge: this one starts for every call, and has to start fast.

interface Application {
  readonly id: string;
  readonly appId: string;
  readonly appRoles: readonly { readonly id: string; readonly value: string }[];
}
export interface Directory {
  /** Calls that come too early: what was just made is not known everywhere. */
  lag: number;
  /** Whoever signed in may not register anything. */
  isDenied: boolean;
  readonly tenant: string;
  readonly me: string;
  readonly graph: { readonly id: string; readonly appRoles: Application['appRoles'] };
  readonly applications: Application[];
  readonly principals: { readonly id: string; readonly appId: string }[];
  /** Every call that was answered. */
  readonly calls: { readonly call: string; readonly body: unknown }[];
}

const { AZ_DIRECTORY: file = '' } = process.env;
const directory: Directory = JSON.parse(readFileSync(file, 'utf8'));
const [, , , , method = '', , url = '', , text = '{}'] = process.argv;
const body: Record<string, string> = JSON.parse(text);
const path = url.replace(/^https:\/\/graph\.microsoft\.com\/v1\.0/, '').replace(/\?.*$/, '');
const answer = answerTo(`${method} ${path}`);
if (typeof answer === 'string') {
  process.stderr.write(`ERROR: Bad Request({"error":{"code":"${answer}"}})\n`);
  process.exitCode = 1;
} else {
  directory.calls.push({ call: `${method} ${path}`, body });
  process.stdout.write(method === 'PATCH' ? '' : JSON.stringify(answer));
}
writeFileSync(file, JSON.stringify(directory));

/** Graph's answer, or the code with which it refuses. */
function answerTo(call: string): object | string {
  const { applications, principals, graph, me, tenant } = directory;
  if (directory.isDenied) return 'Authorization_RequestDenied';
  // A place that nobody filled in.
  if (/\{[\w.]+\}/.test(url + text)) return 'Request_BadRequest';
  if (call !== 'POST /applications' && directory.lag > 0) {
    directory.lag -= 1;
    return 'Request_ResourceNotFound';
  }
  if (call === 'POST /applications') {
    const made = { ...JSON.parse(text), id: randomUUID(), appId: randomUUID() };
    applications.push(made);
    return made;
  }
  if (call === 'POST /servicePrincipals') {
    if (!applications.some(({ appId }) => appId === body['appId'])) return 'NoBackingApplicationObject';
    const made = { id: randomUUID(), appId: body['appId'] ?? '' };
    principals.push(made);
    return made;
  }
  if (call.startsWith('GET /servicePrincipals(')) return graph;
  if (call === 'GET /me') return { id: me };
  if (call === 'GET /organization') return { value: [{ id: tenant }] };
  if (call.endsWith('/appRoleAssignments')) {
    const roles = [...graph.appRoles, ...applications.flatMap(({ appRoles }) => appRoles)];
    const isKnown = roles.some(({ id }) => id === body['appRoleId']);
    return isKnown && call.includes(body['principalId'] ?? '-') ? {} : 'Request_BadRequest';
  }
  return {};
}
