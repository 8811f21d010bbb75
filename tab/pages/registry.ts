import { lazy, type ComponentType, type LazyExoticComponent } from 'react';
import { PAGE_KEYS, type PageKey } from './page-rules.ts';

export interface PageProps {
  /** What the page is about: a team's id on a team's page. */
  readonly subPage: string | null;
}

type PageModule = { readonly default: ComponentType<PageProps> };

const CODE: Readonly<Record<PageKey, () => Promise<PageModule>>> = {
  time: () => import('./time.tsx'),
  week: () => import('./week.tsx'),
  trend: () => import('./trend.tsx'),
  moved: () => import('./moved.tsx'),
  team: () => import('./team.tsx'),
  looks: () => import('./looks.tsx'),
  settings: () => import('./settings.tsx'),
  setup: () => import('./setup.tsx'),
  rules: () => import('./rules.tsx'),
  health: () => import('./health.tsx'),
  classification: () => import('./classification.tsx'),
  audit: () => import('./audit.tsx'),
  own: () => import('./own-calendar.tsx'),
};

/** Every page; its code is fetched when it is first opened. */
export const PAGES: Readonly<Record<PageKey, LazyExoticComponent<ComponentType<PageProps>>>> = {
  time: lazy(CODE.time),
  week: lazy(CODE.week),
  trend: lazy(CODE.trend),
  moved: lazy(CODE.moved),
  team: lazy(CODE.team),
  looks: lazy(CODE.looks),
  settings: lazy(CODE.settings),
  setup: lazy(CODE.setup),
  rules: lazy(CODE.rules),
  health: lazy(CODE.health),
  classification: lazy(CODE.classification),
  audit: lazy(CODE.audit),
  own: lazy(CODE.own),
};

/** Fetches a page's code while it is not yet known whether the reader may see it: it holds no figures. */
export function fetchPageEarly(page: string): void {
  const key = PAGE_KEYS.find((known) => known === page);
  // A failure shows itself when the page is opened.
  if (key !== undefined) void CODE[key]().catch(() => undefined);
}
