import type { Transaction } from 'kysely';
import { toLocalDate } from '../../shared/calendar/time-zone.ts';
import { toIanaZone } from '../../shared/calendar/windows-zone.ts';
import { defaultWorkingHours, type WorkingHours } from '../../shared/calendar/working-hours.ts';
import { domainOf } from '../../shared/moves/participants.ts';
import { GraphFailure } from '../graph/graph-failure.ts';
import type { DirectoryPerson, MailboxSettings } from '../graph/port.ts';
import { addDomains } from '../store/domain-store.ts';
import { addMailboxes, hastenSync } from '../store/mailbox-store.ts';
import { createPersonStore, type DirectoryEntry } from '../store/person-store.ts';
import type { Database } from '../store/schema.ts';
import {
  listTeamSources,
  saveManagers,
  saveMembers,
  saveReps,
  type TeamSource,
} from '../store/team-roster-store.ts';
import { loadTenantSettings, type TenantSettings } from '../store/tenant-settings.ts';
import { type Directory, managersOf, membersOf } from './team-roster.ts';
import type { SyncDeps } from './sync-deps.ts';

type Trx = Transaction<Database>;
export type DirectoryDeps = Pick<SyncDeps, 'store' | 'graph' | 'vault' | 'clock'>;

export interface DirectoryResult {
  readonly people: number;
  readonly reps: number;
}

/**
 * Brings people, who reports to whom, teams and the organisation's own domains up to date. Members of a team have their
 * mailbox's zone, language and working hours asked for, and keep what is known where it does not answer; whoever is new
 * among them gets a mailbox to be read, when they may. Rejects with `GraphFailure`, and then nothing has changed.
 */
export async function syncDirectory(deps: DirectoryDeps): Promise<DirectoryResult> {
  const asWorker = deps.store.as({ kind: 'worker' });
  const people = await deps.graph.fetchPeople();
  // An organisation without people is a fault of the answer, not everybody leaving at once.
  if (people.length === 0) return { people: 0, reps: 0 };
  const { teams, tenant } = await asWorker(async (trx) => ({
    teams: await listTeamSources(trx),
    tenant: await loadTenantSettings(trx),
  }));
  const directory = { teams, people, groups: await fetchGroups(deps, teams) };
  const settings = await fetchSettings(deps, directory);
  return asWorker((trx) => saveDirectory(trx, directory, settings, tenant, deps));
}

async function fetchGroups(
  { graph }: DirectoryDeps,
  teams: readonly TeamSource[],
): Promise<Directory['groups']> {
  const ids = teams.flatMap(({ sourceKind, sourceId }) => (sourceKind === 'group' ? (sourceId ?? []) : []));
  const fetched = ids.map(async (id) => [id, await graph.fetchGroupMembers(id)] as const);
  return new Map(await Promise.all(fetched));
}

/** A few mailboxes may be ill; where more are, it is the service, and everything is left for later. */
const MOST_UNREAD = 5;

type Settings = ReadonlyMap<string, MailboxSettings | null>;

/** By Entra id: of the members of each team that can be told, null where they have none. */
async function fetchSettings(deps: DirectoryDeps, directory: Directory): Promise<Settings> {
  const members = new Set(directory.teams.flatMap((team) => membersOf(team, directory) ?? []));
  const settings = new Map<string, MailboxSettings | null>();
  let unread = 0;
  const fetched = [...members].map(async (entraId) => {
    try {
      settings.set(entraId, await deps.graph.fetchMailboxSettings(entraId));
    } catch (error) {
      const isOfMailbox = error instanceof GraphFailure && error.kind !== 'throttled';
      if (!isOfMailbox || unread >= MOST_UNREAD) throw error;
      unread += 1;
    }
  });
  await Promise.all(fetched);
  return settings;
}

