import { describe, expect, it } from 'vitest';
import type { MoveRow, Moves } from '../../../shared/contract/moves.ts';
import { momentsIn } from '../../../tab/moved/moments.ts';
import {
  answerWords,
  chainWords,
  footWords,
  kindWords,
  movedDefinition,
  movedHeading,
  takerWords,
  timeWords,
  type Lines,
  type Reader,
} from '../../../tab/moved/move-words.ts';
import { takenByWords } from '../../../tab/moved/what-took-words.ts';
import { createI18n, type Language } from '../../../tab/words/create-i18n.ts';

const t = { sv: (await createI18n('sv')).t, en: (await createI18n('en')).t };

function reader(language: Language): Reader {
  return { language, t: t[language], moments: momentsIn('Europe/Stockholm', language, t[language]) };
}
const sv = reader('sv');
const en = reader('en');

/** A space that does not break reads like any other. */
const plain = (text: string) => text.replaceAll('\u00a0', ' ');

/** A demo on Thursday 19 November 2026, 10:00–11:30 in Stockholm, dragged to Tuesday on the day before. */
const demo: MoveRow = {
  id: '019a8d2e-7c1e-7a55-9c3b-1f2e3d4c5b6a',
  title: 'Demo Nordlast',
  kind: 'postponed',
  direction: 'later',
  oldStart: '2026-11-19T09:00:00.000Z',
  oldEnd: '2026-11-19T10:30:00.000Z',
  newStart: '2026-11-24T09:00:00.000Z',
  newEnd: '2026-11-24T10:30:00.000Z',
  workingDays: 3,
  occurrences: null,
  chain: null,
  hoursLost: 1.5,
  changedAt: '2026-11-18T11:00:00.000Z',
  openUntil: null,
  mover: 'displaced',
  moverEvidence: 'slot-taken',
  displacedBy: {
    title: 'Prognosgenomgång',
    class: 'internal',
    role: 'manager',
    bookedAt: '2026-11-17T09:00:00.000Z',
  },
  filledBy: null,
  state: 'settled',
  prompt: { state: 'waiting', why: null },
  bookAgain: null,
};
const gone = { newStart: null, newEnd: null, workingDays: null, direction: null } as const;

function movesOf(moves: readonly MoveRow[], change: Partial<Moves> = {}): Moves {
  return {
    timeZone: 'Europe/Stockholm',
    weeks: { first: '2026-W45', last: '2026-W48' },
    moves: [...moves],
    hoursMoved: 0,
    hoursPlanned: null,
    whatTook: { weeks: { first: '2026-W36', last: '2026-W48' }, moves: 0, hours: 0, rows: [] },
    minimum: 5,
    burden: { seconds: 18, limit: 60 },
    pausedUntil: null,
    ...change,
  };
}

describe('the heading of What moved', () => {
  const settling: MoveRow = { ...demo, kind: 'settling', state: 'settling' };
  it.each<[string, readonly MoveRow[], string, string]>([
    [
      'nothing',
      [],
      'Inget säljande flyttades de senaste fyra veckorna',
      'No selling activity was moved in the last four weeks',
    ],
    [
      'one',
      [demo],
      'En säljande aktivitet flyttades de senaste fyra veckorna',
      'One selling activity was moved in the last four weeks',
    ],
    [
      'four, and one that has not settled',
      [settling, demo, demo, demo, demo],
      'Fyra säljande aktiviteter flyttades de senaste fyra veckorna',
      'Four selling activities were moved in the last four weeks',
    ],
    [
      'thirteen',
      Array.from({ length: 13 }, () => demo),
      '13 säljande aktiviteter flyttades de senaste fyra veckorna',
      '13 selling activities were moved in the last four weeks',
    ],
    [
      'only one that has not settled',
      [settling],
      'Inget säljande flyttades de senaste fyra veckorna, och en ändring är för färsk för att räknas',
      'No selling activity was moved in the last four weeks, and one change is too fresh to count',
    ],
  ])('counts %s', (_, moves, swedish, english) => {
    expect(movedHeading({ moves: [...moves] }, 'sv', t.sv)).toBe(swedish);
    expect(movedHeading({ moves: [...moves] }, 'en', t.en)).toBe(english);
  });
});

describe('the definition below it', () => {
  it('says how much was moved, and from how many reps an answer counts', () => {
    expect(plain(movedDefinition(movesOf([demo], { hoursMoved: 5.5 }), 'sv', t.sv))).toBe(
      'En flytt är en ny start för något säljande, eller att det togs bort. 5,5 h sammanlagt. Enskilda flyttar och svar ser bara du; de räknas bara in i siffror för ett team om minst fem.',
    );
  });

  it('says of a small team that there are no shared figures, and nothing of no hours', () => {
    expect(movedDefinition(movesOf([], { minimum: null }), 'en', t.en)).toBe(
      'A move is a new start for something selling, or its removal. Single moves and answers are yours alone. Your team is too small for shared figures.',
    );
  });
});

