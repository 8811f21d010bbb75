import en from '../locales/own-calendar.en.json' with { type: 'json' };
import sv from '../locales/own-calendar.sv.json' with { type: 'json' };
import becauseEn from '../locales/because.en.json' with { type: 'json' };
import becauseSv from '../locales/because.sv.json' with { type: 'json' };
import { cutText } from '../calendar/ics/plain-text.ts';
import type { CalendarProblem } from '../calendar/ics/problem.ts';
import type { Because } from '../classification/classification.ts';
import type { EventGroup } from './event-groups.ts';
import { fill } from '../locales/fill.ts';

export type Language = 'sv' | 'en';
type Key = keyof typeof sv;
type Values = Readonly<Record<string, string>>;
type CountedKey = { [K in Key]: K extends `${infer Base}_one` ? Base : never }[Key];

/** What is said of somebody's own calendar, in one language. */
export interface OwnWords {
  readonly language: Language;
  text(key: Key, values?: Values): string;
  /** The word for one, or for more; the count is `{count}`. */
  counted(key: CountedKey, count: number, values?: Values): string;
  where(problem: CalendarProblem): string;
  what(problem: CalendarProblem): string;
  /** Why an event is unsure: who is there, and what speaks for different classes or that nothing does. */
  whyUnsure(event: Pick<EventGroup, 'because' | 'room'>): string;
}

const CATALOGUES: Readonly<Record<Language, Readonly<Record<Key, string>>>> = { sv, en };
const REASONS: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  sv: becauseSv,
  en: becauseEn,
};
/** Bounds that the code has in bytes. */
const MEGABYTE = 1024 * 1024;
const IN_MEGABYTES: ReadonlySet<CalendarProblem['code']> = new Set([
  'file-too-large',
  'bytes-too-many',
  'line-too-long',
]);
const MOST_REASONS = 2;

export function ownWords(language: Language): OwnWords {
  const catalogue = CATALOGUES[language];
  const text = (key: Key, values: Values = {}): string => fill(catalogue[key], values);
  const counted = (key: CountedKey, count: number, values: Values = {}): string =>
    text(`${key}_${count === 1 ? 'one' : 'other'}`, { ...values, count: String(count) });
  const what = (problem: CalendarProblem): string => {
    const { code, values } = problem;
    switch (code) {
      case 'series-endless':
      case 'outside-span':
        return counted(`problem.${code}`, Number(values['count'] ?? 1), values);
      case 'more-of-a-kind':
        return text('problem.more-of-a-kind', {
          ...values,
          like: problem.like === undefined ? '' : what(problem.like),
        });
      default:
        return text(`problem.${code}`, IN_MEGABYTES.has(code) ? inMegabytes(values) : values);
    }
  };
  return {
    language,
    text,
    counted,
    what,
    where: (problem) => whereOf(problem, text),
    whyUnsure: (event) => whyUnsure(event, REASONS[language], text),
  };
}

function whereOf({ file, line, event, code }: CalendarProblem, text: OwnWords['text']): string {
  const lined = code.startsWith('row-') ? 'where.row' : 'where.line';
  const place = line === null ? file : text(lined, { file, line: String(line) });
  if (place === '') return text('where.calendar');
  return event === null ? place : text('where.event', { place, event: shortened(event) });
}

/** Enough of a title to know it by. */
const SHORT = 60;

function shortened(title: string): string {
  return title.length > SHORT ? `${cutText(title, SHORT)}…` : title;
}

function inMegabytes(values: Values): Values {
  return { ...values, bound: String(Math.round(Number(values['bound']) / MEGABYTE)) };
}

/** The catalogue of reasons is the tab's too, and has its braces. */
const VALUE = '{{value}}';

function whyUnsure(
  { because, room }: Pick<EventGroup, 'because' | 'room'>,
  phrases: Readonly<Record<string, string>>,
  text: OwnWords['text'],
): string {
  const first = room === null ? [] : phraseOf(room, phrases);
  const signs = because.filter(({ weight }) => weight > 0);
  const isTorn = new Set(signs.map(({ speaksFor }) => speaksFor)).size > 1;
  const others = signs
    .filter(({ signal }) => signal !== room?.signal)
    .flatMap((sign) => phraseOf(sign, phrases));
  const rest = isTorn && others.length > 0 ? others.slice(0, MOST_REASONS) : [text('because.nothing')];
  const sentence = [...first, ...rest].join(', ');
  return sentence.charAt(0).toLocaleUpperCase('sv') + sentence.slice(1);
}

function phraseOf(
  { signal, value }: Pick<Because, 'signal' | 'value'>,
  phrases: Readonly<Record<string, string>>,
): readonly string[] {
  const template = Object.hasOwn(phrases, signal) ? phrases[signal] : undefined;
  if (template === undefined || (value === '' && template.includes(VALUE))) return [];
  return [template.replaceAll(VALUE, () => value)];
}
