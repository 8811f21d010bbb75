/** What the connector answers 403 with; `SomethingNew` stands for every code that nobody has documented. */
export type ForbiddenCode =
  | 'BotDisabledByAdmin'
  | 'BotNotInConversationRoster'
  | 'ConversationBlockedByUser'
  | 'ForbiddenOperationException'
  | 'MessageWritesBlocked'
  | 'InvalidBotApiHost'
  | 'SomethingNew';

/** One way in which the connector is known to fail. `delivered` = the message is in the chat all the same. */
export type ConnectorFault =
  | { readonly kind: 'bad-argument' }
  | { readonly kind: 'unauthorized' }
  | { readonly kind: 'forbidden'; readonly code: ForbiddenCode }
  | { readonly kind: 'not-found'; readonly code: 'ConversationNotFound' | 'ActivityNotFoundInConversation' }
  | { readonly kind: 'precondition-failed' }
  | { readonly kind: 'too-large' }
  /** `retryAfter` is the header as sent: seconds, or a date; null = none. */
  | { readonly kind: 'throttled'; readonly retryAfter: string | null }
  | { readonly kind: 'failed'; readonly status: 500 | 502 | 503 | 504; readonly delivered: boolean }
  | { readonly kind: 'hang'; readonly delivered: boolean }
  | { readonly kind: 'slow'; readonly ms: number }
  /** 201, delivered, and a body that is not what the documentation says. */
  | { readonly kind: 'wrong-json'; readonly body: string };

interface FaultSwitch {
  readonly fault: ConnectorFault;
  /** How many requests it still spoils; counts down. */
  left: number;
}

/** One switch for each of the three calls, set on the live object; null = healthy. */
export interface ConnectorFaults {
  create: FaultSwitch | null;
  post: FaultSwitch | null;
  put: FaultSwitch | null;
}
export type ConnectorCall = keyof ConnectorFaults;

export function createConnectorFaults(): ConnectorFaults {
  return { create: null, post: null, put: null };
}

/** The fault that this request meets. */
export function takeFault(faults: ConnectorFaults, call: ConnectorCall): ConnectorFault | null {
  const set = faults[call];
  if (set === null || set.left <= 0) return null;
  set.left -= 1;
  return set.fault;
}
