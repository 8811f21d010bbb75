import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build, type Rolldown } from 'vite';

export interface SizeRow {
  readonly id: 'B7-size';
  readonly what: string;
  readonly value: number;
  readonly unit: 'KB';
  readonly bar: string;
  readonly pass: boolean;
}

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const BAR = 240;

/** What a manager's first look at *Time* inside Teams starts with, besides `index.html` and what these import. */
const ENTRIES = ['tab/main.tsx', 'tab/pages/time.tsx'];
const LANGUAGES = ['sv', 'en'];

/**
 * The tab's first route, as it crosses the network: everything that is fetched before *Time* stands, each file
 * gzip -9, in the heavier of the two languages. KB = KiB, as in the table of the bar.
 */
export async function run(): Promise<SizeRow[]> {
  const files = await buildTab();
  const first = withImports(
    files,
    ENTRIES.map((module) => chunkOf(files, module)),
  );
  const languages = LANGUAGES.map((name) => weigh(chunkOf(files, `shared/locales/${name}.json`)));
  const assets = files.filter((file) => file.type === 'asset' && /\.(html|css)$/.test(file.fileName));
  const bytes = sum([...first, ...assets].map(weigh)) + Math.max(...languages);
  const value = Math.round((bytes / 1024) * 10) / 10;
  const what = `first route of the tab, gzip, ${first.size} scripts`;
  return [{ id: 'B7-size', what, value, unit: 'KB', bar: `≤ ${BAR}`, pass: value <= BAR }];
}

type File = Rolldown.OutputChunk | Rolldown.OutputAsset;

async function buildTab(): Promise<readonly File[]> {
  const result = await build({
    configFile: `${ROOT}vite.config.ts`,
    root: `${ROOT}tab`,
    logLevel: 'error',
    build: { write: false },
  });
  const output = Array.isArray(result) ? result[0] : result;
  if (output === undefined || !('output' in output)) throw new Error('The build gave no files.');
  return output.output;
}

/** The file that a source module ended up in. */
function chunkOf(files: readonly File[], module: string): Rolldown.OutputChunk {
  const chunk = files.find(
    (file): file is Rolldown.OutputChunk =>
      file.type === 'chunk' && file.moduleIds.some((id) => id === `${ROOT}${module}`),
  );
  if (chunk === undefined) throw new Error(`No file of the build holds ${module}.`);
  return chunk;
}

function withImports(files: readonly File[], entries: readonly Rolldown.OutputChunk[]): Set<File> {
  const reached = new Set<File>();
  const follow = (chunk: Rolldown.OutputChunk) => {
    if (reached.has(chunk)) return;
    reached.add(chunk);
    for (const name of chunk.imports) {
      const next = files.find((file) => file.fileName === name);
      if (next?.type === 'chunk') follow(next);
    }
  };
  entries.forEach(follow);
  return reached;
}

function weigh(file: File): number {
  return gzipSync(file.type === 'chunk' ? file.code : file.source, { level: 9 }).length;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
