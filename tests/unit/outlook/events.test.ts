import path from 'node:path';
import vm from 'node:vm';
import { build } from 'vite';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { OUTLOOK_BUTTONS, OUTLOOK_EVENTS } from '../../../manifest/outlook/outlook-surface.ts';
import { fakeForm, fakeOffice, type FormFields } from './fake-office.ts';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const NOW = Date.parse('2026-11-18T09:00:00+01:00');
const DEMO: FormFields = {
  id: 'AAMk-demo',
  subject: 'Demo hos Nordlast',
  start: '2026-11-19T10:00:00+01:00',
  end: '2026-11-19T11:30:00+01:00',
  attendees: ['inkop@nordlast.example'],
};
const LATER = { start: '2026-11-24T10:00:00+01:00', end: '2026-11-24T11:30:00+01:00' };
const NOTICE = {
  type: 'insightMessage',
  message:
    'Mötet flyttas. Är det säljande kan du säga varför, i rutan bredvid. Frivilligt, det skickas oavsett.',
  icon: 'Icon.16',
  actions: [
    {
      actionType: 'showTaskPane',
      actionText: 'Visa',
      commandId: OUTLOOK_BUTTONS.organizer,
      contextData: '{"moved":true}',
    },
  ],
};

/** The oldest of Outlook’s engines knows nothing that came after 2016. */
const FORGET_NEWER = `
  for (const name of ['values', 'entries', 'fromEntries', 'hasOwn', 'groupBy']) delete Object[name];
  for (const name of ['flat', 'flatMap', 'at', 'findLast', 'toSorted', 'toReversed', 'with'])
    delete Array.prototype[name];
  for (const name of ['padStart', 'padEnd', 'matchAll', 'replaceAll', 'trimStart', 'trimEnd', 'at'])
    delete String.prototype[name];
  for (const name of ['allSettled', 'any', 'withResolvers', 'try']) delete Promise[name];
  delete Promise.prototype.finally;
`;

let script = '';
/** Loaded once, as in a client that keeps it: nothing of one form may leak into the next. */
let running: ReturnType<typeof run> | null = null;

beforeAll(async () => {
  const built = await build({
    configFile: path.join(ROOT, 'vite.events.config.ts'),
    root: path.join(ROOT, 'tab/outlook'),
    logLevel: 'silent',
    build: { write: false },
  });
  const outputs = 'close' in built ? [] : [built].flat().flatMap(({ output }) => output);
  script = outputs.flatMap((chunk) => (chunk.type === 'chunk' ? chunk.code : [])).join('');
});

beforeEach(() => {
  vi.useFakeTimers({ now: NOW });
});

afterEach(() => {
  vi.useRealTimers();
});

/** Runs the built file with Office, timers and a clock, and nothing else: no window, no fetch, no storage. */
function run() {
  const office = fakeOffice();
  const later = (work: () => void, wait: number) => setTimeout(work, wait);
  const forget = (timer: ReturnType<typeof setTimeout>) => clearTimeout(timer);
  const clock = { now: () => Date.now() };
  const WallClock = new Proxy(Date, { get: (date, key) => Reflect.get(key === 'now' ? clock : date, key) });
  const context = vm.createContext({
    Office: office.Office,
    setTimeout: later,
    clearTimeout: forget,
    Date: WallClock,
  });
  vm.runInContext(FORGET_NEWER, context);
  vm.runInContext(script, context);
  return office;
}

function start(form: object | null) {
  running ??= run();
  running.Office.context.mailbox.item = form;
  return running;
}

/** Lets Outlook raise an event, and the time that it gives pass. Returns how often it was completed, and when. */
async function raise(office: ReturnType<typeof run>, action: string): Promise<number[]> {
  const completed: number[] = [];
  const raisedAt = Date.now();
  office.handlers.get(action)?.({ completed: () => completed.push(Date.now() - raisedAt) });
  await vi.advanceTimersByTimeAsync(60_000);
  return completed;
}

async function move(fields: FormFields, to: { start: string; end: string }) {
  const form = fakeForm(fields);
  const office = start(form.item);
  await raise(office, 'onAppointmentOrganizer');
  form.change(to);
  vi.setSystemTime(NOW);
  const completed = await raise(office, 'onAppointmentTimeChanged');
  return { form, office, completed };
}

