import { z } from 'zod';
import { REASON_CODES, type ReasonCode } from '../../shared/reasons/codes.ts';
import { text, type Language } from '../../shared/locales/text.ts';
import { tapButton, type ExecuteButton } from './adaptive-card.ts';

/** What a rep may say that an activity is instead of selling. */
export const NOT_SELLING_AS = ['supporting', 'internal', 'ignored'] as const;
export type NotSellingAs = (typeof NOT_SELLING_AS)[number];

export type PauseLength = 'week' | 'until-resumed';

/** One tap on one of our buttons. The id and the choice come from the client and prove nothing. */
export type CardTap =
  | { readonly verb: 'answer'; readonly prompt: string; readonly choice: ReasonCode }
  | { readonly verb: 'reconsider'; readonly prompt: string }
  | { readonly verb: 'contest'; readonly prompt: string }
  /** `choice` null = the rep has not said yet what it is instead. */
  | { readonly verb: 'not-selling'; readonly prompt: string; readonly choice: NotSellingAs | null }
  | { readonly verb: 'pause'; readonly choice: PauseLength }
  | { readonly verb: 'resume' }
  | { readonly verb: 'acknowledge' }
  /** Whether a weekly note is to come. */
  | { readonly verb: 'note'; readonly choice: 'on' | 'off' };

const prompt = z.string().regex(/^[\w-]{1,64}$/);
const asChoice = z.enum(NOT_SELLING_AS);

/** A tap travels as words in the button's verb: ten buttons with their fallbacks stay below 4 KB that way. */
const wordsSchema = z.union([
  z.tuple([z.literal('answer'), prompt, z.enum(REASON_CODES)]).transform(([verb, id, choice]) => {
    return { verb, prompt: id, choice };
  }),
  z.tuple([z.enum(['reconsider', 'contest']), prompt]).transform(([verb, id]) => ({ verb, prompt: id })),
  z.tuple([z.literal('not-selling'), prompt]).transform(([verb, id]) => {
    return { verb, prompt: id, choice: null };
  }),
  z.tuple([z.literal('not-selling'), prompt, asChoice]).transform(([verb, id, choice]) => {
    return { verb, prompt: id, choice };
  }),
  z
    .tuple([z.literal('pause'), z.enum(['week', 'until-resumed'])])
    .transform(([verb, choice]) => ({ verb, choice })),
  z.tuple([z.enum(['resume', 'acknowledge'])]).transform(([verb]) => ({ verb })),
  z.tuple([z.literal('note'), z.enum(['on', 'off'])]).transform(([verb, choice]) => ({ verb, choice })),
]);

/** Reads the verb that a button sent; null for anything that no button of ours sends. */
export function parseCardTap(verb: unknown): CardTap | null {
  if (typeof verb !== 'string') return null;
  const parsed = wordsSchema.safeParse(verb.split(' '));
  return parsed.success ? parsed.data : null;
}

/** The button that sends this tap. */
export function buttonFor(tap: CardTap, title: string): ExecuteButton {
  return tapButton(title, wordsOf(tap).join(' '));
}

export function pauseButton(language: Language): ExecuteButton {
  return buttonFor({ verb: 'pause', choice: 'week' }, text(language, 'button.pause'));
}

export function resumeButton(language: Language): ExecuteButton {
  return buttonFor({ verb: 'resume' }, text(language, 'button.resume'));
}

function wordsOf(tap: CardTap): string[] {
  switch (tap.verb) {
    case 'answer':
      return [tap.verb, tap.prompt, tap.choice];
    case 'reconsider':
    case 'contest':
      return [tap.verb, tap.prompt];
    case 'not-selling':
      return tap.choice === null ? [tap.verb, tap.prompt] : [tap.verb, tap.prompt, tap.choice];
    case 'pause':
    case 'note':
      return [tap.verb, tap.choice];
    case 'resume':
    case 'acknowledge':
      return [tap.verb];
  }
}
