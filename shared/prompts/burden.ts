import type { PromptRecord } from './caps.ts';

/** Seconds that the product takes of a rep (domain §7). */
export const SECONDS_ANSWERED = 10;
export const SECONDS_UNANSWERED = 2;
/** To read a weekly note; an estimate, as the two above. */
export const SECONDS_NOTE = 10;
/** Per rep and week. */
export const WEEKLY_BUDGET_SECONDS = 60;

/**
 * What these prompts took in seconds, with corrections as measured. A tap is a tap: *Not selling* takes what an answer
 * takes.
 */
export function burdenSeconds(
  prompts: readonly Pick<PromptRecord, 'outcome'>[],
  correctionSeconds: readonly number[],
): number {
  const asked = prompts.map(({ outcome }) =>
    outcome === 'answered' || outcome === 'withdrawn' ? SECONDS_ANSWERED : SECONDS_UNANSWERED,
  );
  return [...asked, ...correctionSeconds].reduce((sum, seconds) => sum + seconds, 0);
}
