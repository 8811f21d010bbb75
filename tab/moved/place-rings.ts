export interface Ring {
  readonly at: number;
  /** 0 = on the line; 1, -1, 2, … = beside it, where another ring has the place. */
  readonly level: number;
}

/** Rings of the same width on one line, from left to right; one that would cover another goes below, above, further below. */
export function placeRings(places: readonly number[], width: number): Ring[] {
  const rings: Ring[] = [];
  for (const at of places.toSorted((a, b) => a - b)) {
    const taken = new Set(rings.filter((ring) => at - ring.at < width).map(({ level }) => level));
    rings.push({ at, level: firstFree(taken) });
  }
  return rings;
}

function firstFree(taken: ReadonlySet<number>): number {
  for (let step = 0; ; step += 1) {
    const level = step % 2 === 0 ? -step / 2 || 0 : (step + 1) / 2;
    if (!taken.has(level)) return level;
  }
}
