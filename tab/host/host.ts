/** The themes of Teams' own words; `glass` and unknown ones follow the system. */
export type HostTheme = 'default' | 'dark' | 'contrast' | 'glass';

/** What the tab needs of the place that it runs in: Teams, Outlook and Microsoft 365, or a plain browser. */
export interface Host {
  readonly kind: 'teams' | 'browser';
  /** As it was when the tab connected. */
  readonly theme: HostTheme;
  /** Calls back at each change of theme; returns how to stop. */
  onThemeChange(listener: (theme: HostTheme) => void): () => void;
  /** BCP 47. */
  readonly locale: string;
  /** The page asked for: by the link in Teams, or `?page=` in a browser; empty where none was. */
  readonly page: string;
  readonly subPage: string | null;
  /** Calls back when the reader goes back or forward by the browser's own means. */
  onNavigate(listener: (page: string, subPage: string | null) => void): () => void;
  /** A token for our own API. @throws SignInNeeded where only the reader's own click may go on. */
  token(): Promise<string>;
  /** The click: may open a window or leave the page. */
  signIn(): Promise<void>;
  openLink(url: string): Promise<void>;
  /** Tells the host which page is shown. False where the host has no page of that name: nothing is lost. */
  navigate(page: string, subPage: string | null): Promise<boolean>;
}
