import { z } from 'zod';

const withActions = z.object({
  body: z.array(z.object({ actions: z.array(z.object({ verb: z.string().optional() })).optional() })),
});

/** Whether a card asks for a reason: one of its buttons answers. */
export function cardHasQuestion(card: object): boolean {
  return verbsOf(card).some((verb) => verb.startsWith('answer '));
}

/** Whether a card thanks for one: the answer can be reconsidered. */
export function cardHasAnswer(card: object): boolean {
  return verbsOf(card).some((verb) => verb.startsWith('reconsider '));
}

function verbsOf(card: object): readonly string[] {
  const parsed = withActions.safeParse(card);
  if (!parsed.success) return [];
  return parsed.data.body.flatMap(({ actions }) => actions ?? []).flatMap(({ verb }) => verb ?? []);
}
