import type { Language } from '../../shared/locales/text.ts';
import { text } from '../../shared/locales/text.ts';

/**
 * The part of Adaptive Cards 1.5 that our cards use: Teams draws no newer version in a bot's message. No
 * colours of ours, no images, no inputs; every text wraps.
 */
export interface AdaptiveCard {
  readonly type: 'AdaptiveCard';
  readonly version: '1.5';
  readonly lang: Language;
  readonly fallbackText: string;
  readonly body: readonly CardElement[];
}

export type CardElement = TextBlock | ActionSet;

export interface TextBlock {
  readonly type: 'TextBlock';
  readonly text: string;
  readonly wrap: true;
  readonly style?: 'heading';
  readonly size?: 'medium' | 'small';
  readonly weight?: 'bolder';
  readonly isSubtle?: true;
  readonly spacing?: 'none' | 'small' | 'medium' | 'large';
  readonly separator?: true;
}

export interface ActionSet {
  readonly type: 'ActionSet';
  readonly actions: readonly CardButton[];
  readonly spacing?: 'small';
}

export type CardButton = ExecuteButton | LinkButton;

export interface ExecuteButton {
  readonly type: 'Action.Execute';
  readonly title: string;
  readonly verb: string;
  /** For clients older than Action.Execute; its data carries the verb, and both lead to one use case. */
  readonly fallback: {
    readonly type: 'Action.Submit';
    readonly title: string;
    readonly data: { readonly verb: string };
  };
}

export interface LinkButton {
  readonly type: 'Action.OpenUrl';
  readonly title: string;
  readonly url: string;
}

export function cardOf(language: Language, body: readonly CardElement[]): AdaptiveCard {
  return {
    type: 'AdaptiveCard',
    version: '1.5',
    lang: language,
    fallbackText: text(language, 'card.fallback'),
    body,
  };
}

/** What the card is about; there is one on each card. */
export function title(words: string): TextBlock {
  return { type: 'TextBlock', text: words, wrap: true, style: 'heading', size: 'medium', weight: 'bolder' };
}

export function heading(words: string): TextBlock {
  return { type: 'TextBlock', text: words, wrap: true, weight: 'bolder', spacing: 'medium' };
}

export function line(words: string, spacing: 'none' | 'small' = 'none'): TextBlock {
  return { type: 'TextBlock', text: words, wrap: true, spacing };
}

/** The small print below a card's buttons, parted from them by a line. */
export function notes(lines: readonly string[]): TextBlock[] {
  return lines.map((words, i) => ({
    ...note(words),
    ...(i === 0 ? { separator: true, spacing: 'large' } : {}),
  }));
}

export function note(words: string): TextBlock {
  return { type: 'TextBlock', text: words, wrap: true, size: 'small', isSubtle: true, spacing: 'small' };
}

/** Buttons in rows of two: a narrow client shows two beside each other, and six at most of one set. */
export function buttonRows(buttons: readonly CardButton[]): ActionSet[] {
  const rows: ActionSet[] = [];
  for (let from = 0; from < buttons.length; from += 2) {
    const actions = buttons.slice(from, from + 2);
    rows.push({ type: 'ActionSet', actions, ...(from === 0 ? {} : { spacing: 'small' }) });
  }
  return rows;
}

/** A button that comes back to the bot. The verb is forgeable by its reader: opaque ids and choices only. */
export function tapButton(words: string, verb: string): ExecuteButton {
  return {
    type: 'Action.Execute',
    title: words,
    verb,
    fallback: { type: 'Action.Submit', title: words, data: { verb } },
  };
}

export function linkButton(words: string, url: string): LinkButton {
  return { type: 'Action.OpenUrl', title: words, url };
}
