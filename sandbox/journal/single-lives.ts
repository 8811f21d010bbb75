import { DAY, HOUR, MINUTE, type Instant } from '../../shared/calendar/time.ts';
import { toLocalDate, wallClock } from '../../shared/calendar/time-zone.ts';
import type { Meeting } from '../company/meeting.ts';
import type { Person } from '../company/person.ts';
import { createSeededRandom, type SeededRandom } from '../company/seeded-random.ts';
import type { JournalEdit } from './journal.ts';
import { isTold, organizerOf, UNEVENTFUL, whole, type Life, type Telling } from './telling.ts';
import { voiceOf, type Cause } from './voices.ts';
import { addWorkdays, momentBefore, workdaysFrom } from './working-time.ts';

/** What becomes of a single meeting; the rest is held as booked. */
type Fate = 'dragged' | 'proposed' | 'refused' | 'dropped' | 'rebooked' | 'held';

/** How often, of a hundred: with a customer, and of time that a rep has set aside for calling. */
const WITH_CUSTOMER: readonly (readonly [Fate, number])[] = [
  ['dragged', 5],
  ['proposed', 5],
  ['refused', 2],
  ['dropped', 1],
  ['rebooked', 2],
];
const ALONE: readonly (readonly [Fate, number])[] = [
  ['dragged', 12],
  ['dropped', 4],
  ['rebooked', 4],
];
const OTHER_WORK: readonly (readonly [Fate, number])[] = [['dragged', 4]];
/** What a customer organizes is moved, called off, or declined by the rep. */
const BY_CUSTOMER = { moved: 0.09, calledOff: 0.03, declined: 0.03 };
const CAUSES_WITH_CUSTOMER: readonly [Cause, ...Cause[]] = [
  'customer',
  'customer',
  'priority',
  'priority',
  'reluctance',
];

/** The ordinary life of a single meeting of a rep, whatever the team; `isShown` = it is dragged for certain. */
export function lifeOfSingle(telling: Telling, rep: Person, meeting: Meeting, isShown: boolean): Life {
  const random = createSeededRandom(`${telling.story.seed}|life|${meeting.name}`);
  const organizer = organizerOf(telling.company, meeting);
  if (organizer === null) return lifeByCustomer(telling, rep, meeting, random);
  if (organizer.key !== rep.key) return UNEVENTFUL;
  const isAlone = meeting.invited.length === 0;
  const fates = meeting.intended !== 'selling' ? OTHER_WORK : isAlone ? ALONE : WITH_CUSTOMER;
  const drawn = draw(fates, random);
  const fate = isShown ? 'dragged' : drawn;
  const at = actTime(telling, rep, meeting, random);
  if (fate === 'held' || at === null) return UNEVENTFUL;
  const cause = isAlone ? 'reluctance' : random.pick(CAUSES_WITH_CUSTOMER);
  const voices = [voiceOf(rep, meeting.subject, at, cause, random)];
  return { edits: editsOf(telling, rep, meeting, fate, at, random), voices };
}

function draw(fates: readonly (readonly [Fate, number])[], random: SeededRandom): Fate {
  let at = random.next() * 100;
  return fates.find(([, weight]) => (at -= weight) < 0)?.[0] ?? 'held';
}

/** One to three working days before, but not before it was booked; null where that cannot be told. */
function actTime(telling: Telling, rep: Person, meeting: Meeting, random: SeededRandom): Instant | null {
  const at = momentBefore(telling.story, meeting.start, random.between(0, 3), rep.timeZone, random);
  return at > meeting.createdAt + 3 * HOUR && isTold(telling, at) ? at : null;
}

function editsOf(
  telling: Telling,
  rep: Person,
  meeting: Meeting,
  fate: Exclude<Fate, 'held'>,
  at: Instant,
  random: SeededRandom,
): JournalEdit[] {
  const deed = { at, mailbox: rep.key, item: whole(meeting) };
  const guest = guestOf(telling, meeting);
  const slot = () => laterSlot(telling, rep, meeting, random);
  switch (fate) {
    case 'dragged': {
      const to = slot();
      return to ? [{ ...deed, kind: 'move', ...to }] : [];
    }
    case 'proposed': {
      const to = slot();
      if (!to || guest === undefined) return [];
      return [
        { ...deed, kind: 'guest-proposal', address: guest, ...to },
        { ...deed, at: at + random.between(20, 90) * MINUTE, kind: 'move', ...to },
      ];
    }
    case 'refused':
      if (guest === undefined) return [];
      return [
        { ...deed, kind: 'guest-answer', address: guest, response: 'declined' },
        { ...deed, at: at + random.between(20, 90) * MINUTE, kind: 'delete' },
      ];
    case 'dropped':
      return [{ ...deed, kind: 'delete' }];
    case 'rebooked': {
      const to = slot();
      const again = at + (random.chance(0.6) ? random.between(12, 100) * MINUTE : DAY);
      const anew = to && { ...meeting, ...to, name: `${meeting.name}|again`, createdAt: again };
      return [
        { ...deed, kind: 'delete' },
        ...(anew && isTold(telling, again) ? [{ at: again, kind: 'create' as const, meeting: anew }] : []),
      ];
    }
  }
}

function guestOf({ company }: Telling, { invited }: Meeting): string | undefined {
  const isOwn = (address: string) => company.people.some((person) => person.address === address);
  return invited.find(({ person }) => !isOwn(person.address))?.person.address;
}

/** Some working days later, at the same time of day if that is free. */
export function laterSlot(
  telling: Telling,
  rep: Person,
  { start, end }: Pick<Meeting, 'start' | 'end'>,
  random: SeededRandom,
  days: number = random.between(1, 6),
) {
  const zone = rep.timeZone;
  const date = addWorkdays(telling.story, toLocalDate(start, zone), days);
  const wanted = clockOf(wallClock(start, zone).minutes);
  const dates = workdaysFrom(telling.story, date);
  return telling.free.take(rep, dates, (end - start) / MINUTE, wanted, random);
}

function clockOf(minutes: number): string {
  const part = (value: number) => String(value).padStart(2, '0');
  return `${part(Math.floor(minutes / 60))}:${part(minutes % 60)}`;
}

function lifeByCustomer(telling: Telling, rep: Person, meeting: Meeting, random: SeededRandom): Life {
  const drawn = random.next();
  const at = actTime(telling, rep, meeting, random);
  if (at === null || meeting.isCancelled) return UNEVENTFUL;
  const deed = { at, mailbox: rep.key, item: whole(meeting) };
  const { moved, calledOff, declined } = BY_CUSTOMER;
  if (drawn < moved) {
    const to = laterSlot(telling, rep, meeting, random);
    return { edits: to ? [{ ...deed, kind: 'move', ...to }] : [], voices: [] };
  }
  if (drawn < moved + calledOff) return { edits: [{ ...deed, kind: 'cancel' }], voices: [] };
  if (drawn >= moved + calledOff + declined) return UNEVENTFUL;
  return {
    edits: [{ ...deed, kind: 'respond', response: 'declined', keepCopy: random.chance(0.5) }],
    voices: [voiceOf(rep, meeting.subject, at, 'priority', random)],
  };
}
