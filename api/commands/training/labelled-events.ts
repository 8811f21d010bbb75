import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { CalendarEvent } from '../../../shared/calendar/event.ts';
import { ACTIVITIES, ANSWERS } from '../../../shared/classification/points.ts';
import type { ClassificationContext } from '../../../shared/classification/classification.ts';
import { parseClassifyInput } from '../classify-input.ts';

export interface LabelledEvent {
  readonly id: string;
  readonly tenant: string;
  readonly event: CalendarEvent;
  readonly context: ClassificationContext;
  readonly label: (typeof ANSWERS)[number];
  readonly activity: (typeof ACTIVITIES)[number];
  readonly answerable: boolean;
  readonly language: string;
}

const labels = z.object({
  label: z.enum(ANSWERS),
  activity: z.enum(ACTIVITIES),
  answerable: z.boolean(),
  language: z.string(),
});

/** Labelled lines as in the labelling guide. A tenant is known by its first own domain. */
export function readLabelledEvents(file: URL | string): LabelledEvent[] {
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const raw: unknown = JSON.parse(line);
      const input = parseClassifyInput(raw);
      return { ...input, ...labels.parse(raw), tenant: [...input.context.ownDomains].sort()[0] ?? '' };
    });
}
