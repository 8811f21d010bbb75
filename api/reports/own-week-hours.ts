import { z } from 'zod';
import { HOUR, MINUTE } from '../../shared/calendar/time.ts';
import { trailingMinutes } from '../../shared/reasons/internal-load.ts';

const weekLoad = z.object({
  week: z.string(),
  internalMinutes: z.number(),
  coverage: z.number(),
  valid: z.boolean(),
});
const loadInputs = z.object({ load: weekLoad, ownWeeks: z.array(weekLoad) });

/**
 * Planned internal hours of the own weeks that an answer's week was compared with, the latest first, from the inputs that
 * were stored with it: the picture shows what the verdict was made of, not what the calendar holds by now.
 */
export function ownWeekHours(evidenceInputs: string): number[] {
  const { load, ownWeeks } = loadInputs.parse(JSON.parse(evidenceInputs));
  return trailingMinutes(load, ownWeeks).map(toTenths);
}

function toTenths(minutes: number): number {
  return Math.round((10 * minutes * MINUTE) / HOUR) / 10;
}
