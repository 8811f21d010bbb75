import { findPerson } from '../company.ts';
import type { Person } from '../company/person.ts';
import type { SandboxInside } from '../inside.ts';
import { SandboxProblem } from './sandbox-problem.ts';

/** @throws SandboxProblem where nobody has the key. */
export function personNamed(inside: Pick<SandboxInside, 'company'>, key: string): Person {
  const person = findPerson(inside.company(), key);
  if (person) return person;
  const keys = inside
    .company()
    .people.map((one) => one.key)
    .join(', ');
  throw new SandboxProblem(404, 'nobody', `Nobody here is called ${key}.`, `Use one of: ${keys}.`);
}
