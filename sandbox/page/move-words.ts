import type { MoveRow } from '../../shared/contract/moves.ts';
import en from '../../shared/locales/en.json' with { type: 'json' };
import sv from '../../shared/locales/sv.json' with { type: 'json' };
import { text, type Language } from '../../shared/locales/text.ts';
import { isReasonCode } from '../../shared/reasons/codes.ts';

const WORDS = { sv: sv.moved, en: en.moved };

/** Whether a move has been asked about, and if not why, in the product's own words. */
export function describePrompt(
  prompt: MoveRow['prompt'],
  language: Language,
): { readonly state: string; readonly why: string | null } {
  const words = WORDS[language];
  switch (prompt.state) {
    case 'waiting':
      return { state: words.states.waiting, why: reasonWhy(prompt.why ?? 'soon', language) };
    case 'not_asked':
      return { state: words.states.not_asked, why: reasonWhy(prompt.why, language) };
    case 'answered':
      return { state: answerLabel(prompt.answer.code, language), why: null };
    case 'asked':
      return { state: words.states.asked, why: null };
    case 'lapsed':
      return { state: words.states.lapsed, why: words.lapsed };
    case 'withdrawn':
      return { state: words.states.withdrawn, why: words.withdrawn };
    case 'together':
      return describeTogether(prompt.with, language);
  }
}

type Together = Extract<MoveRow['prompt'], { state: 'together' }>['with'];

function describeTogether({ prompt }: Together, language: Language) {
  const { states, why } = WORDS[language];
  const state = prompt.state === 'answered' ? answerLabel(prompt.code, language) : states[prompt.state];
  return { state, why: why.burst };
}

function reasonWhy(why: string, language: Language): string {
  const known = new Map(Object.entries(WORDS[language].why));
  return known.get(why) ?? WORDS[language].why.other;
}

function answerLabel(code: string, language: Language): string {
  return isReasonCode(code) ? text(language, `reason.${code}`) : code;
}
