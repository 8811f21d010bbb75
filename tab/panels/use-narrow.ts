import { useSyncExternalStore } from 'react';

const NARROW = '(max-width: 639px)';
const SMALL = '(max-width: 347px)';
const WIDE = '(min-width: 1024px)';

/** One column, as on a phone. */
export function useNarrow(): boolean {
  return useMedia(NARROW);
}

/** The narrowest phone, where most sentences take a line more than on others. */
export function useSmall(): boolean {
  return useMedia(SMALL);
}

/** Room for a wide and a narrow column beside each other. */
export function useWide(): boolean {
  return useMedia(WIDE);
}

function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (changed) => {
      const list = matchMedia(query);
      list.addEventListener('change', changed);
      return () => list.removeEventListener('change', changed);
    },
    () => matchMedia(query).matches,
  );
}
