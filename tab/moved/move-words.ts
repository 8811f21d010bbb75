import type { MoveRow, Moves } from '../../shared/contract/moves.ts';
import { text } from '../../shared/locales/text.ts';
import { isReasonCode } from '../../shared/reasons/codes.ts';
import type { Language, Translate } from '../words/create-i18n.ts';
import { formatHours } from '../words/figures.ts';
import { formatWeekSpan } from '../words/weeks.ts';
import { daysBetween, type Moments } from './moments.ts';
import { capitalised, numberWord } from './number-word.ts';
import { whyWords } from './why-words.ts';

/** What the texts need to know of their reader. */
export interface Reader {
  readonly language: Language;
  readonly t: Translate;
  readonly moments: Moments;
}

type Taker = NonNullable<MoveRow['displacedBy']>;

/** A line and what stands below it, quieter. */
export interface Lines {
  readonly main: string;
  readonly notes: readonly string[];
}

const HOUR = 3_600_000;
/** As the server stores "until I resume". */
const FOREVER_YEAR = '9999';

/** The page's answer. A change that is still warm is in the list and not in the number. */
export function movedHeading({ moves }: Pick<Moves, 'moves'>, language: Language, t: Translate): string {
  const count = moves.filter(({ state }) => state !== 'settling').length;
  if (count > 0) return t('moved.heading', { count, number: capitalised(numberWord(count, language)) });
  return moves.length > 0 ? t('moved.headingFresh') : t('moved.headingNone');
}

/** What a move is, how much was moved, and who sees it. */
export function movedDefinition(moves: Moves, language: Language, t: Translate): string {
  const { hoursMoved, minimum } = moves;
  return [
    t('moved.definition'),
    ...(hoursMoved > 0 ? [hoursWords(moves, language, t)] : []),
    minimum === null
      ? t('moved.whoTooSmall')
      : t('moved.whoCounts', { number: numberWord(minimum, language) }),
  ].join(' ');
}

function hoursWords({ hoursMoved, hoursPlanned, weeks }: Moves, language: Language, t: Translate): string {
  const hours = formatHours(hoursMoved, language);
  if (hoursPlanned === null || hoursPlanned === 0) return t('moved.hours', { hours });
  return t('moved.hoursOfPlan', {
    hours,
    planned: formatHours(hoursPlanned, language),
    weeks: formatWeekSpan(weeks.first, weeks.last, language),
  });
}

/** `Tor 19 nov 10.00 → tis 24 nov 10.00`, or what became of it. */
export function timeWords(move: MoveRow, { moments, t }: Reader): string {
  const from = capitalised(moments.moment(Date.parse(move.oldStart)));
  if (move.newStart === null)
    return t(move.kind === 'declined' ? 'moved.time.declined' : 'moved.time.removed', { from });
  if (move.kind === 'shortened' && move.newEnd !== null) {
    const span = (start: string, end: string) =>
      `${moments.clock(Date.parse(start))}–${moments.clock(Date.parse(end))}`;
    const day = from.slice(0, from.lastIndexOf(' '));
    return t('moved.time.moved', {
      from: `${day} ${span(move.oldStart, move.oldEnd)}`,
      to: span(move.newStart, move.newEnd),
    });
  }
  return t('moved.time.moved', { from, to: moments.moment(Date.parse(move.newStart)) });
}

/** Of what was moved more than once: how often it was postponed, and how far it has come from its first time. */
export function chainWords({ chain }: MoveRow, { t }: Reader): string | null {
  if (chain === null || chain.timesPostponed === 0) return null;
  const { timesPostponed: count, workingDays } = chain;
  return workingDays === null
    ? t('moved.chainNowhere', { count })
    : t('moved.chain', { count, days: daysFromFirst(workingDays, t) });
}

function daysFromFirst(workingDays: number, t: Translate): string {
  const count = Math.abs(workingDays);
  if (count === 0) return t('moved.chainDays.same');
  return t(workingDays > 0 ? 'moved.chainDays.later' : 'moved.chainDays.earlier', { count });
}

/** `Senarelagd 3 arbetsdagar, 1,5 h`; of what is gone the line above says it, and here stands how long it is open. */
export function kindWords(move: MoveRow, { language, t, moments }: Reader): string {
  const hours = formatHours(hoursOf(move), language);
  if (move.openUntil !== null)
    return t('moved.open', { date: moments.day(Date.parse(move.openUntil)), hours });
  return move.newStart === null ? hours : `${kindName(move, t)}, ${hours}`;
}

function hoursOf({ oldStart, oldEnd }: MoveRow): number {
  return Math.round((10 * (Date.parse(oldEnd) - Date.parse(oldStart))) / HOUR) / 10;
}

function kindName({ kind, workingDays, direction }: MoveRow, t: Translate): string {
  const count = Math.abs(workingDays ?? 0);
  switch (kind) {
    case 'postponed':
      return t('moved.kinds.postponed', { count });
    case 'advanced':
      return count === 0 ? t('moved.kinds.advancedSameDay') : t('moved.kinds.advanced', { count });
    case 'rebooked':
      if (count === 0) return t('moved.kinds.rebookedSameDay');
      return t(direction === 'earlier' ? 'moved.kinds.rebookedEarlier' : 'moved.kinds.rebookedLater', {
        count,
      });
    case 'settling':
    case 'shifted':
    case 'shortened':
    case 'series-ended':
    case 'series-thinned':
    case 'series-rescheduled':
    case 'overbooked':
      return t(`moved.kinds.${kind}`);
    default:
      return t('moved.kinds.other');
  }
}

