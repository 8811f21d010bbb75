import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { answerCorrectionCase } from '../../../api/commands/correction-case.ts';
import type { CalendarEvent } from '../../../shared/calendar/event.ts';
import {
  classifyTaught,
  classifyWithLessons,
  listTaughtKeys,
  offerLessons,
  previewLessons,
  suggestFromColleagues,
} from '../../../shared/classification/apply-lessons.ts';
import type { ClassificationContext } from '../../../shared/classification/classification.ts';
import { classify } from '../../../shared/classification/classify.ts';
import {
  learnFromCorrections,
  type Correction,
  type Vote,
} from '../../../shared/classification/corrections.ts';
import type { Answer } from '../../../shared/classification/points.ts';
import { anAttendee, anEvent, REP } from '../../factories/event.ts';

const COLLEAGUE = 'jan.elv@nordvik.example';
const context: ClassificationContext = {
  self: REP,
  ownDomains: ['nordvik.example'],
  customerDomains: ['granlund.example'],
  partnerDomains: null,
  vendorDomains: null,
};

function said(event: CalendarEvent, overrides: Partial<Correction> = {}): Correction {
  return {
    by: REP,
    byAdmin: false,
    at: 1,
    event,
    class: 'selling',
    activity: 'prospecting',
    scope: 'like',
    ...overrides,
  };
}

function classOf(event: CalendarEvent, corrections: readonly Correction[], self = REP) {
  return classifyWithLessons(event, { ...context, self }, learnFromCorrections(corrections, context)).class;
}

const racing = anEvent({ id: 'r1', title: 'Racet' });
const racingAgain = anEvent({ id: 'r2', title: 'Racet forts.' });
const racingColleague = anEvent({ id: 'r4', title: 'Racet', organizer: COLLEAGUE });

interface Expectation {
  readonly event: { readonly id: string };
  readonly label: string;
}
const cases: readonly {
  readonly id: string;
  readonly why: string;
  readonly expect: readonly Expectation[];
}[] = readFileSync(new URL('../../fixtures/classification/corrections.jsonl', import.meta.url), 'utf8')
  .split('\n')
  .filter(Boolean)
  .map((line) => JSON.parse(line));

describe('corrections', () => {
  it.each(cases)('reach as far as they should: $id, $why', (one) => {
    const expected = one.expect.map(({ event, label }) => ({ eventId: event.id, label }));
    expect(answerCorrectionCase(one).results).toEqual(expected);
  });

  it('win for their own event, with certainty', () => {
    const demo = anEvent({ title: 'Demo', attendees: [anAttendee('eva@granlund.example')] });
    const lessons = learnFromCorrections([said(demo, { class: 'internal', activity: 'training' })], context);
    expect(classifyWithLessons(demo, context, lessons)).toMatchObject({
      class: 'internal',
      activity: 'training',
      confidence: 1,
      because: expect.arrayContaining([
        { signal: 'correction.event', value: '', speaksFor: 'internal', weight: 100 },
      ]),
    });
  });

  it('never move what a state filter settled', () => {
    const away = anEvent({ title: 'Racet', showAs: 'oof' });
    expect(classOf(away, [said(racing), said(away)])).toBe('ignored');
  });

  it('of one click do not overturn words and room that agree', () => {
    const visit = anEvent({
      id: 'v1',
      title: 'Kundmöte Skruvfabriken',
      attendees: [anAttendee('eva@granlund.example')],
    });
    const next = { ...visit, id: 'v2', instanceKey: 'v2', title: 'Offertmöte Skruvfabriken' };
    expect(classOf(next, [said(visit, { class: 'internal', activity: 'admin' })])).toBe('selling');
  });

  it('count for colleagues only once two have given them, and are offered before', () => {
    const lessons = learnFromCorrections([said(racing)], context);
    const colleague = { ...context, self: COLLEAGUE };
    expect(classifyWithLessons(racingColleague, colleague, lessons).class).toBe('unsure');
    const teaching = { by: COLLEAGUE, votesOf: (key: string) => lessons.votes.get(key) ?? [] };
    expect(suggestFromColleagues(racingColleague, colleague, teaching)).toEqual({
      class: 'selling',
      activity: 'prospecting',
      colleagues: 1,
    });
    const ida = 'ida.hav@nordvik.example';
    const second = said(anEvent({ id: 'r3', title: 'Racet', organizer: ida }), { by: ida });
    expect(classOf(racingColleague, [said(racing), second], COLLEAGUE)).toBe('selling');
  });

  it('of an admin count for all at once', () => {
    expect(classOf(racingColleague, [said(racing, { byAdmin: true })], COLLEAGUE)).toBe('selling');
  });

  it('reach no farther than they were told to', () => {
    expect(classOf(racingAgain, [said(racing, { scope: 'event' })])).toBe('unsure');
    expect(classOf(racingAgain, [said(racing, { scope: 'series' })])).toBe('unsure');
  });

  it('are undone by leaving them out, and a later one replaces an earlier', () => {
    expect(classOf(racingAgain, [])).toBe('unsure');
    expect(
      classOf(racing, [said(racing, { at: 2, class: 'internal', activity: 'admin' }), said(racing)]),
    ).toBe('internal');
  });

  it('teach nothing of a provider of free mail', () => {
    const berit = anEvent({ id: 'b1', title: 'Hos Berit', attendees: [anAttendee('berit@gmail.com')] });
    const lessons = learnFromCorrections([said(berit, { class: 'internal', activity: 'vendor' })], context);
    expect([...lessons.domains]).toEqual([]);
    expect([...lessons.votes.keys()].filter((key) => key.includes('gmail'))).toEqual([
      'person berit@gmail.com',
    ]);
  });

  it('never set a domain against a list', () => {
    const visit = anEvent({ title: 'Möte', attendees: [anAttendee('eva@granlund.example')] });
    expect(
      learnFromCorrections([said(visit, { class: 'internal', activity: 'vendor' })], context).domains.size,
    ).toBe(0);
  });

  it('show what they would change before they are saved', () => {
    const none = learnFromCorrections([], context);
    const changes = previewLessons(
      [racing, racingAgain, anEvent({ id: 'o', title: 'Tandläkare' })],
      context,
      none,
      learnFromCorrections([said(racing)], context),
    );
    expect(changes.map(({ event, before, after }) => [event.id, before.class, after.class])).toEqual([
      ['r1', 'unsure', 'selling'],
      ['r2', 'unsure', 'selling'],
    ]);
  });

  it('change nothing where there are none', () => {
    const event = anEvent({ title: 'Offert Granlund' });
    expect(classifyWithLessons(event, context, learnFromCorrections([], context))).toEqual(
      classify(event, context),
    );
  });
});

