import type { Person } from '../company/person.ts';

/** Where the pretend connector says that it can be reached. */
export const SERVICE_URL = 'https://smba.trafficmanager.net/emea/';

const LOCALES: Readonly<Record<Person['language'], string>> = { sv: 'sv-SE', nb: 'nb-NO', en: 'en-GB' };

export interface IncomingContext {
  readonly person: Person;
  readonly conversationId: string;
  readonly tenantId: string;
  readonly botAppId: string;
  readonly id: string;
  readonly at: number;
}

/** What every activity from a personal chat carries. */
function envelope({ person, conversationId, tenantId, botAppId, id, at }: IncomingContext) {
  const locale = LOCALES[person.language];
  return {
    id,
    timestamp: new Date(at).toISOString(),
    channelId: 'msteams',
    serviceUrl: SERVICE_URL,
    from: { id: `29:${person.objectId}`, name: person.name, aadObjectId: person.objectId },
    conversation: { conversationType: 'personal', tenantId, id: conversationId },
    recipient: { id: `28:${botAppId}`, name: 'Followthrough' },
    channelData: { tenant: { id: tenantId } },
    entities: [{ type: 'clientInfo', locale, country: 'SE', platform: 'Web', timezone: person.timeZone }],
    locale,
  };
}

export function installation(context: IncomingContext, action: 'add' | 'remove') {
  const { locale: _, ...rest } = envelope(context);
  return { ...rest, type: 'installationUpdate', action };
}

export function spokenMessage(context: IncomingContext, text: string) {
  return { ...envelope(context), type: 'message', text, textFormat: 'plain' };
}

/** A button as the page's renderer hands it over: of the card's JSON, with what inputs added. */
export interface TappedAction {
  readonly type: 'Action.Execute' | 'Action.Submit';
  readonly title?: string | undefined;
  readonly verb?: string | undefined;
  readonly data?: object | undefined;
}

/** What a tap becomes: an invoke for Action.Execute, a message without text for Action.Submit. */
export function tapActivity(context: IncomingContext, replyToId: string, action: TappedAction) {
  const { type, title, verb, data } = action;
  if (type === 'Action.Submit')
    return { ...envelope(context), type: 'message', value: data ?? {}, replyToId };
  return {
    ...envelope(context),
    type: 'invoke',
    name: 'adaptiveCard/action',
    value: { action: { type, title, verb, data: data ?? {} }, trigger: 'manual' },
    replyToId,
  };
}
