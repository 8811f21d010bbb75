import { execFile } from 'node:child_process';
import { chmod, cp, mkdtemp, readdir, readFile, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { buildPages } from '../../api/start/build-tab.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const run = promisify(execFile);

export interface CleanCopy {
  readonly root: string;
  /** The command of the image. */
  readonly command: readonly string[];
  /** Every file in it, the packages left out. */
  files(): Promise<string[]>;
  remove(): Promise<void>;
}

/** What the Dockerfile's last stage holds, made by its own words: the same files, the same install, the built tab. */
export async function makeCleanCopy(): Promise<CleanCopy> {
  const stages = (await readFile(path.join(ROOT, 'Dockerfile'), 'utf8')).split(/^FROM /m);
  const last = stages.at(-1) ?? '';
  const install =
    /npm (ci [^&\n]+)/
      .exec(stages.at(-2) ?? '')?.[1]
      ?.trim()
      .split(' ') ?? [];
  const root = await realpath(await mkdtemp(path.join(tmpdir(), 'followthrough-image-')));
  await chmod(root, 0o755);
  for (const [, names = ''] of last.matchAll(/^COPY (?!--)(.+)$/gm)) {
    const sources = names.split(' ').slice(0, -1);
    for (const source of sources)
      await cp(path.join(ROOT, source), path.join(root, source), { recursive: true });
  }
  await cp(path.join(ROOT, 'package-lock.json'), path.join(root, 'package-lock.json'));
  await run('npm', [...install, '--no-audit', '--no-fund', '--prefer-offline'], { cwd: root });
  await rm(path.join(root, 'package-lock.json'));
  await buildPages(ROOT, () => undefined, new AbortController().signal);
  await cp(path.join(ROOT, 'dist/tab'), path.join(root, 'dist/tab'), { recursive: true });
  return {
    root,
    command: JSON.parse(/^CMD (\[.+\])$/m.exec(last)?.[1] ?? '[]'),
    files: async () => {
      const all = await readdir(root, { recursive: true });
      return all.filter((file) => !file.startsWith('node_modules')).toSorted();
    },
    remove: () => rm(root, { recursive: true, force: true }),
  };
}
