/**
 * A text as the lexicon sees it: lower case, plain letters, words between single spaces, a space at both ends.
 * `starts` and `ends` say where each word stands in `source`.
 */
export interface FoldedText {
  readonly text: string;
  readonly words: readonly string[];
  readonly source: string;
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

/** Letters of the six languages that no Unicode decomposition makes plain. */
const LETTERS: Readonly<Record<string, string>> = {
  æ: 'ae',
  ø: 'o',
  ß: 'ss',
  œ: 'oe',
  ð: 'd',
  þ: 'th',
  ł: 'l',
};
const TABLE: readonly string[] = Array.from({ length: 0x180 }, (_, code) =>
  foldLetter(String.fromCharCode(code)),
);
/** The cup, the first sign below the emoji planes that people put into titles. */
const EMOJI = 0x2615;
const REPLY_PREFIX =
  /^\s*(?:(?:\[(?:ext|external|extern|ekstern|ulkoinen)\]\s*:?|(?:re|sv|svar|vb|vs|vast|vl|fw|fwd|aw|antw|antwort|wg|tr|rv|ang|vidarebefordrat|videresendt|v[äa]litetty|weitergeleitet|forwarded|accepted|accepterat|accepteret|godtatt|hyv[äa]ksytty|zugesagt|tentative|updated|uppdaterad|uppdaterat|oppdatert|opdateret|p[äa]ivitetty|aktualisiert)(?:\s*\[\d+\])?\s*:)\s*)+/i;

/** Takes `Re:`, `SV:`, `VB:`, `AW:` and their like away; `Canceled:` and `Inställt:` stay, for they say something. */
export function stripReplyPrefix(title: string): string {
  return title.includes(':') || title.includes('[') ? title.replace(REPLY_PREFIX, '') : title;
}

/**
 * Folds a title for matching: composed and decomposed letters, capitals, accents, extra spaces and punctuation
 * make no difference, and an emoji is a word of its own.
 */
export function foldText(original: string): FoldedText {
  const source = original.normalize('NFC');
  const words: string[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  let word = '';
  let text = ' ';
  const close = (end: number): void => {
    if (word === '') return;
    words.push(word);
    ends.push(end);
    text += `${word} `;
    word = '';
  };
  for (let at = 0; at < source.length; at++) {
    const code = source.charCodeAt(at);
    const emoji = code < EMOJI ? '' : emojiWord(source, at);
    const piece = emoji || (TABLE[code] ?? foldLetter(source.charAt(at)));
    if (piece === '' || emoji !== '') close(at);
    if (piece === '') continue;
    if (word === '') starts.push(at);
    word += piece;
    if (code >= 0xd800 && code <= 0xdbff) at++;
    if (emoji !== '') close(at + 1);
  }
  close(source.length);
  return { text, words, source, starts, ends };
}

/** The whole word or words of the original behind `text[start, end)`. */
export function originalWords(
  { source, words, starts, ends }: FoldedText,
  start: number,
  end: number,
): string {
  let at = 1;
  let from = -1;
  let to = source.length;
  for (const [place, word] of words.entries()) {
    const next = at + word.length + 1;
    if (from < 0 && start < next) from = starts[place] ?? 0;
    if (end < next) {
      to = ends[place] ?? source.length;
      break;
    }
    at = next;
  }
  return source.slice(Math.max(0, from), to);
}

function emojiWord(source: string, at: number): string {
  const point = source.codePointAt(at) ?? 0;
  return point >= 0x1f000 || point === EMOJI ? `u${point.toString(16)}` : '';
}

function foldLetter(raw: string): string {
  const char = raw.toLowerCase();
  const plain = LETTERS[char] ?? char.normalize('NFD').replace(/\p{M}/gu, '');
  return /^[\p{L}\p{N}]+$/u.test(plain) ? plain : '';
}
