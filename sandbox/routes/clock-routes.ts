import { Temporal } from 'temporal-polyfill';
import express from 'express';
import { z } from 'zod';
import type { Instant } from '../../shared/calendar/time.ts';
import { wallClockInstant } from '../calendar/recurrence.ts';
import type { SandboxInside } from '../inside.ts';
import { nextQuestionGap } from './next-question-gap.ts';
import { personNamed } from './person-named.ts';
import { parseInput, SandboxProblem } from './sandbox-problem.ts';

const HOME_ZONE = 'Europe/Stockholm';

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
  router.post('/clock/next-gap', async (request, response) => {
    const { as } = parseInput(z.object({ as: z.string() }), request.body);
    await clock.stepTo(await nextGap(inside, as));
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

/** Where the product may ask that person something. */
async function nextGap(inside: SandboxInside, as: string): Promise<Instant> {
  const at = await nextQuestionGap(inside.db, personNamed(inside, as), inside.clock.now());
  if (at !== null) return at;
  throw new SandboxProblem(
    409,
    'no_gap',
    'There is no free gap in the next two weeks.',
    'Make room in the calendar, or step the clock by hand.',
  );
}
