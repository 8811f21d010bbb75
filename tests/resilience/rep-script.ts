import { DAY, HOUR } from '../../shared/calendar/time.ts';
import type { SeededRandom } from '../../sandbox/company/seeded-random.ts';
import type { SandboxProcess, SandboxRep, ShownEvent } from './sandbox-process.ts';

/** What a rep did to one event. An event that was touched once may have one move, one that was not none. */
export interface Touch {
  readonly kind: 'dragged' | 'deleted' | 'created' | 'declined';
  readonly rep: string;
  readonly eventId: string;
}

const OWN_DOMAIN = /@tranvik/;

/** Reps at their calendars: drags, deletes, re-creations and declines, the same for the same seed. */
export interface RepScript {
  /** Every touch so far, in order. */
  readonly touches: readonly Touch[];
  /** One or two acts in each of `count` calendars. */
  act(count: number): Promise<void>;
  /** Drags one event, of which nobody has touched anything, one to three days ahead. False where it cannot be. */
  drag(rep: SandboxRep, eventId: string): Promise<boolean>;
}

export function createRepScript(
  sandbox: SandboxProcess,
  reps: readonly SandboxRep[],
  random: SeededRandom,
): RepScript {
  const touches: Touch[] = [];
  /** Deleted and not yet created anew. */
  const missing: { rep: string; event: ShownEvent }[] = [];
  const isTouched = (id: string) => touches.some(({ eventId }) => eventId === id);
  const drag = async (rep: string, event: ShownEvent): Promise<void> => {
    const by = random.between(1, 3) * DAY;
    await sandbox.move(rep, event.id, Date.parse(event.start) + by, Date.parse(event.end) + by);
    touches.push({ kind: 'dragged', rep, eventId: event.id });
  };
  const recreate = async (rep: string): Promise<void> => {
    const index = missing.findIndex((one) => one.rep === rep);
    const [lost] = index < 0 ? [] : missing.splice(index, 1);
    if (!lost) return;
    const { subject, attendees } = lost.event;
    const [start, end] = [lost.event.start, lost.event.end].map((text) =>
      new Date(Date.parse(text) + DAY).toISOString(),
    );
    if (start === undefined || end === undefined) return;
    const eventId = await sandbox.create(rep, { subject, start, end, attendees });
    touches.push({ kind: 'created', rep, eventId });
  };
  const act = async (rep: string): Promise<void> => {
    const now = await sandbox.now();
    const { events } = await sandbox.calendar(rep);
    const open = events.filter((event) => isTouchable(event, now) && !isTouched(event.id));
    const own = random.shuffle(open.filter((event) => event.isOrganizer && !hasColleagues(event)))[0];
    const others = random.shuffle(open.filter((event) => !event.isOrganizer))[0];
    const dice = random.next();
    if (dice < 0.15) return recreate(rep);
    if (dice < 0.3 && others) {
      await sandbox.decline(rep, others.id);
      touches.push({ kind: 'declined', rep, eventId: others.id });
    } else if (dice < 0.5 && own) {
      await sandbox.remove(rep, own.id);
      touches.push({ kind: 'deleted', rep, eventId: own.id });
      missing.push({ rep, event: own });
    } else if (own) {
      await drag(rep, own);
    }
  };
  return {
    touches,
    act: async (count) => {
      for (const { key } of random.shuffle(reps).slice(0, count))
        for (let acts = random.between(1, 2); acts > 0; acts -= 1) await act(key);
    },
    drag: async ({ key }, eventId) => {
      const now = await sandbox.now();
      const event = (await sandbox.calendar(key)).events.find(({ id }) => id === eventId);
      if (!event || !isTouchable(event, now) || hasColleagues(event) || isTouched(eventId)) return false;
      await drag(key, event);
      return true;
    },
  };
}

/** A single timed event of the next weeks, late enough that it has not begun. */
function isTouchable(event: ShownEvent, now: number): boolean {
  const start = Date.parse(event.start);
  return (
    event.type === 'singleInstance' &&
    !event.isAllDay &&
    !event.isCancelled &&
    event.response !== 'declined' &&
    event.sensitivity === 'normal' &&
    start > now + 3 * HOUR &&
    start < now + 24 * DAY
  );
}

/** The copies of a colleague would move too. */
function hasColleagues(event: ShownEvent): boolean {
  return event.attendees.some(({ address }) => OWN_DOMAIN.test(address));
}
