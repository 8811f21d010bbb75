import { setTimeout as wait } from 'node:timers/promises';
import { Temporal } from 'temporal-polyfill';
import { DAY, HOUR, MINUTE, type Instant, type TimeZone } from '../../shared/calendar/time.ts';
import { wallClockInstant } from '../calendar/recurrence.ts';
import { findPerson } from '../company.ts';
import type { Person } from '../company/person.ts';
import type { SandboxInside } from '../inside.ts';
import type { CardReply, JournalVoice } from './journal.ts';
import { readCard, readNewCards, type ChatCard } from './chat-cards.ts';

/** What reps do with the cards that they get, each at its own time. */
export interface CardReplies {
  /** A rep gets the app, and the bot's first card. */
  install(key: string): Promise<void>;
  /** When somebody taps next; null = nobody is about to. */
  nextAt(): Instant | null;
  /** That tap, and everything that it brings about in the chat. */
  giveNext(): Promise<void>;
  /** Looks at what the bot has written since, and has the reps decide. */
  readCards(): Promise<void>;
}

interface Tap {
  readonly at: Instant;
  readonly person: Person;
  readonly activityId: string;
  /** How the button's verb begins; what follows names the question. */
  readonly verb: RegExp;
}

const CHANGED_AFTER = HOUR;
const CONTESTED_AFTER = MINUTE;
const RESUMES_AFTER = 5 * DAY;
const TAPS_UNTIL = '16:55';
const TAPS_FROM = '08:25';
const FOLLOW_UP_WAIT_MS = 5;
const FOLLOW_UP_TRIES = 1_000;

export function createCardReplies(inside: SandboxInside, voices: readonly JournalVoice[]): CardReplies {
  let taps: Tap[] = [];
  let seen = 0;
  const plan = (tap: Tap) => {
    taps = [...taps, tap].toSorted((a, b) => a.at - b.at);
  };
  return {
    install: async (key) => {
      await inside.teams.chat.install(key);
      const { objectId } = findPerson(inside.company(), key) ?? {};
      await until(async () => (await readNewCards(inside.db, 0)).some((card) => card.objectId === objectId));
    },
    nextAt: () => taps[0]?.at ?? null,
    giveNext: async () => {
      const [tap, ...later] = taps;
      taps = later;
      if (tap) await give(inside, tap);
    },
    readCards: async () => {
      const cards = await readNewCards(inside.db, seen);
      for (const card of cards) {
        seen = card.seq;
        const person = inside.company().people.find((one) => one.objectId === card.objectId);
        if (person) for (const tap of tapsOn(card, person, inside.clock.now(), voices)) plan(tap);
      }
    },
  };
}

function tapsOn(card: ChatCard, person: Person, now: Instant, voices: readonly JournalVoice[]): Tap[] {
  const tap = (at: Instant, verb: RegExp): Tap => ({ at, person, activityId: card.activityId, verb });
  if (card.verbs.includes('acknowledge'))
    return [tap(inWorkingTime(now + 20 * MINUTE, person.timeZone), /^acknowledge$/)];
  if (!card.verbs.some((verb) => verb.startsWith('answer '))) return [];
  const voice = voices.findLast(
    (one) => one.mailbox === person.key && one.at <= now && card.text.includes(one.subject),
  );
  return repliesTo(voice?.says ?? { kind: 'ignores' }, now, person, tap);
}

function repliesTo(
  says: CardReply,
  now: Instant,
  { timeZone }: Person,
  tap: (at: Instant, verb: RegExp) => Tap,
): Tap[] {
  switch (says.kind) {
    case 'ignores':
      return [];
    case 'answers': {
      const first = inWorkingTime(now + says.afterMinutes * MINUTE, timeZone);
      const again = first + CHANGED_AFTER;
      return [
        tap(first, new RegExp(`^answer \\S+ ${says.code}$`)),
        ...(says.contests ? [tap(first + CONTESTED_AFTER, /^contest /)] : []),
        ...(says.changedTo === null
          ? []
          : [tap(again, /^reconsider /), tap(again + MINUTE, new RegExp(`^answer \\S+ ${says.changedTo}$`))]),
      ];
    }
    case 'not-selling': {
      const first = inWorkingTime(now + 15 * MINUTE, timeZone);
      return [
        tap(first, /^not-selling \S+$/),
        tap(first + MINUTE, new RegExp(`^not-selling \\S+ ${says.as}$`)),
      ];
    }
    case 'pauses': {
      const first = inWorkingTime(now + 10 * MINUTE, timeZone);
      return [tap(first, /^pause week$/), tap(first + RESUMES_AFTER, /^resume$/)];
    }
  }
}

/** In the evening nobody looks at Teams: then it is done the next working morning. */
function inWorkingTime(at: Instant, timeZone: TimeZone): Instant {
  const local = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone);
  const date = local.toPlainDate();
  if (local.dayOfWeek <= 5 && at <= wallClockInstant(date.toString(), TAPS_UNTIL, timeZone)) return at;
  const days = local.dayOfWeek >= 5 ? 8 - local.dayOfWeek : 1;
  return wallClockInstant(date.add({ days }).toString(), TAPS_FROM, timeZone);
}

/**
 * A button that the card no longer has is not tapped: the question was over before the rep came to it. Tapped as older
 * clients do, so that the bot alone replaces the card; until it has, the tap is not over.
 */
async function give({ db, teams }: SandboxInside, { person, activityId, verb }: Tap): Promise<void> {
  const before = await readCard(db, activityId);
  const button = before?.verbs.find((one) => verb.test(one));
  if (button === undefined) return;
  await teams.chat.tap(person.key, activityId, { type: 'Action.Submit', data: { verb: button } });
  await until(async () => (await readCard(db, activityId))?.json !== before?.json);
}

/** The bot answers at once and writes to the chat a moment later. */
async function until(isDone: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < FOLLOW_UP_TRIES; tries += 1) {
    if (await isDone()) return;
    await wait(FOLLOW_UP_WAIT_MS);
  }
  throw new Error('The bot did not write to the chat.');
}
