import type { ActivityType, Classification, TimeClass } from '../../shared/classification/classification.ts';

const PLAINEST = {
  selling: 'customer_meeting',
  supporting: 'deal_internal',
  internal: 'cross_functional',
  ignored: 'marker',
} as const satisfies Record<Exclude<TimeClass, 'unsure'>, ActivityType>;

/** What somebody says of the class says nothing of the kind: the plainest of that class. */
function plainestActivity(timeClass: Exclude<TimeClass, 'unsure'>): ActivityType {
  return PLAINEST[timeClass];
}

/** The kind of an event that somebody says is of a class: the classifier's where that fits the class. */
export function activityAfter(
  said: TimeClass,
  sorted: Pick<Classification, 'top' | 'activity'>,
): ActivityType {
  return said === 'unsure' || said === sorted.top ? sorted.activity : plainestActivity(said);
}
