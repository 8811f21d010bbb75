export interface LinearScale {
  readonly domain: readonly [number, number];
  readonly range: readonly [number, number];
}

/**
 * Maps one interval to another, and goes straight on beyond its ends; a domain without length gives the middle. A
 * library's scale brings colours, dates and formats along: a twentieth of all that the first page fetches.
 */
export function linearScale({ domain: [from, to], range: [start, end] }: LinearScale) {
  return (value: number): number => {
    const share = to === from ? 0.5 : (value - from) / (to - from);
    return start + share * (end - start);
  };
}
