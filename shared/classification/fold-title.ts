/** A text as the lexicon sees it: lower case, plain letters, words between single spaces, a space at both ends. */
export interface FoldedText {
  readonly text: string;
  /** For each character of `text` the place in the original that it came from. */
  readonly origins: readonly number[];
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
const REPLY_PREFIX = /^\s*(?:(?:re|sv|vb|vs|vl|fw|fwd|aw|wg|tr|antw|rv|ang)\s*:\s*)+/i;

/** Takes `Re:`, `SV:`, `VB:`, `AW:` and their like away; `Canceled:` and `Inställt:` stay, for they say something. */
export function stripReplyPrefix(title: string): string {
  return title.includes(':') ? title.replace(REPLY_PREFIX, '') : title;
}

/**
 * Folds a title for matching: composed and decomposed letters, capitals, accents, extra spaces and punctuation
 * make no difference, and an emoji is a word of its own.
 */
export function foldText(original: string): FoldedText {
  const source = original.normalize('NFC');
  const origins: number[] = [0];
  let text = ' ';
  for (let at = 0; at < source.length; at++) {
    const code = source.charCodeAt(at);
    let piece = TABLE[code] ?? foldRare(source, at);
    if (piece.startsWith(' ') && text.endsWith(' ')) piece = piece.slice(1);
    for (let i = 0; i < piece.length; i++) origins.push(at);
    text += piece;
    if (code >= 0xd800 && code <= 0xdbff) at++;
  }
  if (!text.endsWith(' ')) {
    text += ' ';
    origins.push(source.length);
  }
  return { text, origins };
}

/** The whole word or words of the original behind `text[start, end)`. */
export function originalWords(original: string, folded: FoldedText, start: number, end: number): string {
  const { text, origins } = folded;
  let from = start;
  let to = end;
  while (from > 0 && text[from - 1] !== ' ') from--;
  while (to < text.length && text[to] !== ' ') to++;
  const source = original.normalize('NFC');
  return source.slice(origins[from] ?? 0, origins[to] ?? source.length).trim();
}

function foldRare(source: string, at: number): string {
  const point = source.codePointAt(at) ?? 0;
  if (point >= 0x1f000 || point === 0x2615) return ` u${point.toString(16)} `;
  return foldLetter(source.charAt(at));
}

function foldLetter(raw: string): string {
  const char = raw.toLowerCase();
  const plain = LETTERS[char] ?? char.normalize('NFD').replace(/\p{M}/gu, '');
  return /^[\p{L}\p{N}]+$/u.test(plain) ? plain : ' ';
}
