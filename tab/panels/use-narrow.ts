import { useSyncExternalStore } from 'react';

const NARROW = '(max-width: 639px)';
const WIDE = '(min-width: 1024px)';

/** One column, as on a phone. */
export function useNarrow(): boolean {
  return useMedia(NARROW);
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
