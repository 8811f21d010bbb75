import { z } from 'zod';
import type { Instant } from '../../shared/calendar/time.ts';

/** Where a link on a card leads, as far as the sandbox can follow it. */
export type LinkTarget =
  | { readonly kind: 'tab'; readonly page: string; readonly subPage: string | null }
  | {
      readonly kind: 'compose';
      readonly subject: string;
      readonly start: Instant;
      readonly end: Instant;
      readonly to: readonly string[];
    }
  | { readonly kind: 'outside'; readonly host: string };

const entityContext = z.object({ subEntityId: z.string().optional() });

/** A deep link into the tab, Outlook's form for a new event, or anything else, which stays closed. */
export function parseLink(link: string): LinkTarget {
  if (!URL.canParse(link)) return { kind: 'outside', host: link };
  const url = new URL(link);
  return parseTabLink(url) ?? parseCompose(url) ?? { kind: 'outside', host: url.hostname };
}

function parseTabLink(url: URL): LinkTarget | null {
  const page = /^\/l\/entity\/[^/]+\/([^/]+)$/.exec(url.pathname)?.[1];
  if (url.hostname !== 'teams.microsoft.com' || page === undefined) return null;
  const subPage = subPageOf(url.searchParams.get('context'));
  // The app's one tab has its pages behind it.
  const [inside = '', ...rest] = page === 'home' ? (subPage ?? '').split('/') : [page, subPage ?? ''];
  return { kind: 'tab', page: inside, subPage: rest.join('/') || null };
}

function subPageOf(context: string | null): string | null {
  if (context === null) return null;
  try {
    return entityContext.parse(JSON.parse(context)).subEntityId ?? null;
  } catch {
    // The page itself is still worth opening.
    return null;
  }
}

function parseCompose({ hostname, pathname, searchParams }: URL): LinkTarget | null {
  if (hostname !== 'outlook.office.com' || pathname !== '/calendar/deeplink/compose') return null;
  const [start, end] = ['startdt', 'enddt'].map((name) => Date.parse(searchParams.get(name) ?? ''));
  if (start === undefined || end === undefined || Number.isNaN(start) || Number.isNaN(end)) return null;
  const to = (searchParams.get('to') ?? '').split(',').filter((address) => address !== '');
  return { kind: 'compose', subject: searchParams.get('subject') ?? '', start, end, to };
}
