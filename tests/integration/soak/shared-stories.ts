import { book, changeTime, DAY, guestOf, HOUR, kindOf, move, type Stage, type Tell } from './story.ts';

const SEEN_BY = 50 * HOUR;

function slot(stage: Stage, reps: readonly string[], changedAt: number): number {
  return stage.take(reps, 1, changedAt + 4 * DAY, changedAt + 20 * DAY);
}

/** The customer calls the meeting, and moves it. */
export const customerMoves: Tell = (stage, rep) => {
  const changedAt = changeTime(stage);
  const start = slot(stage, [rep], changedAt);
  const to = stage.take([rep], 1, start + DAY, start + 12 * DAY);
  const event = book(stage, rep, { at: changedAt - SEEN_BY, start, organizer: guestOf(stage) });
  return {
    name: 'the customer moves',
    steps: [
      event.step,
      { at: changedAt, run: () => stage.mailboxes.moveByOrganizer(rep, event.id(), to, to + HOUR) },
    ],
    made: [
      move({
        rep,
        title: event.title,
        kind: kindOf(start, to),
        oldStart: start,
        newStart: to,
        mover: 'customer',
        changedAt,
      }),
    ],
  };
};

/** The customer cancels; the copy stays, and the rep clears it away later. Sometimes there is a new invitation. */
export const customerCancels: Tell = (stage, rep) => {
  const changedAt = changeTime(stage, 3, 6);
  const start = slot(stage, [rep], changedAt);
  const organizer = guestOf(stage);
  const event = book(stage, rep, { at: changedAt - SEEN_BY, start, organizer });
  const isInvitedAgain = stage.random.chance(0.4);
  const to = stage.take([rep], 1, start + DAY, start + 12 * DAY);
  const again = book(stage, rep, { at: changedAt + 2 * DAY, start: to, organizer });
  return {
    name: `the customer cancels${isInvitedAgain ? ' and invites again' : ''}`,
    steps: [
      event.step,
      { at: changedAt, run: () => stage.mailboxes.cancelByOrganizer(rep, event.id()) },
      { at: changedAt + 30 * HOUR, run: () => stage.mailboxes.deleteEvent(rep, event.id()) },
      ...(isInvitedAgain ? [again.step] : []),
    ],
    made: [
      move({
        rep,
        title: `Inställt: ${event.title}`,
        oldStart: start,
        mover: 'customer',
        changedAt,
        ...(isInvitedAgain ? { kind: 'rebooked', newStart: to } : { kind: 'cancelled' }),
      }),
    ],
  };
};

/** What the customer asked for stands on the rep's copy before the rep drags it. */
export const customerAsks: Tell = (stage, rep) => {
  const changedAt = changeTime(stage, 5);
  const start = slot(stage, [rep], changedAt);
  const to = stage.take([rep], 1, start + DAY, start + 12 * DAY);
  const guest = guestOf(stage);
  const declines = stage.random.chance(0.5);
  const event = book(stage, rep, { at: changedAt - 110 * HOUR, start, guest });
  const ask = () =>
    declines
      ? stage.mailboxes.answerAsGuest(rep, event.id(), guest, 'declined')
      : stage.mailboxes.proposeNewTime(rep, event.id(), guest, to, to + HOUR);
  return {
    name: declines ? 'the customer declines' : 'the customer proposes another time',
    steps: [
      event.step,
      { at: changedAt - 50 * HOUR, run: ask },
      { at: changedAt, run: () => stage.mailboxes.moveEvent(rep, event.id(), to, to + HOUR) },
    ],
    made: [
      move({
        rep,
        title: event.title,
        kind: kindOf(start, to),
        oldStart: start,
        newStart: to,
        mover: 'customer',
        changedAt,
      }),
    ],
  };
};

/** The rep declines: the copy stays where Outlook is set so, else it is gone and nobody knows why. */
export const repDeclines: Tell = (stage, rep, mates) => {
  const changedAt = changeTime(stage);
  const start = slot(stage, [rep, mates[0] ?? ''], changedAt);
  const keepCopy = stage.random.chance(0.5);
  const organizer = stage.random.chance(0.5) ? guestOf(stage) : stage.addressOf(mates[0] ?? '');
  const event = book(stage, rep, { at: changedAt - SEEN_BY, start, organizer });
  return {
    name: keepCopy ? 'declines' : 'declines, and the copy goes',
    steps: [
      event.step,
      {
        at: changedAt,
        run: () => stage.mailboxes.respond(rep, event.id(), 'declined', { keepCopy }),
      },
    ],
    made: [
      move({
        rep,
        title: event.title,
        kind: 'declined',
        oldStart: start,
        mover: keepCopy ? 'rep-alone' : 'unknown',
        changedAt,
      }),
    ],
  };
};

/** A meeting of several reps is moved by the one who calls it: each has it in their list. */
export const colleagueMoves: Tell = (stage, rep, mates) => {
  const [organizer = '', ...others] = mates.slice(0, 2);
  const reps = [rep, organizer, ...others];
  const changedAt = changeTime(stage);
  const start = slot(stage, reps, changedAt);
  const to = stage.take(reps, 1, start + DAY, start + 12 * DAY);
  const event = book(stage, rep, {
    at: changedAt - SEEN_BY,
    start,
    organizer: stage.addressOf(organizer),
    guest: guestOf(stage),
    attendees: others.map(stage.addressOf),
  });
  const of = { title: event.title, kind: kindOf(start, to), oldStart: start, newStart: to, changedAt };
  return {
    name: 'a colleague moves',
    steps: [
      event.step,
      { at: changedAt, run: () => stage.mailboxes.moveByOrganizer(rep, event.id(), to, to + HOUR) },
    ],
    made: reps.map((one) => move({ rep: one, mover: one === organizer ? 'unknown' : 'colleague', ...of })),
  };
};

/** Cancelled for all; at some the copy vanishes at once, and only the organizer's own tells that it was cancelled. */
export const colleagueCancels: Tell = (stage, rep, mates) => {
  const [organizer = ''] = mates;
  const changedAt = changeTime(stage, 3, 3);
  const start = slot(stage, [rep, organizer], changedAt);
  const vanishes = stage.random.chance(0.5);
  const event = book(stage, rep, {
    at: changedAt - SEEN_BY,
    start,
    organizer: stage.addressOf(organizer),
    guest: guestOf(stage),
  });
  const cancel = async (): Promise<void> => {
    const { mailbox } = stage.faults;
    Object.assign(stage.faults, { mailbox: null, cancelledCopiesVanish: vanishes });
    await stage.mailboxes.cancelByOrganizer(rep, event.id());
    Object.assign(stage.faults, { mailbox, cancelledCopiesVanish: false });
  };
  const of = { kind: 'cancelled', oldStart: start, changedAt };
  const seen = vanishes ? event.title : `Inställt: ${event.title}`;
  return {
    name: `a colleague cancels${vanishes ? ', and the copy vanishes' : ''}`,
    steps: [event.step, { at: changedAt, run: cancel }],
    made: [
      move({ rep, title: seen, mover: 'colleague', ...of }),
      move({ rep: organizer, title: event.title, mover: 'unknown', ...of }),
    ],
  };
};
