import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { apiResource } from '../../../shared/contract/api-resource.ts';
import type { Directory } from '../../fakes/azure-cli.ts';

const ROOT = path.resolve(import.meta.dirname, '../../..');

function register(...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['deploy/register.mjs', ...args], {
    cwd: ROOT,
    encoding: 'utf8',
    env: { PATH: '' },
  });
  return { status, stdout, stderr };
}

/** A run against a directory that checks what it is told. `lag`: calls that come too early. */
function registerIn(directory: Directory, ...args: readonly string[]) {
  const folder = mkdtempSync(path.join(tmpdir(), 'followthrough-az-'));
  try {
    const file = path.join(folder, 'directory.json');
    writeFileSync(file, JSON.stringify(directory));
    const program = path.join(ROOT, 'tests/fakes/azure-cli.ts');
    writeFileSync(path.join(folder, 'az'), `#!/bin/sh\nexec "${process.execPath}" "${program}" "$@"\n`, {
      mode: 0o755,
    });
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      ['deploy/register.mjs', '--host', 'follow.contoso.com', '--pause', '0', ...args],
      { cwd: ROOT, encoding: 'utf8', env: { PATH: folder, AZ_DIRECTORY: file } },
    );
    const after: Directory = JSON.parse(readFileSync(file, 'utf8'));
    return { status, stdout, stderr, after };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const GRAPH_ROLES = [
  'Calendars.Read',
  'Calendars.ReadWrite',
  'User.Read.All',
  'MailboxSettings.Read',
  'GroupMember.Read.All',
  'TeamsAppInstallation.ReadWriteSelfForUser.All',
].map((value, index) => ({ id: `aaaaaaaa-0000-4000-8000-00000000000${index}`, value }));
const EMPTY: Directory = {
  lag: 0,
  isDenied: false,
  tenant: '11111111-1111-4111-8111-111111111111',
  me: '22222222-2222-4222-8222-222222222222',
  graph: { id: '33333333-3333-4333-8333-333333333333', appRoles: GRAPH_ROLES },
  applications: [],
  principals: [],
  calls: [],
};

/** Of the roles and of the scope, in the order in which they stand there. */
function idsIn(body: unknown): string[] {
  return [...JSON.stringify(body).matchAll(/"id":"([0-9a-f-]{36})"/g)].map(([, id]) => id ?? '');
}

const calls = (text: string): string[] =>
  [...text.matchAll(/^(?:GET|POST|PATCH) \S+/gm)].map(([call]) => call);

describe('the registration script', () => {
  it('makes no call in a dry run, and says each that it would make', () => {
    const { status, stdout } = register('--host', 'Follow.Contoso.com', '--dry-run');
    expect(status).toBe(0);
    expect(calls(stdout)).toEqual([
      'POST https://graph.microsoft.com/v1.0/applications',
      'PATCH https://graph.microsoft.com/v1.0/applications/{application}',
      'POST https://graph.microsoft.com/v1.0/servicePrincipals',
      "GET https://graph.microsoft.com/v1.0/servicePrincipals(appId='00000003-0000-0000-c000-000000000000')?$select=id,appRoles",
      ...Array.from(
        { length: 5 },
        () => 'POST https://graph.microsoft.com/v1.0/servicePrincipals/{principal}/appRoleAssignments',
      ),
      'GET https://graph.microsoft.com/v1.0/me?$select=id',
      'POST https://graph.microsoft.com/v1.0/users/{me}/appRoleAssignments',
    ]);
    expect(stdout).toContain(apiResource('follow.contoso.com', '{appId}').replace('{appid}', '{appId}'));
    expect(stdout).toContain('"requestedAccessTokenVersion": 2');
  });

  it('pre-authorises every host whose sign-in the server accepts', () => {
    const { stdout } = register('--host', 'follow.contoso.com', '--dry-run');
    const server = readFileSync(path.join(ROOT, 'api/identity/verify-token.ts'), 'utf8');
    const list = /HOST_CLIENTS = \[([^\]]+)\]/.exec(server)?.[1] ?? '';
    const hosts = [...list.matchAll(/'([0-9a-f-]{36})'/g)].map(([, id]) => id);
    const asked = [...stdout.matchAll(/"appId": "([0-9a-f-]{36})"/g)].map(([, id]) => id);
    expect(asked).toEqual(hosts);
  });

  it('asks for no permission to write, and for none to read mail', () => {
    const { stdout } = register('--host', 'follow.contoso.com', '--dry-run');
    expect([...stdout.matchAll(/^# Admin consent to (.+)\.$/gm)].map(([, name]) => name)).toEqual([
      'Calendars.Read',
      'User.Read.All',
      'MailboxSettings.Read',
      'GroupMember.Read.All',
      // The app itself, for a rep: nothing else of theirs.
      'TeamsAppInstallation.ReadWriteSelfForUser.All',
    ]);
  });

  it('leaves Calendars.Read to Exchange, and optional permissions out, where it is told so', () => {
    const { stdout } = register(
      '--host',
      'follow.contoso.com',
      '--scoped',
      '--without',
      'GroupMember.Read.All,TeamsAppInstallation.ReadWriteSelfForUser.All',
      '--dry-run',
    );
    expect([...stdout.matchAll(/^# Admin consent to (.+)\.$/gm)].map(([, name]) => name)).toEqual([
      'User.Read.All',
      'MailboxSettings.Read',
    ]);
  });

  it('lets a managed identity sign in as the app', () => {
    const { stdout } = register('--host', 'follow.contoso.com', '--app', 'A', '--identity', 'B', '--dry-run');
    expect(calls(stdout)).toEqual([
      'GET https://graph.microsoft.com/v1.0/organization?$select=id',
      "POST https://graph.microsoft.com/v1.0/applications(appId='A')/federatedIdentityCredentials",
    ]);
    expect(stdout).toContain('"subject": "B"');
  });

  it('makes one application, its place here, five consents and you as its administrator, also where Entra is slow', () => {
    const { status, stdout, stderr, after } = registerIn({ ...EMPTY, lag: 2 });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout.match(/Tried again/g)).toHaveLength(2);
    const [application] = after.applications;
    const [principal] = after.principals;
    if (!application || !principal) throw new Error('Nothing was made.');
    const { id, appId, appRoles } = application;
    expect(stdout.trimEnd().split('\n').at(-1)).toBe(`APP_ID=${appId}`);
    const scopeId = idsIn(after.calls[0]?.body)[2];
    const grant = (to: string, resourceId: string, appRoleId?: string) => ({
      call: `POST /${to}/appRoleAssignments`,
      body: { principalId: to.split('/')[1], resourceId, appRoleId },
    });
    expect(after.calls).toEqual([
      {
        call: 'POST /applications',
        body: expect.objectContaining({
          signInAudience: 'AzureADMyOrg',
          spa: { redirectUris: ['brk-multihub://follow.contoso.com', 'https://follow.contoso.com/tab/'] },
        }),
      },
      {
        call: `PATCH /applications/${id}`,
        body: {
          identifierUris: [apiResource('follow.contoso.com', appId)],
          api: {
            requestedAccessTokenVersion: 2,
            oauth2PermissionScopes: [expect.objectContaining({ id: scopeId, value: 'access_as_user' })],
            preAuthorizedApplications: Array.from({ length: 7 }, () => ({
              appId: expect.stringMatching(/^[0-9a-f-]{36}$/),
              delegatedPermissionIds: [scopeId],
            })),
          },
        },
      },
      { call: 'POST /servicePrincipals', body: { appId } },
      { call: "GET /servicePrincipals(appId='00000003-0000-0000-c000-000000000000')", body: {} },
      ...GRAPH_ROLES.filter(({ value }) => value !== 'Calendars.ReadWrite').map((role) =>
        grant(`servicePrincipals/${principal.id}`, EMPTY.graph.id, role.id),
      ),
      { call: 'GET /me', body: {} },
      grant(
        `users/${EMPTY.me}`,
        principal.id,
        appRoles.find(({ value }) => value === 'Followthrough.Admin')?.id,
      ),
    ]);
  });

  it('says what did not work, and stops there', () => {
    const { status, stderr, after } = registerIn({ ...EMPTY, isDenied: true });
    expect(status).toBe(1);
    expect(stderr).toMatch(
      /^It did not work: .*Authorization_RequestDenied[\s\S]*What was made before stands\.$/m,
    );
    expect(after.applications).toEqual([]);
  });

  it.each([[[]], [['--host', 'https://follow.contoso.com']], [['--host', 'a.example', '--identity', 'B']]])(
    'says what to give instead of %j',
    (args) => {
      expect(register(...args)).toMatchObject({ status: 2, stdout: '' });
    },
  );
});
