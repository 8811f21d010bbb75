import { z } from 'zod';

const withActions = z.object({
  body: z.array(z.object({ actions: z.array(z.object({ verb: z.string().optional() })).optional() })),
});

/** Whether a card asks for a reason: one of its buttons answers. */
export function cardHasQuestion(card: object): boolean {
  const parsed = withActions.safeParse(card);
  if (!parsed.success) return false;
  return parsed.data.body
    .flatMap(({ actions }) => actions ?? [])
    .some(({ verb }) => verb?.startsWith('answer ') === true);
}
