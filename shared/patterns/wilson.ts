const Z = 1.959964;

/**
 * Wilson score interval of a share at 95 % (Wilson 1927). `share` is 0–1 and need not be a count over `n`: of a share
 * of minutes, `n` is how many independent things the minutes belong to.
 * @throws RangeError for n < 1.
 */
export function wilsonInterval(share: number, n: number): { readonly low: number; readonly high: number } {
  if (n < 1) throw new RangeError('An interval needs at least one observation.');
  const spread = (Z * Z) / n;
  const centre = share + spread / 2;
  const reach = Z * Math.sqrt((share * (1 - share)) / n + spread / (4 * n));
  return {
    low: Math.max(0, (centre - reach) / (1 + spread)),
    high: Math.min(1, (centre + reach) / (1 + spread)),
  };
}
