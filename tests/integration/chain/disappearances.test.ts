import { beforeAll, describe, expect, it } from 'vitest';
import { HOUR, MINUTE } from '../../../shared/calendar/time.ts';
import { at } from '../../factories/event.ts';
import { useProduct } from '../../fakes/product.ts';
import { CUSTOMER, repIn } from './rep.ts';

/** A deletion has no date of its own: it is dated by the look that the bell brings. */
const SEEN_AFTER = MINUTE / 2;

const product = useProduct({
  company: { seed: 'test', teams: ['mitt'], weeksBack: 0, weeksAhead: 0 },
  calendars: async () => undefined,
});
const rep = (key: string) => repIn(product(), key);
const calendars = () => product().sandbox.inside.mailboxes;

beforeAll(async () => {
  for (const { key, role } of product().sandbox.people())
    if (role === 'rep') await product().sandbox.inside.teams.chat.install(key);
});

describe('what a rep deletes and books again', () => {
  it('is one rebooked move, asked about two hours after the deletion and not sooner', async () => {
    const maja = rep('maja');
    const block = await maja.book({
      subject: 'Ring kundlistan',
      start: at('2026-11-27 13:00'),
      end: at('2026-11-27 15:00'),
    });
    await product().walkTo(at('2026-11-25 10:30'));
    await maja.delete(block);
    await product().walkTo(at('2026-11-25 10:50'));
    expect(await maja.move('Ring kundlistan')).toMatchObject({
      kind: 'cancelled',
      state: 'open',
      openUntil: '2026-12-09T09:30:30.000Z',
      prompt: { state: 'waiting', why: 'too-early' },
    });
    await maja.book({
      subject: 'Ring kundlistan',
      start: at('2026-11-30 13:00'),
      end: at('2026-11-30 15:00'),
    });
    await product().walkTo(at('2026-11-25 12:30'));
    expect(await maja.questions()).toEqual([]);
    await product().walk(SEEN_AFTER);
    expect((await maja.question()).lines.slice(0, 2)).toEqual([
      'Ring kundlistan flyttades',
      'Fre 27 nov 13.00 → mån 30 nov 13.00, 1 arbetsdag senare',
    ]);
    expect((await maja.moves()).moves).toMatchObject([
      {
        kind: 'rebooked',
        direction: 'later',
        workingDays: 1,
        mover: 'rep-alone',
        state: 'settled',
        openUntil: null,
        prompt: { state: 'asked' },
      },
    ]);
  });

  it('after it was asked about changes the card in its place, also where that fails at first; nobody is asked twice', async () => {
    const oskar = rep('oskar');
    const demo = await oskar.bookDemo(at('2026-11-27 10:00'));
    await product().walk(10 * MINUTE);
    await oskar.delete(demo);
    await product().walk(2 * HOUR + SEEN_AFTER);
    const question = await oskar.question();
    expect(question.lines.slice(0, 3)).toEqual([
      'Demo Havsnäs Hamn togs bort',
      'Fre 27 nov 10.00',
      'Ingen ny tid syns i kalendern.',
    ]);
    expect((await oskar.move('Demo Havsnäs Hamn')).bookAgain).toContain('outlook.office.com');

    product().sandbox.inside.teams.faults.put = {
      fault: { kind: 'failed', status: 503, delivered: false },
      left: 1,
    };
    await oskar.bookDemo(at('2026-12-02 14:00'));
    await product().walk(15 * MINUTE);
    const changed = await oskar.question();
    expect([changed.id, changed.sentAt]).toEqual([question.id, question.sentAt]);
    expect(changed.lines.slice(0, 2)).toEqual([
      'Demo Havsnäs Hamn flyttades',
      'Fre 27 nov 10.00 → ons 2 dec 14.00, 3 arbetsdagar senare',
    ]);
    await oskar.tap(changed, 'Kunden bad om det');
    await product().walkTo(at('2026-11-26 17:00'));
    expect(await oskar.questions()).toEqual([]);
    expect((await oskar.moves()).moves).toMatchObject([
      {
        kind: 'rebooked',
        mover: 'customer-stated',
        moverEvidence: 'customer-stated',
        prompt: { state: 'answered', answer: { code: 'customer-asked', verdict: 'cant-tell' } },
      },
    ]);
  });

  it('in the old slot again is no move: the question goes, and the page shows nothing', async () => {
    const sanna = rep('sanna');
    const demo = await sanna.bookDemo(at('2026-11-30 10:00'));
    await product().skipTo(at('2026-11-27 09:00'));
    await sanna.delete(demo);
    await product().walk(2 * HOUR + SEEN_AFTER);
    const question = await sanna.question();
    await sanna.bookDemo(at('2026-11-30 10:00'));
    await product().walk(15 * MINUTE);
    expect((await sanna.moves()).moves).toEqual([]);
    expect(await sanna.questions()).toEqual([]);
    expect((await sanna.cards()).find(({ id }) => id === question.id)?.lines).toEqual(['Frågan är stängd.']);
  });
});

describe('an invitation that a rep declines', () => {
  it('is asked about, and a tap is heard while an acceptance is still settling', async () => {
    const johan = rep('johan');
    const demo = await calendars().createEvent('johan', {
      subject: 'Demo Havsnäs Hamn',
      start: at('2026-12-03 10:00'),
      end: at('2026-12-03 11:00'),
      organizer: CUSTOMER,
    });
    await product().walk(5 * MINUTE);
    await calendars().respond('johan', demo, 'accepted');
    await product().walk(20 * MINUTE);
    await calendars().respond('johan', demo, 'declined', { keepCopy: true });
    await product().walk(2 * HOUR + SEEN_AFTER);
    const question = await johan.question();
    expect(question.lines[0]).toBe('Du tackade nej till Demo Havsnäs Hamn');

    await calendars().respond('johan', demo, 'accepted');
    await product().walk(2 * MINUTE);
    const answered = await johan.tap(question, 'Jag valde annat');
    expect(answered.lines[0]).toBe('Tack. Ditt svar: Jag valde annat');
  });

  it('and accepts again before the answer takes the question away', async () => {
    const petter = rep('petter');
    const demo = await calendars().createEvent('petter', {
      subject: 'Demo Havsnäs Hamn',
      start: at('2026-12-03 14:00'),
      end: at('2026-12-03 15:00'),
      organizer: CUSTOMER,
    });
    await product().skipTo(at('2026-12-01 08:30'));
    await calendars().respond('petter', demo, 'declined', { keepCopy: true });
    await product().walk(2 * HOUR + SEEN_AFTER);
    const question = await petter.question();
    await calendars().respond('petter', demo, 'accepted');
    await product().walk(15 * MINUTE);
    expect(await petter.questions()).toEqual([]);
    expect((await petter.cards()).find(({ id }) => id === question.id)?.lines).toEqual(['Frågan är stängd.']);
    expect((await petter.moves()).moves).toEqual([]);
  });
});
