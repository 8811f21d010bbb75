import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { buildPackages, OUTLOOK_FILE, TEAMS_FILE } from './build-packages.ts';
import { parseOptions, UsageError } from './options.ts';

/* `npm run package`: both packages for one deployment, checked before they are written. */

const ROOT = path.resolve(import.meta.dirname, '..');
const say = (line: string): void => void process.stdout.write(`${line}\n`);

async function main(): Promise<number> {
  const { version } = z
    .object({ version: z.string() })
    .parse(JSON.parse(await readFile(path.join(ROOT, 'package.json'), 'utf8')));
  const { deployment, out } = parseOptions(process.argv.slice(2), version);
  const { teams, outlook, flaws } = await buildPackages(deployment);
  if (flaws.length > 0) {
    for (const flaw of flaws) say(`✗ ${flaw}`);
    return 1;
  }
  const folder = path.resolve(ROOT, out);
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, TEAMS_FILE), teams);
  await writeFile(path.join(folder, OUTLOOK_FILE), outlook);
  say(`✓ ${path.join(out, TEAMS_FILE)}: Teams, version ${deployment.version}, for ${deployment.host}`);
  say(`✓ ${path.join(out, OUTLOOK_FILE)}: Outlook, for ${deployment.host}`);
  return 0;
}

try {
  process.exitCode = await main();
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
}
