// Registers the app in Entra, with what its pages and its server need, as docs/install.md step 1 tells it. Needs the Azure
// CLI, signed in to the tenant as an Application Administrator (`az login --allow-no-subscriptions`).
//
//   node deploy/register.mjs --host follow.contoso.com [--scoped] [--without MailboxSettings.Read,…] [--dry-run]
//   node deploy/register.mjs --host follow.contoso.com --app APP-ID --identity PRINCIPAL-ID [--dry-run]
//
// --scoped     leaves Calendars.Read out: it is granted in Exchange for some mailboxes alone (step 4)
// --without    optional permissions that are not to be asked for
// --identity   only adds the federated credential of a managed identity (its principal id) to --app
// --dry-run    prints every call, and makes none
// --pause      seconds between tries while Entra does not know everywhere what was just made (5)
import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { parseArgs } from 'node:util';

const GRAPH = 'https://graph.microsoft.com/v1.0';
const GRAPH_APP = '00000003-0000-0000-c000-000000000000';
const ISSUER = 'https://login.microsoftonline.com/{tenant}/v2.0';

/** Teams desktop and mobile, Teams web, Microsoft 365 web, desktop, mobile and Outlook desktop, Outlook web, mobile. */
const HOSTS = [
  '1fec8e78-bce4-4aaf-ab1b-5451cc387264',
  '5e3ce6c0-2b1f-4285-8d4b-75ee78787346',
  '4765445b-32c6-49b0-83e6-1d93765276ca',
  '0ec893e0-5785-4de6-99da-4ed124e5296c',
  'd3590ed6-52b3-4102-aeff-aad2292ab01c',
  'bc59ab01-8403-45c6-8796-ac3ef710b3e3',
  '27922004-5251-4030-b22d-91ecd9a37ea4',
];
const OPTIONAL = [
  'MailboxSettings.Read',
  'GroupMember.Read.All',
  'TeamsAppInstallation.ReadWriteSelfForUser.All',
];

const { values } = parseArgs({
  options: {
    host: { type: 'string' },
    app: { type: 'string' },
    identity: { type: 'string' },
    without: { type: 'string', default: '' },
    pause: { type: 'string', default: '5' },
    scoped: { type: 'boolean', default: false },
    'dry-run': { type: 'boolean', default: false },
  },
});
const host = values.host?.toLowerCase();
if (!host || !/^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(host) || (values.identity && !values.app)) {
  process.stderr.write('Give --host as a bare name (follow.contoso.com), and --app beside --identity.\n');
  process.exit(2);
}

const left = values.without.split(',').map((name) => name.trim());
const permissions = [
  ...(values.scoped ? [] : ['Calendars.Read']),
  'User.Read.All',
  ...OPTIONAL.filter((name) => !left.includes(name)),
];
const ids = { scope: randomUUID(), admin: randomUUID(), steward: randomUUID() };
/** Filled in as calls are answered; a dry run leaves them in braces. */
const known = { ...(values.app && { appId: values.app }) };

const role = (id, value, displayName, description) => ({
  id,
  value,
  displayName,
  description,
  allowedMemberTypes: ['User'],
  isEnabled: true,
});

const application = {
  displayName: 'Followthrough',
  signInAudience: 'AzureADMyOrg',
  spa: { redirectUris: [`brk-multihub://${host}`, `https://${host}/tab/`] },
  appRoles: [
    role(ids.admin, 'Followthrough.Admin', 'Followthrough administrator', 'Decides, sets and names teams.'),
    role(
      ids.steward,
      'Followthrough.Steward',
      'Followthrough steward',
      'Reads decisions, settings and the log.',
    ),
  ],
  api: {
    requestedAccessTokenVersion: 2,
    oauth2PermissionScopes: [
      {
        id: ids.scope,
        value: 'access_as_user',
        type: 'User',
        isEnabled: true,
        adminConsentDisplayName: 'Open Followthrough as the signed-in person',
        adminConsentDescription:
          'Lets Teams and Outlook open Followthrough’s pages as the person who is signed in.',
      },
    ],
  },
};

