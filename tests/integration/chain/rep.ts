import { expect, vi } from 'vitest';
import { z } from 'zod';
import { type Moves, type MoveRow, movesSchema } from '../../../shared/contract/moves.ts';
import { DAY, HOUR, type Instant } from '../../../shared/calendar/time.ts';
import { toGraphId } from '../../../sandbox/calendar/graph-id.ts';
import { readCalendarView } from '../../../sandbox/calendar/read-calendar.ts';
import type { NewEvent } from '../../../sandbox/mailbox.ts';
import type { RunningProduct } from '../../fakes/product.ts';

export const CUSTOMER = { name: 'Annika Havsnäs', address: 'annika.havsnas@havsnas-hamn.example' };
export const OTHER_CUSTOMER = { name: 'Peter Lindtorp', address: 'peter.lindtorp@lindtorp.example' };

interface Button {
  readonly title: string;
  readonly verb: string;
}

/** A message of the bot, as it stands in the chat. */
export interface Card {
  readonly id: string;
  readonly lines: readonly string[];
  readonly buttons: readonly Button[];
  readonly sentAt: Instant;
  readonly replacedAt: Instant | null;
}

/** One rep at their calendar, in the chat with the bot, and in the tab. */
export interface Rep {
  readonly key: string;
  /** Books a demo with a customer, for an hour, and lets the product see it. Returns its id. */
  bookDemo(start: Instant, more?: Partial<NewEvent>): Promise<string>;
  book(event: Partial<NewEvent> & { subject: string; start: Instant }): Promise<string>;
  /** Ids of what stands in the calendar under that title in the next two weeks. */
  find(subject: string): Promise<[string, ...string[]]>;
  drag(eventId: string, start: Instant): Promise<void>;
  delete(eventId: string): Promise<void>;
  cards(): Promise<Card[]>;
  /** Until the bot has said so much: its replies to words come after it has taken them. */
  hear(count: number): Promise<void>;
  /** Cards that ask, as they stand now. */
  questions(): Promise<Card[]>;
  /** The last card that asks. */
  question(): Promise<Card>;
  /** Taps the button of that name, and returns the card that replaces the tapped one. */
  tap(card: Card, button: string): Promise<Card>;
  moves(): Promise<Moves>;
  /** Outlook puts `Inställt:` before the title of what was cancelled. */
  move(title: string): Promise<MoveRow>;
}

export function repIn(product: RunningProduct, key: string): Rep {
  const { mailboxes, teams } = product.sandbox.inside;
  const book: Rep['book'] = async ({ subject, start, end = start + HOUR, ...more }) =>
    mailboxes.createEvent(key, { subject, start, end, ...more });
  const cards = async () => (await teams.chat.chat(key)).flatMap((message) => cardOf(message) ?? []);
  const questions = async () => (await cards()).filter(isQuestion);
  const moves = async () => movesSchema.parse(await product.get(key, '/api/moves'));
  return {
    key,
    book,
    bookDemo: async (start, more = {}) => {
      const id = await book({ subject: 'Demo Havsnäs Hamn', start, attendees: [CUSTOMER], ...more });
      await product.walk(2 * 60_000);
      return id;
    },
    find: (subject) => find(product, key, subject),
    drag: (eventId, start) => mailboxes.moveEvent(key, eventId, start, start + HOUR),
    delete: (eventId) => mailboxes.deleteEvent(key, eventId),
    cards,
    hear: (count) =>
      vi.waitFor(async () => expect((await cards()).length).toBeGreaterThanOrEqual(count), 20_000),
    questions,
    question: async () => {
      const last = (await questions()).at(-1);
      if (!last) throw new Error(`Nobody has asked ${key}.`);
      return last;
    },
    tap: async (card, button) => {
      const pressed = card.buttons.find(({ title }) => title === button);
      if (!pressed) throw new Error(`The card has no button ${button}.`);
      const answer = await teams.chat.tap(key, card.id, { type: 'Action.Execute', ...pressed });
      if (answer.kind !== 'card') throw new Error(`The tap brought no card: ${JSON.stringify(answer)}`);
      return { ...card, ...contentOf(answer.card) };
    },
    moves,
    move: async (title) => {
      const row = (await moves()).moves.find((one) => one.title.endsWith(title));
      if (!row) throw new Error(`Nothing called ${title} has moved.`);
      return row;
    },
  };
}

async function find(product: RunningProduct, key: string, subject: string): Promise<[string, ...string[]]> {
  const window = { start: product.now() - 14 * DAY, end: product.now() + 14 * DAY };
  const items = await readCalendarView(product.sandbox.inside.db, key, window);
  const [first, ...others] = items
    .filter((item) => item.content.subject === subject)
    .map((item) => toGraphId(item.key, 'immutable'));
  if (first === undefined) throw new Error(`Nothing in the calendar of ${key} is called ${subject}.`);
  return [first, ...others];
}

interface Message {
  readonly id: string;
  readonly card: object | null;
  readonly sentAt: Instant;
  readonly replacedAt: Instant | null;
}

function cardOf({ id, card, sentAt, replacedAt }: Message): Card | null {
  return card && { id, sentAt, replacedAt, ...contentOf(card) };
}

const contentSchema = z.object({
  body: z.array(
    z.object({
      text: z.string().optional(),
      actions: z.array(z.object({ title: z.string(), verb: z.string().optional() })).default([]),
    }),
  ),
});

function contentOf(card: object): Pick<Card, 'lines' | 'buttons'> {
  const { body } = contentSchema.parse(card);
  return {
    lines: body.flatMap(({ text }) => text?.replaceAll('\u00A0', ' ') ?? []),
    buttons: body.flatMap(({ actions }) => actions).map(({ title, verb = '' }) => ({ title, verb })),
  };
}

function isQuestion({ buttons }: Card): boolean {
  return buttons.some(({ verb }) => verb.startsWith('answer '));
}
