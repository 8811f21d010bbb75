import { app, authentication, nestedAppAuth, pages } from '@microsoft/teams-js';
import type { Host, HostTheme } from './host.ts';
import { isHome, parseTeamsPlace } from './teams-place.ts';
import { nestedTokenSource, teamsTokenSource } from './token-source.ts';

/** Resolves to null where no host answers: that is a browser, and no failure. */
export async function connectTeams(): Promise<Host | null> {
  const context = await openContext();
  if (context === null) return null;
  const listeners = new Set<(theme: HostTheme) => void>();
  app.registerOnThemeChangeHandler((theme) => {
    for (const listener of listeners) listener(parseTheme(theme));
  });
  app.notifyAppLoaded();
  void app.notifySuccess();
  const tokens = createTokenSource();
  return {
    kind: 'teams',
    theme: parseTheme(context.app.theme),
    onThemeChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    locale: context.app.locale,
    ...parseTeamsPlace(context.page.id, context.page.subPageId),
    onNavigate: () => () => undefined,
    token: tokens.token,
    signIn: tokens.signIn,
    openLink: (url) => app.openLink(url),
    navigate: async (page, subPage) => {
      if (isHome(context.page.id) || !pages.currentApp.isSupported()) return false;
      const target = subPage === null ? { pageId: page } : { pageId: page, subPageId: subPage };
      return pages.currentApp.navigateTo(target).then(
        () => true,
        () => false,
      );
    },
  };
}

async function openContext(): Promise<app.Context | null> {
  try {
    await app.initialize();
    return await app.getContext();
  } catch {
    return null;
  }
}

function parseTheme(theme: string): HostTheme {
  switch (theme) {
    case 'default':
    case 'dark':
    case 'contrast':
      return theme;
    default:
      return 'glass';
  }
}

/** Nested app authentication where the host recommends it; its bridge reaches the top frame only. */
function createTokenSource() {
  return nestedAppAuth.isNAAChannelRecommended() && window.parent === window.top
    ? nestedTokenSource()
    : teamsTokenSource((silent) => authentication.getAuthToken({ silent }));
}
