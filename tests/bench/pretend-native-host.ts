/** Who looks, and how: what the pretend host tells the tab. */
export interface NativeHost {
  readonly as: string;
  readonly objectId: string;
  readonly tenantId: string;
  readonly appId: string;
  readonly page: string;
  readonly locale: string;
}

interface Message {
  readonly id: number;
  readonly uuidAsString: string;
  readonly func: string;
  readonly monotonicTimestamp: number;
}

declare global {
  var nativeInterface: { framelessPostMessage(json: string): void };
  var onNativeMessage: (event: { data: object }) => void;
}

/**
 * Runs in the page, before all of its scripts: teams-js finds the bridge of Teams' phone app and needs no frame, so
 * that what is measured is the tab itself. Self-contained, for it crosses to the browser as text.
 */
export function pretendNativeHost(host: NativeHost): void {
  const runtime = {
    apiVersion: 4,
    isNAAChannelRecommended: false,
    hostVersionsInfo: {},
    isLegacyTeams: false,
    supports: { pages: { currentApp: {}, tabs: {} }, teamsCore: {} },
  };
  const context = {
    locale: host.locale,
    theme: 'default',
    entityId: host.page,
    subEntityId: '',
    frameContext: 'content',
    hostName: 'Teams',
    hostClientType: 'android',
    sessionId: 'bench',
    appSessionId: 'bench',
    userObjectId: host.objectId,
    tid: host.tenantId,
    appId: host.appId,
  };
  const token = async () => {
    const response = await fetch('/sandbox/api/token', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ as: host.as }),
    });
    const body: { token: string } = await response.json();
    return body.token;
  };
  const answers: Record<string, () => unknown> = {
    initialize: () => ['content', 'android', '2.1.1', JSON.stringify(runtime)],
    getContext: () => [context],
    'authentication.getAuthToken': async () => [true, await token()],
  };
  const answer = async ({ id, uuidAsString, func, monotonicTimestamp }: Message) => {
    const args = await answers[func]?.();
    if (args === undefined) return;
    globalThis.onNativeMessage({ data: { id, uuidAsString, args, monotonicTimestamp } });
  };
  globalThis.nativeInterface = { framelessPostMessage: (json) => void answer(JSON.parse(json)) };
}
