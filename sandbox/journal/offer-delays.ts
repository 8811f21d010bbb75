import { HOUR, MINUTE, type Interval, type LocalDate } from '../../shared/calendar/time.ts';
import { atWallClock, toLocalDate } from '../../shared/calendar/time-zone.ts';
import type { Meeting } from '../company/meeting.ts';
import { offerNames } from '../company/offers.ts';
import type { Person } from '../company/person.ts';
import { createSeededRandom, type SeededRandom } from '../company/seeded-random.ts';
import type { JournalEdit, JournalVoice } from './journal.ts';
import { isTold, UNEVENTFUL, whole, type Life, type Telling } from './telling.ts';
import { voiceOf, type Cause } from './voices.ts';
import { addWorkdays, momentBefore, workdaysFrom } from './working-time.ts';

/** How often an offer is put off once, and how often once more, in team Syd and elsewhere. */
const PUT_OFF = { syd: [0.68, 0.4], other: [0.14, 0.2] } as const;

/**
 * The planted truth of team Syd: offers are gone through later than booked, because what they are to be written from is
 * missing. The writing is moved to the day before the new date, while it is still ahead or half done.
 */
export function lifeOfOffer(
  telling: Telling,
  rep: Person,
  week: number,
  meetings: ReadonlyMap<string, Meeting>,
): Life {
  const names = offerNames(rep, week);
  const walkthrough = meetings.get(names.walkthrough);
  const writing = meetings.get(names.writing);
  if (!walkthrough || !writing) return UNEVENTFUL;
  const random = createSeededRandom(`${telling.story.seed}|offer-life|${names.walkthrough}`);
  const chances = PUT_OFF[rep.team === 'syd' ? 'syd' : 'other'];
  const cause: Cause = rep.team === 'syd' ? 'material' : random.pick(['customer', 'priority'] as const);
  const edits: JournalEdit[] = [];
  const voices: JournalVoice[] = [];
  let [shown, written] = [
    { start: walkthrough.start, end: walkthrough.end },
    { start: writing.start, end: writing.end },
  ];
  let known = walkthrough.createdAt + 3 * HOUR;
  for (const chance of chances) {
    // While the writing is ahead or has just begun, and the offer is due within a day or two.
    const at = Math.min(
      momentBefore(telling.story, shown.start, random.between(0, 1), rep.timeZone, random),
      written.start + 50 * MINUTE,
    );
    const later = addWorkdays(telling.story, toLocalDate(shown.start, rep.timeZone), random.between(3, 7));
    if (!random.chance(chance) || at < known || !isTold(telling, at)) break;
    const to = telling.free.take(rep, workdaysFrom(telling.story, later), 60, '10:00', random);
    if (!to) break;
    const writeAgain = writtenAnew(telling, rep, later, random);
    edits.push(
      { at, mailbox: rep.key, item: whole(walkthrough), kind: 'move', ...to },
      { at: at + 6 * MINUTE, mailbox: rep.key, item: whole(writing), kind: 'move', ...writeAgain },
    );
    voices.push(voiceOf(rep, walkthrough.subject, at, cause, random));
    [shown, written, known] = [to, writeAgain, at + 3 * HOUR];
  }
  return { edits, voices };
}

/** In one of the two days before, or in the evening where they are full. */
function writtenAnew(telling: Telling, rep: Person, shownOn: LocalDate, random: SeededRandom): Interval {
  const before = random.shuffle([1, 2].map((days) => addWorkdays(telling.story, shownOn, -days)));
  const take = (minutes: number) => telling.free.take(rep, before, minutes, '13:00', random);
  const free = take(90) ?? take(60);
  if (free) return free;
  const evening = atWallClock(before[0] ?? shownOn, '16:30', rep.timeZone);
  return { start: evening, end: evening + 90 * MINUTE };
}
