/** Width of a text in pixels. */
export type Measure = (text: string) => number;

/**
 * A text in as few lines of `width` as it takes, or null where it needs more than `most` or a word is too long for one:
 * a text is shown whole or not at all.
 */
export function fitWords(text: string, width: number, most: number, measure: Measure): string[] | null {
  const lines: string[] = [];
  for (const word of text.split(/\s+/).filter((part) => part !== '')) {
    if (measure(word) > width) return null;
    const last = lines.at(-1);
    const longer = last === undefined ? word : `${last} ${word}`;
    if (last !== undefined && measure(longer) <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
    if (lines.length > most) return null;
  }
  return lines.length === 0 ? null : lines;
}