describe('the old and the new time', () => {
  it.each<[string, MoveRow, string, string]>([
    ['both', demo, 'Tor 19 nov 10.00 → tis 24 nov 10.00', 'Thu 19 Nov 10:00 → Tue 24 Nov 10:00'],
    [
      'across the change of the clocks',
      { ...demo, oldStart: '2026-10-23T07:00:00.000Z', newStart: '2026-10-26T08:00:00.000Z' },
      'Fre 23 okt 9.00 → mån 26 okt 9.00',
      'Fri 23 Oct 9:00 → Mon 26 Oct 9:00',
    ],
    [
      'removed',
      { ...demo, ...gone, kind: 'cancelled' },
      'Tor 19 nov 10.00, borttagen',
      'Thu 19 Nov 10:00, removed',
    ],
    [
      'declined',
      { ...demo, ...gone, kind: 'declined' },
      'Tor 19 nov 10.00, du tackade nej',
      'Thu 19 Nov 10:00, you declined',
    ],
    [
      'shortened',
      {
        ...demo,
        kind: 'shortened',
        newStart: demo.oldStart,
        newEnd: '2026-11-19T09:30:00.000Z',
      },
      'Tor 19 nov 10.00–11.30 → 10.00–10.30',
      'Thu 19 Nov 10:00–11:30 → 10:00–10:30',
    ],
  ])('are written in the rep’s zone: %s', (_, move, swedish, english) => {
    expect(plain(timeWords(move, sv))).toBe(swedish);
    expect(plain(timeWords(move, en))).toBe(english);
  });
});

describe('what kind of move it was', () => {
  it.each<[Partial<MoveRow>, string, string]>([
    [{}, 'Senarelagd 3 arbetsdagar, 1,5 h', 'Postponed 3 working days, 1.5 h'],
    [{ workingDays: 1 }, 'Senarelagd 1 arbetsdag, 1,5 h', 'Postponed 1 working day, 1.5 h'],
    [
      { kind: 'advanced', workingDays: -2 },
      'Tidigarelagd 2 arbetsdagar, 1,5 h',
      'Brought forward 2 working days, 1.5 h',
    ],
    [{ kind: 'advanced', workingDays: 0 }, 'Tidigarelagd, 1,5 h', 'Brought forward, 1.5 h'],
    [
      { kind: 'rebooked', workingDays: 1 },
      'Bokad igen, 1 arbetsdag senare, 1,5 h',
      'Booked again, 1 working day later, 1.5 h',
    ],
    [
      { kind: 'rebooked', workingDays: -2, direction: 'earlier' },
      'Bokad igen, 2 arbetsdagar tidigare, 1,5 h',
      'Booked again, 2 working days earlier, 1.5 h',
    ],
    [
      { kind: 'shifted', workingDays: 0 },
      'Flyttad mindre än en arbetsdag, 1,5 h',
      'Moved less than a working day, 1.5 h',
    ],
    [{ kind: 'settling', workingDays: null }, 'Nyss ändrad, 1,5 h', 'Changed just now, 1.5 h'],
    [{ kind: 'cancelled', ...gone }, '1,5 h', '1.5 h'],
    [
      { kind: 'cancelled', ...gone, openUntil: '2026-12-09T11:00:00.000Z' },
      'Öppen till 9 dec, 1,5 h. Bokas den om räknas den som flyttad',
      'Open until 9 Dec, 1.5 h. If it is booked again it counts as moved',
    ],
    [{ kind: 'teleported' }, 'Ändrad, 1,5 h', 'Changed, 1.5 h'],
  ])('%j', (change, swedish, english) => {
    expect(plain(kindWords({ ...demo, ...change }, sv))).toBe(swedish);
    expect(plain(kindWords({ ...demo, ...change }, en))).toBe(english);
  });
});

it('says of how many planned hours those are where the plan of each week is known', () => {
  const moves = movesOf([demo], { hoursMoved: 5.5, hoursPlanned: 49 });
  expect(plain(movedDefinition(moves, 'sv', t.sv))).toContain('5,5 h sammanlagt, av 49 h planerat v. 45–48.');
  expect(plain(movedDefinition(moves, 'en', t.en))).toContain(
    '5.5 h in all, of 49 h planned in weeks 45–48.',
  );
});

