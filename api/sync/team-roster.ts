import type { DirectoryPerson } from '../graph/port.ts';
import type { TeamSource } from '../store/team-roster-store.ts';

type Reporting = Pick<DirectoryPerson, 'entraId' | 'managerEntraId'>;

/** What the directory tells of who belongs where. */
export interface Directory {
  readonly teams: readonly TeamSource[];
  readonly people: readonly Reporting[];
  /** Entra ids of the people in each group; null where nobody may read it, or where it is gone. */
  readonly groups: ReadonlyMap<string, readonly string[] | null>;
}

/**
 * Entra ids of those who belong to the team: who reports to its manager, who is in its group and does not lead it, or who
 * belongs to one of its teams. Null where nobody can tell: then everybody stays where they are.
 */
export function membersOf(
  team: TeamSource,
  directory: Directory,
  above: ReadonlySet<string> = new Set(),
): string[] | null {
  const { teams, people } = directory;
  if (team.sourceKind === 'manager') {
    const reports = people.filter(
      (person) => team.sourceId !== null && person.managerEntraId === team.sourceId,
    );
    return reports.map((person) => person.entraId).toSorted();
  }
  if (team.sourceKind === 'group') {
    const inGroup = groupOf(team, directory);
    const leaders = leadersOf(team, directory);
    return inGroup && inGroup.filter((entraId) => !leaders.includes(entraId)).toSorted();
  }
  if (above.has(team.teamId)) return [];
  const levels = new Set([...above, team.teamId]);
  const children = teams.filter((child) => child.parentId === team.teamId);
  const members = children.map((child) => membersOf(child, directory, levels));
  return members.includes(null) ? null : [...new Set(members.flatMap((ids) => ids ?? []))].toSorted();
}

/** Entra ids of the team's manager and of whoever manages a level above it. Null where nobody can tell. */
export function managersOf(team: TeamSource, directory: Directory): string[] | null {
  const managers = new Set<string>();
  const seen = new Set<string>();
  for (let level: TeamSource | undefined = team; level && !seen.has(level.teamId);) {
    seen.add(level.teamId);
    if (level.sourceKind === 'group' && groupOf(level, directory) === null) return null;
    for (const leader of leadersOf(level, directory)) managers.add(leader);
    const { parentId }: TeamSource = level;
    level = directory.teams.find((other) => other.teamId === parentId);
  }
  return [...managers];
}

/** A group says who is in it and not who leads: that is to whom at least half of them report. */
function leadersOf(team: TeamSource, directory: Directory): string[] {
  if (team.sourceKind !== 'group') return team.sourceId === null ? [] : [team.sourceId];
  const members = new Set(groupOf(team, directory));
  const inGroup = directory.people.filter(({ entraId }) => members.has(entraId));
  const reports = Map.groupBy(inGroup, ({ managerEntraId }) => managerEntraId);
  return [...reports].flatMap(([leader, led]) =>
    leader !== null && led.length * 2 >= inGroup.length ? [leader] : [],
  );
}

function groupOf(team: TeamSource, { groups }: Directory): readonly string[] | null {
  return team.sourceId === null ? null : (groups.get(team.sourceId) ?? null);
}
