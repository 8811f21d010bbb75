import { z } from 'zod';
import type { CalendarEvent } from '../../shared/calendar/event.ts';
import { classifyWithLessons } from '../../shared/classification/apply-lessons.ts';
import type { ClassificationContext } from '../../shared/classification/classification.ts';
import { learnFromCorrections, type Correction } from '../../shared/classification/corrections.ts';
import { ACTIVITIES, ANSWERS } from '../../shared/classification/points.ts';
import { hostOf } from '../../shared/classification/room.ts';
import { contextSchema, readEvent } from './classify-input.ts';

const caseSchema = z.object({
  id: z.string(),
  context: contextSchema,
  given: z.array(
    z.object({
      event: z.unknown(),
      correction: z.object({ label: z.enum(ANSWERS), activity: z.enum(ACTIVITIES).nullish() }),
    }),
  ),
  expect: z.array(z.object({ event: z.unknown() })),
});

/** One case: what is said of each expected event once the given corrections are made. Expected labels are not read. */
export function answerCorrectionCase(raw: unknown): {
  id: string;
  results: { eventId: string; label: string }[];
} {
  const { id, context, given, expect } = caseSchema.parse(raw);
  const corrections = given.map(({ event: rawEvent, correction }, at): Correction => {
    const event = readEvent(rawEvent, context);
    return {
      by: ownerOf(event, context),
      byAdmin: false,
      at,
      event,
      class: correction.label,
      activity: correction.activity ?? null,
      scope: 'like',
    };
  });
  const lessons = learnFromCorrections(corrections, context);
  const results = expect.map(({ event: rawEvent }) => {
    const event = readEvent(rawEvent, context);
    const answer = classifyWithLessons(event, { ...context, self: ownerOf(event, context) }, lessons);
    return { eventId: event.id, label: answer.class };
  });
  return { id, results };
}

/** Whose calendar it is: the case's person, unless only another colleague can be. */
function ownerOf(event: CalendarEvent, context: ClassificationContext): string {
  const colleagues = event.attendees
    .map(({ address }) => address)
    .filter((address) => context.ownDomains.includes(hostOf(address)));
  if (event.isOrganizer && event.organizer !== null) return event.organizer;
  return colleagues.includes(context.self) ? context.self : (colleagues[0] ?? context.self);
}
