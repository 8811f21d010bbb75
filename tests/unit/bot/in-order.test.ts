import { describe, expect, it } from 'vitest';
import { createOrderedOutbound } from '../../../bot/connector/ordered-outbound.ts';
import { createInOrder } from '../../../bot/in-order.ts';
import { closedCard } from '../../../bot/cards/closed-card.ts';
import { CHAT, RecordingOutbound } from './bot-fakes.ts';

describe('tasks of one key', () => {
  it('run one after the other, whatever became of the one before, and give back what they gave', async () => {
    const inOrder = createInOrder();
    const log: string[] = [];
    const { promise: slow, resolve: end } = Promise.withResolvers<void>();
    const first = inOrder('a', async () => {
      await slow;
      log.push('first');
      throw new Error('away');
    });
    const second = inOrder('a', async () => log.push('second'));
    await inOrder('b', async () => log.push('other'));
    end();
    await expect(first).rejects.toThrow('away');
    expect(await second).toBe(3);
    expect(log).toEqual(['other', 'first', 'second']);
  });
});

describe('messages to one chat', () => {
  it('leave one after the other with a pause between, and to another chat at once', async () => {
    const recording = new RecordingOutbound();
    const outbound = createOrderedOutbound(recording);
    const begun = performance.now();
    const first = outbound.postCard(CHAT, closedCard('sv'), 'x');
    const second = outbound.replaceCard(CHAT, 'card-1', closedCard('sv'));
    await outbound.postCard({ ...CHAT, conversationId: 'a:other' }, closedCard('sv'), 'x');
    await first;
    expect([recording.posted.length, recording.replaced.length]).toEqual([2, 0]);
    await second;
    expect(performance.now() - begun).toBeGreaterThanOrEqual(240);
  });
});
