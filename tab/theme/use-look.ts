import { useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import type { Host } from '../host/host.ts';
import { chartPaint, type ChartPaint } from './palette.ts';
import { resolveMode, type Mode } from './resolve-mode.ts';

export interface Look {
  readonly mode: Mode;
  readonly paint: ChartPaint;
}

/** The look as the host and the system have it now; follows both at once. */
export function useLook(host: Host): Look {
  const [theme, setTheme] = useState(host.theme);
  useEffect(() => host.onThemeChange(setTheme), [host]);
  const dark = useMedia('(prefers-color-scheme: dark)');
  const forcedColors = useMedia('(forced-colors: active)');
  return useMemo(() => {
    const mode = resolveMode(theme, { dark, forcedColors });
    return { mode, paint: chartPaint(mode, forcedColors) };
  }, [theme, dark, forcedColors]);
}

function useMedia(query: string): boolean {
  const list = useMemo(() => matchMedia(query), [query]);
  return useSyncExternalStore(
    (changed) => {
      list.addEventListener('change', changed);
      return () => list.removeEventListener('change', changed);
    },
    () => list.matches,
  );
}
