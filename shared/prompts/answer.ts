import type { Instant } from '../calendar/time.ts';
import { HOUR } from '../calendar/time.ts';
import type { ReasonCode } from '../reasons/codes.ts';

const CHANGEABLE_FOR = 24 * HOUR;

/** What a rep says that it is, instead of selling; `unsure` until they say. */
export type CorrectedClass = 'supporting' | 'internal' | 'ignored' | 'unsure';

export interface GivenAnswer {
  readonly code: ReasonCode;
  readonly at: Instant;
}

/** What a rep has done with one prompt. Times are when a tap arrived here. */
export interface PromptAnswer {
  readonly lapsesAt: Instant;
  /** Every answer in turn. The first is what statistics test, the last is what holds. */
  readonly answers: readonly GivenAnswer[];
  readonly contestedAt: Instant | null;
  readonly withdrawn: { readonly at: Instant; readonly correctedTo: CorrectedClass } | null;
  /** Set where it lapsed before its time, by a pause. */
  readonly lapsedAt: Instant | null;
}

export type PromptTap =
  | { readonly kind: 'reason'; readonly code: ReasonCode }
  /** `correctedTo` null = not said yet. */
  | { readonly kind: 'not-selling'; readonly correctedTo: Exclude<CorrectedClass, 'unsure'> | null }
  | { readonly kind: 'contest' }
  | { readonly kind: 'pause' };

export type TapOutcome =
  | 'answered'
  | 'changed'
  /** A second tap on what holds already, or a retry of the first: nothing to save, the same card again. */
  | 'same'
  | 'withdrawn'
  | 'corrected'
  | 'contested'
  | 'lapsed'
  /** Too late, or it makes no sense any more: nothing changes, and the card shows what holds. */
  | 'closed';

export interface TapResult {
  readonly prompt: PromptAnswer;
  readonly outcome: TapOutcome;
}

export type PromptStatus = 'open' | 'answered' | 'withdrawn' | 'lapsed';

export function openPrompt(lapsesAt: Instant): PromptAnswer {
  return { lapsesAt, answers: [], contestedAt: null, withdrawn: null, lapsedAt: null };
}

export function statusOf(prompt: PromptAnswer, now: Instant): PromptStatus {
  if (prompt.withdrawn !== null) return 'withdrawn';
  if (prompt.answers.length > 0) return 'answered';
  return prompt.lapsedAt !== null || now >= prompt.lapsesAt ? 'lapsed' : 'open';
}

/** When the card is emptied of title, customer and reason: 24 h after the first answer or *Not selling*, or when it lapses. */
export function closesAt({ answers, withdrawn, lapsedAt, lapsesAt }: PromptAnswer): Instant {
  const tappedAt = withdrawn?.at ?? answers[0]?.at;
  return tappedAt === undefined ? (lapsedAt ?? lapsesAt) : tappedAt + CHANGEABLE_FOR;
}

/** What one tap makes of a prompt (domain §7). The same tap twice leaves what the first left. */
export function tapPrompt(prompt: PromptAnswer, tap: PromptTap, now: Instant): TapResult {
  const status = statusOf(prompt, now);
  const changeable = status !== 'lapsed' && now < closesAt(prompt);
  switch (tap.kind) {
    case 'reason':
      return changeable && status !== 'withdrawn' ? answer(prompt, tap.code, now) : closed(prompt);
    case 'not-selling':
      return changeable ? withdraw(prompt, tap.correctedTo, now) : closed(prompt);
    case 'contest':
      return status === 'answered' ? contest(prompt, now) : closed(prompt);
    case 'pause':
      return status === 'open' ? { prompt: { ...prompt, lapsedAt: now }, outcome: 'lapsed' } : closed(prompt);
  }
}

function answer(prompt: PromptAnswer, code: ReasonCode, at: Instant): TapResult {
  const holds = prompt.answers.at(-1);
  if (holds?.code === code) return { prompt, outcome: 'same' };
  const outcome = holds === undefined ? 'answered' : 'changed';
  return { prompt: { ...prompt, answers: [...prompt.answers, { code, at }] }, outcome };
}

/** A correction: an answer given before is none any more, and the move leaves the patterns. */
function withdraw(
  prompt: PromptAnswer,
  correctedTo: Exclude<CorrectedClass, 'unsure'> | null,
  now: Instant,
): TapResult {
  const { withdrawn } = prompt;
  if (withdrawn === null)
    return {
      prompt: { ...prompt, withdrawn: { at: now, correctedTo: correctedTo ?? 'unsure' } },
      outcome: 'withdrawn',
    };
  if (correctedTo === null || correctedTo === withdrawn.correctedTo) return { prompt, outcome: 'same' };
  return { prompt: { ...prompt, withdrawn: { ...withdrawn, correctedTo } }, outcome: 'corrected' };
}

/** *What moved* takes it also when the card is empty already. */
function contest(prompt: PromptAnswer, now: Instant): TapResult {
  if (prompt.contestedAt !== null) return { prompt, outcome: 'same' };
  return { prompt: { ...prompt, contestedAt: now }, outcome: 'contested' };
}

function closed(prompt: PromptAnswer): TapResult {
  return { prompt, outcome: 'closed' };
}
