import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';

/** The pages for browsers cannot be built; what is wrong with them has been said by the build. */
export class PageBuildError extends Error {
  override readonly name = 'PageBuildError';
}

interface Bundle {
  readonly sources: readonly string[];
  readonly config: string;
  readonly built: string;
}

/** What is built for browsers, each from its sources by its own Vite configuration. */
const BUNDLES: readonly Bundle[] = [
  {
    sources: ['tab', 'shared', 'vite.config.ts', 'package-lock.json'],
    config: 'vite.config.ts',
    built: 'dist/tab/index.html',
  },
  // After the tab, whose build empties the folder that this one stands in.
  {
    sources: ['tab/outlook', 'shared', 'vite.events.config.ts', 'package-lock.json'],
    config: 'vite.events.config.ts',
    built: 'dist/tab/outlook/events.js',
  },
  {
    sources: ['sandbox/page', 'shared', 'sandbox/page/vite.config.ts', 'package-lock.json'],
    config: 'sandbox/page/vite.config.ts',
    built: 'dist/sandbox/index.html',
  },
];

/**
 * Builds what is missing or older than its sources; a production image brings them built and without sources.
 * @throws PageBuildError
 */
export async function buildPages(
  root: string,
  report: (line: string) => void,
  stopping: AbortSignal,
): Promise<void> {
  for (const bundle of BUNDLES) {
    if (!existsSync(path.join(root, bundle.config)) || !(await isStale(root, bundle))) continue;
    report(`Building ${path.dirname(bundle.built)} …`);
    await runVite(root, bundle.config, stopping);
  }
}

async function isStale(root: string, bundle: Bundle): Promise<boolean> {
  const built = path.join(root, bundle.built);
  if (!existsSync(built)) return true;
  const { mtimeMs } = await stat(built);
  for (const source of bundle.sources) if ((await newestIn(path.join(root, source))) > mtimeMs) return true;
  return false;
}

async function newestIn(file: string): Promise<number> {
  if (!existsSync(file)) return 0;
  const stats = await stat(file);
  if (!stats.isDirectory()) return stats.mtimeMs;
  const entries = await readdir(file);
  const times = await Promise.all(entries.map((entry) => newestIn(path.join(file, entry))));
  return Math.max(0, ...times);
}

function runVite(root: string, config: string, signal: AbortSignal): Promise<void> {
  const vite = path.join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [vite, 'build', '--config', config, '--logLevel', 'warn'], {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      signal,
    });
    child.on('error', reject);
    child.on('exit', (code) => {
      if (code === 0) resolve();
      else
        reject(new PageBuildError(`Building with ${config} ended with code ${code}. See the lines above.`));
    });
  });
}
