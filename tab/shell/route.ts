import type { Me } from '../../shared/contract/me.ts';
import { PAGE_KEYS, PAGE_RULES, teamsOf, type PageKey } from '../pages/page-rules.ts';

export interface Place {
  readonly page: string;
  readonly subPage: string | null;
}

/** The page that is shown, and what it is about. */
export interface Route {
  readonly page: PageKey;
  readonly subPage: string | null;
}

/** The pages that there are for this reader, in the order of their tabs. */
export function pagesFor(me: Me): PageKey[] {
  return PAGE_KEYS.filter((key) => PAGE_RULES[key].isFor(me));
}

/**
 * From what the host asks for to what this reader may see: an unknown page becomes the first of theirs, an
 * unknown team the first they may choose. null where there is no page for them.
 */
export function parseRoute({ page, subPage }: Place, me: Me): Route | null {
  const open = pagesFor(me);
  const asked = open.find((key) => key === page);
  const shown = asked ?? open[0];
  if (shown === undefined) return null;
  const about = asked === undefined ? null : subPage;
  if (PAGE_RULES[shown].about !== 'team') return { page: shown, subPage: about };
  const teams = teamsOf(shown, me);
  const team = teams.find(({ id }) => id === about) ?? teams[0];
  return team === undefined ? null : { page: shown, subPage: team.id };
}
