import { shortenTitle } from './shorten-title.ts';

/** Anywhere in a line: links, emphasis, strike-through, code. */
const INLINE = /[\\`*_[\]~]/g;
/** Only at the start: lists, quotes, headings. */
const MARK_AT_START = /^[-+#>]/;
const NUMBER_AT_START = /^(\d+)(?=[.)])/;

/**
 * A title that somebody typed, as a card shows it letter for letter. Text blocks are read as Markdown, so a
 * meeting called `[Pay here](https://…)` would otherwise become a link. Line breaks become spaces, and what is
 * longer than 80 letters is cut.
 */
export function escapeTitle(typed: string): string {
  return shortenTitle(typed)
    .replace(INLINE, '\\$&')
    .replace(MARK_AT_START, '\\$&')
    .replace(NUMBER_AT_START, '$1\\');
}
