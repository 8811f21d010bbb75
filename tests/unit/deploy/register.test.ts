import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { apiResource } from '../../../shared/contract/api-resource.ts';

const ROOT = path.resolve(import.meta.dirname, '../../..');

function register(...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['deploy/register.mjs', ...args], {
    cwd: ROOT,
    encoding: 'utf8',
    env: { PATH: '' },
  });
  return { status, stdout, stderr };
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

  it.each([[[]], [['--host', 'https://follow.contoso.com']], [['--host', 'a.example', '--identity', 'B']]])(
    'says what to give instead of %j',
    (args) => {
      expect(register(...args)).toMatchObject({ status: 2, stdout: '' });
    },
  );
});