describe('what colleagues said of a company', () => {
  const IDA = 'ida.hav@nordvik.example';
  const eva = anAttendee('eva@kvartsverket.example');
  const meeting = anEvent({ title: 'Snurran', attendees: [eva] });
  const vote = (by: string, name: Answer = 'internal', byAdmin = false): Vote => ({
    by,
    byAdmin,
    class: name,
    activity: null,
  });
  const sorted = (event: CalendarEvent, votes: readonly Vote[]) =>
    classifyTaught(event, context, {
      by: REP,
      votesOf: (key) => (key === 'domain kvartsverket.example' ? votes : []),
    });
  const both = [vote(COLLEAGUE), vote(IDA)];

  it.each<[string, readonly Vote[], string]>([
    ['of one', [vote(COLLEAGUE)], 'selling'],
    ['of one, twice', [vote(COLLEAGUE), vote(COLLEAGUE)], 'selling'],
    ['of two who say the same', both, 'internal'],
    ['of two who do not', [vote(COLLEAGUE), vote(IDA, 'supporting')], 'selling'],
    ['of an administrator alone', [vote(COLLEAGUE, 'internal', true)], 'internal'],
    ['of one and the person themselves', [vote(COLLEAGUE), vote(REP)], 'selling'],
  ])('%s is worth what it should be', (_, votes, expected) => {
    expect(sorted(meeting, votes).class).toBe(expected);
  });

  it('is told as a reason, without names', () => {
    expect(sorted(meeting, both).because[0]).toEqual({
      signal: 'correction.domain',
      value: 'kvartsverket.example',
      speaksFor: 'internal',
      weight: 40,
    });
  });

  it.each<[string, Partial<CalendarEvent>]>([
    ['what words and room agree on', { title: 'Demo' }],
    ['what is private', { sensitivity: 'private' }],
    ['a meeting with another company in it', { attendees: [eva, anAttendee('bo@strandkajen.example')] }],
    ['a person of another company', { attendees: [anAttendee('bo@strandkajen.example')] }],
  ])('does not move %s', (_, overrides) => {
    const event = { ...meeting, ...overrides };
    const crowd = [...both, vote('c@nordvik.example'), vote('d@nordvik.example')];
    expect(sorted(event, crowd).class).toBe(classify(event, context).class);
  });

  it.each([
    'eva@fraktbolaget.example',
    'eva@ombudet.example',
    'kim@gmail.com',
    'eva@nordvik-danmark.example',
  ])(
    'is nothing that counts of a vendor or a partner on a list, of free mail or of a sister: %s',
    (address) => {
      const lists = { vendorDomains: ['fraktbolaget.example'], partnerDomains: ['ombudet.example'] };
      const keys = listTaughtKeys(anEvent({ title: '', attendees: [anAttendee(address)] }), {
        ...context,
        ...lists,
      });
      expect(keys.filter((key) => key.startsWith('domain '))).toEqual([]);
    },
  );
});

describe('what a person is asked whether they teach', () => {
  it.each([
    ['the word, where the title is one that nobody knows', { title: 'Racet' }, 'selling', ['word Racet']],
    [
      'the title and two of its unknown words, as they are written',
      { title: 'Zorkåren blå tofsen' },
      'internal',
      ['title Zorkåren blå tofsen', 'word Zorkåren', 'word blå'],
    ],
    ['the title alone, where its words are known', { title: 'Veckomöte' }, 'internal', ['title Veckomöte']],
    [
      'a category, as it is written',
      { title: '', categories: ['Grönt kort'] },
      'internal',
      ['category Grönt kort'],
    ],
    [
      'a person with a private address, and nobody else',
      { title: '', attendees: [anAttendee('kim@gmail.com'), anAttendee('eva@granlund.example')] },
      'selling',
      ['person kim@gmail.com'],
    ],
    ['nothing of what is private', { title: 'Racet', sensitivity: 'private' }, 'selling', []],
    [
      'nothing of a meeting that is said not to count',
      { title: 'Racet', attendees: [anAttendee('eva@granlund.example')] },
      'ignored',
      [],
    ],
    ['what is said not to count alone', { title: 'Racet' }, 'ignored', ['word Racet']],
  ] as const)('is %s', (_, event, said, offered) => {
    expect(offerLessons(anEvent(event), context, said).map(({ kind, about }) => `${kind} ${about}`)).toEqual(
      offered,
    );
  });

  it('changes nothing where nobody taught anything', () => {
    const teaching = { by: REP, votesOf: () => [] };
    const events = [racing, anEvent({ title: 'Offert Granlund' }), anEvent({ showAs: 'oof' })];
    for (const event of events)
      expect(classifyTaught(event, context, teaching)).toEqual(classify(event, context));
  });
});
