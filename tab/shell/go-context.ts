import { createContext, use } from 'react';
import type { Place } from './route.ts';

export const GoContext = createContext<((place: Place) => void) | null>(null);

/** The way from inside a page to another. */
export function useGo(): (place: Place) => void {
  const go = use(GoContext);
  if (go === null) throw new Error('A page stands outside the shell.');
  return go;
}
