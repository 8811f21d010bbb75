import {
  book,
  changeTime,
  DAY,
  guestOf,
  HOUR,
  kindOf,
  MINUTE,
  move,
  moment,
  type Stage,
  type Story,
  type Tell,
} from './story.ts';

const SEEN_BY = 50 * HOUR;

/** A slot some days after a change, and another for where it goes. */
function slots(stage: Stage, rep: string, changedAt: number, hours = 1) {
  return stage.take([rep], hours, changedAt + 4 * DAY, changedAt + 20 * DAY);
}

/** Whether a customer is in it decides whether the rep can have moved it alone. */
function withOrWithoutGuest(stage: Stage): { guest?: string; word: string; mover: string } {
  if (stage.random.chance(0.5)) return { word: 'Ring', mover: 'rep-alone' };
  return { guest: guestOf(stage), word: 'Demo', mover: 'unknown' };
}

export const dragsLater: Tell = (stage, rep) => {
  const changedAt = changeTime(stage);
  const { mover, ...who } = withOrWithoutGuest(stage);
  const start = slots(stage, rep, changedAt);
  const to = stage.take([rep], 1, start + DAY, start + 15 * DAY);
  const event = book(stage, rep, { at: changedAt - SEEN_BY, start, ...who });
  return {
    name: 'drags later',
    steps: [
      event.step,
      { at: changedAt, run: () => stage.mailboxes.moveEvent(rep, event.id(), to, to + HOUR) },
    ],
    made: [
      move({
        rep,
        title: event.title,
        kind: kindOf(start, to),
        oldStart: start,
        newStart: to,
        mover,
        changedAt,
      }),
    ],
  };
};

export const dragsEarlier: Tell = (stage, rep) => {
  const changedAt = changeTime(stage);
  const start = stage.take([rep], 1, changedAt + 8 * DAY, changedAt + 20 * DAY);
  const to = stage.take([rep], 1, changedAt + 4 * DAY, start - DAY);
  const event = book(stage, rep, { at: changedAt - SEEN_BY, start, guest: guestOf(stage) });
  return {
    name: 'drags earlier',
    steps: [
      event.step,
      { at: changedAt, run: () => stage.mailboxes.moveEvent(rep, event.id(), to, to + HOUR) },
    ],
    made: [
      move({ rep, title: event.title, kind: kindOf(start, to), oldStart: start, newStart: to, changedAt }),
    ],
  };
};

/** Within its own two hours: a shift, a cut, or too little to be either. */
export const nudges: Tell = (stage, rep) => {
  const changedAt = changeTime(stage);
  const start = slots(stage, rep, changedAt, 3);
  const minutes = stage.random.pick([15, 60, 10, 0]);
  const length = minutes === 0 ? 60 : 120;
  const to = start + minutes * MINUTE;
  const event = book(stage, rep, { at: changedAt - SEEN_BY, start, hours: 2, guest: guestOf(stage) });
  const kind = minutes === 0 ? 'shortened' : 'shifted';
  return {
    name: `nudges by ${minutes} minutes`,
    steps: [
      event.step,
      { at: changedAt, run: () => stage.mailboxes.moveEvent(rep, event.id(), to, to + length * MINUTE) },
    ],
    made:
      minutes === 10
        ? []
        : [move({ rep, title: event.title, kind, oldStart: start, newStart: to, changedAt })],
  };
};

/** Two drags in five minutes are one; back again is none. */
export const dragsTwice: Tell = (stage, rep) => {
  const changedAt = changeTime(stage);
  const start = slots(stage, rep, changedAt);
  const between = stage.take([rep], 1, start + DAY, start + 9 * DAY);
  const isBack = stage.random.chance(0.5);
  const to = isBack ? start : stage.take([rep], 1, between + DAY, between + 9 * DAY);
  const event = book(stage, rep, { at: changedAt - SEEN_BY, start, guest: guestOf(stage) });
  const drag = (at: number, when: number) => ({
    at,
    run: () => stage.mailboxes.moveEvent(rep, event.id(), when, when + HOUR),
  });
  return {
    name: isBack ? 'drags and drags back' : 'drags twice',
    steps: [event.step, drag(changedAt, between), drag(changedAt + 5 * MINUTE, to)],
    made: isBack
      ? []
      : [
          move({
            rep,
            title: event.title,
            kind: kindOf(start, to),
            oldStart: start,
            newStart: to,
            changedAt,
          }),
        ],
  };
};

