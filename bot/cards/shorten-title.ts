/** More of a title is not needed to know which one it is, and a card stays small. */
const LONGEST = 80;
const LETTERS = new Intl.Segmenter();

/** A title on one line, cut after 80 letters, or fewer where several stand in one card. */
export function shortenTitle(typed: string, longest = LONGEST): string {
  const line = typed.replace(/\s+/g, ' ').trim();
  const letters = [...LETTERS.segment(line)];
  const cutAt = letters.length > longest ? letters[longest - 1]?.index : undefined;
  return cutAt === undefined ? line : `${line.slice(0, cutAt).trimEnd()}…`;
}
