import { fileURLToPath } from 'node:url';
import express from 'express';
import { z } from 'zod';
import type { SandboxInside } from '../inside.ts';
import { nextQuestionGap } from './next-question-gap.ts';
import { personNamed } from './person-named.ts';
import { parseInput, SandboxProblem } from './sandbox-problem.ts';

const BUILT_PAGE = fileURLToPath(new URL('../../dist/sandbox/', import.meta.url));

/** The page itself, as it was built, at `/sandbox/`. */
export function createPageRoutes(): express.RequestHandler {
  return express.static(BUILT_PAGE, { index: 'index.html' });
}

/** The clock button that only this page has: to where the product may ask a person something. */
export function createNextGapRoute(inside: SandboxInside): express.Router {
  const { clock } = inside;
  const router = express.Router();
  router.post('/clock/next-gap', async (request, response) => {
    const { as } = parseInput(z.object({ as: z.string() }), request.body);
    const at = await nextQuestionGap(inside.db, personNamed(inside, as), clock.now());
    if (at === null)
      throw new SandboxProblem(
        409,
        'no_gap',
        'There is no free gap in the next two weeks.',
        'Make room in the calendar, or step the clock by hand.',
      );
    await clock.stepTo(at);
    const { rate, runningUntil } = clock.reading();
    const running = inside.realNow() < runningUntil;
    const generation = inside.generation();
    response.json({ now: new Date(clock.now()).toISOString(), running, rate, generation });
  });
  return router;
}