describe('the file that Outlook runs', () => {
  it('is one classic script that imports nothing', () => {
    expect(script).not.toMatch(/\bimport\s*[({'"*]|\bexport\s*[{*]|\bfetch\(|localStorage|document\./);
    expect(() => new vm.Script(script)).not.toThrow();
  });

  // It is loaded before the form works: with the classifier in it it was 604 KB.
  it('is small', () => {
    expect(script.length).toBeLessThan(60_000);
  });

  it('asks for no token, neither Office’s nor its own', () => {
    expect(script).not.toMatch(/getAccessToken|getAuthToken|getCallbackToken|nestedAppAuth|msal|Bearer/);
  });

  it('writes nothing to the meeting: it reads, keeps its own note in the form and shows a notice', () => {
    const calls = new Set(script.match(/\b(?:set|add|replace|remove|save|send|close|prepend)\w*Async\b/g));
    expect([...calls].toSorted()).toEqual(['removeAsync', 'replaceAsync', 'setAsync']);
    expect(script.match(/\w+\.setAsync/g)).toEqual(['sessionData.setAsync', 'sessionData.setAsync']);
  });

  it('answers every event that the manifest names, as soon as it is loaded', () => {
    expect([...start(null).handlers.keys()]).toEqual(OUTLOOK_EVENTS.map(({ action }) => action));
  });

  it('says that a selling meeting is moved to a later day, and opens the pane', async () => {
    const { form, completed } = await move(DEMO, LATER);
    expect(form.notices).toEqual(new Map([['followthrough-moved', NOTICE]]));
    expect(completed).toHaveLength(1);
  });

  it.each<[string, FormFields, { start: string; end: string }]>([
    ['the same day', DEMO, { start: '2026-11-19T15:00:00+01:00', end: '2026-11-19T16:30:00+01:00' }],
    ['an earlier day', DEMO, { start: '2026-11-18T15:00:00+01:00', end: '2026-11-18T16:30:00+01:00' }],
    ['a later day, of an internal meeting', { ...DEMO, subject: 'Säljmöte', attendees: [] }, LATER],
    ['a later day, of a private meeting', { ...DEMO, sensitivity: 'private' }, LATER],
    ['a later day, of a meeting that is new', { ...DEMO, id: null }, LATER],
    [
      'a later day, of a meeting that has begun',
      { ...DEMO, start: '2026-11-18T08:00:00+01:00', end: '2026-11-18T09:30:00+01:00' },
      LATER,
    ],
  ])('says nothing of a move to %s', async (_name, fields, to) => {
    const { form, completed } = await move(fields, to);
    expect(form.notices).toEqual(new Map());
    expect(completed).toHaveLength(1);
  });

  it('takes the notice away when the meeting is put back', async () => {
    const { form, office } = await move(DEMO, LATER);
    form.change({ start: DEMO.start, end: DEMO.end });
    vi.setSystemTime(NOW);
    expect(await raise(office, 'onAppointmentTimeChanged')).toHaveLength(1);
    expect(form.notices).toEqual(new Map());
  });

  it('takes the last value where the event comes twice, and completes both', async () => {
    const form = fakeForm(DEMO);
    const office = start(form.item);
    await raise(office, 'onAppointmentOrganizer');
    vi.setSystemTime(NOW);
    form.change({ start: '2031-01-01T10:00:00+01:00', end: '2031-01-01T11:30:00+01:00' });
    const completed: string[] = [];
    const handler = office.handlers.get('onAppointmentTimeChanged');
    handler?.({ completed: () => completed.push('first') });
    form.change({ start: '2026-11-19T15:00:00+01:00', end: '2026-11-19T16:30:00+01:00' });
    handler?.({ completed: () => completed.push('second') });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(form.notices).toEqual(new Map());
    expect(completed.toSorted()).toEqual(['first', 'second']);
  });
});

const METHODS = [
  'getItemIdAsync',
  'subject.getAsync',
  'start.getAsync',
  'requiredAttendees.getAsync',
  'optionalAttendees.getAsync',
  'sensitivity.getAsync',
  'sessionData.getAsync',
  'sessionData.setAsync',
  'notificationMessages.replaceAsync',
  'notificationMessages.removeAsync',
];

describe('an event is completed once and within five seconds', () => {
  it.each(
    METHODS.flatMap((method) =>
      (['throws', 'fails', 'hangs'] as const).flatMap((how) =>
        OUTLOOK_EVENTS.map(({ action }) => ({ method, how, action })),
      ),
    ),
  )('$action, where $method $how', async ({ method, how, action }) => {
    const form = fakeForm({ ...DEMO, ...LATER }, { [method]: how });
    form.session.set('followthrough-old-start', new Date(DEMO.start).toISOString());
    const completed = await raise(start(form.item), action);
    expect(completed).toHaveLength(1);
    expect(completed[0]).toBeLessThan(5_000);
  });

  it.each(OUTLOOK_EVENTS)('$action, where there is no item', async ({ action }) => {
    expect(await raise(start(null), action)).toHaveLength(1);
  });
});
