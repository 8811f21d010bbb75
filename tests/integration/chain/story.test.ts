import { describe, expect, it } from 'vitest';
import { DAY, HOUR } from '../../../shared/calendar/time.ts';
import type { Mailboxes } from '../../../sandbox/mailbox.ts';
import { at } from '../../factories/event.ts';
import { useProduct } from '../../fakes/product.ts';
import { CUSTOMER, OTHER_CUSTOMER, repIn } from './rep.ts';

const COLLEAGUE = { name: 'Linus Hagelind', address: 'linus.hagelind@tranvik.example' };
const MAJA = { name: 'Maja Lindeskog', address: 'maja.lindeskog@tranvik.example' };

/** Nine weeks with two hours of meetings each, and one with sixteen; a demo in the middle of it. */
async function plantCalendars(mailboxes: Mailboxes): Promise<void> {
  const meet = (start: number, end: number) =>
    mailboxes.createEvent('maja', { subject: 'Avdelningsmöte', start, end, attendees: [COLLEAGUE] });
  const monday = at('2026-11-23 08:00');
  for (let week = 1; week <= 9; week += 1)
    await meet(monday - 7 * week * DAY, monday - 7 * week * DAY + 2 * HOUR);
  for (const day of [0, 1])
    for (const start of ['08:00', '13:00'].map((time) => at(`2026-11-2${3 + day} ${time}`)))
      await meet(start, start + 4 * HOUR);
  await mailboxes.createEvent('maja', {
    subject: 'Demo Havsnäs Hamn',
    start: at('2026-11-26 10:00'),
    end: at('2026-11-26 11:00'),
    attendees: [CUSTOMER],
  });
}

const product = useProduct({
  company: { seed: 'test', teams: ['mitt'], weeksBack: 10, weeksAhead: 0 },
  calendars: plantCalendars,
});

describe('a demo that a rep drags to next week', () => {
  it('is asked about ten minutes later, once, and the first tap answers with what the calendar shows', async () => {
    const maja = repIn(product(), 'maja');
    await product().sandbox.inside.teams.chat.install('maja');
    await product().sandbox.inside.mailboxes.createEvent('karin', {
      subject: 'Prognosgenomgång',
      start: at('2026-11-26 10:00'),
      end: at('2026-11-26 11:30'),
      attendees: [MAJA],
    });
    await product().walkTo(at('2026-11-25 10:30'));
    const before = await product().get('karin', await teamTimePath());

    const [demo] = await maja.find('Demo Havsnäs Hamn');
    await maja.drag(demo, at('2026-12-01 10:00'));
    await product().walkTo(at('2026-11-25 10:31'));
    expect(await maja.move('Demo Havsnäs Hamn')).toMatchObject({
      state: 'settling',
      prompt: { state: 'waiting', why: 'settling' },
    });
    await product().walkTo(at('2026-11-25 10:40') - 1);
    expect(await maja.questions()).toEqual([]);

    await product().walkTo(at('2026-11-25 10:40'));
    const question = await maja.question();
    expect(question).toMatchObject({
      sentAt: at('2026-11-25 10:40'),
      lines: [
        'Demo Havsnäs Hamn flyttades',
        'Tor 26 nov 10.00 → tis 1 dec 10.00, 3 arbetsdagar senare',
        'Vad var skälet?',
        'Jag frågar för att mötet är säljande och du själv hade bokat det.',
        'Bara du ser svaret. Det räknas bara in i siffror för ett team om minst fem.',
        'Frågan försvinner på fredag. Inga påminnelser.',
      ],
    });
    expect(question.buttons.map(({ title }) => title).toSorted()).toEqual([
      'Annan kund först',
      'Annat/vill ej säga',
      'Inte säljande',
      'Jag valde annat',
      'Kunden avvaktar',
      'Kunden bad om det',
      'Mycket internt',
      'Pausa',
      'Saknar material',
      'Svår marknad',
    ]);

    const answered = await maja.tap(question, 'Mycket internt');
    expect(answered.lines).toEqual([
      'Tack. Ditt svar: Mycket internt',
      'Demo Havsnäs Hamn, tor 26 nov → tis 1 dec',
      'Synligt i kalendern',
      '16 h internt var planerat v. 48. Din median är 2 h (9 veckor).',
      'Tiden togs av Prognosgenomgång. Din chef bokade den onsdag 25 nov.',
      'Din nästa lediga tid: onsdag 25 november 10.45–11.45',
      'Öppnar Outlook med titel, kund och tid. Inget bokas förrän du sparar.',
      'Kalendern missar telefon, mejl och korridor.',
      'Svaret kan ändras till i morgon 10.40. Då töms kortet.',
      'Bara du ser det här.',
    ]);
    expect((await maja.cards()).filter(({ id }) => id === question.id)).toEqual([
      { ...answered, replacedAt: at('2026-11-25 10:40') },
    ]);

    expect(await maja.moves()).toEqual({
      timeZone: 'Europe/Stockholm',
      weeks: { first: '2026-W45', last: '2026-W48' },
      moves: [
        {
          id: expect.any(String),
          title: 'Demo Havsnäs Hamn',
          kind: 'postponed',
          direction: 'later',
          oldStart: '2026-11-26T09:00:00.000Z',
          oldEnd: '2026-11-26T10:00:00.000Z',
          newStart: '2026-12-01T09:00:00.000Z',
          newEnd: '2026-12-01T10:00:00.000Z',
          workingDays: 3,
          occurrences: null,
          chain: null,
          hoursLost: 1,
          changedAt: '2026-11-25T09:30:00.000Z',
          openUntil: null,
          mover: 'displaced',
          moverEvidence: 'slot-taken',
          displacedBy: {
            title: 'Prognosgenomgång',
            class: 'internal',
            role: 'manager',
            bookedAt: '2026-11-25T09:05:00.000Z',
          },
          filledBy: null,
          state: 'settled',
          prompt: {
            state: 'answered',
            answer: {
              code: 'internal-load',
              answeredAt: '2026-11-25T09:40:00.000Z',
              changeableUntil: '2026-11-26T09:40:00.000Z',
              verdict: 'visible',
              facts: [
                { key: 'internal-load', values: { hours: 16, week: '2026-W48', medianHours: 2, weeks: 9 } },
              ],
              ownWeekHours: [2, 2, 2, 2, 2, 2, 2, 2, 2],
              contested: false,
            },
          },
          bookAgain: null,
        },
      ],
      hoursMoved: 1,
      // The weeks before this one were read afterwards: nobody knows what was planned in them.
      hoursPlanned: null,
      whatTook: {
        weeks: { first: '2026-W36', last: '2026-W48' },
        moves: 1,
        hours: 1,
        rows: [{ by: { class: 'internal', role: 'manager' }, moves: 1, hours: 1 }],
      },
      minimum: 5,
      burden: { seconds: 10, limit: 60 },
      pausedUntil: null,
    });
    expect(await product().get('karin', await teamTimePath())).toEqual(before);
    expect(await maja.questions()).toEqual([]);
  });

  it('can be contested, once: the answer stands, and the page says that the rep disagrees', async () => {
    const maja = repIn(product(), 'maja');
    const [answered] = (await maja.cards()).slice(-1);
    if (!answered) throw new Error('There is no card.');
    const contested = await maja.tap(answered, 'Håller inte med');
    expect(contested.lines).toContain(
      'Du håller inte med om vad kalendern visar. Det är noterat, och ditt svar står kvar.',
    );
    expect(contested.buttons.map(({ title }) => title)).not.toContain('Håller inte med');
    expect((await maja.tap(answered, 'Håller inte med')).lines).toEqual(contested.lines);
    expect((await maja.move('Demo Havsnäs Hamn')).prompt).toMatchObject({
      answer: { code: 'internal-load', verdict: 'visible', contested: true },
    });
  });
});

