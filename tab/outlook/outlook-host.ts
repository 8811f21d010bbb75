import type { Host } from '../host/host.ts';
import { nestedTokenSource } from '../host/token-source.ts';

/** Outlook answers within a second; where its script is missing or nobody answers, this is a browser. */
const PATIENCE = 5_000;

/** The pane's host. null outside Outlook: there is no form to read. */
export async function connectOutlook(): Promise<Host | null> {
  if (typeof Office === 'undefined') return null;
  const alone = Promise.withResolvers<null>();
  const timer = setTimeout(() => alone.resolve(null), PATIENCE);
  const info = await Promise.race([Office.onReady(), alone.promise]);
  clearTimeout(timer);
  return info?.host === Office.HostType.Outlook ? outlookHost() : null;
}

function outlookHost(): Host {
  const tokens = nestedTokenSource();
  return {
    kind: 'browser',
    theme: isDark() ? 'dark' : 'default',
    onThemeChange: () => () => undefined,
    locale: Office.context.displayLanguage,
    page: '',
    subPage: null,
    onNavigate: () => () => undefined,
    token: tokens.token,
    signIn: tokens.signIn,
    openLink: async (url) => {
      window.open(url, '_blank', 'noopener');
    },
    navigate: async () => false,
  };
}

/** By the pane's ground: `#1f1f1f` is dark. Clients without a theme are light. */
function isDark(): boolean {
  const theme: unknown = Office.context.officeTheme;
  const ground =
    typeof theme === 'object' && theme !== null && 'bodyBackgroundColor' in theme
      ? String(theme.bodyBackgroundColor)
      : '';
  const [red = 255, green = 255, blue = 255] = (ground.match(/[0-9a-f]{2}/gi) ?? []).map((part) =>
    Number.parseInt(part, 16),
  );
  return red + green + blue < 3 * 128;
}
