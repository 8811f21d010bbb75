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

/** Whether a weekly note fits into what a week may take. A question that is open may yet be answered. */
export function fitsNote(
  prompts: readonly Pick<PromptRecord, 'outcome'>[],
  otherSeconds: readonly number[],
): boolean {
  const atMost = prompts.map(({ outcome }) => ({
    outcome: outcome === 'open' ? ('answered' as const) : outcome,
  }));
  return burdenSeconds(atMost, otherSeconds) + SECONDS_NOTE <= WEEKLY_BUDGET_SECONDS;
}
