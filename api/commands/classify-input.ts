import { z } from 'zod';
import type { CalendarEvent } from '../../shared/calendar/event.ts';
import { parseGraphEvent } from '../../shared/calendar/parse-graph-event.ts';
import type { ClassificationContext } from '../../shared/classification/classification.ts';

export interface ClassifyInput {
  readonly id: string;
  readonly event: CalendarEvent;
  readonly context: ClassificationContext;
}

const domains = z.array(z.string().min(1)).transform((list) => list.map((domain) => domain.toLowerCase()));
const listOrNull = domains.nullish().transform((list) => list ?? null);
export const contextSchema = z
  .object({
    user: z.string().includes('@').toLowerCase(),
    tenantDomains: domains,
    customerDomains: listOrNull,
    partnerDomains: listOrNull,
    vendorDomains: listOrNull,
  })
  .transform(({ user, tenantDomains, ...lists }): ClassificationContext => ({
    self: user,
    ownDomains: tenantDomains,
    ...lists,
  }));
const lineSchema = z.object({ id: z.string(), context: contextSchema, event: z.unknown() });

/** One line in the form of the labelling guide. Throws a zod error or `UnreadableEvent`, which name the field. */
export function parseClassifyInput(raw: unknown): ClassifyInput {
  const { id, context, event } = lineSchema.parse(raw);
  return { id, context, event: readEvent(event, context) };
}

/** Throws `UnreadableEvent`. No zone bears on a class, so UTC stands in for the person's. */
export function readEvent(raw: unknown, context: ClassificationContext): CalendarEvent {
  return parseGraphEvent(raw, { self: context.self, mailbox: context.self, timeZone: 'UTC' });
}
