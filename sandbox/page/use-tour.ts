import { useState } from 'react';
import { z } from 'zod';
import type { Instant } from '../../shared/calendar/time.ts';
import { TOUR_STEPS, type TourStep } from './tour-steps.ts';

const KEY = 'followthrough-sandbox-tour';

const storedTour = z.object({
  step: z.enum(TOUR_STEPS).nullable(),
  since: z.number(),
  generation: z.number(),
});
type StoredTour = z.infer<typeof storedTour>;

/** The guided tour as far as the visitor has come; it outlives a reload. */
export interface Tour {
  /** null = dismissed, or through. */
  readonly step: TourStep | null;
  readonly since: Instant;
  /** Begins from the first step, whatever was done before. */
  start(): void;
  /** To the next step; after the last one the tour is over. */
  next(): void;
  close(): void;
}

/** Begins by itself for a newcomer, and anew when the company starts over while it is on. */
export function useTour(now: Instant, generation: number): Tour {
  const [tour, setTour] = useState<StoredTour>(
    () => load() ?? { step: TOUR_STEPS[0], since: now, generation },
  );
  const first = { step: TOUR_STEPS[0], since: now, generation };
  if (tour.generation !== generation && tour.step !== null) setTour(first);
  const keep = (next: StoredTour) => {
    setTour(next);
    localStorage.setItem(KEY, JSON.stringify(next));
  };
  return {
    step: tour.step,
    since: tour.since,
    start: () => keep(first),
    next: () => keep({ ...tour, step: tour.step === null ? null : stepAfter(tour.step) }),
    close: () => keep({ ...tour, step: null }),
  };
}

function stepAfter(step: TourStep): TourStep | null {
  return TOUR_STEPS[TOUR_STEPS.indexOf(step) + 1] ?? null;
}

/** null for a newcomer, and for what another version left behind. */
function load(): StoredTour | null {
  const text = localStorage.getItem(KEY);
  if (text === null) return null;
  try {
    return storedTour.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
