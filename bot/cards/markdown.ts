/** Anywhere in a line: links, emphasis, strike-through, code. */
const INLINE = /[\\`*_[\]~]/g;
/** Only at the start: lists, quotes, headings. */
const MARK_AT_START = /^[-+#>]/;
const NUMBER_AT_START = /^(\d+)(?=[.)])/;

/** More of a title is not needed to know which one it is, and a card stays small. */
const LONGEST = 80;
const LETTERS = new Intl.Segmenter();

/**
 * A text that somebody typed, as a card shows it letter for letter. Text blocks are read as Markdown, so a
 * meeting called `[Pay here](https://…)` would otherwise become a link. Line breaks become spaces; what is
 * longer than 80 letters is cut.
 */
export function escapeMarkdown(typed: string): string {
  return shortened(typed.replace(/\s+/g, ' ').trim())
    .replace(INLINE, '\\$&')
    .replace(MARK_AT_START, '\\$&')
    .replace(NUMBER_AT_START, '$1\\');
}

function shortened(line: string): string {
  const letters = [...LETTERS.segment(line)];
  const cutAt = letters.length > LONGEST ? letters[LONGEST - 1]?.index : undefined;
  return cutAt === undefined ? line : `${line.slice(0, cutAt).trimEnd()}…`;
}
