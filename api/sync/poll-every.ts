import { HOUR, MINUTE } from '../../shared/calendar/time.ts';
import type { Subscription } from '../store/subscription-store.ts';
import type { TenantSettings } from '../store/tenant-settings.ts';

/** Bells can fail for days: a calendar is looked at all the same. */
const WITH_BELL = 6 * HOUR;
/** Where nothing rings, looking is all there is. */
const WITHOUT_BELL = 15 * MINUTE;
/** And where nothing is meant to ring, it is what an organisation chose. */
const POLL_ONLY = 5 * MINUTE;

/** How long after one look at a calendar comes the next, if nothing rings. */
export function pollEvery(
  bell: Pick<Subscription, 'silentSince'> | null,
  { pollOnly }: Pick<TenantSettings, 'pollOnly'>,
): number {
  if (pollOnly) return POLL_ONLY;
  return bell === null || bell.silentSince !== null ? WITHOUT_BELL : WITH_BELL;
}
