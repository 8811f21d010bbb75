import type { LocalDate } from '../../shared/calendar/time.ts';
import { saidClassSchema } from '../../shared/contract/classes.ts';
import { weekSchema, type SampledEvent } from '../../shared/contract/week.ts';
import { createSeededRandom, type SeededRandom } from '../company/seeded-random.ts';
import type { Person } from '../company/person.ts';
import type { SandboxInside } from '../inside.ts';

/** What reps do on *This week*, in the middle of a week. */
export interface WeekVisits {
  /** Each rep who looks in that day, and what they say of what they are asked to confirm. */
  visit(date: LocalDate): Promise<void>;
}

const LOOKS_IN = 0.7;
const ANSWERS = 0.85;
/** A rep agrees nineteen times in twenty. */
const AGREES = 0.95;

/** Over HTTP, as their tab does it. */
export function createWeekVisits(inside: SandboxInside, seed: string): WeekVisits {
  return {
    visit: async (date) => {
      for (const person of inside.company().people.filter(({ role }) => role === 'rep')) {
        const random = createSeededRandom(`${seed} looks in ${person.key} ${date}`);
        if (random.chance(LOOKS_IN)) await lookIn(inside, person, random);
      }
    },
  };
}

async function lookIn(inside: SandboxInside, person: Person, random: SeededRandom): Promise<void> {
  const call = await callAs(inside, person);
  const { samples } = weekSchema.parse(await call('GET', '/api/week'));
  for (const sampled of samples) {
    if (!random.chance(ANSWERS)) continue;
    const seconds = random.between(3, 9);
    if (random.chance(AGREES)) await call('POST', `/api/samples/${sampled.event.id}/confirm`, { seconds });
    else await call('POST', '/api/corrections', correctionOf(sampled, seconds, random));
  }
}

function correctionOf({ event, asked }: SampledEvent, seconds: number, random: SeededRandom): object {
  const [other] = random.shuffle(saidClassSchema.options.filter((name) => name !== asked));
  return { event: event.id, class: other, scope: 'event', domain: null, instead: null, seconds };
}

async function callAs({ identity, publicUrl }: SandboxInside, person: Person) {
  const authorization = `Bearer ${await identity.issueUserToken(person)}`;
  return async (method: string, path: string, body?: object): Promise<unknown> => {
    const response = await fetch(`${publicUrl()}${path}`, {
      method,
      headers: { authorization, ...(body ? { 'content-type': 'application/json' } : {}) },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    if (!response.ok) throw new Error(`${method} ${path} was answered with ${response.status}.`);
    return response.json();
  };
}
