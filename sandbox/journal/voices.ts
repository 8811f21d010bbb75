import type { Instant } from '../../shared/calendar/time.ts';
import type { ReasonCode } from '../../shared/reasons/codes.ts';
import type { Person } from '../company/person.ts';
import type { SeededRandom } from '../company/seeded-random.ts';
import type { CardReply, JournalVoice } from './journal.ts';

/** What lay behind a move, in the author's mind. */
export type Cause = 'forecast' | 'material' | 'customer' | 'priority' | 'reluctance';

/** What reps say then, by weight. Reluctance has explanations that everybody has come to accept. */
const SAID: Readonly<Record<Cause, readonly (readonly [ReasonCode, number])[]>> = {
  forecast: [
    ['internal-load', 72],
    ['other-customer', 10],
    ['own-priority', 12],
    ['other', 6],
  ],
  material: [
    ['material', 80],
    ['customer-hesitant', 9],
    ['internal-load', 6],
    ['other', 5],
  ],
  customer: [
    ['customer-asked', 66],
    ['customer-hesitant', 28],
    ['other', 6],
  ],
  priority: [
    ['other-customer', 46],
    ['own-priority', 30],
    ['internal-load', 16],
    ['other', 8],
  ],
  reluctance: [
    ['internal-load', 34],
    ['market', 28],
    ['customer-hesitant', 12],
    ['own-priority', 16],
    ['other', 10],
  ],
};
const IGNORES = 0.17;
const NOT_SELLING = 0.02;
const CHANGES = 0.05;
const CONTESTS = 0.04;

/** What the rep will say about a move that they made at `at`, if asked. */
export function voiceOf(
  person: Person,
  subject: string,
  at: Instant,
  cause: Cause,
  random: SeededRandom,
): JournalVoice {
  return { at, mailbox: person.key, subject, says: replyOf(cause, random) };
}

function replyOf(cause: Cause, random: SeededRandom): CardReply {
  const drawn = random.next();
  if (drawn < IGNORES) return { kind: 'ignores' };
  if (drawn < IGNORES + NOT_SELLING)
    return { kind: 'not-selling', as: random.pick(['supporting', 'internal'] as const) };
  return {
    kind: 'answers',
    code: codeOf(cause, random),
    afterMinutes: random.chance(0.7) ? random.between(1, 12) : random.between(15, 240),
    changedTo: random.chance(CHANGES) ? codeOf(cause, random) : null,
    contests: random.chance(CONTESTS),
  };
}

function codeOf(cause: Cause, random: SeededRandom): ReasonCode {
  const codes = SAID[cause];
  let at = random.next() * codes.reduce((sum, [, weight]) => sum + weight, 0);
  return codes.find(([, weight]) => (at -= weight) < 0)?.[0] ?? 'other';
}
