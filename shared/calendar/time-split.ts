import type { ActivityType, TimeClass } from '../classification/classification.ts';
import type { CalendarEvent } from './event.ts';

/** An event with what it was sorted as. `key` names the activity: the same before and after a move. */
export interface ClassifiedEvent {
  readonly key: string;
  readonly event: CalendarEvent;
  readonly class: TimeClass;
  readonly activity: ActivityType;
}
