import { createContext, use } from 'react';
import type { Language } from '../../shared/locales/text.ts';
import type { PagePerson, People } from './sandbox-api.ts';
import type { Strings } from './strings.ts';

/** What every panel knows. */
export interface PageContext {
  readonly person: PagePerson;
  readonly people: People;
  readonly language: Language;
  readonly strings: Strings;
  readonly theme: 'default' | 'dark' | 'contrast';
  /** The clock's last reading, epoch milliseconds; it is some seconds old. */
  readonly now: number;
  /** Rises with *start over*: what was read before is void. */
  readonly generation: number;
}

export const PageContextValue = createContext<PageContext | null>(null);

export function usePage(): PageContext {
  const page = use(PageContextValue);
  if (page === null) throw new Error('A panel stands outside the page.');
  return page;
}