/** Again and again, days apart: a chain of moves. */
export const dragsAgain: Tell = (stage, rep) => {
  const first = changeTime(stage, 3, 8);
  const second = moment(stage, first, 2, 6);
  const start = stage.take([rep], 1, second + 4 * DAY, second + 10 * DAY);
  const then = stage.take([rep], 1, start + DAY, start + 8 * DAY);
  const last = stage.take([rep], 1, then + DAY, then + 8 * DAY);
  const event = book(stage, rep, { at: first - SEEN_BY, start, word: 'Ring' });
  const drag = (at: number, when: number) => ({
    at,
    run: () => stage.mailboxes.moveEvent(rep, event.id(), when, when + HOUR),
  });
  const of = { rep, title: event.title, mover: 'rep-alone' };
  return {
    name: 'drags again',
    steps: [event.step, drag(first, then), drag(second, last)],
    made: [
      move({ ...of, kind: kindOf(start, then), oldStart: start, newStart: then, changedAt: first }),
      move({ ...of, kind: kindOf(then, last), oldStart: then, newStart: last, changedAt: second }),
    ],
  };
};

/** Somebody books the slot, and then the rep's own event goes; or the other way round. */
export const isDisplaced: Tell = (stage, rep, mates) => {
  const changedAt = changeTime(stage, 8);
  // Whoever of the team calls a meeting has it as well.
  const start = stage.take([rep, mates[0] ?? ''], 2, changedAt + 4 * DAY, changedAt + 20 * DAY);
  const to = stage.take([rep], 1, start + DAY, start + 10 * DAY);
  const who = stage.random.pick(['manager', 'colleague', 'self', 'external']);
  const isBefore = stage.random.chance(0.6);
  const at = isBefore ? changedAt - stage.random.between(50, 140) * HOUR : changedAt + 20 * HOUR;
  const mine = withOrWithoutGuest(stage);
  const event = book(stage, rep, { at: changedAt - 8 * DAY, start, ...mine });
  const organizer = {
    manager: stage.addressOf(`chef${Math.floor(Number(rep.slice(3)) / 5)}`),
    colleague: stage.addressOf(mates[0] ?? ''),
    self: undefined,
    external: guestOf(stage),
  }[who];
  const taker = book(stage, rep, {
    at,
    start,
    hours: 2,
    word: who === 'external' ? 'Demo' : 'Möte',
    ...(organizer !== undefined && { organizer }),
  });
  const label = `${who === 'external' ? 'selling' : 'internal'} ${who}`;
  const isDisplacedByOthers = isBefore && who !== 'self';
  return {
    name: `${isBefore ? 'displaced' : 'later filled'} by ${who}`,
    steps: [
      event.step,
      taker.step,
      { at: changedAt, run: () => stage.mailboxes.moveEvent(rep, event.id(), to, to + HOUR) },
    ],
    made: [
      move({
        rep,
        title: event.title,
        kind: kindOf(start, to),
        oldStart: start,
        newStart: to,
        changedAt,
        mover: isDisplacedByOthers ? 'displaced' : mine.mover,
        displacedBy: isBefore ? label : null,
        filledBy: isBefore ? null : label,
      }),
    ],
  };
};

