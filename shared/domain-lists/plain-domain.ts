const DOMAIN = /^(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)+\p{L}[\p{L}\p{N}-]*$/u;
const LONGEST = 253;

/** `https://www.Granlund.example/kontakt` and `Eva <eva@granlund.example>` → `granlund.example`; null for what is no domain. */
export function plainDomain(text: string): string | null {
  const host = text
    .normalize('NFC')
    .trim()
    .toLowerCase()
    .replace(/^[a-z]+:\/\//, '')
    .replace(/^.*@/, '')
    .replace(/[/?#:>].*$/, '')
    .replace(/^(?:\*\.)?(?:www\.)?/, '')
    .replace(/\.$/, '');
  return host.length <= LONGEST && DOMAIN.test(host) ? host : null;
}
