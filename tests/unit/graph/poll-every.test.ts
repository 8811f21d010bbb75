import { expect, it } from 'vitest';
import { pollEvery } from '../../../api/sync/poll-every.ts';
import { HOUR, MINUTE } from '../../../shared/calendar/time.ts';

it.each([
  ['whose bell rings', 'rings', false, 6 * HOUR],
  ['whose bell fell silent', 'silent', false, HOUR],
  ['without a bell', 'none', false, 15 * MINUTE],
  ['that is only to be looked at', 'none', true, 5 * MINUTE],
  ['whose bell is about to be ended', 'rings', true, 5 * MINUTE],
] as const)('a calendar %s is looked at all the same', (_, bell, pollOnly, every) => {
  expect(pollEvery(bell, { pollOnly })).toBe(every);
});
