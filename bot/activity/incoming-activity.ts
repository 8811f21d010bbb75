import { z } from 'zod';
import { parseCardTap } from '../cards/card-tap.ts';
import type { BotEvent } from '../ports.ts';

/** Fields that may be missing, or be anything, without making the activity unreadable. */
const optionalText = z.string().min(1).nullish().catch(null);

/**
 * What we read of an activity. Kinds and fields that we do not know pass: an error for one of them makes Teams
 * stop delivering.
 */
const incomingActivitySchema = z.object({
  type: z.string().min(1),
  channelId: z.string(),
  serviceUrl: z.string(),
  conversation: z.object({ id: z.string().min(1), conversationType: optionalText, tenantId: optionalText }),
  id: optionalText,
  from: z.object({ id: optionalText, aadObjectId: optionalText }).nullish().catch(null),
  recipient: z.object({ id: optionalText }).nullish().catch(null),
  channelData: z
    .object({ tenant: z.object({ id: optionalText }).nullish().catch(null) })
    .nullish()
    .catch(null),
  locale: optionalText,
  replyToId: optionalText,
  name: optionalText,
  action: optionalText,
  text: optionalText,
  value: z.unknown().optional(),
  membersAdded: z
    .array(z.object({ id: z.string() }))
    .nullish()
    .catch(null),
});
export type IncomingActivity = z.infer<typeof incomingActivitySchema>;

/** null where the body is no activity at all. */
export function parseIncomingActivity(body: unknown): IncomingActivity | null {
  const parsed = incomingActivitySchema.safeParse(body);
  return parsed.success ? parsed.data : null;
}

/** Every tenant that the activity names. */
export function tenantsOf({ channelData, conversation }: IncomingActivity): string[] {
  return [channelData?.tenant?.id, conversation.tenantId].filter((id) => typeof id === 'string');
}

/** The event behind a verified activity; `unknown` where it is none of ours to handle. */
export function eventOf(activity: IncomingActivity, tenantId: string): BotEvent {
  const { conversation, serviceUrl, id, replyToId, locale, from } = activity;
  const chat = {
    tenantId,
    aadObjectId: from?.aadObjectId?.toLowerCase() ?? '',
    conversationId: conversation.id,
    serviceUrl,
    activityId: id ?? null,
    replyToId: replyToId ?? null,
    locale: locale ?? null,
  };
  // Only a person's own chat is ours: a bot in a team or a meeting has nothing to say there.
  if (conversation.conversationType !== 'personal' || chat.aadObjectId === '') return { ...chat, ...UNKNOWN };
  return { ...chat, ...whatHappened(activity) };
}

type WhatHappened =
  | Pick<BotEvent & { kind: 'answered' }, 'kind' | 'payload'>
  | Pick<BotEvent & { kind: 'text' }, 'kind' | 'payload'>
  | { readonly kind: 'installed' | 'uninstalled' | 'unknown'; readonly payload: null };

const UNKNOWN = { kind: 'unknown', payload: null } as const;
const executeSchema = z.object({ action: z.object({ verb: z.unknown() }) });
const submitSchema = z.object({ verb: z.unknown() });

function whatHappened(activity: IncomingActivity): WhatHappened {
  switch (activity.type) {
    case 'invoke':
      return activity.name === 'adaptiveCard/action' ? tapOf(executeSchema, activity.value) : UNKNOWN;
    case 'message':
      return messageOf(activity);
    case 'installationUpdate':
      return installationOf(activity.action ?? '');
    case 'conversationUpdate':
      return addsTheBot(activity) ? { kind: 'installed', payload: null } : UNKNOWN;
    default:
      return UNKNOWN;
  }
}

/** Whoever calls the bot by its name means what stands beside it. */
const MENTION = /<at\b[^>]*>.*?<\/at>/gi;

/** An old client's tap comes as a message without words. */
function messageOf({ text, value }: IncomingActivity): WhatHappened {
  const words = text?.replace(MENTION, ' ').trim() ?? '';
  if (words !== '') return { kind: 'text', payload: words };
  if (typeof value !== 'object' || value === null) return UNKNOWN;
  return { kind: 'answered', payload: parseCardTap(submitSchema.safeParse(value).data?.verb) };
}

function tapOf(schema: typeof executeSchema, value: unknown): WhatHappened {
  return { kind: 'answered', payload: parseCardTap(schema.safeParse(value).data?.action.verb) };
}

/** `add` and `add-upgrade`, `remove` and `remove-upgrade`. */
function installationOf(action: string): WhatHappened {
  if (action.startsWith('add')) return { kind: 'installed', payload: null };
  return action.startsWith('remove') ? { kind: 'uninstalled', payload: null } : UNKNOWN;
}

function addsTheBot({ membersAdded, recipient }: IncomingActivity): boolean {
  return membersAdded?.some((member) => member.id === recipient?.id) ?? false;
}