/** What took the slot, and who put it there; else what it was later used for, which is no cause. */
export function takerWords(move: MoveRow, reader: Reader): Lines & { readonly taker: Taker | null } {
  const { displacedBy, filledBy, state } = move;
  const { t } = reader;
  if (displacedBy !== null)
    return {
      taker: displacedBy,
      main: titleOf(displacedBy, t),
      notes: [bookedWords(displacedBy, move, reader)],
    };
  if (filledBy !== null)
    return { taker: filledBy, main: titleOf(filledBy, t), notes: [t('moved.takers.later')] };
  if (state === 'settling') return { taker: null, main: t('moved.takers.notYet'), notes: [] };
  return { taker: null, main: moverWords(move.moverEvidence, t) ?? t('moved.takers.nothing'), notes: [] };
}

function titleOf({ title }: Taker, t: Translate): string {
  return title === '' ? t('moved.noTitle') : title;
}

function bookedWords({ role, bookedAt }: Taker, { changedAt }: MoveRow, { moments, t }: Reader): string {
  if (bookedAt === null) return t(`moved.takers.bookedUndated.${role}`);
  const days = daysBetween(moments.date(Date.parse(bookedAt)), moments.date(Date.parse(changedAt)));
  const when =
    days <= 0
      ? t('moved.takers.sameDay')
      : days === 1
        ? t('moved.takers.dayBefore')
        : t('moved.takers.daysBefore', { count: days });
  return t(`moved.takers.booked.${role}`, { when });
}

/** Where nothing took the slot, the calendar may still say who wanted the change. */
function moverWords(evidence: string | null, t: Translate): string | null {
  switch (evidence) {
    case 'customer-proposed':
    case 'customer-declined':
    case 'external-organizer':
    case 'colleague-organizes':
    case 'customer-stated':
      return t(`moved.takers.${evidence}`);
    default:
      return null;
  }
}

/** The rep's answer, or how far the question has come and why. */
export function answerWords(prompt: MoveRow['prompt'], reader: Reader): Lines {
  const { t, moments } = reader;
  switch (prompt.state) {
    case 'waiting':
    case 'not_asked':
      return { main: t(`moved.states.${prompt.state}`), notes: [whyWords(prompt.why, t)] };
    case 'asked':
      return {
        main: t('moved.states.asked'),
        notes: [t('moved.asked', { date: moments.moment(Date.parse(prompt.lapsesAt)) })],
      };
    case 'lapsed':
    case 'withdrawn':
      return { main: t(`moved.states.${prompt.state}`), notes: [t(`moved.${prompt.state}`)] };
    case 'answered':
      return answeredWords(prompt.answer, reader);
    case 'together':
      return togetherWords(prompt.with, reader);
  }
}

type Together = Extract<MoveRow['prompt'], { state: 'together' }>['with'];

/** One question for what was moved in one go: the answer stands on each, and what can be done with it where it was asked. */
function togetherWords({ title: asked, prompt }: Together, { language, t, moments }: Reader): Lines {
  const title = asked === '' ? t('moved.noTitle') : asked;
  switch (prompt.state) {
    case 'asked':
      return {
        main: t('moved.states.asked'),
        notes: [
          t('moved.together.asked', { title }),
          t('moved.asked', { date: moments.moment(Date.parse(prompt.lapsesAt)) }),
        ],
      };
    case 'lapsed':
      return {
        main: t('moved.states.lapsed'),
        notes: [t('moved.together.asked', { title }), t('moved.lapsed')],
      };
    case 'answered': {
      const when = moments.moment(Date.parse(prompt.answeredAt));
      return {
        main: reasonWords(prompt.code, language),
        notes: [t('moved.together.answered', { title, when })],
      };
    }
  }
}

type Answer = Extract<MoveRow['prompt'], { state: 'answered' }>['answer'];

function answeredWords(answer: Answer, { language, t, moments }: Reader): Lines {
  const { code, answeredAt, changeableUntil, contested } = answer;
  const when = moments.moment(Date.parse(answeredAt));
  const until = changeableUntil === null ? null : moments.moment(Date.parse(changeableUntil));
  return {
    main: reasonWords(code, language),
    notes: [
      t('moved.answeredAt', { when }),
      ...(until === null ? [] : [t('moved.changeable', { when: until })]),
      ...(contested ? [t('moved.contested')] : []),
    ],
  };
}

function reasonWords(code: string, language: Language): string {
  return isReasonCode(code) ? text(language, `reason.${code}`) : code;
}

/** What the foot of a page says of prompts. */
export type Prompted = Pick<Moves, 'burden' | 'pausedUntil'>;

/** What prompts took of the rep's time this week, and until when they are paused. */
export function footWords(
  { burden, pausedUntil }: Prompted,
  { t, moments }: Pick<Reader, 't' | 'moments'>,
): string {
  const taken = t('moved.foot.burden', burden);
  if (pausedUntil === null) return taken;
  const paused = pausedUntil.startsWith(FOREVER_YEAR)
    ? t('moved.foot.pausedOpen')
    : t('moved.foot.pausedUntil', { date: moments.moment(Date.parse(pausedUntil)) });
  return `${taken} ${paused}`;
}
