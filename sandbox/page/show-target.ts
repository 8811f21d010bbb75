import type { TourTarget } from './tour-steps.ts';

/** How long the calendar may take to draw another day. */
const LOOKS = 20;
const LOOK_EVERY_MS = 50;

/** Brings the thing into view and puts the keyboard on it. */
export function showTarget(target: TourTarget, looks = LOOKS): void {
  const found = document.querySelector<HTMLElement>(`[data-tour-target='${target}']`);
  if (found === null) {
    if (looks > 0) setTimeout(() => showTarget(target, looks - 1), LOOK_EVERY_MS);
    return;
  }
  const thing = found.closest<HTMLElement>('.event') ?? found;
  const isCalm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  thing.scrollIntoView({ block: 'center', behavior: isCalm ? 'auto' : 'smooth' });
  const focusable = thing.matches('[tabindex], button, select')
    ? thing
    : thing.querySelector<HTMLElement>('button, select, [tabindex]');
  focusable?.focus({ preventScroll: true });
}
