import type { Language } from '../../shared/locales/text.ts';

/** What the visitor has chosen; it stands in the address, so that a reload and a link keep it. */
export interface Choices {
  readonly as: string;
  readonly language: Language;
  readonly look: 'light' | 'dark';
}

export interface Surroundings {
  readonly languages: readonly string[];
  readonly prefersDark: boolean;
}

/** From the address, else from the browser: Swedish for readers of Swedish, the system's look, the first rep. */
export function parseChoices(search: string, { languages, prefersDark }: Surroundings): Choices {
  const query = new URLSearchParams(search);
  const language = query.get('lang') ?? languages[0] ?? 'en';
  const look = query.get('look') ?? (prefersDark ? 'dark' : 'light');
  return {
    as: query.get('as') ?? 'rep',
    language: /^sv\b/i.test(language) ? 'sv' : 'en',
    look: look === 'dark' ? 'dark' : 'light',
  };
}

export function choicesToSearch({ as, language, look }: Choices): string {
  return `?${new URLSearchParams({ as, lang: language, look })}`;
}
