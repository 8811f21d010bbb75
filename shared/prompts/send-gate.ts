import { HOUR, MINUTE, type Instant } from '../calendar/time.ts';

/** Why nothing can be sent to anybody: the connector refuses who we are, or the organisation's admin turned the bot off. */
export type StopReason = 'unauthorized' | 'disabled-by-admin';

export interface Stop {
  readonly reason: StopReason;
  readonly since: Instant;
  /** When one message may go, to see whether all may. */
  readonly retryAt: Instant;
  readonly retries: number;
}

/** What an organisation's sends may do. `paceAt` is real time, for so are the service's limits; the rest is the Clock's. */
export interface SendGate {
  readonly paceAt: number;
  readonly throttledAt: Instant | null;
  readonly heldUntil: Instant | null;
  readonly stop: Stop | null;
}

/** What an attempt has shown. `silent`: nothing about the organisation. */
export type SendSign =
  | { readonly kind: 'taken' | 'silent' }
  | { readonly kind: 'throttled'; readonly afterMs: number | null }
  | { readonly kind: 'refused'; readonly reason: StopReason };

/** Teams takes 30 a second for an app and organisation; after an outage a burst of ours stays far below. */
const EVERY_MS = 200;
const BURST = 10;
/** Longer than this nobody waits in a job. */
const LONGEST_WAIT_MS = 2_000;
/** A second call to slow down within this is not about one chat. */
const THROTTLED_AGAIN = MINUTE;
const USUAL_HOLD = MINUTE / 2;
const LONGEST_HOLD = HOUR;
/** Until one message is tried again after the stop, the first, the second … failed try. */
const STOP_PAUSES = [5 * MINUTE, 15 * MINUTE, 30 * MINUTE, HOUR] as const;

export type Entrance =
  | { readonly mayPass: true; readonly waitMs: number; readonly isTry: boolean; readonly gate: SendGate }
  | { readonly mayPass: false; readonly heldMs: number };

/**
 * Takes a place among the organisation's sends: a token bucket (generic cell rate algorithm, ITU-T I.371) behind a circuit
 * breaker. Where all is stopped, one in a long while passes as a try.
 */
export function enterGate(gate: SendGate, now: Instant, realNow: number): Entrance {
  const { stop, heldUntil } = gate;
  if (stop && now < stop.retryAt) return { mayPass: false, heldMs: stop.retryAt - now };
  if (heldUntil !== null && now < heldUntil) return { mayPass: false, heldMs: heldUntil - now };
  const waitMs = Math.max(0, gate.paceAt - BURST * EVERY_MS - realNow);
  if (waitMs > LONGEST_WAIT_MS) return { mayPass: false, heldMs: waitMs };
  const paceAt = Math.max(gate.paceAt, realNow) + EVERY_MS;
  const tried = stop && { ...stop, retries: stop.retries + 1, retryAt: now + pauseAfter(stop.retries + 1) };
  return { mayPass: true, waitMs, isTry: stop !== null, gate: { ...gate, paceAt, stop: tried } };
}

/** The gate after a sign; the same object where the sign changes nothing. */
export function noteSign(gate: SendGate, sign: SendSign, now: Instant): SendGate {
  switch (sign.kind) {
    case 'silent':
      return gate;
    case 'taken':
      return gate.stop === null ? gate : { ...gate, stop: null };
    case 'throttled': {
      const isAgain = gate.throttledAt !== null && now - gate.throttledAt < THROTTLED_AGAIN;
      const hold = Math.min(sign.afterMs ?? USUAL_HOLD, LONGEST_HOLD);
      return { ...gate, throttledAt: now, heldUntil: isAgain ? now + hold : gate.heldUntil };
    }
    case 'refused':
      if (gate.stop?.reason === sign.reason) return gate;
      return { ...gate, stop: { reason: sign.reason, since: now, retryAt: now + pauseAfter(0), retries: 0 } };
  }
}

function pauseAfter(retries: number): number {
  return STOP_PAUSES[Math.min(retries, STOP_PAUSES.length - 1)] ?? HOUR;
}
