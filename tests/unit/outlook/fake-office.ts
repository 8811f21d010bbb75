/** What an open form holds; `id` null = not saved yet. */
export interface FormFields {
  readonly id: string | null;
  readonly subject: string;
  readonly start: string;
  readonly end: string;
  readonly attendees: readonly string[];
  readonly sensitivity?: string;
}

type Done = (result: { status: string; value?: unknown; error?: { name: string } }) => void;
/** What a method does instead of answering. */
export type Fault = 'throws' | 'fails' | 'hangs';
export type Handler = (event: { completed: (options?: object) => void }) => void;

const SELF = 'maja.lind@nordvik.example';

/** An organizer's form as Outlook's script shows it to an add-in. */
export function fakeForm(fields: FormFields, faults: Readonly<Record<string, Fault>> = {}) {
  let shown = fields;
  const session = new Map<string, string>();
  const notices = new Map<string, unknown>();
  const method =
    (name: string, answer: (...given: unknown[]) => unknown) =>
    (...args: unknown[]): void => {
      const done = args.at(-1) as Done;
      if (faults[name] === 'throws') throw new Error(`${name} is broken`);
      if (faults[name] === 'hangs') return;
      const value = faults[name] === 'fails' ? undefined : answer(...args.slice(0, -1));
      if (value === undefined) done({ status: 'failed', error: { name } });
      else done({ status: 'succeeded', value });
    };
  const reading = (name: string, read: () => unknown) => ({ getAsync: method(`${name}.getAsync`, read) });
  const person = (emailAddress: string) => ({ emailAddress, displayName: '' });
  const item = {
    getItemIdAsync: method('getItemIdAsync', () => shown.id ?? undefined),
    subject: reading('subject', () => shown.subject),
    start: reading('start', () => new Date(shown.start)),
    end: reading('end', () => new Date(shown.end)),
    requiredAttendees: reading('requiredAttendees', () => shown.attendees.map(person)),
    optionalAttendees: reading('optionalAttendees', () => []),
    organizer: reading('organizer', () => person(SELF)),
    categories: reading('categories', () => null),
    sensitivity: reading('sensitivity', () => shown.sensitivity ?? 'normal'),
    sessionData: {
      getAsync: method('sessionData.getAsync', (key) => session.get(String(key))),
      setAsync: method('sessionData.setAsync', (key, value) => session.set(String(key), String(value))),
    },
    notificationMessages: {
      replaceAsync: method('notificationMessages.replaceAsync', (key, notice) =>
        notices.set(String(key), JSON.parse(JSON.stringify(notice))),
      ),
      removeAsync: method(
        'notificationMessages.removeAsync',
        (key) => notices.delete(String(key)) || undefined,
      ),
    },
  };
  return {
    item,
    session,
    notices,
    change: (to: { start: string; end: string }) => {
      shown = { ...shown, ...to };
    },
  };
}

/** `Office`, as far as the events' file may use it. */
export function fakeOffice() {
  const mailbox: { item: object | null; userProfile: { emailAddress: string } } = {
    item: null,
    userProfile: { emailAddress: 'Maja.Lind@nordvik.example' },
  };
  const handlers = new Map<string, Handler>();
  const Office = {
    actions: { associate: (name: string, handler: Handler) => handlers.set(name, handler) },
    context: {
      displayLanguage: 'sv-SE',
      mailbox,
      requirements: { isSetSupported: () => true },
    },
    AsyncResultStatus: { Succeeded: 'succeeded', Failed: 'failed' },
    MailboxEnums: {
      ItemNotificationMessageType: { InsightMessage: 'insightMessage' },
      ActionType: { ShowTaskPane: 'showTaskPane' },
    },
  };
  return { Office, handlers };
}
