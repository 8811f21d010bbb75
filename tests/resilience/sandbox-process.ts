import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const CALENDAR_WEEKS = [-1, 0, 1, 2, 3, 4];

const readyLine = z.object({ origin: z.url() });
const shownEvent = z.object({
  id: z.string(),
  type: z.enum(['singleInstance', 'occurrence', 'exception']),
  subject: z.string(),
  /** An instant, or a date where the event takes whole days. */
  start: z.string(),
  end: z.string(),
  isAllDay: z.boolean(),
  isOrganizer: z.boolean(),
  attendees: z.array(z.object({ name: z.string(), address: z.string() })),
  response: z.string(),
  showAs: z.string(),
  sensitivity: z.string(),
  isCancelled: z.boolean(),
});
export type ShownEvent = z.infer<typeof shownEvent>;

const shownCalendar = z.object({ start: z.string(), end: z.string(), events: z.array(shownEvent) });
const shownMessage = z.object({
  id: z.string(),
  from: z.enum(['bot', 'person']),
  card: z.record(z.string(), z.unknown()).nullable(),
});
export type ShownMessage = z.infer<typeof shownMessage>;

const person = z.object({ key: z.string(), objectId: z.string(), role: z.string() });
export type SandboxRep = z.infer<typeof person>;

const tapResult = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('card'), card: z.record(z.string(), z.unknown()) }),
  z.object({ kind: z.literal('message'), text: z.string() }),
  z.object({ kind: z.literal('error'), status: z.number() }),
  z.object({ kind: z.literal('accepted') }),
]);

/** The pretend Microsoft 365 in a process of its own, as a person or a page uses it: by HTTP alone. */
export interface SandboxProcess {
  readonly origin: string;
  now(): Promise<number>;
  step(milliseconds: number): Promise<void>;
  stepTo(instant: number): Promise<void>;
  nextDay(): Promise<void>;
  /** Everybody whose calendar the product reads. */
  reps(): Promise<readonly SandboxRep[]>;
  /** From the week before last to the fourth from now, each event once. */
  calendar(key: string): Promise<{ start: number; end: number; events: readonly ShownEvent[] }>;
  create(key: string, event: Pick<ShownEvent, 'subject' | 'start' | 'end' | 'attendees'>): Promise<string>;
  move(key: string, id: string, start: number, end: number): Promise<void>;
  remove(key: string, id: string): Promise<void>;
  decline(key: string, id: string): Promise<void>;
  chat(key: string): Promise<readonly ShownMessage[]>;
  /** The card that the tap gave; null where it gave none, or nobody answered. */
  tap(key: string, activityId: string, verb: string): Promise<object | null>;
  stop(): Promise<void>;
}

/** @throws Error if it does not come up. */
export async function startSandboxProcess(
  databaseUrl: string,
  environment: Readonly<Record<string, string>> = {},
  flags: readonly string[] = [],
): Promise<SandboxProcess> {
  const child = spawn(process.execPath, ['sandbox/main.ts', '--database', databaseUrl, ...flags], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...environment },
  });
  const [line]: Buffer[] = await once(child.stdout, 'data');
  const { origin } = readyLine.parse(JSON.parse(String(line)));
  const { get, send } = caller(`${origin}/sandbox/api`);
  const events = (key: string) => `/calendar/${key}/events`;
  return {
    origin,
    now: async () => Date.parse(z.object({ now: z.string() }).parse(await get('/clock')).now),
    step: (milliseconds) => send('POST', '/clock/step', { milliseconds }),
    stepTo: (instant) => send('POST', '/clock/step', { to: new Date(instant).toISOString() }),
    nextDay: () => send('POST', '/clock/next-day', {}),
    reps: async () => {
      const { people } = z.object({ people: z.array(person) }).parse(await get('/people'));
      return people.filter(({ role }) => role === 'rep');
    },
    calendar: async (key) => {
      const weeks = await Promise.all(
        CALENDAR_WEEKS.map(async (week) => shownCalendar.parse(await get(`/calendar/${key}?week=${week}`))),
      );
      const all = weeks.flatMap((week) => week.events);
      return {
        start: Math.min(...weeks.map((week) => Date.parse(week.start))),
        end: Math.max(...weeks.map((week) => Date.parse(week.end))),
        events: [...new Map(all.map((event) => [event.id, event])).values()],
      };
    },
    create: async (key, event) =>
      z.object({ id: z.string() }).parse(await send('POST', events(key), event)).id,
    move: (key, id, start, end) => send('POST', `${events(key)}/${id}/move`, times(start, end)),
    remove: (key, id) => send('DELETE', `${events(key)}/${id}`, {}),
    decline: (key, id) => send('POST', `${events(key)}/${id}/respond`, { response: 'declined' }),
    chat: async (key) => z.array(shownMessage).parse(await get(`/chat?as=${key}`)),
    tap: async (key, activityId, verb) => {
      const body = { as: key, activityId, action: { type: 'Action.Execute', verb } };
      const answered = await send('POST', '/chat/tap', body).catch(() => null);
      const result = answered === null ? null : tapResult.parse(answered);
      return result?.kind === 'card' ? result.card : null;
    },
    stop: async () => {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    },
  };
}

function times(start: number, end: number) {
  return { start: new Date(start).toISOString(), end: new Date(end).toISOString() };
}

function caller(base: string) {
  const call = async (path: string, init: RequestInit) => {
    const response = await fetch(base + path, init);
    const text = await response.text();
    if (!response.ok) throw new Error(`${init.method ?? 'GET'} ${path}: ${response.status} ${text}`);
    return text === '' ? null : JSON.parse(text);
  };
  return {
    get: (path: string): Promise<unknown> => call(path, {}),
    send: (method: 'POST' | 'DELETE', path: string, body: object) =>
      call(path, { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  };
}
