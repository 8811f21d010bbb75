import { createInOrder } from '../in-order.ts';
import type { BotOutbound } from '../ports.ts';

/** Teams takes 7 messages a second and 8 in two in one chat, and refuses two at the same time (412). */
const GAP_MS = 250;

/** The same sends, those to one chat one after the other and not too fast. */
export function createOrderedOutbound(outbound: BotOutbound): BotOutbound {
  const inOrder = createInOrder(GAP_MS);
  return {
    openPersonalChat: (user) => inOrder(user.aadObjectId, () => outbound.openPersonalChat(user)),
    postCard: (chat, card, summary) =>
      inOrder(chat.conversationId, () => outbound.postCard(chat, card, summary)),
    replaceCard: (chat, activityId, card) =>
      inOrder(chat.conversationId, () => outbound.replaceCard(chat, activityId, card)),
  };
}
