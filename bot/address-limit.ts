import { isIPv6 } from 'node:net';

/** A burst of taps from one of Teams' few addresses passes; so much is refilled in a second. */
const CAPACITY = 600;
const REFILL_PER_SECOND = 100;
/** What a request costs, and what it costs besides when it was refused: guessing is slow, answering is not. */
const ENTRY_COST = 1;
const REFUSAL_COST = 20;
/** Under way at a time, of one address and in all: what is kept of bodies is bounded by this. */
const MOST_OF_ONE = 100;
const MOST_IN_ALL = 400;
/** Known at a time. Whoever floods us from more addresses than that makes us forget, never grow. */
const MOST_ADDRESSES = 10_000;

interface Bucket {
  left: number;
  filledAt: number;
  underWay: number;
}

export interface Entry {
  /** It was not let through to the bot. */
  refused(): void;
  /** It is over. */
  leave(): void;
}

/** How much one network address may ask of the bot's endpoint. */
export interface AddressLimit {
  /** null where it is too much. */
  enter(address: string | undefined): Entry | null;
}

/** Token buckets in memory: each instance of the app limits for itself. `realNow` in milliseconds. */
export function createAddressLimit(realNow: () => number): AddressLimit {
  const buckets = new Map<string, Bucket>();
  let inAll = 0;
  return {
    enter: (address) => {
      const key = addressKey(address);
      const bucket = refilled(buckets.get(key), realNow());
      // The one that was used last stands last.
      buckets.delete(key);
      buckets.set(key, bucket);
      forgetOldest(buckets);
      if (bucket.left < ENTRY_COST || bucket.underWay >= MOST_OF_ONE || inAll >= MOST_IN_ALL) return null;
      bucket.left -= ENTRY_COST;
      bucket.underWay += 1;
      inAll += 1;
      return {
        refused: () => {
          bucket.left = Math.max(0, bucket.left - REFUSAL_COST);
        },
        leave: () => {
          bucket.underWay -= 1;
          inAll -= 1;
        },
      };
    },
  };
}

function refilled(bucket: Bucket | undefined, now: number): Bucket {
  if (bucket === undefined) return { left: CAPACITY, filledAt: now, underWay: 0 };
  const seconds = Math.max(0, now - bucket.filledAt) / 1_000;
  bucket.left = Math.min(CAPACITY, bucket.left + seconds * REFILL_PER_SECOND);
  bucket.filledAt = now;
  return bucket;
}

function forgetOldest(buckets: Map<string, Bucket>): void {
  if (buckets.size <= MOST_ADDRESSES) return;
  for (const oldest of buckets.keys()) {
    buckets.delete(oldest);
    return;
  }
}

/**
 * Whose limit it is: an IPv4 address without the port that some proxies write to it, or an IPv6 network, of which anybody
 * has as many addresses as they like.
 */
export function addressKey(address = ''): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, '$1');
  const inner = /^\[(.+)\](?::\d+)?$/.exec(plain)?.[1] ?? plain;
  return isIPv6(inner) ? networkOf(inner) : inner;
}

/** The first 64 bits, with what `::` leaves out. */
function networkOf(address: string): string {
  const [head = '', tail] = address.toLowerCase().split('::');
  const groups = head === '' ? [] : head.split(':');
  const rest = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - groups.length - rest.length);
  const all = [...groups, ...Array.from({ length: zeros }, () => '0'), ...rest];
  return all
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':');
}