describe('what took the time', () => {
  const nothing = { displacedBy: null, filledBy: null } as const;
  const offer = { title: 'Offert Hamnverket', class: 'supporting', role: 'self', bookedAt: null } as const;

  it('is named, with who booked it and how long before the move', () => {
    expect(takerWords(demo, sv)).toEqual({
      taker: demo.displacedBy,
      main: 'Prognosgenomgång',
      notes: ['Bokad av din chef dagen före flytten'],
    });
  });

  it.each([
    ['2026-11-18T10:00:00.000Z', 'Bokad av din chef samma dag som flytten'],
    // 00:30 on the 18th in Stockholm, the 17th in UTC.
    ['2026-11-17T23:30:00.000Z', 'Bokad av din chef samma dag som flytten'],
    ['2026-11-13T09:00:00.000Z', 'Bokad av din chef 5 dagar före flytten'],
    [null, 'Bokad av din chef'],
  ])('counts days as the rep’s calendar does: booked at %s', (bookedAt, note) => {
    const displacedBy = { title: 'Prognosgenomgång', class: 'internal', role: 'manager', bookedAt } as const;
    expect(takerWords({ ...demo, displacedBy }, sv).notes).toEqual([note]);
  });

  it('keeps the name of a private event to itself', () => {
    const displacedBy = { title: '', class: 'ignored', role: 'self', bookedAt: null } as const;
    expect(takerWords({ ...demo, displacedBy }, en).main).toBe('Private event');
  });

  it('is no cause where the time was only used later', () => {
    expect(takerWords({ ...demo, ...nothing, filledBy: offer }, sv)).toEqual({
      taker: offer,
      main: 'Offert Hamnverket',
      notes: ['Tiden användes senare till den. Det säger inget om orsaken'],
    });
  });

  it.each([
    ['nothing-known', 'Inget', 'Nothing'],
    ['organizes-alone', 'Inget', 'Nothing'],
    ['customer-proposed', 'Kunden föreslog ny tid', 'The customer proposed a new time'],
    ['customer-declined', 'Kunden tackade nej', 'The customer declined'],
    ['colleague-organizes', 'En kollega hade bokat mötet', 'A colleague had booked the meeting'],
  ])('is nothing, or who wanted the change: %s', (moverEvidence, swedish, english) => {
    const move = { ...demo, ...nothing, moverEvidence };
    expect(takerWords(move, sv)).toEqual({ taker: null, main: swedish, notes: [] });
    expect(takerWords(move, en).main).toBe(english);
  });

  it('is not known before the change has settled', () => {
    const move: MoveRow = { ...demo, ...nothing, moverEvidence: null, state: 'settling' };
    expect(takerWords(move, en).main).toBe('Shown when the change has settled');
  });
});

type TogetherPrompt = Extract<MoveRow['prompt'], { state: 'together' }>['with']['prompt'];
interface Written {
  readonly main: string;
  readonly notes: readonly string[];
}

