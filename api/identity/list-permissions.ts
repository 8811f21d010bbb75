import { decodeJwt } from 'jose';
import { z } from 'zod';
import type { Permission } from '../../shared/contract/admin.ts';
import { TokenFailure } from './graph-token.ts';

const rolesClaim = z.object({ roles: z.array(z.string()).default([]) });

/** Whether each is needed. Calendars.ReadBasic.All stands for Calendars.Read where calendars are only looked at. */
const PERMISSIONS: readonly (readonly [name: string, isNeeded: boolean, stands?: string])[] = [
  ['Calendars.Read', true, 'Calendars.ReadBasic.All'],
  ['User.Read.All', true],
  ['MailboxSettings.Read', false],
  ['GroupMember.Read.All', false],
  ['TeamsAppInstallation.ReadWriteSelfForUser.All', false],
];

/** What the app's own token says that the organisation granted. */
export async function listPermissions(getToken: () => Promise<string>): Promise<Permission[]> {
  const roles = await rolesOf(getToken);
  return PERMISSIONS.map(([name, isNeeded, standsIn]) => {
    const isGranted = roles?.includes(name) || (standsIn !== undefined && roles?.includes(standsIn));
    // Exchange grants the reading of calendars without a word in the token.
    const isTold = roles !== null && name !== 'Calendars.Read';
    return { name, isNeeded, state: isGranted ? 'granted' : isTold ? 'missing' : 'unknown' };
  });
}

async function rolesOf(getToken: () => Promise<string>): Promise<readonly string[] | null> {
  try {
    return rolesClaim.parse(decodeJwt(await getToken())).roles;
  } catch (error) {
    if (error instanceof TokenFailure) return null;
    throw error;
  }
}
