import type { Me } from '../../shared/contract/me.ts';

/** In the order of their tabs. The keys are the host's entity ids. */
export const PAGE_KEYS = ['time', 'week', 'moved', 'own'] as const;
export type PageKey = (typeof PAGE_KEYS)[number];

interface PageRules {
  readonly title: `pages.${PageKey}`;
  /** A team's page has a team as its sub-page; a rep's own has none, or what it should open at. */
  readonly about: 'team' | 'self';
  readonly isFor: (me: Me) => boolean;
}

/** For whom each page is, and what it is about. Its code is in the registry. */
export const PAGE_RULES: Readonly<Record<PageKey, PageRules>> = {
  time: { title: 'pages.time', about: 'team', isFor: (me) => me.manages.length > 0 },
  week: { title: 'pages.week', about: 'self', isFor: (me) => me.rep !== null },
  moved: { title: 'pages.moved', about: 'self', isFor: (me) => me.rep !== null },
  own: { title: 'pages.own', about: 'self', isFor: () => true },
};