async function saveDirectory(
  trx: Trx,
  { people, groups }: Pick<Directory, 'groups'> & { readonly people: readonly DirectoryPerson[] },
  settings: Settings,
  tenant: TenantSettings,
  deps: DirectoryDeps,
): Promise<DirectoryResult> {
  const now = deps.clock.now();
  const persons = createPersonStore(deps.vault);
  const told = people.filter(({ entraId }) => settings.has(entraId));
  const untold = people.filter(({ entraId }) => !settings.has(entraId));
  const entriesOf = (some: typeof people) =>
    some.map((person) => entryOf(person, settings.get(person.entraId) ?? null, tenant));
  await persons.saveEntries(trx, entriesOf(told));
  // What is known of a rep is better than the defaults, while the mailbox or the group does not answer.
  await persons.saveEntries(trx, entriesOf(untold), { keepsReps: true });
  await persons.markLeftExcept(
    trx,
    people.map((person) => person.entraId),
    now,
  );
  await persons.saveReportingLines(
    trx,
    people.flatMap(({ entraId, managerEntraId }) =>
      managerEntraId === null ? [] : [{ entraId, managerEntraId }],
    ),
  );
  await addDomains(trx, deps.vault, 'own', ownDomainsOf(people), now, true);
  await saveRoster(trx, { people, groups }, deps, toLocalDate(now, tenant.timeZone));
  const reps = await saveReps(trx);
  await addMailboxes(trx, reps.all, now);
  // Whoever comes back has a mailbox that nobody looks at any more.
  await hastenSync(trx, reps.fresh, now);
  return { people: people.length, reps: reps.all.length };
}

async function saveRoster(
  trx: Trx,
  known: Omit<Directory, 'teams'>,
  deps: DirectoryDeps,
  today: string,
): Promise<void> {
  const teams = await listTeamSources(trx);
  const directory = { ...known, teams };
  const persons = await createPersonStore(deps.vault).list(trx);
  const idOf = new Map(persons.map((person) => [person.entraId, person.personId]));
  const idsOf = (entraIds: readonly string[]): string[] =>
    entraIds.flatMap((entraId) => idOf.get(entraId) ?? []);
  for (const team of teams) {
    const members = membersOf(team, directory);
    const managers = managersOf(team, directory);
    if (members !== null) await saveMembers(trx, team.teamId, idsOf(members), today);
    if (managers !== null) await saveManagers(trx, team.teamId, idsOf(managers));
  }
}

function ownDomainsOf(people: readonly DirectoryPerson[]): string[] {
  const addresses = people.flatMap((person) => [person.address, ...person.otherAddresses]);
  return [...new Set(addresses.filter((address) => address.includes('@')).map(domainOf))].toSorted();
}

function entryOf(
  person: DirectoryPerson,
  settings: MailboxSettings | null,
  tenant: TenantSettings,
): DirectoryEntry {
  const country = person.country ?? tenant.country;
  const timeZone = toIanaZone(settings?.timeZone ?? '', tenant.timeZone, country);
  const language = settings?.language ?? person.language ?? (tenant.country === 'SE' ? 'sv' : 'en');
  return {
    entraId: person.entraId,
    name: person.name,
    address: person.address,
    otherAddresses: person.otherAddresses,
    language: /^sv\b/i.test(language) ? 'sv' : 'en',
    timeZone,
    country,
    workingHours: workingHoursOf(settings, timeZone, country),
  };
}

/** Outlook's own hours where they make sense; its web client does not write them, so the rep's word goes before. */
function workingHoursOf(settings: MailboxSettings | null, timeZone: string, country: string): WorkingHours {
  const usual = defaultWorkingHours(timeZone);
  const hours = settings?.workingHours;
  if (!hours || hours.from >= hours.to || hours.days.length === 0) return usual;
  const { from, to } = hours;
  return {
    ...usual,
    timeZone: toIanaZone(hours.timeZone ?? '', timeZone, country),
    days: Object.fromEntries(hours.days.map((day) => [day, [{ from, to }]])),
  };
}
