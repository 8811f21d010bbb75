import { findPerson } from '../company.ts';
import type { Person } from '../company/person.ts';
import type { SandboxInside } from '../inside.ts';
import { SandboxProblem } from './sandbox-problem.ts';

/**
 * Somebody by key, or by role: `manager` is the first team's, `rep-norr` the first rep of team Norr.
 * @throws SandboxProblem where nobody answers to the name.
 */
export function personNamed(inside: Pick<SandboxInside, 'company'>, name: string): Person {
  const company = inside.company();
  const [role, team] = name.split('-');
  const person =
    findPerson(company, name) ??
    company.people.find((one) => one.role === role && (team === undefined || one.team === team));
  if (person) return person;
  const keys = company.people.map((one) => one.key).join(', ');
  throw new SandboxProblem(404, 'nobody', `Nobody here is called ${name}.`, `Use one of: ${keys}.`);
}
