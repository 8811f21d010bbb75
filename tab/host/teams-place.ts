/**
 * The app's one tab in Teams. Its pages are in the app's own row of tabs: a second row above it would say the same twice,
 * and name pages that this reader has not.
 */
const HOME = 'home';

/** Where a link into Teams leads: to a page by itself, or to the one tab with `page/subPage` behind it. */
export function parseTeamsPlace(
  entityId: string,
  subEntityId: string | undefined,
): { page: string; subPage: string | null } {
  const behind = subEntityId ?? '';
  const [page = '', ...rest] = entityId === HOME ? behind.split('/') : [entityId, behind];
  return { page, subPage: rest.join('/') || null };
}

/** Teams has no tab of that name to go to. */
export function isHome(entityId: string): boolean {
  return entityId === HOME;
}
