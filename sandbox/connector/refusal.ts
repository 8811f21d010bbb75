import type { ForbiddenCode } from './faults.ts';

/** An answer that is no success, as the connector words it. */
export interface Refusal {
  readonly status: number;
  readonly body: object;
  readonly headers?: Readonly<Record<string, string>>;
}

export function refusal(status: number, code: string, message: string): Refusal {
  return { status, body: { error: { code, message } } };
}

const FORBIDDEN_MESSAGES: Readonly<Record<ForbiddenCode, string>> = {
  BotDisabledByAdmin: 'The tenant admin disabled this bot',
  BotNotInConversationRoster: 'The bot is not part of the conversation roster.',
  ConversationBlockedByUser: 'User blocked the conversation with the bot.',
  ForbiddenOperationException: 'Bot is not installed in user\u2019s personal scope',
  MessageWritesBlocked: 'Message writes are blocked',
  InvalidBotApiHost:
    'Invalid bot api host. For GCC tenants, please call https://smba.infra.gcc.teams.microsoft.com',
  SomethingNew: 'Not today.',
};

/** Each in the shape in which it has been seen: one puts its code into a JSON string inside the message. */
export function forbidden(code: ForbiddenCode): Refusal {
  const message = FORBIDDEN_MESSAGES[code];
  if (code !== 'MessageWritesBlocked') return refusal(403, code, message);
  const inner = JSON.stringify({ subCode: code, details: message });
  return refusal(403, 'Forbidden', JSON.stringify({ errorCode: 209, message: inner }));
}
