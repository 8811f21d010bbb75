import type { Company } from '../../../sandbox/company.ts';
import type { Person, Team } from '../../../sandbox/company/person.ts';
import { seededGuid } from '../../../sandbox/identity/registration.ts';

const DOMAIN = 'soak.example';
const TEAM_SIZE = 5;

function person(key: string, role: Person['role'], managerKey: string | null): Person {
  return {
    key,
    objectId: seededGuid('soak', key),
    name: key,
    address: `${key}@${DOMAIN}`,
    jobTitle: role,
    role,
    team: null,
    managerKey,
    language: 'sv',
    timeZone: 'Europe/Stockholm',
  };
}

/** So many reps in teams of five, each under a manager whose calendar nobody reads, and nothing booked. */
export function createSoakCompany(reps: number): Company {
  const count = Math.ceil(reps / TEAM_SIZE);
  const managers = Array.from({ length: count }, (_, index) => person(`chef${index}`, 'manager', 'vd'));
  const members = Array.from({ length: reps }, (_, index) =>
    person(`rep${index}`, 'rep', `chef${Math.floor(index / TEAM_SIZE)}`),
  );
  const teams = managers.map((manager, index): Team => ({
    key: 'mitt',
    name: `Team ${index}`,
    managerKey: manager.key,
    repKeys: members.slice(index * TEAM_SIZE, (index + 1) * TEAM_SIZE).map(({ key }) => key),
  }));
  return {
    name: 'Soak',
    people: [person('vd', 'director', null), ...managers, ...members],
    teams,
    domains: { own: [DOMAIN], customers: [], partners: [], vendors: [] },
    meetings: () => [],
  };
}
