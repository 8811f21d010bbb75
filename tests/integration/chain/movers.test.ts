import { beforeAll, describe, expect, it } from 'vitest';
import { DAY, HOUR, type Instant, MINUTE } from '../../../shared/calendar/time.ts';
import type { NewEvent } from '../../../sandbox/mailbox.ts';
import { at } from '../../factories/event.ts';
import { useProduct } from '../../fakes/product.ts';
import { repIn } from './rep.ts';

const product = useProduct({
  company: { seed: 'test', teams: ['mitt'], weeksBack: 0, weeksAhead: 0 },
  calendars: async () => undefined,
});
const calendars = () => product().sandbox.inside.mailboxes;
const maja = () => repIn(product(), 'maja');
const MAJA = { name: 'Maja Lindeskog', address: 'maja.lindeskog@tranvik.example' };

beforeAll(() => product().sandbox.inside.teams.chat.install('maja'));

/** Each meeting with another customer and at an hour of its own, so that none is taken for another. */
function meetingAt(hour: number) {
  const customers = product().sandbox.company().domains.customers;
  const customer = { name: 'Kim', address: `kim@${customers[hour % customers.length]}` };
  const start = at('2026-11-30 06:00') + hour * HOUR;
  return { customer, start, end: start + HOUR };
}

interface Known {
  readonly id: string;
  readonly start: Instant;
  readonly customer: { readonly name: string; readonly address: string };
}

/** Books it, lets it be known for a quarter of an hour, has somebody change it, and waits until that has settled. */
async function change(
  hour: number,
  booked: Pick<NewEvent, 'subject'> & Partial<NewEvent>,
  invitedBy: 'rep' | 'customer',
  act: (known: Known) => Promise<void>,
): Promise<void> {
  const { customer, start, end } = meetingAt(hour);
  const people = invitedBy === 'rep' ? { attendees: [customer] } : { organizer: customer };
  const id = await calendars().createEvent('maja', { start, end, ...people, ...booked });
  await product().walk(15 * MINUTE);
  await act({ id, start, customer });
  await product().walk(12 * MINUTE);
}

const dragTo = async ({ id }: Known, start: Instant, minutes = 60) =>
  calendars().moveEvent('maja', id, start, start + minutes * MINUTE);

describe('nobody is asked about a demo', () => {
  it.each<[string, 'rep' | 'customer', (known: Known) => Promise<void>, Record<string, string>]>([
    [
      'that the customer, who invited to it, moves',
      'customer',
      ({ id, start }) => calendars().moveByOrganizer('maja', id, start + DAY, start + DAY + HOUR),
      { kind: 'postponed', mover: 'customer', moverEvidence: 'external-organizer', why: 'customer-moved' },
    ],
    [
      'that the rep moves after the customer proposed another time',
      'rep',
      async (known) => {
        const { id, start, customer } = known;
        await calendars().proposeNewTime('maja', id, customer.address, start + DAY, start + DAY + HOUR);
        await product().walk(5 * MINUTE);
        await dragTo(known, start + DAY);
      },
      { kind: 'postponed', mover: 'customer', moverEvidence: 'customer-proposed', why: 'customer-moved' },
    ],
    [
      'that the rep moves after the customer declined',
      'rep',
      async (known) => {
        await calendars().answerAsGuest('maja', known.id, known.customer.address, 'declined');
        await product().walk(5 * MINUTE);
        await dragTo(known, known.start + DAY);
      },
      { kind: 'postponed', mover: 'customer', moverEvidence: 'customer-declined', why: 'customer-moved' },
    ],
    [
      'that the customer cancels',
      'customer',
      ({ id }) => calendars().cancelByOrganizer('maja', id),
      { kind: 'cancelled', mover: 'customer', moverEvidence: 'external-organizer', why: 'customer-moved' },
    ],
    [
      'of which the rep’s copy vanishes without a word',
      'customer',
      ({ id }) => calendars().deleteEvent('maja', id),
      { kind: 'declined', mover: 'unknown', moverEvidence: 'copy-gone', why: 'copy-gone' },
    ],
    [
      'that the rep puts a working day earlier',
      'rep',
      (known) => dragTo(known, known.start - 3 * DAY),
      { kind: 'advanced', mover: 'unknown', moverEvidence: 'nothing-known', why: 'earlier' },
    ],
    [
      'that the rep puts twenty minutes later',
      'rep',
      (known) => dragTo(known, known.start + 20 * MINUTE),
      { kind: 'shifted', mover: 'unknown', moverEvidence: 'nothing-known', why: 'shifted' },
    ],
    [
      'that the rep cuts to half of its time',
      'rep',
      (known) => dragTo(known, known.start, 30),
      { kind: 'shortened', mover: 'unknown', moverEvidence: 'nothing-known', why: 'shortened' },
    ],
  ])('%s', async (title, invitedBy, act, { why, ...expected }) => {
    const subject = `Demo: ${title}`;
    const hour = (await maja().moves()).moves.length;
    await change(hour, { subject }, invitedBy, act);
    const { kind, mover, moverEvidence, prompt } = await maja().move(subject);
    expect({ kind, mover, moverEvidence, prompt }).toEqual({
      ...expected,
      prompt: { state: 'not_asked', why },
    });
  });

  it('that a colleague, who invited to it, moves', async () => {
    const { customer, start, end } = meetingAt(9);
    const attendees = [MAJA, customer];
    const id = await calendars().createEvent('karin', { subject: 'Demo med Karin', start, end, attendees });
    await product().walk(15 * MINUTE);
    await calendars().moveEvent('karin', id, start + DAY, end + DAY);
    await product().walk(12 * MINUTE);
    expect(await maja().move('Demo med Karin')).toMatchObject({
      kind: 'postponed',
      mover: 'colleague',
      moverEvidence: 'colleague-organizes',
      prompt: { state: 'not_asked', why: 'colleague-moved' },
    });
  });
});

describe('nothing is shown, and nobody asked, where a rep moves', () => {
  it.each<[string, Partial<NewEvent>]>([
    ['a private meeting', { sensitivity: 'private' }],
    ['a confidential meeting with a customer', { sensitivity: 'confidential' }],
    ['time that is marked as free', { showAs: 'free' }],
    ['a meeting that is not selling', { subject: 'Avdelningsmöte', attendees: [] }],
  ])('%s', async (_title, booked) => {
    const before = await titles();
    await change(34, { subject: 'Demo Fjordholm', ...booked }, 'rep', (known) =>
      dragTo(known, known.start + DAY),
    );
    expect(await titles()).toEqual(before);
  });

  it('a demo by five minutes, and gives it another title', async () => {
    const before = await titles();
    await change(10, { subject: 'Demo Vestlund' }, 'rep', async (known) => {
      await dragTo(known, known.start + 5 * MINUTE);
      await calendars().renameEvent('maja', known.id, 'Demo Vestlund Anlegg');
    });
    expect(await titles()).toEqual(before);
  });

  it('and in all of that no card came', async () => {
    expect(await maja().questions()).toEqual([]);
  });
});

async function titles(): Promise<string[]> {
  return (await maja().moves()).moves.map(({ title }) => title);
}
