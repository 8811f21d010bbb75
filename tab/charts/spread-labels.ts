/**
 * Moves labels apart that would overlap: each stays as near to its own place as `least` pixels between
 * neighbours allow, inside `room`. `places` runs from the floor upwards (falling y).
 */
export function spreadLabels(
  places: readonly number[],
  least: number,
  room: { readonly top: number; readonly bottom: number },
): number[] {
  const spread: number[] = [];
  let lowest = room.bottom - least / 2;
  for (const place of places) {
    const at = Math.min(place, lowest);
    spread.push(at);
    lowest = at - least;
  }
  let highest = room.top + least / 2;
  for (let index = spread.length - 1; index >= 0; index -= 1) {
    spread[index] = Math.max(spread[index] ?? highest, highest);
    highest = (spread[index] ?? highest) + least;
  }
  return spread;
}
