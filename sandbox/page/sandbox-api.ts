import { z } from 'zod';
import { movesSchema, type Moves } from '../../shared/contract/moves.ts';
import { problemSchema } from '../../shared/contract/problem.ts';

const personSchema = z.object({
  key: z.string(),
  name: z.string(),
  address: z.string(),
  jobTitle: z.string(),
  role: z.enum(['rep', 'manager', 'director', 'admin', 'colleague']),
  team: z.string().nullable(),
  timeZone: z.string(),
});
export type PagePerson = z.infer<typeof personSchema>;

const peopleSchema = z.object({
  people: z.array(personSchema),
  teams: z.array(z.object({ key: z.string(), name: z.string() })),
});
export type People = z.infer<typeof peopleSchema>;

const clockSchema = z.object({
  now: z.iso.datetime(),
  running: z.boolean(),
  rate: z.number(),
  generation: z.number(),
});
export type ClockAnswer = z.infer<typeof clockSchema>;

const mailpersonSchema = z.object({ name: z.string(), address: z.string() });

const eventSchema = z.object({
  id: z.string(),
  type: z.string(),
  subject: z.string(),
  /** An instant, or a date of an all-day event. */
  start: z.string(),
  end: z.string(),
  isAllDay: z.boolean(),
  isOrganizer: z.boolean(),
  organizer: mailpersonSchema,
  attendees: z.array(mailpersonSchema.extend({ response: z.string() })),
  response: z.string(),
  showAs: z.string(),
  sensitivity: z.string(),
  isCancelled: z.boolean(),
});
export type PageEvent = z.infer<typeof eventSchema>;

const weekSchema = z.object({
  start: z.iso.datetime(),
  end: z.iso.datetime(),
  timeZone: z.string(),
  events: z.array(eventSchema),
});

const messageSchema = z.object({
  id: z.string(),
  from: z.enum(['bot', 'person']),
  text: z.string().nullable(),
  card: z.record(z.string(), z.unknown()).nullable(),
  sentAt: z.number(),
});
export type ChatMessage = z.infer<typeof messageSchema>;

const tapResultSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('card') }),
  z.object({ kind: z.literal('message'), text: z.string() }),
  z.object({ kind: z.literal('error'), status: z.number(), text: z.string().nullable() }),
  z.object({ kind: z.literal('accepted') }),
]);
export type TapResult = z.infer<typeof tapResultSchema>;

const REQUEST_KINDS = [
  'users',
  'user',
  'manager',
  'mailbox-settings',
  'calendar-view',
  'delta-initial',
  'delta',
  'event',
  'instances',
  'subscription',
  'batch',
  'chat-open',
  'chat-post',
  'chat-replace',
  'other',
] as const;

const trafficSchema = z.object({
  requests: z.array(
    z.object({
      to: z.enum(['graph', 'connector']),
      at: z.number(),
      kind: z.enum(REQUEST_KINDS),
      as: z.string().nullable(),
      method: z.string(),
      path: z.string(),
      status: z.number(),
      milliseconds: z.number(),
    }),
  ),
});
export type PageRequest = z.infer<typeof trafficSchema>['requests'][number];

export interface TappedAction {
  readonly type: 'Action.Execute' | 'Action.Submit';
  readonly title?: string | undefined;
  readonly verb?: string | undefined;
  readonly data?: object | undefined;
}

export interface NewEvent {
  readonly subject: string;
  readonly start: string;
  readonly end: string;
  readonly attendees: readonly { readonly name: string; readonly address: string }[];
}

/** An answer that is no success: what happened and what to do, as the server says it. */
export class ApiProblem extends Error {
  readonly code: string;
  readonly action: string;

  constructor(code: string, message: string, action: string) {
    super(message);
    this.name = 'ApiProblem';
    this.code = code;
    this.action = action;
  }
}

const API = '/sandbox/api';
const nothing = z.unknown();

export const fetchPeople = () => ask('GET', `${API}/people`, peopleSchema);

export const fetchClock = () => ask('GET', `${API}/clock`, clockSchema);
/** Tells that a page is open: the clock runs for some seconds more. */
export const sendHeartbeat = () => ask('POST', `${API}/clock/heartbeat`, clockSchema);
export const stepClock = (milliseconds: number) =>
  ask('POST', `${API}/clock/step`, clockSchema, { milliseconds });
export const stepToNextDay = () => ask('POST', `${API}/clock/next-day`, clockSchema);
export const stepToNextGap = (as: string) => ask('POST', `${API}/clock/next-gap`, clockSchema, { as });
export const startOver = () => ask('POST', `${API}/start-over`, clockSchema);

/** A whole ISO week of somebody's calendar, counted from the clock's own. */
export const fetchWeek = (as: string, week: number) =>
  ask('GET', `${API}/calendar/${as}?week=${week}`, weekSchema);
export const createEvent = (as: string, event: NewEvent) =>
  ask('POST', `${API}/calendar/${as}/events`, nothing, event);
export const moveEvent = (as: string, id: string, start: string, end: string, by: 'owner' | 'organizer') =>
  ask('POST', `${eventPath(as, id)}/move`, nothing, { start, end, by });
export const respondTo = (as: string, id: string, response: 'accepted' | 'declined') =>
  ask('POST', `${eventPath(as, id)}/respond`, nothing, { response });
export const deleteEvent = (as: string, id: string) => ask('DELETE', eventPath(as, id), nothing);
export const cancelEvent = (as: string, id: string) => ask('POST', `${eventPath(as, id)}/cancel`, nothing);

/** Whether all that the product needs is well, and this company’s calendars are read. */
export async function fetchReady(): Promise<boolean> {
  return (await fetch('/readyz')).ok;
}

/** What Graph and the connector were asked, the latest first. */
export const fetchTraffic = () => ask('GET', `${API}/traffic`, trafficSchema);

export const fetchChat = (as: string) => ask('GET', `${API}/chat?as=${as}`, z.array(messageSchema));
export const tapCard = (as: string, activityId: string, action: TappedAction) =>
  ask('POST', `${API}/chat/tap`, tapResultSchema, { as, activityId, action });
export const say = (as: string, text: string) => ask('POST', `${API}/chat/say`, nothing, { as, text });

/** The product's own answer, read with a token of that person: nothing behind its back. */
export async function fetchMoves(as: string, language: string): Promise<Moves> {
  const { token } = await ask('POST', `${API}/token`, z.object({ token: z.string() }), { as });
  return ask('GET', '/api/moves', movesSchema, undefined, {
    authorization: `Bearer ${token}`,
    'accept-language': language,
  });
}

function eventPath(as: string, id: string): string {
  return `${API}/calendar/${as}/events/${encodeURIComponent(id)}`;
}

async function ask<T>(
  method: string,
  path: string,
  schema: z.ZodType<T>,
  body?: object,
  headers: Record<string, string> = {},
): Promise<T> {
  const response = await fetch(path, {
    method,
    headers: { ...(body ? { 'content-type': 'application/json' } : {}), ...headers },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  const answer: unknown = response.status === 204 ? null : await response.json().catch(() => null);
  if (response.ok) return schema.parse(answer);
  const problem = problemSchema.safeParse(answer);
  if (!problem.success) throw new ApiProblem(`http_${response.status}`, response.statusText, '');
  throw new ApiProblem(problem.data.code, problem.data.message, problem.data.action);
}
