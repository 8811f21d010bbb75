import type { Page } from '@playwright/test';

/** A meeting's form in the pretend Outlook; `oldStart` is set where its time has been edited. */
export interface OutlookForm {
  readonly as: string;
  readonly title: string;
  readonly start: string;
  readonly end: string;
  readonly oldStart: string | null;
  /** Set where its title has been edited as well. */
  readonly oldTitle?: string;
  readonly attendees?: readonly string[];
  readonly language?: 'sv-SE' | 'en-GB';
  readonly dark?: boolean;
}

/** Opens the pane beside that form. */
export async function openPane(page: Page, form: OutlookForm): Promise<void> {
  await open(page, form, 'pane');
}

/** What Outlook did with a form while it raised events. */
export interface RaisedEvents {
  readonly handlers: readonly string[];
  /** How often each event was completed. */
  readonly completed: readonly number[];
  readonly notices: readonly object[];
}

/** Opens the form, moves it by so many milliseconds, and raises the event of each, as Outlook on the web does. */
export async function raiseEvents(page: Page, form: OutlookForm, moveBy: number): Promise<RaisedEvents> {
  await open(page, form, 'events');
  return page.evaluate((by) => window.raiseEvents(by), moveBy);
}

declare global {
  interface Window {
    raiseEvents: (moveBy: number) => Promise<RaisedEvents>;
  }
}

/** Outlook's own script is replaced: the real one wants a real Outlook around it. */
async function open(page: Page, form: OutlookForm, file: 'pane' | 'events'): Promise<void> {
  await page.route('https://appsforoffice.microsoft.com/**', (route) =>
    route.fulfill({ contentType: 'text/javascript', body: '' }),
  );
  await page.addInitScript(installOffice, form);
  await page.goto(`/tab/outlook/${file}.html`);
}

/** Runs in the page: `Office` as far as the add-in uses it, and the host's side of the nested sign-in. */
function installOffice(form: OutlookForm): void {
  type Done = (result: object) => void;
  const succeed = (value: unknown) => (done: Done) => done({ status: 'succeeded', value });
  const fail = (done: Done) => done({ status: 'failed', error: { name: 'missing' } });
  const kept = new Map<string, string>();
  if (form.oldStart !== null) kept.set('followthrough-old-start', form.oldStart);
  if (form.oldTitle !== undefined) kept.set('followthrough-old-title', form.oldTitle);
  const notices = new Map<string, object>();
  const people = (addresses: readonly string[]) =>
    succeed(addresses.map((emailAddress) => ({ emailAddress, displayName: '' })));
  let movedBy = 0;
  const moving = (instant: string) => (done: Done) => succeed(new Date(Date.parse(instant) + movedBy))(done);
  const item = {
    seriesId: null,
    subject: { getAsync: succeed(form.title) },
    start: { getAsync: moving(form.start) },
    end: { getAsync: moving(form.end) },
    requiredAttendees: { getAsync: people(form.attendees ?? []) },
    optionalAttendees: { getAsync: people([]) },
    sensitivity: { getAsync: succeed('normal') },
    getItemIdAsync: succeed('AAMk/form+id='),
    sessionData: {
      getAsync: (key: string, done: Done) => (kept.has(key) ? succeed(kept.get(key))(done) : fail(done)),
      setAsync: (key: string, value: string, done: Done) => {
        kept.set(key, value);
        succeed(undefined)(done);
      },
    },
    notificationMessages: {
      replaceAsync: (key: string, notice: object, done: Done) => {
        notices.set(key, notice);
        succeed(undefined)(done);
      },
      removeAsync: (key: string, done: Done) => (notices.delete(key) ? succeed(undefined) : fail)(done),
    },
    addHandlerAsync: () => undefined,
    removeHandlerAsync: () => undefined,
  };
  type Handler = (event: { completed: () => void }) => void;
  const handlers = new Map<string, Handler>();
  const office = {
    actions: { associate: (name: string, handler: Handler) => handlers.set(name, handler) },
    onReady: async () => ({ host: 'Outlook', platform: 'OfficeOnline' }),
    HostType: { Outlook: 'Outlook' },
    AsyncResultStatus: { Succeeded: 'succeeded', Failed: 'failed' },
    EventType: { AppointmentTimeChanged: 'olkAppointmentTimeChanged' },
    PlatformType: { PC: 'PC', Mac: 'Mac', iOS: 'iOS', Android: 'Android', OfficeOnline: 'OfficeOnline' },
    MailboxEnums: {
      RestVersion: { v2_0: 'v2.0' },
      ItemNotificationMessageType: { InsightMessage: 'insightMessage' },
      ActionType: { ShowTaskPane: 'showTaskPane' },
    },
    context: {
      diagnostics: { platform: 'OfficeOnline' },
      requirements: { isSetSupported: () => true },
      displayLanguage: form.language ?? 'sv-SE',
      officeTheme: { bodyBackgroundColor: form.dark === true ? '#1f1f1f' : '#ffffff' },
      mailbox: {
        item,
        userProfile: { emailAddress: `${form.as}@tranvik.example` },
        convertToRestId: (id: string) => id.replaceAll('/', '-').replaceAll('+', '_'),
      },
    },
  };
  /** Resolves when the event is completed, with how often it has been by the time one looks. */
  const raise = (name: string): Promise<() => number> =>
    new Promise((resolve, reject) => {
      const handler = handlers.get(name);
      if (handler === undefined) reject(new Error(`Nobody handles ${name}.`));
      let count = 0;
      handler?.({
        completed: () => {
          count += 1;
          resolve(() => count);
        },
      });
    });
  const raiseEvents = async (moveBy: number) => {
    const opened = await raise('onAppointmentOrganizer');
    movedBy = moveBy;
    const moved = await raise('onAppointmentTimeChanged');
    // A second completion would follow at once.
    await new Promise((resolve) => setTimeout(resolve));
    return {
      handlers: [...handlers.keys()],
      completed: [opened(), moved()],
      notices: [...notices.values()],
    };
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
    raiseEvents,
    nestedAppAuthBridge: {
      addEventListener: (_event: string, listener: (message: string) => void) => listeners.push(listener),
      removeEventListener: () => undefined,
      postMessage: (request: string) => void answer(request),
    },
  });
}
