import type { HostTheme } from '../host/host.ts';

/** The three looks that a page has. */
export type Mode = 'light' | 'dark' | 'contrast';

export interface SystemLook {
  readonly dark: boolean;
  readonly forcedColors: boolean;
}

/** Forced colours win over the host's theme; a theme without a look of its own follows the system. */
export function resolveMode(theme: HostTheme, system: SystemLook): Mode {
  if (system.forcedColors) return 'contrast';
  switch (theme) {
    case 'default':
      return 'light';
    case 'dark':
      return 'dark';
    case 'contrast':
      return 'contrast';
    case 'glass':
      return system.dark ? 'dark' : 'light';
  }
}
