import { z } from 'zod';
import type { Instant } from '../../shared/calendar/time.ts';
import { userPath } from './calendar.ts';
import type { GraphClient } from './client.ts';
import { GraphFailure } from './graph-failure.ts';
import { readPages } from './pager.ts';
import type { GraphPort, LiveSubscription } from './port.ts';

/** The part of Graph that rings. */
export type SubscriptionCalls = Pick<
  GraphPort,
  'createSubscription' | 'renewSubscription' | 'deleteSubscription' | 'listSubscriptions'
>;

/** Asks Graph to ring when a calendar changes. No content is asked for: the bell is all that is needed. */
export function createSubscriptionCalls(client: GraphClient): SubscriptionCalls {
  return {
    createSubscription: async (wanted) => {
      const answer = await client.post(
        '/subscriptions',
        {
          changeType: 'created,updated,deleted',
          resource: resourceOf(wanted.mailbox),
          notificationUrl: wanted.notificationUrl,
          lifecycleNotificationUrl: wanted.lifecycleUrl,
          clientState: wanted.clientState,
          expirationDateTime: new Date(wanted.expiresAt).toISOString(),
        },
        { mailbox: wanted.mailbox },
      );
      return parseSubscription(answer);
    },
    renewSubscription: async ({ subscriptionId, mailbox, expiresAt }) => {
      const expirationDateTime = new Date(expiresAt).toISOString();
      return parseSubscription(
        await client.patch(pathOf(subscriptionId), { expirationDateTime }, { mailbox }),
      );
    },
    deleteSubscription: (subscriptionId) =>
      client.delete(pathOf(subscriptionId)).catch((error: unknown) => {
        if (!(error instanceof GraphFailure) || error.kind !== 'not-found') throw error;
      }),
    listSubscriptions: async () => {
      const { rows } = await readPages(() => client.get('/subscriptions'), client.follow);
      return rows.map((row) => ({
        subscriptionId: row.id,
        resource: String(row['resource']).toLowerCase().replace(/^\//, ''),
        notificationUrl: String(row['notificationUrl']),
      }));
    },
  };
}

/** What is subscribed to, as `listSubscriptions` writes it. */
export function subscribedResource(mailbox: string): string {
  return resourceOf(mailbox).toLowerCase();
}

function resourceOf(mailbox: string): string {
  return `${userPath(mailbox).slice(1)}/events`;
}

function pathOf(subscriptionId: string): string {
  return `/subscriptions/${encodeURIComponent(subscriptionId)}`;
}

const subscriptionSchema = z.object({
  id: z.string().min(1),
  expirationDateTime: z
    .string()
    .transform((text): Instant => Date.parse(text))
    .refine(Number.isFinite),
});

function parseSubscription(answer: unknown): LiveSubscription {
  const parsed = subscriptionSchema.safeParse(answer);
  if (!parsed.success) throw new GraphFailure({ kind: 'transient', code: 'UnreadableSubscription' });
  const { id, expirationDateTime } = parsed.data;
  return { subscriptionId: id, expiresAt: expirationDateTime };
}
