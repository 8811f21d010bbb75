/** What a request to Graph, or to the connector, was for; the bench counts by it. */
export type RequestKind =
  | 'users'
  | 'user'
  | 'manager'
  | 'mailbox-settings'
  | 'calendar-view'
  | 'delta-initial'
  | 'delta'
  | 'event'
  | 'instances'
  | 'subscription'
  | 'batch'
  | 'chat-open'
  | 'chat-post'
  | 'chat-replace'
  | 'other';

export interface LoggedRequest {
  /** Real time: this is about load, not about the story. */
  readonly at: number;
  readonly method: string;
  readonly path: string;
  readonly kind: RequestKind;
  readonly mailbox: string | null;
  readonly status: number;
  readonly milliseconds: number;
}

export interface RequestLog {
  add(request: LoggedRequest): void;
  /** Newest last. */
  latest(): readonly LoggedRequest[];
  /** Requests by kind of one mailbox, or of all; since the start or the last `clear`. */
  counts(mailbox?: string | null): Partial<Record<RequestKind, number>>;
  clear(): void;
}

const KEPT = 500;

export function createRequestLog(): RequestLog {
  let kept: LoggedRequest[] = [];
  const counted = new Map<string | null, Map<RequestKind, number>>();
  return {
    add: (request) => {
      kept = [...kept.slice(1 - KEPT), request];
      const kinds = counted.get(request.mailbox) ?? new Map<RequestKind, number>();
      kinds.set(request.kind, (kinds.get(request.kind) ?? 0) + 1);
      counted.set(request.mailbox, kinds);
    },
    latest: () => kept,
    counts: (mailbox) => {
      const total: Partial<Record<RequestKind, number>> = {};
      for (const [owner, kinds] of counted) {
        if (mailbox !== undefined && owner !== mailbox) continue;
        for (const [kind, count] of kinds) total[kind] = (total[kind] ?? 0) + count;
      }
      return total;
    },
    clear: () => {
      kept = [];
      counted.clear();
    },
  };
}
