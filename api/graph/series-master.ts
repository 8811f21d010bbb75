import { z } from 'zod';
import { GraphFailure } from './graph-failure.ts';
import type { SeriesMaster } from './port.ts';

export const MASTER_FIELDS = [
  'id',
  'type',
  'iCalUId',
  'isCancelled',
  'lastModifiedDateTime',
  'recurrence',
  'cancelledOccurrences',
  'exceptionOccurrences',
].join(',');

const date = z
  .string()
  .regex(/^\d{4}-\d\d-\d\d$/)
  .nullish();

const rangeSchema = z.object({
  type: z.string().nullish(),
  startDate: date,
  endDate: date,
  recurrenceTimeZone: z.string().nullish(),
});

const masterSchema = z.object({
  id: z.string(),
  type: z.string().nullish(),
  iCalUId: z.string().nullish(),
  isCancelled: z.boolean().nullish(),
  lastModifiedDateTime: z.string().nullish(),
  recurrence: z.object({ range: rangeSchema.nullish() }).nullish(),
  cancelledOccurrences: z.array(z.string()).nullish(),
  exceptionOccurrences: z.array(z.unknown()).nullish(),
});

/**
 * Reads a series master as Graph writes it; null where the event is no series any more. Rejects what is no event as an
 * answer to ask for again.
 */
export function parseMaster(answer: unknown): SeriesMaster | null {
  const parsed = masterSchema.safeParse(answer);
  if (!parsed.success) throw new GraphFailure({ kind: 'transient', code: 'UnreadableMaster' });
  const master = parsed.data;
  if (master.type === 'singleInstance') return null;
  const range = master.recurrence?.range;
  const modifiedAt = Date.parse(master.lastModifiedDateTime ?? '');
  return {
    id: master.id,
    iCalUId: master.iCalUId ?? null,
    isCancelled: master.isCancelled ?? false,
    lastModifiedAt: Number.isNaN(modifiedAt) || modifiedAt < 0 ? null : modifiedAt,
    cancelledOccurrences: master.cancelledOccurrences ?? null,
    exceptions: master.exceptionOccurrences ?? null,
    startsOn: range?.startDate ?? null,
    // A series without an end is written as ending in the year 1; one with a number of occurrences as well.
    endsOn: range?.type === 'endDate' && range.endDate && range.endDate > '1900' ? range.endDate : null,
    timeZone: range?.recurrenceTimeZone ?? null,
  };
}