describe('several demos that a rep drags on one day', () => {
  it('are asked about on as many days, three in the week; the others say which cap held them back', async () => {
    const oskar = repIn(product(), 'oskar');
    await product().sandbox.inside.teams.chat.install('oskar');
    const demos = await Promise.all(
      ['Lindtorp', 'Bergfall', 'Mossdal', 'Kvarnby'].map((name, index) =>
        oskar.book({
          subject: `Demo ${name}`,
          start: at('2026-11-27 08:00') + index * 2 * HOUR,
          attendees: [OTHER_CUSTOMER],
        }),
      ),
    );
    await product().walkTo(at('2026-11-25 11:30'));
    for (const [index, demo] of demos.entries()) {
      await product().walk(15 * 60_000);
      await oskar.drag(demo, at('2026-12-01 08:00') + index * 2 * HOUR);
    }
    await product().walkTo(at('2026-11-25 15:00'));
    const states = async () =>
      (await oskar.moves()).moves.map(({ title, prompt }) => [
        title,
        prompt.state,
        'why' in prompt ? prompt.why : null,
      ]);
    const asked = async () => (await oskar.questions()).map(({ sentAt }) => sentAt);
    expect(await states()).toEqual([
      ['Demo Kvarnby', 'waiting', 'cap-open'],
      ['Demo Mossdal', 'waiting', 'cap-open'],
      ['Demo Bergfall', 'waiting', 'cap-open'],
      ['Demo Lindtorp', 'asked', null],
    ]);

    await oskar.tap(await oskar.question(), 'Jag valde annat');
    await product().settle();
    expect((await states()).slice(0, 3)).toEqual([
      ['Demo Kvarnby', 'waiting', 'cap-day'],
      ['Demo Mossdal', 'waiting', 'cap-day'],
      ['Demo Bergfall', 'waiting', 'cap-day'],
    ]);

    await product().walkTo(at('2026-11-26 09:00'));
    expect(await asked()).toEqual([at('2026-11-26 08:00')]);
    await oskar.tap(await oskar.question(), 'Jag valde annat');
    await product().walkTo(at('2026-11-27 09:00'));
    expect(await asked()).toEqual([at('2026-11-27 08:00')]);
    await oskar.tap(await oskar.question(), 'Jag valde annat');
    await product().walkTo(at('2026-11-27 17:00'));
    expect((await states()).map(([, ...rest]) => rest.join(' ')).toSorted()).toEqual([
      'answered ',
      'answered ',
      'answered ',
      'not_asked cap-open',
    ]);
  });
});

async function teamTimePath(): Promise<string> {
  const me = await product().get('karin', '/api/me');
  const [team] = (me as { manages: { id: string }[] }).manages;
  return `/api/teams/${team?.id}/time`;
}
