import { parse } from 'tldts';
import freeMail from './free-mail.json' with { type: 'json' };
import trades from './trades.json' with { type: 'json' };

export interface DomainName {
  /** What its owner registered: `mail.granlund.se` → `granlund.se`. */
  readonly registrable: string;
  /** The same as the name system has it, whatever its letters: `åkeri.se` → `xn--keri-poa.se`. */
  readonly ascii: string;
  /** The owner's own word in it: `granlund`. */
  readonly label: string;
  /** What the word says of the owner's trade: `landsbanken` → `trade-supplier`. */
  readonly trades: readonly Trade[];
}
export type Trade = keyof typeof trades;

const FREE_MAIL: ReadonlySet<string> = new Set(freeMail.domains.split(', '));
const TRADES = Object.entries(trades).map(([trade, words]) => [trade, words.split(', ')] as const);
const MEMORY_LIMIT = 5_000;
const memory = new Map<string, DomainName>();

/** The part of an address or web name that somebody registered, by the Public Suffix List. */
export function registrableDomain(host: string): DomainName {
  const known = memory.get(host);
  if (known) return known;
  if (memory.size >= MEMORY_LIMIT) memory.clear();
  const fresh = readDomain(host.toLowerCase().replace(/\.$/, ''));
  memory.set(host, fresh);
  return fresh;
}

/** Mail providers that anyone can join: such an address is a person, never an organisation. */
export function isFreeMail(registrable: string): boolean {
  return FREE_MAIL.has(registrable);
}

/** Whether anyone can register names below it, so that it is nobody's own: `co.uk`, `github.io`. */
export function isPublicSuffix(host: string): boolean {
  return parse(host, { allowPrivateDomains: true, validateHostname: false }).domain === null;
}

function readDomain(host: string): DomainName {
  // Every tenant has its own name below onmicrosoft.com (and .cn, .us), whatever the list says.
  const tenant = /(?:^|\.)([^.]+)\.onmicrosoft\.[a-z]+$/.exec(host);
  if (tenant?.[1]) {
    const registrable = host.slice(host.indexOf(tenant[1]));
    return { registrable, ascii: asciiOf(registrable), label: tenant[1], trades: [] };
  }
  const { domain, domainWithoutSuffix } = parse(host, { allowPrivateDomains: true, validateHostname: false });
  const label = domainWithoutSuffix ?? host;
  const registrable = domain ?? host;
  return { registrable, ascii: asciiOf(registrable), label, trades: tradesOf(label) };
}

/** A name that is none stays what it is. */
function asciiOf(host: string): string {
  const url = `http://${host}`;
  return /[^!-~]/.test(host) && URL.canParse(url) ? new URL(url).hostname : host;
}

function tradesOf(label: string): Trade[] {
  const found = TRADES.filter(([, words]) => words.some((word) => label.includes(word)));
  return found.map(([trade]) => trade).filter(isTrade);
}

function isTrade(name: string): name is Trade {
  return name in trades;
}
