import { createContext, use } from 'react';
import type { LocalDate } from '../../shared/calendar/time.ts';
import type { Side } from './tour-steps.ts';

/** What the tour asks of the panels, and hears from them. */
export interface TourPlace {
  /** The meeting that it points at. */
  readonly eventId: string | null;
  /** A day that the calendar is to show, once for each time it is asked. */
  readonly lookAt: { readonly date: LocalDate } | null;
  readonly onSide: (side: Side) => void;
}

export const TourPlaceValue = createContext<TourPlace>({
  eventId: null,
  lookAt: null,
  onSide: () => undefined,
});

export function useTourPlace(): TourPlace {
  return use(TourPlaceValue);
}