/** Deleted, and booked anew: one move to the new start. */
export const deletesAndRecreates: Tell = (stage, rep) => {
  const changedAt = changeTime(stage, 3, 6);
  const start = slots(stage, rep, changedAt);
  const to = stage.take([rep], 1, start + DAY, start + 12 * DAY);
  const who = withOrWithoutGuest(stage);
  const event = book(stage, rep, { at: changedAt - SEEN_BY, start, ...who });
  const again = book(stage, rep, {
    at: changedAt + stage.random.pick([20 * MINUTE, 3 * HOUR, 4 * DAY, -2 * HOUR]),
    start: to,
    ...(who.guest === undefined ? { title: event.title } : { guest: who.guest }),
  });
  return {
    name: 'deletes and recreates',
    steps: [
      event.step,
      again.step,
      { at: changedAt, run: () => stage.mailboxes.deleteEvent(rep, event.id()) },
    ],
    made: [
      move({
        rep,
        title: event.title,
        kind: 'rebooked',
        oldStart: start,
        newStart: to,
        mover: who.mover,
        changedAt,
      }),
    ],
  };
};

export const deletes: Tell = (stage, rep) => {
  const changedAt = changeTime(stage);
  const start = slots(stage, rep, changedAt);
  const { mover, ...who } = withOrWithoutGuest(stage);
  const event = book(stage, rep, { at: changedAt - SEEN_BY, start, ...who });
  return {
    name: 'deletes',
    steps: [event.step, { at: changedAt, run: () => stage.mailboxes.deleteEvent(rep, event.id()) }],
    made: [move({ rep, title: event.title, kind: 'cancelled', oldStart: start, mover, changedAt })],
  };
};

/** Far beyond the window, or from beyond it. */
export const movesAcrossTheWindow: Tell = (stage, rep) => {
  const changedAt = changeTime(stage);
  const near = slots(stage, rep, changedAt);
  const far = near + (stage.random.chance(0.5) ? 203 : 154) * DAY;
  const isOut = stage.random.chance(0.6);
  const event = book(stage, rep, {
    at: changedAt - SEEN_BY,
    start: isOut ? near : far,
    guest: guestOf(stage),
  });
  const to = isOut ? far : near;
  return {
    name: isOut ? 'leaves the window' : 'comes into the window',
    steps: [
      event.step,
      { at: changedAt, run: () => stage.mailboxes.moveEvent(rep, event.id(), to, to + HOUR) },
    ],
    // What was never seen before has no old place.
    made: isOut
      ? [move({ rep, title: event.title, kind: kindOf(near, far), oldStart: near, newStart: far, changedAt })]
      : [],
  };
};

/** More than thirty days ahead it is planning. */
export const plans: Tell = (stage, rep) => {
  const changedAt = changeTime(stage);
  const start = stage.take([rep], 1, changedAt + 35 * DAY, changedAt + 60 * DAY);
  const to = stage.take([rep], 1, start + DAY, start + 10 * DAY);
  const event = book(stage, rep, { at: changedAt - SEEN_BY, start, word: 'Ring' });
  return {
    name: 'plans',
    steps: [
      event.step,
      { at: changedAt, run: () => stage.mailboxes.moveEvent(rep, event.id(), to, to + HOUR) },
    ],
    made: [
      move({
        rep,
        title: event.title,
        kind: kindOf(start, to),
        oldStart: start,
        newStart: to,
        mover: 'rep-alone',
        changedAt,
      }),
    ],
  };
};

/** After its start: within a day a move that says so, later none. */
export const movesAfterStart: Tell = (stage, rep) => {
  const start = stage.take([rep], 1, stage.from + 5 * DAY, stage.until - 3 * DAY);
  const isLate = stage.random.chance(0.5);
  const changedAt = start + (isLate ? 40 : 2) * HOUR;
  const to = stage.take([rep], 1, start + 3 * DAY, start + 12 * DAY);
  const event = book(stage, rep, { at: start - 4 * DAY, start, word: 'Ring' });
  return {
    name: isLate ? 'moves long after the start' : 'moves after the start',
    steps: [
      event.step,
      { at: changedAt, run: () => stage.mailboxes.moveEvent(rep, event.id(), to, to + HOUR) },
    ],
    made: isLate
      ? []
      : [
          move({
            rep,
            title: event.title,
            kind: kindOf(start, to),
            oldStart: start,
            newStart: to,
            mover: 'rep-alone',
            afterStart: true,
            changedAt,
          }),
        ],
  };
};