describe('the answer', () => {
  const answer = {
    code: 'internal-load',
    answeredAt: '2026-11-18T12:10:00.000Z',
    changeableUntil: null,
    verdict: 'visible',
    contested: false,
  } as const;

  it.each<[MoveRow['prompt'], string, readonly string[]]>([
    [{ state: 'waiting', why: null }, 'Inte frågad än', ['Frågan är på väg']],
    [{ state: 'waiting', why: 'no-gap' }, 'Inte frågad än', ['Frågan väntar på en ledig stund i arbetstid']],
    [
      { state: 'not_asked', why: 'cap-day' },
      'Inte frågad',
      ['Dagens fråga är redan ställd, och det blir högst en om dagen'],
    ],
    [{ state: 'not_asked', why: 'customer-moved' }, 'Inte frågad', ['Kunden flyttade mötet']],
    [{ state: 'not_asked', why: 'constructor' }, 'Inte frågad', ['Av ett skäl som inte har något namn här']],
    [
      { state: 'asked', lapsesAt: '2026-11-20T16:00:00.000Z' },
      'Frågan är ställd',
      ['Svara i chatten senast fre 20 nov 17.00'],
    ],
    [{ state: 'lapsed' }, 'Inget svar', ['Frågan gick ut. Det behövs inget mer.']],
    [{ state: 'withdrawn' }, 'Struken', ['Du sa att det inte är säljande']],
    [
      { state: 'answered', answer: { ...answer, facts: [], ownWeekHours: [] } },
      'Mycket internt',
      ['Svarade ons 18 nov 13.10'],
    ],
    [
      {
        state: 'answered',
        answer: {
          ...answer,
          facts: [],
          ownWeekHours: [],
          changeableUntil: '2026-11-19T12:10:00.000Z',
          contested: true,
        },
      },
      'Mycket internt',
      [
        'Svarade ons 18 nov 13.10',
        'Kan ändras i chatten till tor 19 nov 13.10',
        'Du håller inte med. Det är noterat, och svaret står kvar.',
      ],
    ],
  ])('%j', (prompt, main, notes) => {
    const words = answerWords(prompt, sv);
    expect({ main: words.main, notes: words.notes.map(plain) }).toEqual({ main, notes });
  });

  it.each<[TogetherPrompt, Written, Written]>([
    [
      { state: 'asked', lapsesAt: '2026-11-20T16:00:00.000Z' },
      {
        main: 'Frågan är ställd',
        notes: ['Frågan om ”Demo Lindtorp” gäller också den här.', 'Svara i chatten senast fre 20 nov 17.00'],
      },
      {
        main: 'The question is asked',
        notes: [
          'The question about “Demo Lindtorp” counts for this one too.',
          'Answer in the chat by Fri 20 Nov 17:00',
        ],
      },
    ],
    [
      { state: 'lapsed' },
      {
        main: 'Inget svar',
        notes: ['Frågan om ”Demo Lindtorp” gäller också den här.', 'Frågan gick ut. Det behövs inget mer.'],
      },
      {
        main: 'No answer',
        notes: [
          'The question about “Demo Lindtorp” counts for this one too.',
          'The question has lapsed. Nothing more is needed.',
        ],
      },
    ],
    [
      { state: 'answered', code: 'internal-load', answeredAt: '2026-11-18T12:10:00.000Z' },
      {
        main: 'Mycket internt',
        notes: ['Besvarad tillsammans med ”Demo Lindtorp” ons 18 nov 13.10'],
      },
      {
        main: 'Internal load',
        notes: ['Answered together with “Demo Lindtorp” Wed 18 Nov 13:10'],
      },
    ],
  ])('to another that was moved in the same go counts here too: %j', (prompt, swedish, english) => {
    const together = { state: 'together', with: { title: 'Demo Lindtorp', prompt } } as const;
    const written = ({ main, notes }: Lines): Written => ({ main, notes: notes.map(plain) });
    expect(written(answerWords(together, sv))).toEqual(swedish);
    expect(written(answerWords(together, en))).toEqual(english);
  });
});

describe('the chain of a move', () => {
  it.each<[number, number | null, string, string]>([
    [
      3,
      12,
      'Har senarelagts 3 gånger, 12 arbetsdagar efter den första tiden',
      'Has been postponed 3 times, 12 working days after its first time',
    ],
    [
      1,
      -1,
      'Har senarelagts 1 gång, 1 arbetsdag före den första tiden',
      'Has been postponed 1 time, 1 working day before its first time',
    ],
    [
      2,
      0,
      'Har senarelagts 2 gånger, samma dag som den första tiden',
      'Has been postponed 2 times, the same day as its first time',
    ],
    [2, null, 'Har senarelagts 2 gånger', 'Has been postponed 2 times'],
  ])(
    'says how often it was postponed and how far it has come: %s, %s',
    (times, workingDays, swedish, english) => {
      const chain = { timesPostponed: times, firstStart: '2026-11-03T09:00:00.000Z', workingDays };
      expect(chainWords({ ...demo, chain }, sv)).toBe(swedish);
      expect(chainWords({ ...demo, chain }, en)).toBe(english);
    },
  );

  it('is not spoken of where nothing was postponed, or moved once', () => {
    const chain = { timesPostponed: 0, firstStart: '2026-11-03T09:00:00.000Z', workingDays: -3 };
    expect([chainWords(demo, sv), chainWords({ ...demo, chain }, sv)]).toEqual([null, null]);
  });
});

it.each<[Parameters<typeof takenByWords>[0], string, string]>([
  [{ class: 'internal', role: 'manager' }, 'Internt, chef bokade', 'Internal, manager booked'],
  [{ class: 'supporting', role: 'self' }, 'Stödjande, du själv', 'Supporting, you yourself'],
  [{ class: 'ignored', role: 'external' }, 'Räknas inte, utifrån', 'Not counted, from outside'],
  [null, 'Inget', 'Nothing'],
])('what took the time is named by class and by who had booked it: %j', (by, swedish, english) => {
  expect([takenByWords(by, t.sv), takenByWords(by, t.en)]).toEqual([swedish, english]);
});

describe('the foot', () => {
  it.each([
    [null, ''],
    ['2026-12-02T08:00:00.000Z', ' Frågorna är pausade till ons 2 dec 9.00.'],
    ['9999-01-01T00:00:00.000Z', ' Frågorna är pausade.'],
  ])('says what prompts took, and whether they are paused: %s', (pausedUntil, pause) => {
    expect(plain(footWords(movesOf([], { pausedUntil }), sv))).toBe(
      `Frågorna har tagit 18 s av din tid den här veckan. Taket är 60 s.${pause}`,
    );
  });
});
