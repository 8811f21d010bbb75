import express from 'express';
import { z } from 'zod';
import type { SandboxInside } from '../inside.ts';
import { personNamed } from './person-named.ts';
import { parseInput } from './sandbox-problem.ts';

const asked = z.object({ as: z.string() });
const said = asked.extend({ text: z.string().trim().min(1).max(2_000) });
const tapped = asked.extend({
  activityId: z.string(),
  action: z.object({
    type: z.enum(['Action.Execute', 'Action.Submit']),
    title: z.string().optional(),
    verb: z.string().optional(),
    data: z.record(z.string(), z.unknown()).optional(),
  }),
});

/** The chat with the bot as one person has it in Teams: what stands there, a tap on a card, a word. */
export function createChatRoutes(inside: SandboxInside): express.Router {
  const { chat } = inside.teams;
  const router = express.Router();
  router.get('/chat', async (request, response) => {
    response.json(await chat.chat(keyOf(inside, parseInput(asked, request.query))));
  });
  router.post('/chat/tap', async (request, response) => {
    const { activityId, action, ...who } = parseInput(tapped, request.body);
    response.json(await chat.tap(keyOf(inside, who), activityId, action));
  });
  router.post('/chat/say', async (request, response) => {
    const { text, ...who } = parseInput(said, request.body);
    await chat.say(keyOf(inside, who), text);
    response.status(204).end();
  });
  return router;
}

function keyOf(inside: SandboxInside, { as }: { readonly as: string }): string {
  return personNamed(inside, as).key;
}
