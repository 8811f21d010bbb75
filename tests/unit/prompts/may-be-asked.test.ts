import { expect, it } from 'vitest';
import { defaultWorkingHours } from '../../../shared/calendar/working-hours.ts';
import { mayBeAsked, type Willingness } from '../../../shared/prompts/may-be-asked.ts';
import { at } from '../../factories/event.ts';

const HOURS = defaultWorkingHours('Europe/Stockholm');
const NOW = at('2026-11-25 10:00');
const WILLING: Willingness = {
  isAcknowledged: true,
  hasObjected: false,
  pausedUntil: null,
  quietHours: null,
};

it.each<[string, Partial<Willingness>, boolean]>([
  ['who has acknowledged', {}, true],
  ['who has not acknowledged', { isAcknowledged: false }, false],
  ['who has objected', { hasObjected: true }, false],
  ['who has paused', { pausedUntil: NOW + 1 }, false],
  ['whose pause is over', { pausedUntil: NOW }, true],
  ['in their quiet hours', { quietHours: { from: '09:00', to: '10:30' } }, false],
  ['when quiet hours are over', { quietHours: { from: '09:00', to: '10:00' } }, true],
  ['in quiet hours that run over midnight', { quietHours: { from: '22:00', to: '10:30' } }, false],
  ['outside quiet hours that run over midnight', { quietHours: { from: '22:00', to: '08:00' } }, true],
])('a rep %s', (_, said, may) => {
  expect(mayBeAsked({ ...WILLING, ...said }, NOW, HOURS)).toBe(may);
});
