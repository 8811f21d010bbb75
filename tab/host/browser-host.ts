import type { Host } from './host.ts';
import { browserTokenSource } from './token-source.ts';

/** The tab on its own: the address bar says which page, the system says which theme and language. */
export function connectBrowser(): Host {
  const tokens = browserTokenSource();
  const place = readPlace();
  return {
    kind: 'browser',
    theme: 'glass',
    onThemeChange: () => () => undefined,
    locale: navigator.language,
    page: place.page,
    subPage: place.subPage,
    onNavigate: (listener) => {
      const read = () => {
        const { page, subPage } = readPlace();
        listener(page, subPage);
      };
      addEventListener('popstate', read);
      return () => removeEventListener('popstate', read);
    },
    token: tokens.token,
    signIn: tokens.signIn,
    openLink: async (url) => {
      window.open(url, '_blank', 'noopener');
    },
    navigate: async (page, subPage) => {
      const search = new URLSearchParams({ page });
      if (subPage !== null) search.set('sub', subPage);
      history.pushState(null, '', `?${search}`);
      return true;
    },
  };
}

function readPlace() {
  const search = new URLSearchParams(location.search);
  return { page: search.get('page') ?? '', subPage: search.get('sub') };
}
