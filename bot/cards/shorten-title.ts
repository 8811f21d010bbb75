/** More of a title is not needed to know which one it is, and a card stays small. */
const LONGEST = 80;
const LETTERS = new Intl.Segmenter();

/** A title on one line, cut after 80 letters. */
export function shortenTitle(typed: string): string {
  const line = typed.replace(/\s+/g, ' ').trim();
  const letters = [...LETTERS.segment(line)];
  const cutAt = letters.length > LONGEST ? letters[LONGEST - 1]?.index : undefined;
  return cutAt === undefined ? line : `${line.slice(0, cutAt).trimEnd()}…`;
}
