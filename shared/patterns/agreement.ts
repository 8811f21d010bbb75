import type { SaidClass } from '../contract/classes.ts';
import { judgeValue } from '../privacy/publish.ts';
import { wilsonInterval } from './wilson.ts';

/** A rep's word on one drawn event. */
export interface SampleAnswer {
  readonly rep: string;
  readonly asked: SaidClass;
  readonly said: SaidClass;
  /** 0–1, the classifier's own. */
  readonly confidence: number;
  /** How many events it stands for: one over the chance of being drawn. */
  readonly weight: number;
  readonly minutes: number;
}

/** Unrounded, 0–1. */
export interface AgreementEstimate {
  readonly share: number;
  readonly low: number;
  readonly high: number;
  readonly answers: number;
}

/**
 * The share of events that are sorted right (Hájek's ratio, each answer weighted by the inverse of its chance), with
 * Wilson's 95 % interval over the effective number of answers (Kish 1965): unequal chances make it the wider.
 * @throws RangeError for no answers.
 */
export function estimateAgreement(answers: readonly SampleAnswer[]): AgreementEstimate {
  const total = sumOf(answers, ({ weight }) => weight);
  const agreed = sumOf(answers, ({ asked, said, weight }) => (asked === said ? weight : 0));
  const effective = total ** 2 / sumOf(answers, ({ weight }) => weight ** 2);
  if (answers.length === 0) throw new RangeError('An agreement needs at least one answer.');
  const share = agreed / total;
  return { share, ...wilsonInterval(share, Math.max(1, effective)), answers: answers.length };
}

/** A share of fewer answers says nothing. */
const LEAST_IN_A_GROUP = 10;

export interface AnswerGroup<Key> {
  readonly keys: readonly Key[];
  readonly answers: readonly SampleAnswer[];
}

/**
 * Neighbours joined until each group may be shown (R2: three reps, none with more than half) and says something. What is
 * joined cannot be had by subtraction, since no group is left out. All of it together must be fit to be shown.
 */
export function joinUntilShowable<Key>(groups: readonly AnswerGroup<Key>[]): AnswerGroup<Key>[] {
  const shown: AnswerGroup<Key>[] = [];
  let open: AnswerGroup<Key> = { keys: [], answers: [] };
  for (const group of groups.filter(({ answers }) => answers.length > 0)) {
    open = join(open, group);
    if (!isShowable(open)) continue;
    shown.push(open);
    open = { keys: [], answers: [] };
  }
  while (open.answers.length > 0 && shown.length > 0 && !isShowable(open)) {
    const last = shown.pop();
    if (last) open = join(last, open);
  }
  return open.answers.length > 0 ? [...shown, open] : shown;
}

function join<Key>(a: AnswerGroup<Key>, b: AnswerGroup<Key>): AnswerGroup<Key> {
  return { keys: [...a.keys, ...b.keys], answers: [...a.answers, ...b.answers] };
}

function isShowable({ answers }: Pick<AnswerGroup<unknown>, 'answers'>): boolean {
  return answers.length >= LEAST_IN_A_GROUP && judgeValue(answersPerRep(answers)) === null;
}

export function answersPerRep(answers: readonly SampleAnswer[]): number[] {
  return [...Map.groupBy(answers, ({ rep }) => rep).values()].map((own) => own.length);
}

export function sumOf<T>(items: readonly T[], value: (item: T) => number): number {
  return items.reduce((sum, item) => sum + value(item), 0);
}
