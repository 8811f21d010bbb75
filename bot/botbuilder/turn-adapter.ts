import {
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  type Activity,
  type InvokeResponse,
  type TurnContext,
} from 'botbuilder';
import type { IncomingActivity } from '../activity/incoming-activity.ts';

/** The public cloud's values for what inbound verification never uses; the SDK takes all eight, or ignores all. */
const BOT_FRAMEWORK = 'https://api.botframework.com';
const EMULATOR_METADATA =
  'https://login.microsoftonline.com/botframework.com/v2.0/.well-known/openid-configuration';

export interface TurnAdapterOptions {
  readonly appId: string;
  readonly tenantId: string;
  readonly openIdMetadataUrl: string;
  readonly tokenIssuer: string;
  readonly loginUrl: string;
}

/**
 * The SDK's adapter, for verified turns only. It sends nothing: no credentials, and no `onTurnError`, which
 * would both post an error's text to the chat and make a failed turn look well.
 */
export class TurnAdapter extends CloudAdapter {
  constructor(options: TurnAdapterOptions) {
    super(
      new ConfigurationBotFrameworkAuthentication(
        {
          ValidateAuthority: 'true',
          ToChannelFromBotLoginUrl: `${options.loginUrl}/${options.tenantId}`,
          ToChannelFromBotOAuthScope: BOT_FRAMEWORK,
          ToBotFromChannelTokenIssuer: options.tokenIssuer,
          OAuthUrl: BOT_FRAMEWORK,
          ToBotFromChannelOpenIdMetadataUrl: options.openIdMetadataUrl,
          ToBotFromEmulatorOpenIdMetadataUrl: EMULATOR_METADATA,
          CallerId: 'urn:botframework:azure',
        },
        {
          isValidAppId: (appId) => Promise.resolve(appId === options.appId),
          // The SDK's own factory answers true for an empty app id, which turns verification off.
          isAuthenticationDisabled: () => Promise.resolve(false),
          createCredentials: () => Promise.resolve({ signRequest: refuseToSign }),
        },
      ),
    );
  }

  /** Verifies, then runs the turn. Rejects where the token is not good, before `logic` has begun. */
  turn(
    authorization: string,
    activity: IncomingActivity,
    logic: (context: TurnContext) => Promise<void>,
  ): Promise<InvokeResponse | undefined> {
    return this.processActivity(authorization, turnActivity(activity), logic);
  }
}

function refuseToSign(): Promise<never> {
  return Promise.reject(new Error('The inbound adapter does not send.'));
}

/** Only what verification and the turn need: what the SDK does not know cannot upset it. */
function turnActivity({
  type,
  id,
  name,
  channelId,
  serviceUrl,
  conversation,
  from,
}: IncomingActivity): Activity {
  return {
    type,
    ...(id ? { id } : {}),
    ...(name ? { name } : {}),
    channelId,
    serviceUrl,
    from: { id: from?.id ?? '', name: '' },
    recipient: { id: '', name: '' },
    conversation: {
      id: conversation.id,
      name: '',
      isGroup: false,
      conversationType: conversation.conversationType ?? '',
    },
    localTimezone: '',
    callerId: '',
    text: '',
    label: '',
    valueType: '',
    listenFor: [],
  };
}
