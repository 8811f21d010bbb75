import { z } from 'zod';
import { GraphFailure } from './graph-failure.ts';

const pageSchema = z.object({
  value: z.array(z.looseObject({ id: z.string() })),
  '@odata.nextLink': z.string().optional(),
  '@odata.deltaLink': z.string().optional(),
});
export type Row = z.output<typeof pageSchema>['value'][number];

/** Far beyond any calendar; the last word if a service goes on without repeating itself. */
const MOST_PAGES = 1_000;

export interface Pages {
  readonly rows: readonly Row[];
  readonly deltaLink: string | null;
}

/**
 * Reads a collection to its end: pages may be empty and have a next link, and only a page without one is the last.
 * Rejects with `loop` after two pages in a row that bring no new row (the endless delta round of faults F1 and F2).
 */
export async function readPages(
  first: () => Promise<unknown>,
  follow: (link: string) => Promise<unknown>,
): Promise<Pages> {
  const rows: Row[] = [];
  const isRepeat = repeatGuard();
  let page = parsePage(await first());
  for (let count = 1; ; count += 1) {
    for (const row of page.value) rows.push(row);
    const next = page['@odata.nextLink'];
    if (next === undefined) return { rows, deltaLink: page['@odata.deltaLink'] ?? null };
    if (isRepeat(page.value) || count >= MOST_PAGES) throw new GraphFailure({ kind: 'loop' });
    page = parsePage(await follow(next));
  }
}

function repeatGuard(): (rows: readonly Row[]) => boolean {
  const seen = new Set<string>();
  let repeated = 0;
  return (rows) => {
    if (rows.length === 0) return false;
    const before = seen.size;
    for (const row of rows) seen.add(`${row.id} ${String(row['@odata.etag'])}`);
    repeated = seen.size === before ? repeated + 1 : 0;
    return repeated >= 2;
  };
}

function parsePage(answer: unknown): z.output<typeof pageSchema> {
  const page = pageSchema.safeParse(answer);
  // A gateway's page with status 200 is no empty calendar.
  if (!page.success) throw new GraphFailure({ kind: 'transient', code: 'UnreadablePage' });
  return page.data;
}
