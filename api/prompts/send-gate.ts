import { setTimeout as wait } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { BotOutbound, SendOutcome } from '../../bot/ports.ts';
import { createInOrder } from '../../bot/in-order.ts';
import type { Clock } from '../../shared/clock.ts';
import { enterGate, noteSign, type SendSign } from '../../shared/prompts/send-gate.ts';
import { holdGate, saveGate } from '../store/bot-state-store.ts';
import type { Store } from '../store/transaction.ts';

export interface SendGateDeps {
  readonly store: Store;
  readonly clock: Clock;
  /** In milliseconds; the same for every instance. */
  readonly realNow: () => number;
  readonly log: Logger;
}

/** Where everything that the bot sends passes, whichever instance sends it. */
export interface GatedSends {
  /** Calls when its turn has come, and learns from what came of it; `held` where nothing may leave now. null is no sending. */
  through<Outcome extends SendOutcome | null>(call: () => Promise<Outcome>): Promise<Outcome | SendOutcome>;
}

export function createSendGate(deps: SendGateDeps): GatedSends {
  // All wait for one row: in one line here, so that they hold one connection and not every one that a tap needs.
  const inOrder = createInOrder();
  const enter = () =>
    inOrder('gate', () =>
      deps.store.as({ kind: 'worker' })(async (trx) => {
        const entered = enterGate(await holdGate(trx), deps.clock.now(), deps.realNow());
        if (entered.mayPass) await saveGate(trx, entered.gate);
        return entered;
      }),
    );
  return {
    through: async (call) => {
      const entrance = await enter();
      if (!entrance.mayPass) return { outcome: 'held', afterMs: entrance.heldMs };
      if (entrance.waitMs > 0) await wait(entrance.waitMs);
      const outcome = await call();
      const sign = signOf(outcome);
      // While all is well a message that was taken is no news.
      if (sign.kind !== 'silent' && (sign.kind !== 'taken' || entrance.isTry)) await note(sign, deps);
      return outcome;
    },
  };
}

async function note(sign: SendSign, { store, clock, log }: SendGateDeps): Promise<void> {
  const { before, after } = await store.as({ kind: 'worker' })(async (trx) => {
    const held = await holdGate(trx);
    const noted = noteSign(held, sign, clock.now());
    if (noted !== held) await saveGate(trx, noted);
    return { before: held, after: noted };
  });
  if (after.stop && after.stop.reason !== before.stop?.reason)
    log.error({ reason: after.stop.reason }, STOPPED[after.stop.reason]);
  if (before.stop && !after.stop) log.info('The bot may send again.');
}

/** One line for whoever reads the log: what it means and who can mend it. */
const STOPPED = {
  unauthorized:
    'The bot’s sends are stopped: the connector refuses its identity, a fresh token too. In the Azure Bot resource the app id must be BOT_APP_ID and the type that of the credential (single tenant of TENANT_ID, or user-assigned managed identity).',
  'disabled-by-admin':
    'The bot’s sends are stopped: an admin has turned the app off. Allow it in the Teams admin center under Manage apps.',
} as const;

function signOf(outcome: SendOutcome | null): SendSign {
  switch (outcome?.outcome) {
    case 'sent':
      return { kind: 'taken' };
    case 'retryable':
      return outcome.throttled ? { kind: 'throttled', afterMs: outcome.afterMs } : { kind: 'silent' };
    case 'gone':
      if (outcome.reason === 'unauthorized' || outcome.reason === 'disabled-by-admin')
        return { kind: 'refused', reason: outcome.reason };
      // It never left: that says nothing of what the connector would have said.
      return { kind: outcome.reason === 'service-url-not-allowed' ? 'silent' : 'taken' };
    case 'held':
    case 'unknown':
    case undefined:
      return { kind: 'silent' };
  }
}

/** Whoever has just tapped waits for their other devices' card no longer than this. */
const LONGEST_REPLY_MS = 60_000;

/** The same sends, each through the gate; they answer somebody and are nobody's job, so they wait for their turn here. */
export function gateOutbound(outbound: BotOutbound, gate: GatedSends): BotOutbound {
  const inTurn = (call: () => Promise<SendOutcome>): Promise<SendOutcome> =>
    patiently(() => gate.through(call), LONGEST_REPLY_MS);
  return {
    openPersonalChat: (user) => inTurn(() => outbound.openPersonalChat(user)),
    postCard: (chat, card, summary) => inTurn(() => outbound.postCard(chat, card, summary)),
    replaceCard: (chat, id, card) => inTurn(() => outbound.replaceCard(chat, id, card)),
  };
}

async function patiently(send: () => Promise<SendOutcome>, patienceMs: number): Promise<SendOutcome> {
  const outcome = await send();
  if (outcome.outcome !== 'held' || outcome.afterMs > patienceMs) return outcome;
  await wait(outcome.afterMs);
  return patiently(send, patienceMs - outcome.afterMs);
}
