import { lazy, type ComponentType, type LazyExoticComponent } from 'react';

export interface PageProps {
  /** What the page is about: a team's id on a team's page. */
  readonly subPage: string | null;
}

export type PageKey = 'time';

interface Page {
  readonly title: 'pages.time' | 'pages.moved';
  /** A team's page has a team as its sub-page; a rep's own has none. */
  readonly about: 'team' | 'self';
  readonly component: LazyExoticComponent<ComponentType<PageProps>>;
}

/** Every page, fetched when it is first opened. The keys are the host's entity ids. */
export const PAGES: Readonly<Record<PageKey, Page>> = {
  time: { title: 'pages.time', about: 'team', component: lazy(() => import('./time.tsx')) },
};
