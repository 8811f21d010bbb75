import { describe, expect, it } from 'vitest';
import { readLabelledEvents, type LabelledEvent } from '../../../api/commands/training/labelled-events.ts';
import type { Classification, ClassificationContext } from '../../../shared/classification/classification.ts';
import { classify } from '../../../shared/classification/classify.ts';

const fixtures = new URL('../../fixtures/classification/', import.meta.url);
const events = ['dev.jsonl', 'made-words-1.jsonl', 'made-weeks-1.jsonl', 'made-weeks-3.jsonl'].flatMap(
  (name) => readLabelledEvents(new URL(name, fixtures)),
);
const expected = new Map(events.map(({ id, event, context }) => [id, classify(event, context)]));

const reversed = (list: readonly string[] | null): string[] | null => list && [...list].reverse();
function backwards(context: ClassificationContext): ClassificationContext {
  return {
    self: context.self,
    ownDomains: [...context.ownDomains].reverse(),
    customerDomains: reversed(context.customerDomains),
    partnerDomains: reversed(context.partnerDomains),
    vendorDomains: reversed(context.vendorDomains),
  };
}

function differing(order: readonly LabelledEvent[], found: (one: LabelledEvent) => Classification): string[] {
  return order
    .filter((one) => JSON.stringify(found(one)) !== JSON.stringify(expected.get(one.id)))
    .map(({ event }) => event.title);
}

describe('every labelled event', () => {
  it('comes out the same whatever was read before it, and in whatever order attendees and lists stand', () => {
    expect(
      differing(events.toReversed(), ({ event, context }) =>
        classify({ ...event, attendees: event.attendees.toReversed() }, backwards(context)),
      ),
    ).toEqual([]);
  });

  it('comes out the same on a second reading', () => {
    expect(differing(events, ({ event, context }) => classify(event, context))).toEqual([]);
  });
});
