import type { Page } from '@playwright/test';

/** A meeting's form in the pretend Outlook; `oldStart` is set where its time has been edited. */
export interface OutlookForm {
  readonly as: string;
  readonly title: string;
  readonly start: string;
  readonly end: string;
  readonly oldStart: string | null;
  readonly language?: 'sv-SE' | 'en-GB';
  readonly dark?: boolean;
}

/** Opens the pane beside that form. Outlook's own script is replaced: the real one wants a real Outlook around it. */
export async function openPane(page: Page, form: OutlookForm): Promise<void> {
  await page.route('https://appsforoffice.microsoft.com/**', (route) =>
    route.fulfill({ contentType: 'text/javascript', body: '' }),
  );
  await page.addInitScript(installOffice, form);
  await page.goto('/tab/outlook/pane.html');
}

/** Runs in the page: `Office` as far as the pane uses it, and the host's side of the nested sign-in. */
function installOffice(form: OutlookForm): void {
  type Done = (result: object) => void;
  const succeed = (value: unknown) => (done: Done) => done({ status: 'succeeded', value });
  const fail = (done: Done) => done({ status: 'failed', error: { name: 'missing' } });
  const item = {
    seriesId: null,
    subject: { getAsync: succeed(form.title) },
    start: { getAsync: succeed(new Date(form.start)) },
    end: { getAsync: succeed(new Date(form.end)) },
    getItemIdAsync: succeed('AAMk/form+id='),
    sessionData: {
      getAsync: (_key: string, done: Done) =>
        form.oldStart === null ? fail(done) : succeed(form.oldStart)(done),
    },
    notificationMessages: {},
    addHandlerAsync: () => undefined,
    removeHandlerAsync: () => undefined,
  };
  const office = {
    onReady: async () => ({ host: 'Outlook', platform: 'OfficeOnline' }),
    HostType: { Outlook: 'Outlook' },
    AsyncResultStatus: { Succeeded: 'succeeded', Failed: 'failed' },
    EventType: { AppointmentTimeChanged: 'olkAppointmentTimeChanged' },
    MailboxEnums: { RestVersion: { v2_0: 'v2.0' } },
    context: {
      displayLanguage: form.language ?? 'sv-SE',
      officeTheme: { bodyBackgroundColor: form.dark === true ? '#1f1f1f' : '#ffffff' },
      mailbox: {
        item,
        convertToRestId: (id: string) => id.replaceAll('/', '-').replaceAll('+', '_'),
      },
    },
  };
  const listeners: ((message: string) => void)[] = [];
  const answer = async (request: string): Promise<void> => {
    const { method, requestId, tokenParams } = JSON.parse(request);
    const response = await fetch('/sandbox/api/token', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ as: form.as }),
    });
    const { token } = await response.json();
    const { oid, tid } = JSON.parse(atob(token.split('.')[1].replaceAll('-', '+').replaceAll('_', '/')));
    const accountContext = {
      homeAccountId: `${oid}.${tid}`,
      environment: 'login.microsoftonline.com',
      tenantId: tid,
    };
    const content =
      method === 'GetInitContext'
        ? {
            initContext: {
              sdkName: 'fake',
              sdkVersion: '1',
              capabilities: { queryAccount: true },
              accountContext,
            },
          }
        : {
            token: { access_token: token, id_token: token, expires_in: 3600, scope: tokenParams.scope },
            account: { ...accountContext, localAccountId: oid, username: form.as, name: form.as },
          };
    const message = JSON.stringify({
      messageType: 'NestedAppAuthResponse',
      requestId,
      success: true,
      ...content,
    });
    for (const listener of listeners) listener(message);
  };
  Object.assign(window, {
    Office: office,
    nestedAppAuthBridge: {
      addEventListener: (_event: string, listener: (message: string) => void) => listeners.push(listener),
      removeEventListener: () => undefined,
      postMessage: (request: string) => void answer(request),
    },
  });
}