const register = [
  {
    why: 'The registration: of this organisation alone, tokens of version 2, one scope, two roles.',
    call: () => ({ method: 'POST', path: '/applications', body: application }),
    keep: (answer) => ({ appId: answer.appId, application: answer.id }),
  },
  {
    why: 'Its address (the host’s own, in lower case) and the hosts that may ask for it without a question.',
    call: () => ({
      method: 'PATCH',
      path: '/applications/{application}',
      body: {
        identifierUris: [`api://${host}/{appId}`],
        api: {
          ...application.api,
          preAuthorizedApplications: HOSTS.map((appId) => ({ appId, delegatedPermissionIds: [ids.scope] })),
        },
      },
    }),
  },
  {
    why: 'The app in this organisation.',
    call: () => ({ method: 'POST', path: '/servicePrincipals', body: { appId: '{appId}' } }),
    keep: (answer) => ({ principal: answer.id }),
  },
  {
    why: 'Microsoft Graph in this organisation, where the permissions have their ids.',
    call: () => ({ method: 'GET', path: `/servicePrincipals(appId='${GRAPH_APP}')?$select=id,appRoles` }),
    keep: (answer) => ({
      graph: answer.id,
      ...Object.fromEntries(
        answer.appRoles.filter((one) => permissions.includes(one.value)).map((one) => [one.value, one.id]),
      ),
    }),
  },
  ...permissions.map((name) => ({
    why: `Admin consent to ${name}.`,
    call: () => ({
      method: 'POST',
      path: '/servicePrincipals/{principal}/appRoleAssignments',
      body: { principalId: '{principal}', resourceId: '{graph}', appRoleId: `{${name}}` },
    }),
  })),
  {
    why: 'Who you are.',
    call: () => ({ method: 'GET', path: '/me?$select=id' }),
    keep: (answer) => ({ me: answer.id }),
  },
  {
    why: 'You are the first administrator; give the roles to others in Entra, Enterprise applications.',
    call: () => ({
      method: 'POST',
      path: '/users/{me}/appRoleAssignments',
      body: { principalId: '{me}', resourceId: '{principal}', appRoleId: ids.admin },
    }),
  },
];

const federate = [
  {
    why: 'Which tenant this is.',
    call: () => ({ method: 'GET', path: '/organization?$select=id' }),
    keep: (answer) => ({ tenant: answer.value[0].id }),
  },
  {
    why: 'The managed identity may sign in as the app: no secret anywhere.',
    call: () => ({
      method: 'POST',
      path: `/applications(appId='{appId}')/federatedIdentityCredentials`,
      body: {
        name: 'followthrough-azure',
        issuer: ISSUER,
        subject: values.identity,
        audiences: ['api://AzureADTokenExchange'],
      },
    }),
  },
];

/** What was made a moment ago is not known everywhere at once. */
const NOT_YET = /ResourceNotFound|NoBackingApplicationObject|does not (?:exist|reference)/;
const MOST_TRIES = 12;

function askAzure(args) {
  for (let tries = 1; ; tries += 1) {
    const { status, stdout, stderr, error } = spawnSync('az', args, { encoding: 'utf8' });
    if (!error && status === 0) return stdout;
    if (error || tries === MOST_TRIES || !NOT_YET.test(stderr)) {
      process.stderr.write(`It did not work: ${error?.message ?? stderr}\nWhat was made before stands.\n`);
      process.exit(1);
    }
    process.stdout.write('# Not known everywhere yet. Tried again.\n');
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1_000 * Number(values.pause));
  }
}

const fill = (text) => text.replaceAll(/\{([\w.]+)\}/g, (found, name) => known[name] ?? found);

for (const { why, call, keep } of values.identity ? federate : register) {
  const { method, path, body } = call();
  const url = fill(`${GRAPH}${path}`);
  const json = body && fill(JSON.stringify(body));
  process.stdout.write(`# ${why}\n${method} ${url}\n`);
  if (values['dry-run']) {
    if (json) process.stdout.write(`${JSON.stringify(JSON.parse(json), null, 2)}\n`);
    continue;
  }
  const rest = ['rest', '--method', method, '--url', url, ...(json ? ['--body', json] : [])];
  const stdout = askAzure(rest);
  if (keep) Object.assign(known, keep(JSON.parse(stdout)));
}
if (!values['dry-run'] && known.appId) process.stdout.write(`\nAPP_ID=${known.appId}\n`);
