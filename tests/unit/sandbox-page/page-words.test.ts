import { describe, expect, it } from 'vitest';
import type { MoveRow } from '../../../shared/contract/moves.ts';
import { choicesToSearch, parseChoices, type Choices } from '../../../sandbox/page/choices.ts';
import {
  checkFields,
  fieldsOf,
  type DraftCheck,
  type DraftFields,
} from '../../../sandbox/page/event-draft.ts';
import { clockText, dayText, momentText } from '../../../sandbox/page/moment-text.ts';
import { describePrompt } from '../../../sandbox/page/move-words.ts';
import { STRINGS, type Strings } from '../../../sandbox/page/strings.ts';

const ZONE = 'Europe/Stockholm';

describe('the page’s words', () => {
  const flat = (strings: Strings) =>
    Object.entries(strings).flatMap(([key, value]): [string, string][] =>
      typeof value === 'string'
        ? [[key, value]]
        : Object.entries(value).map(([inner, text]): [string, string] => [`${key}.${inner}`, text]),
    );
  const holes = (text: string) => [...new Set(text.match(/\{\w+\}/g))].toSorted();

  it('have the same holes to fill in both languages, and are nowhere empty', () => {
    const [sv, en] = [new Map(flat(STRINGS.sv)), new Map(flat(STRINGS.en))];
    expect([...sv.keys()]).toEqual([...en.keys()]);
    expect([...sv].map(([key, text]) => [key, holes(text)])).toEqual(
      [...en].map(([key, text]) => [key, holes(text)]),
    );
    expect([...sv.values(), ...en.values()].filter((text) => text.trim() === '')).toEqual([]);
  });

  it('use curly quotes', () => {
    expect([...flat(STRINGS.sv), ...flat(STRINGS.en)].filter(([, text]) => /['"]/.test(text))).toEqual([]);
  });
});

describe('times', () => {
  it.each([
    ['sv', 'ons 25 nov 10.05', 'ons 25 nov', '10.05'],
    ['en', 'Wed 25 Nov 10:05', 'Wed 25 Nov', '10:05'],
  ] as const)('are written as Teams shows them in %s', (language, moment, day, clock) => {
    const at = Date.parse('2026-11-25T09:05:00Z');
    expect([
      momentText(at, language, ZONE),
      dayText(at, language, ZONE),
      clockText(at, language, ZONE),
    ]).toEqual([moment, day, clock]);
  });
});

describe('what the visitor chose', () => {
  const swede = { languages: ['sv-SE', 'en'], prefersDark: true };
  it.each<[string, Choices]>([
    ['', { as: 'rep', language: 'sv', look: 'dark' }],
    ['?as=karin&lang=en&look=light', { as: 'karin', language: 'en', look: 'light' }],
    ['?lang=de&look=pink', { as: 'rep', language: 'en', look: 'light' }],
  ])('is read from the address %s, else from the browser', (search, choices) => {
    expect(parseChoices(search, swede)).toEqual(choices);
  });

  it('is English for a reader of neither', () => {
    expect(parseChoices('', { languages: ['nb-NO'], prefersDark: false })).toEqual({
      as: 'rep',
      language: 'en',
      look: 'light',
    });
  });

  it('comes back from the address that it gives', () => {
    const choices: Choices = { as: 'siv', language: 'en', look: 'dark' };
    expect(parseChoices(choicesToSearch(choices), swede)).toEqual(choices);
  });
});

describe('the form for an event', () => {
  const fields: DraftFields = {
    subject: 'Demo Ekeskog',
    date: '2026-11-26',
    from: '09.00',
    to: '10.30',
    invite: '',
  };

  it('opens with the times of the calendar’s own zone, written in the page’s language', () => {
    const draft = {
      moves: null,
      subject: 'Demo Ekeskog',
      start: Date.parse('2026-11-26T08:00:00Z'),
      end: Date.parse('2026-11-26T09:30:00Z'),
      invited: ['a@ekeskog.example', 'b@ekeskog.example'],
    };
    expect(fieldsOf(draft, ZONE, 'sv')).toEqual({ ...fields, invite: 'a@ekeskog.example' });
    const english = { date: '26/11/2026', from: '09:00', to: '10:30' };
    expect(fieldsOf(draft, ZONE, 'en')).toMatchObject(english);
    expect(checkFields({ ...fields, ...english }, ZONE)).toEqual(checkFields(fields, ZONE));
  });

  it.each<[Partial<DraftFields>, DraftCheck]>([
    [{}, { ok: true, start: Date.parse('2026-11-26T08:00:00Z'), end: Date.parse('2026-11-26T09:30:00Z') }],
    [{ subject: '  ' }, { ok: false, wrong: 'subject' }],
    [{ to: '09:00' }, { ok: false, wrong: 'time' }],
    [{ from: '' }, { ok: false, wrong: 'time' }],
    [{ date: '' }, { ok: false, wrong: 'time' }],
  ])('with %j', (change, check) => {
    expect(checkFields({ ...fields, ...change }, ZONE)).toEqual(check);
  });
});

describe('why it is not asked', () => {
  const answer = {
    code: 'internal-load',
    answeredAt: '2026-11-18T12:10:00.000Z',
    changeableUntil: null,
    verdict: 'visible' as const,
    facts: [],
    ownWeekHours: [],
    contested: false,
  };
  it.each<[MoveRow['prompt'], string, string | null]>([
    [
      { state: 'waiting', why: 'settling' },
      'Not asked yet',
      'The change is first left alone for ten minutes',
    ],
    [{ state: 'waiting', why: null }, 'Not asked yet', 'The question is on its way'],
    [
      { state: 'not_asked', why: 'cap-day' },
      'Not asked',
      'Today’s question has been asked, and there is at most one a day',
    ],
    [{ state: 'not_asked', why: 'toString' }, 'Not asked', 'For a reason that has no name here'],
    [{ state: 'asked', lapsesAt: '2026-11-27T16:00:00.000Z' }, 'The question is asked', null],
    [{ state: 'lapsed' }, 'No answer', 'The question has lapsed. Nothing more is needed.'],
    [{ state: 'withdrawn' }, 'Withdrawn', 'You said that it is not selling'],
    [{ state: 'answered', answer }, 'Internal load', null],
    [
      { state: 'together', with: { title: 'Demo Lindtorp', prompt: { state: 'lapsed' } } },
      'No answer',
      'Several were moved in one go, and the question about one of them counts for all',
    ],
    [
      {
        state: 'together',
        with: {
          title: 'Demo Lindtorp',
          prompt: { state: 'answered', code: 'internal-load', answeredAt: '2026-11-18T12:10:00.000Z' },
        },
      },
      'Internal load',
      'Several were moved in one go, and the question about one of them counts for all',
    ],
  ])('%j', (prompt, state, why) => {
    expect(describePrompt(prompt, 'en')).toEqual({ state, why });
  });
});
