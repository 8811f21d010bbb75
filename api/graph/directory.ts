import { z } from 'zod';
import { userPath } from './calendar.ts';
import type { GraphClient } from './client.ts';
import { GraphFailure } from './graph-failure.ts';
import { readPages, type Row } from './pager.ts';
import type { DirectoryPerson, GraphPort, MailboxSettings } from './port.ts';

const USER_FIELDS =
  'id,displayName,mail,userPrincipalName,proxyAddresses,accountEnabled,userType,preferredLanguage,usageLocation';

type DirectoryCalls = Pick<
  GraphPort,
  'fetchPeople' | 'fetchMailboxSettings' | 'fetchGroups' | 'fetchGroupMembers'
>;

/** Reads people, their managers, groups, and their mailboxes' settings. */
export function createDirectoryCalls(client: GraphClient): DirectoryCalls {
  return {
    fetchPeople: async () => {
      const query = { $select: USER_FIELDS, $expand: 'manager($select=id)', $top: '999' };
      const { rows } = await readPages(() => client.get('/users', { query }), client.follow);
      return rows.flatMap((row) => personOf(userSchema.parse(row)));
    },
    fetchMailboxSettings: (mailbox) =>
      client
        .get(`${userPath(mailbox)}/mailboxSettings`, { mailbox })
        .then((answer) => settingsSchema.parse(answer))
        .catch(nullWithoutPermission),
    fetchGroups: (namePrefix) => {
      const $filter = `startswith(displayName,'${namePrefix.replaceAll("'", "''")}')`;
      const query = { $select: 'id,displayName', $filter, $top: '100' };
      return readPages(() => client.get('/groups', { query }), client.follow)
        .then(({ rows }) => rows.map((row) => ({ id: row.id, name: nameOf(row) })))
        .catch(nullWithoutPermission);
    },
    fetchGroupMembers: (groupId) => {
      const path = `/groups/${encodeURIComponent(groupId)}/transitiveMembers`;
      const query = { $select: 'id', $top: '999' };
      return readPages(() => client.get(path, { query }), client.follow)
        .then(({ rows }) => rows.filter(isUser).map((row) => row.id))
        .catch(nullWithoutPermission);
    },
  };
}

/** Devices and groups are members too; without a type nobody knows, and an id that is no person's does no harm. */
function isUser(row: Row): boolean {
  const type = row['@odata.type'];
  return type === undefined || type === '#microsoft.graph.user';
}

function nameOf(row: Row): string {
  const name = row['displayName'];
  return typeof name === 'string' && name.trim() !== '' ? name.trim() : row.id;
}

function nullWithoutPermission(error: unknown): null {
  if (error instanceof GraphFailure && OPTIONAL.has(error.kind)) return null;
  throw error;
}

const OPTIONAL: ReadonlySet<string> = new Set(['denied', 'blocked', 'not-found', 'no-mailbox']);

const userSchema = z.object({
  id: z.string(),
  displayName: z.string().nullish(),
  mail: z.string().nullish(),
  userPrincipalName: z.string().nullish(),
  proxyAddresses: z.array(z.string()).nullish(),
  accountEnabled: z.boolean().nullish(),
  userType: z.string().nullish(),
  preferredLanguage: z.string().nullish(),
  usageLocation: z.string().nullish(),
  manager: z.object({ id: z.string() }).nullish(),
});

function personOf(user: z.output<typeof userSchema>): DirectoryPerson[] {
  const principal = user.userPrincipalName?.trim().toLowerCase();
  const address = user.mail?.trim().toLowerCase() || principal;
  if (!address || user.accountEnabled === false || user.userType === 'Guest') return [];
  const aliases = (user.proxyAddresses ?? [])
    .filter((alias) => /^smtp:/i.test(alias))
    .map((alias) => alias.slice(5));
  const others = new Set([principal ?? address, ...aliases.map((alias) => alias.trim().toLowerCase())]);
  others.delete(address);
  return [
    {
      entraId: user.id,
      name: user.displayName?.trim() || address,
      address,
      otherAddresses: [...others].toSorted(),
      managerEntraId: user.manager?.id ?? null,
      language: user.preferredLanguage ?? null,
      country: /^[A-Z]{2}$/.test(user.usageLocation ?? '') ? (user.usageLocation ?? null) : null,
    },
  ];
}

const DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

/** `08:00:00.0000000`; working hours that end at midnight are written `00:00`, or `23:59`. */
const wallClock = z
  .string()
  .regex(/^\d\d:\d\d/)
  .transform((time) => time.slice(0, 5));

const settingsSchema = z
  .object({
    timeZone: z.string().nullish(),
    language: z.object({ locale: z.string().nullish() }).nullish(),
    workingHours: z
      .object({
        daysOfWeek: z.array(z.string()),
        startTime: wallClock,
        endTime: wallClock,
        timeZone: z.object({ name: z.string().nullish() }).nullish(),
      })
      .nullish()
      // Settings are a hint; what cannot be read is as good as not set.
      .catch(null),
  })
  .transform(({ timeZone, language, workingHours }): MailboxSettings => ({
    timeZone: timeZone ?? null,
    language: language?.locale ?? null,
    workingHours: workingHours
      ? {
          timeZone: workingHours.timeZone?.name ?? null,
          days: workingHours.daysOfWeek
            .map((name) => DAYS.indexOf(name.toLowerCase()) + 1)
            .filter((day) => day > 0),
          from: workingHours.startTime,
          to: workingHours.endTime === '00:00' ? '24:00' : workingHours.endTime,
        }
      : null,
  }));
