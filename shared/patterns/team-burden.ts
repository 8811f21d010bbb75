import { judgeValue } from '../privacy/publish.ts';
import { WEEKLY_BUDGET_SECONDS } from '../prompts/burden.ts';

/** What the product took of one rep in one week (domain §7). */
export interface RepBurden {
  readonly seconds: number;
  readonly questions: number;
}

/** The same of all of a team's reps; `within` = how many of them it took no more than the budget of. */
export interface TeamBurden {
  readonly seconds: number;
  readonly questions: number;
  readonly within: number;
}

/** null where it is not known of each rep, or may not stand for the team (R2): too few in it, or one who dominates. */
export function sumBurden(reps: readonly { readonly burden: RepBurden | null }[]): TeamBurden | null {
  const parts = reps.flatMap(({ burden }) => burden ?? []);
  if (parts.length < reps.length) return null;
  const seconds = parts.map((part) => part.seconds);
  const questions = parts.map((part) => part.questions);
  if (judgeValue(seconds) !== null || judgeValue(questions) !== null) return null;
  return {
    seconds: total(seconds),
    questions: total(questions),
    within: seconds.filter((taken) => taken <= WEEKLY_BUDGET_SECONDS).length,
  };
}

/** A rep and week, rounded for a page: whole seconds, questions to one decimal. null where no week may be shown. */
export function meanBurden(
  weeks: readonly { readonly reps: number; readonly burden: TeamBurden | null }[],
): { readonly seconds: number; readonly questions: number; readonly withinShare: number } | null {
  const known = weeks.flatMap(({ reps, burden }) => (burden === null ? [] : [{ reps, ...burden }]));
  const reps = total(known.map((week) => week.reps));
  if (reps === 0) return null;
  return {
    seconds: Math.round(total(known.map((week) => week.seconds)) / reps),
    questions: Math.round((10 * total(known.map((week) => week.questions))) / reps) / 10,
    withinShare: Math.floor((100 * total(known.map((week) => week.within))) / reps),
  };
}

function total(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
