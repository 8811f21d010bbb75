import type { Vault } from './encryption.ts';

/** Titles, addresses, domains and keys; what a whole event says is never the same twice. */
const LONGEST_REMEMBERED = 200;

/**
 * The same vault with its fingerprints remembered, for as long as one piece of work takes: the same colleagues,
 * customers and series come back in every week of a calendar.
 */
export function createRememberingVault(vault: Vault): Vault {
  const remembered = new Map<string, Buffer>();
  return {
    ...vault,
    fingerprint: (kind, value) => {
      if (value.length > LONGEST_REMEMBERED) return vault.fingerprint(kind, value);
      const key = `${kind} ${value}`;
      const known = remembered.get(key);
      if (known !== undefined) return known;
      const fingerprint = vault.fingerprint(kind, value);
      remembered.set(key, fingerprint);
      return fingerprint;
    },
  };
}
