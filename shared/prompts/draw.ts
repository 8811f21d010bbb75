/** FNV-1a with the final mixing of MurmurHash3 (Appleby, 2008): small, even, the same on every machine. */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) {
    hash ^= text.charCodeAt(i);
    hash = Math.imul(hash, 0x01000193);
  }
  hash ^= hash >>> 16;
  hash = Math.imul(hash, 0x85ebca6b);
  hash ^= hash >>> 13;
  hash = Math.imul(hash, 0xc2b2ae35);
  hash ^= hash >>> 16;
  return hash >>> 0;
}

/**
 * One of `ids`, each with the same chance, decided by the seed alone: the order of `ids` does not matter, and taking
 * away one that was not drawn changes nothing. Throws on an empty list.
 */
export function drawOne(seed: string, ids: readonly string[]): string {
  const [first] = ids
    .map((id) => ({ id, ticket: hashOf(`${seed}|${id}`) }))
    .toSorted((a, b) => a.ticket - b.ticket || (a.id < b.id ? -1 : 1));
  if (first === undefined) throw new RangeError('Nothing to draw from');
  return first.id;
}
