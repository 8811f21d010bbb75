import type { DirectoryPerson } from '../graph/port.ts';
import type { TeamSource } from '../store/team-roster-store.ts';

/** Entra ids of those who belong to the team: who reports to its manager, or who belongs to one of its teams. */
export function membersOf(
  team: TeamSource,
  teams: readonly TeamSource[],
  people: readonly Pick<DirectoryPerson, 'entraId' | 'managerEntraId'>[],
  above: ReadonlySet<string> = new Set(),
): string[] {
  if (team.sourceKind === 'manager') {
    const reports = people.filter(
      (person) => team.sourceId !== null && person.managerEntraId === team.sourceId,
    );
    return reports.map((person) => person.entraId).toSorted();
  }
  if (team.sourceKind === 'group' || above.has(team.teamId)) return [];
  const levels = new Set([...above, team.teamId]);
  const children = teams.filter((child) => child.parentId === team.teamId);
  return [...new Set(children.flatMap((child) => membersOf(child, teams, people, levels)))].toSorted();
}

/** Entra ids of the team's manager and of whoever manages a level above it. */
export function managersOf(team: TeamSource, teams: readonly TeamSource[]): string[] {
  const managers = new Set<string>();
  const seen = new Set<string>();
  for (let level: TeamSource | undefined = team; level && !seen.has(level.teamId);) {
    seen.add(level.teamId);
    if (level.sourceKind !== 'group' && level.sourceId !== null) managers.add(level.sourceId);
    const { parentId }: TeamSource = level;
    level = teams.find((other) => other.teamId === parentId);
  }
  return [...managers];
}
