import { decodeJwt } from 'jose';
import { z } from 'zod';
import { HOUR } from '../../shared/calendar/time.ts';
import { createGraph } from '../graph/create-graph.ts';
import { GraphFailure } from '../graph/graph-failure.ts';
import { loadTenantSettings } from '../store/tenant-settings.ts';
import { appToken } from './check-identity.ts';
import { withStore } from './with-store.ts';
import type { DoctorWorld } from './doctor-world.ts';
import { fault, note, ok, type Said } from './finding.ts';

/** What does without, and what is lost then. */
const OPTIONAL: Readonly<Record<string, string>> = {
  'MailboxSettings.Read':
    'working hours, zone and language come from the directory and the defaults, until a rep says otherwise',
  'TeamsAppInstallation.ReadWriteSelfForUser.All':
    'the app is installed for nobody: install it by a setup policy in the Teams admin center',
  'GroupMember.Read.All': 'teams come from reporting lines alone, not from Entra groups',
};
const USED: ReadonlySet<string> = new Set([
  'Calendars.Read',
  'Calendars.ReadBasic.All',
  'User.Read.All',
  ...Object.keys(OPTIONAL),
]);
const rolesClaim = z.object({ roles: z.array(z.string()).default([]) });

const CONSENT =
  'Add it on the registration’s API permissions, as an application permission, and give admin consent.';

/** What the tenant granted, beside what is needed; what is more than needed, too. */
export async function checkPermissions(world: DoctorWorld): Promise<Said[]> {
  const { roles } = rolesClaim.parse(decodeJwt(await appToken(world)()));
  const granted = new Set(roles);
  const refusals = [await missingDirectory(granted, world), await missingCalendars(granted, world)];
  const missing = refusals.flatMap((refusal) => refusal ?? []);
  if (missing.length > 0) return missing;
  const optional = Object.entries(OPTIONAL)
    .filter(([name]) => !granted.has(name))
    .map(([name, loss]) => note(`${name}, which is optional, was not granted: ${loss}.`));
  const surplus = roles.filter((name) => !USED.has(name));
  const tooMuch = surplus.map((name) =>
    note(
      `${name} was granted and is not used.`,
      'Take it away: the app never writes to a calendar or reads mail.',
    ),
  );
  return [
    ok(`What is needed was granted (${roles.length === 0 ? 'in Exchange' : roles.join(', ')}).`),
    ...optional,
    ...tooMuch,
  ];
}

async function missingDirectory(granted: ReadonlySet<string>, world: DoctorWorld): Promise<Said | null> {
  if (granted.has('User.Read.All')) return null;
  const isDenied = await isRefused(() => graphOf(world).fetchPeople());
  return isDenied
    ? fault('User.Read.All was not granted: nobody is known, so nobody can be read.', CONSENT)
    : null;
}

/**
 * Exchange's own role assignments give the same right without a word in the token; then only a reading tells. The last
 * hour of one rep's calendar is asked for, and nothing of it kept.
 */
async function missingCalendars(granted: ReadonlySet<string>, world: DoctorWorld): Promise<Said | null> {
  const { pollOnly, mailbox } = await withStore(world, async (trx) => ({
    pollOnly: (await loadTenantSettings(trx)).pollOnly,
    mailbox: await trx
      .selectFrom('person')
      .select('entra_id')
      .where('is_rep', '=', true)
      .where('left_at', 'is', null)
      .orderBy('entra_id')
      .executeTakeFirst(),
  }));
  if (granted.has('Calendars.Read') || (pollOnly && granted.has('Calendars.ReadBasic.All'))) return null;
  const name = pollOnly ? 'Calendars.ReadBasic.All' : 'Calendars.Read';
  if (granted.has('Calendars.ReadBasic.All'))
    return fault(
      'Calendars.Read was not granted, only Calendars.ReadBasic.All: Graph tells of no change.',
      'Grant Calendars.Read, or switch to looking every few minutes (Set-up, Settings).',
    );
  if (!mailbox)
    return note(
      `${name} is not in the token, and there is no rep yet to try it with.`,
      'Run this again then.',
    );
  const now = world.realNow();
  const read = () => graphOf(world).fetchCalendarView(mailbox.entra_id, { start: now - HOUR, end: now });
  return (await isRefused(read))
    ? fault(`${name} was granted neither in Entra nor in Exchange: no calendar can be read.`, CONSENT)
    : null;
}

function graphOf(world: DoctorWorld) {
  return createGraph({ baseUrl: world.config.endpoints.graphBaseUrl, getToken: appToken(world) });
}

/** Other failures are no answer to whether it was granted, and are told as what they are. */
async function isRefused(ask: () => Promise<unknown>): Promise<boolean> {
  try {
    await ask();
    return false;
  } catch (error) {
    if (error instanceof GraphFailure && error.kind === 'denied') return true;
    throw error;
  }
}