/** Selling time alone that a meeting lies across when it begins. */
export const isOverbooked: Tell = (stage, rep) => {
  const start = stage.take([rep], 2, stage.from + 11 * DAY, stage.until - 2 * DAY);
  const minutes = stage.random.pick([75, 45, 120]);
  const leaves = minutes === 120;
  const manager = stage.addressOf(`chef${Math.floor(Number(rep.slice(3)) / 5)}`);
  // Long enough before the meeting, or it would be what took the meeting's place.
  const block = book(stage, rep, { at: start - 10 * DAY, start, hours: 2, word: 'Ring' });
  const meeting = book(stage, rep, { at: start - 4 * DAY, start, minutes, word: 'Möte', organizer: manager });
  const cancelled = {
    at: start - 2 * DAY,
    run: () => stage.mailboxes.cancelByOrganizer(rep, meeting.id()),
  };
  return {
    name: `lain across by ${minutes} minutes${leaves ? ' that go again' : ''}`,
    steps: [block.step, meeting.step, ...(leaves ? [cancelled] : [])],
    made: [
      ...(minutes === 75
        ? [
            move({
              rep,
              title: block.title,
              kind: 'overbooked',
              oldStart: start,
              newStart: start,
              mover: 'displaced',
              displacedBy: 'internal manager',
              changedAt: start,
            }),
          ]
        : []),
      ...(leaves
        ? [
            move({
              rep,
              title: `Inställt: ${meeting.title}`,
              kind: 'cancelled',
              oldStart: start,
              mover: 'colleague',
              changedAt: start - 2 * DAY,
            }),
          ]
        : []),
    ],
  };
};

/** A cleared day: several moves in one go. */
export const clearsADay: Tell = (stage, rep) => {
  const changedAt = changeTime(stage);
  const events = [0, 1, 2, 3].map(() => {
    const start = slots(stage, rep, changedAt);
    const to = stage.take([rep], 1, start + DAY, start + 12 * DAY);
    return { to, ...book(stage, rep, { at: changedAt - SEEN_BY, start, word: 'Ring' }) };
  });
  const burst = stage.tag();
  return {
    name: 'clears a day',
    steps: [
      ...events.map(({ step }) => step),
      ...events.map(({ id, to }, index) => ({
        at: changedAt + index * 4 * MINUTE,
        run: () => stage.mailboxes.moveEvent(rep, id(), to, to + HOUR),
      })),
    ],
    made: events.map(({ title, start, to }) =>
      move({
        rep,
        title,
        kind: kindOf(start, to),
        oldStart: start,
        newStart: to,
        mover: 'rep-alone',
        burst,
        changedAt,
      }),
    ),
  };
};

/** Nothing of this is a move. */
export const edits: Tell = (stage, rep): Story => {
  const changedAt = changeTime(stage);
  const guest = guestOf(stage);
  const start = slots(stage, rep, changedAt);
  const privately = slots(stage, rep, changedAt);
  const later = stage.take([rep], 1, privately + DAY, privately + 9 * DAY);
  const event = book(stage, rep, { at: changedAt - SEEN_BY, start, guest });
  const hidden = book(stage, rep, {
    at: changedAt - SEEN_BY,
    start: privately,
    word: 'Ring',
    more: { sensitivity: 'private' },
  });
  return {
    name: 'edits what is no move',
    steps: [
      event.step,
      hidden.step,
      { at: changedAt, run: () => stage.mailboxes.renameEvent(rep, event.id(), `${event.title} del 2`) },
      {
        at: changedAt + 2 * HOUR,
        run: () => stage.mailboxes.answerAsGuest(rep, event.id(), guest, 'accepted'),
      },
      { at: changedAt, run: () => stage.mailboxes.moveEvent(rep, hidden.id(), later, later + HOUR) },
    ],
    made: [],
  };
};
