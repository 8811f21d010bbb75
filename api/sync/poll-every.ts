import { HOUR, MINUTE } from '../../shared/calendar/time.ts';
import type { Bell } from '../store/mailbox-store.ts';
import type { TenantSettings } from '../store/tenant-settings.ts';

/** Bells can fail for days: a calendar is looked at all the same. */
const WITH_BELL = 6 * HOUR;
/** One that fell silent is made anew; until it rings nobody knows whether that helped. */
const SILENT = HOUR;
/** Where nothing rings, looking is all there is. */
const WITHOUT_BELL = 15 * MINUTE;
/** And where nothing is meant to ring, it is what an organisation chose. */
const POLL_ONLY = 5 * MINUTE;

/** How long after one look at a calendar comes the next, if nothing rings. */
export function pollEvery(bell: Bell, { pollOnly }: Pick<TenantSettings, 'pollOnly'>): number {
  if (pollOnly) return POLL_ONLY;
  return { rings: WITH_BELL, silent: SILENT, none: WITHOUT_BELL }[bell];
}
