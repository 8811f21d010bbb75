import type { NotAskedReason } from '../../shared/prompts/eligibility.ts';
import type { WaitReason } from '../../shared/prompts/plan-prompt.ts';
import type { Translate } from '../words/create-i18n.ts';

/** Why there is no question: a rule against it, what it waits for, a warm change, or a bot out of reach. */
type Why = NotAskedReason | WaitReason | 'settling' | 'unreachable';

/** Written out, so that a reason that the product gains has words before it compiles. */
const KNOWN: Readonly<Record<Why, true>> = {
  objected: true,
  'not-acknowledged': true,
  private: true,
  unsure: true,
  'not-selling': true,
  'low-confidence': true,
  series: true,
  overbooked: true,
  earlier: true,
  shifted: true,
  shortened: true,
  planning: true,
  'after-start': true,
  'customer-moved': true,
  'colleague-moved': true,
  'copy-gone': true,
  away: true,
  'asked-recently': true,
  burst: true,
  'cap-open': true,
  'cap-day': true,
  'cap-week': true,
  'cap-quiet': true,
  'cap-burden': true,
  paused: true,
  lapsed: true,
  'too-early': true,
  'no-gap': true,
  settling: true,
  unreachable: true,
};

/** In the reader's words. null = the question is only not there yet. */
export function whyWords(why: string | null, t: Translate): string {
  if (why === null) return t('moved.why.soon');
  return isKnown(why) ? t(`moved.why.${why}`) : t('moved.why.other');
}

function isKnown(why: string): why is Why {
  return Object.hasOwn(KNOWN, why);
}
