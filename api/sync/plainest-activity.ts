import type { ActivityType, TimeClass } from '../../shared/classification/classification.ts';

const PLAINEST = {
  selling: 'customer_meeting',
  supporting: 'deal_internal',
  internal: 'cross_functional',
  ignored: 'marker',
} as const satisfies Record<Exclude<TimeClass, 'unsure'>, ActivityType>;

/** What somebody says of the class says nothing of the kind: the plainest of that class. */
export function plainestActivity(timeClass: Exclude<TimeClass, 'unsure'>): ActivityType {
  return PLAINEST[timeClass];
}
