import { createContext, use } from 'react';
import type { ApiClient } from './api-client.ts';
import type { Host } from './host/host.ts';
import type { ChartPaint } from './theme/palette.ts';
import type { Mode } from './theme/resolve-mode.ts';
import type { Language } from './words/create-i18n.ts';

/** What every page may use. Wired once, in `app.tsx`. */
export interface Services {
  readonly host: Host;
  readonly api: ApiClient;
  readonly language: Language;
  readonly mode: Mode;
  readonly paint: ChartPaint;
}

export const ServicesContext = createContext<Services | null>(null);

export function useServices(): Services {
  const services = use(ServicesContext);
  if (services === null) throw new Error('A page stands outside the app.');
  return services;
}
