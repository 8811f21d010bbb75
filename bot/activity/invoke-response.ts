import { text } from '../../shared/locales/text.ts';
import { languageOf } from '../language.ts';
import type { BotEvent, BotReply } from '../ports.ts';

/** The body that answers a tap. Its own status says whether it went well; the HTTP status is always 200. */
export interface InvokeResponseBody {
  readonly statusCode: number;
  readonly type: string;
  readonly value: unknown;
}

export function invokeResponseOf(reply: BotReply): InvokeResponseBody | null {
  if (reply === null) return null;
  if ('card' in reply)
    return { statusCode: 200, type: 'application/vnd.microsoft.card.adaptive', value: reply.card };
  return { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: reply.message };
}

/** What a rep sees when the tap could not be saved: a sentence of ours, never an error's. */
export function failedInvokeResponse(event: BotEvent): InvokeResponseBody {
  return {
    statusCode: 500,
    type: 'application/vnd.microsoft.error',
    value: { code: 'NotSaved', message: text(languageOf(event.locale), 'failed') },
  };
}
