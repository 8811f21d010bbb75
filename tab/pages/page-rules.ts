import type { Me } from '../../shared/contract/me.ts';

/** In the order of their tabs. Links of cards name them. */
export const PAGE_KEYS = [
  'time',
  'week',
  'trend',
  'moved',
  'team',
  'looks',
  'settings',
  'setup',
  'rules',
  'health',
  'classification',
  'audit',
  'own',
] as const;
export type PageKey = (typeof PAGE_KEYS)[number];

interface PageRules {
  readonly title: `pages.${PageKey}`;
  /** A team's page has a team as its sub-page; a rep's own, or one for those who govern, has none, or what it should open at. */
  readonly about: 'team' | 'self' | 'tenant';
  readonly isFor: (me: Me) => boolean;
  /** Which teams a team's page may be about. */
  readonly teams?: (me: Me) => Me['manages'];
  /** Opens to a rep only when they have said that they read what is collected, why, and who sees what (R10). */
  readonly afterFirstRun?: true;
}

/** For whom each page is, and what it is about. Its code is in the registry. */
export const PAGE_RULES: Readonly<Record<PageKey, PageRules>> = {
  time: {
    title: 'pages.time',
    about: 'team',
    isFor: (me) => me.manages.length > 0,
    teams: (me) => me.manages,
  },
  week: { title: 'pages.week', about: 'self', isFor: isRep, afterFirstRun: true },
  trend: { title: 'pages.trend', about: 'self', isFor: isRep, afterFirstRun: true },
  moved: { title: 'pages.moved', about: 'self', isFor: isRep, afterFirstRun: true },
  team: {
    title: 'pages.team',
    about: 'team',
    isFor: (me) => teamsAround(me).length > 0,
    teams: teamsAround,
    afterFirstRun: true,
  },
  looks: { title: 'pages.looks', about: 'self', isFor: isRep, afterFirstRun: true },
  settings: { title: 'pages.settings', about: 'self', isFor: isRep },
  setup: { title: 'pages.setup', about: 'tenant', isFor: governs },
  rules: { title: 'pages.rules', about: 'tenant', isFor: governs },
  health: { title: 'pages.health', about: 'tenant', isFor: governs },
  classification: { title: 'pages.classification', about: 'tenant', isFor: governs },
  audit: { title: 'pages.audit', about: 'tenant', isFor: governs },
  own: { title: 'pages.own', about: 'self', isFor: () => true },
};

function governs(me: Me): boolean {
  return me.governs !== null;
}

function isRep(me: Me): boolean {
  return me.rep !== null;
}

/** The teams whose figures include the reader. */
function teamsAround({ rep }: Me): Me['manages'] {
  return rep === null ? [] : rep.teams;
}

/** The teams that the reader may choose from on a page. */
export function teamsOf(page: PageKey, me: Me): Me['manages'] {
  return PAGE_RULES[page].teams?.(me) ?? [];
}

/** Whether the page waits for the reader to have read what is collected; who has objected is not read at all. */
export function waitsForFirstRun(page: PageKey, { rep }: Me): boolean {
  if (rep === null || rep.acknowledged || rep.state === 'objected') return false;
  return PAGE_RULES[page].afterFirstRun === true;
}
