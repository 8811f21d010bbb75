import { Temporal } from 'temporal-polyfill';
import express from 'express';
import { z } from 'zod';
import type { Instant } from '../../shared/calendar/time.ts';
import { readCalendarView } from '../calendar/read-calendar.ts';
import { wallClockInstant } from '../calendar/recurrence.ts';
import type { Person } from '../company/person.ts';
import type { SandboxInside } from '../inside.ts';
import { personNamed } from './person-named.ts';
import { parseInput } from './sandbox-problem.ts';

const HOME_ZONE = 'Europe/Stockholm';
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** A gap that the product asks in: this long, and so long after a meeting. */
const GAP_MS = 10 * MINUTE;
const AFTER_MEETING_MS = 5 * MINUTE;

const stepped = z.union([
  z.object({ milliseconds: z.number().int().positive() }),
  z.object({ to: z.iso.datetime({ offset: true }) }),
]);

/** Reading and moving the sandbox's time. Every answer is the clock as it stands then. */
export function createClockRoutes(inside: SandboxInside): express.Router {
  const { clock } = inside;
  const router = express.Router();
  const answer = (response: express.Response) => {
    const { rate, runningUntil } = clock.reading();
    const running = inside.realNow() < runningUntil;
    response.json({
      now: new Date(clock.now()).toISOString(),
      running,
      rate,
      generation: inside.generation(),
    });
  };
  router.get('/clock', (_request, response) => answer(response));
  router.post('/clock/step', async (request, response) => {
    const step = parseInput(stepped, request.body);
    await ('to' in step ? clock.stepTo(Date.parse(step.to)) : clock.step(step.milliseconds));
    answer(response);
  });
  router.post('/clock/heartbeat', async (_request, response) => {
    await clock.heartbeat();
    answer(response);
  });
  router.post('/clock/next-day', async (_request, response) => {
    await clock.stepTo(nextMorning(clock.now()));
    answer(response);
  });
  router.post('/clock/next-free-gap', async (request, response) => {
    const { as } = parseInput(z.object({ as: z.string() }), request.body);
    await clock.stepTo(await nextFreeGap(inside, personNamed(inside, as)));
    answer(response);
  });
  router.post('/start-over', async (_request, response) => {
    await inside.startOver();
    answer(response);
  });
  return router;
}

/** 08:00 of the next day in Stockholm. */
function nextMorning(now: Instant): Instant {
  const today = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(HOME_ZONE).toPlainDate();
  return wallClockInstant(today.add({ days: 1 }).toString(), '08:00', HOME_ZONE);
}

/** The next moment inside working hours that starts ten free minutes, five minutes after a meeting. */
async function nextFreeGap(inside: SandboxInside, person: Person): Promise<Instant> {
  const now = inside.clock.now();
  const view = await readCalendarView(inside.db, person.key, { start: now - DAY, end: now + 14 * DAY });
  const busy = view.filter((item) => !item.content.isAllDay && !['free'].includes(item.content.showAs));
  for (let at = now + MINUTE; at < now + 14 * DAY; at += MINUTE) {
    const free = busy.every((item) => item.end + AFTER_MEETING_MS <= at || item.start >= at + GAP_MS);
    if (free && isWorkingTime(at, person.timeZone)) return at;
  }
  return now;
}

function isWorkingTime(at: Instant, timeZone: string): boolean {
  const local = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone);
  return local.dayOfWeek <= 5 && local.hour >= 8 && local.hour < 17;
}
