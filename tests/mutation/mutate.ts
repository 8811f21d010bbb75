import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { cp, mkdtemp, readFile, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { BOT_MUTATIONS } from './bot-mutations.ts';
import type { Mutation } from './mutation.ts';
import { MUTATIONS } from './mutations.ts';
import { withTable } from './render-faults.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const PAGES: readonly (readonly [string, readonly Mutation[]])[] = [
  ['graph-faults.md', MUTATIONS],
  ['bot-faults.md', BOT_MUTATIONS],
];
const LEFT_OUT: ReadonlySet<string> = new Set([
  '.git',
  '.data',
  'node_modules',
  'dist',
  'docs',
  'test-results',
]);
/** All tests at once; a test that waits for ever without its defence fails of its own time-out long before. */
const LONGEST_MS = 900_000;

const reportSchema = z.object({
  testResults: z.array(
    z.object({ assertionResults: z.array(z.object({ fullName: z.string(), status: z.string() })) }),
  ),
});

type Verdict = 'missed' | 'NOT MISSED' | 'NOT RUN';

/**
 * `npm run mutate [-- FAULT …]`: takes each defence out of a copy, one at a time, and sees whether its test fails. Before
 * that all those tests must pass. Ends with 1 if a defence is missed by nobody; a whole run writes the tables of the pages.
 */
async function main(faults: readonly string[]): Promise<void> {
  const chosen = PAGES.flatMap(([, mutations]) => mutations).filter(
    ({ fault }) => faults.length === 0 || faults.includes(fault),
  );
  const copy = await makeCopy();
  try {
    assertAllPass(copy, chosen);
    const verdicts: Verdict[] = [];
    for (const [index, mutation] of chosen.entries()) {
      const verdict = await judge(copy, mutation);
      verdicts.push(verdict);
      process.stdout.write(
        `${String(index + 1).padStart(3)}/${chosen.length}  ${verdict.padEnd(10)}  ${mutation.fault}: ${mutation.defence}\n`,
      );
    }
    const kept = verdicts.filter((verdict) => verdict !== 'missed').length;
    process.stdout.write(`${chosen.length - kept} of ${chosen.length} defences are missed by their tests.\n`);
    process.exitCode = kept === 0 ? 0 : 1;
    if (faults.length === 0 && kept === 0) await writePages();
  } finally {
    await rm(copy, { recursive: true, force: true });
  }
}

async function writePages(): Promise<void> {
  for (const [name, mutations] of PAGES) {
    const page = path.join(ROOT, 'docs', name);
    await writeFile(page, withTable(await readFile(page, 'utf8'), mutations));
  }
}

async function makeCopy(): Promise<string> {
  const copy = await mkdtemp(path.join(tmpdir(), 'followthrough-mutants-'));
  await cp(ROOT, copy, {
    recursive: true,
    filter: (source) => !LEFT_OUT.has(path.relative(ROOT, source).split(path.sep)[0] ?? ''),
  });
  await symlink(await realpath(path.join(ROOT, 'node_modules')), path.join(copy, 'node_modules'));
  return copy;
}

function assertAllPass(copy: string, mutations: readonly Mutation[]): void {
  const statuses = runTests(
    copy,
    mutations.map(({ test }) => test),
  );
  const bad = mutations.filter(({ test }) => !isOf(statuses, test.title, 'passed'));
  if (bad.length === 0) return;
  const names = bad.map(({ test }) => `${test.file}: ${test.title}`);
  throw new Error(`These tests do not pass as they are:\n${[...new Set(names)].join('\n')}`);
}

async function judge(copy: string, { edits, test }: Mutation): Promise<Verdict> {
  const originals = await Promise.all(
    edits.map(async ({ file }) => [file, await readFile(path.join(copy, file), 'utf8')] as const),
  );
  try {
    for (const { file, take, put } of edits) {
      const text = await readFile(path.join(copy, file), 'utf8');
      await writeFile(
        path.join(copy, file),
        text.replace(take, () => put),
      );
    }
    const statuses = runTests(copy, [test]);
    if (isOf(statuses, test.title, 'failed')) return 'missed';
    return isOf(statuses, test.title, 'passed') ? 'NOT MISSED' : 'NOT RUN';
  } finally {
    for (const [file, text] of originals) await writeFile(path.join(copy, file), text);
  }
}

type Statuses = ReadonlyMap<string, string>;

/** Whether the tests whose title holds `title` were run, and one at least ended so; for `passed`, all of them. */
function isOf(statuses: Statuses, title: string, status: 'passed' | 'failed'): boolean {
  const of = [...statuses].filter(([name]) => name.includes(title)).map(([, is]) => is);
  return status === 'passed' ? of.length > 0 && of.every((is) => is === status) : of.includes(status);
}

/** How each test ended, by its full title; empty where none ran. */
function runTests(copy: string, tests: readonly Mutation['test'][]): Statuses {
  const files = [...new Set(tests.map(({ file }) => file))];
  const titles = [...new Set(tests.map(({ title }) => title.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')))];
  const vitest = path.join(copy, 'node_modules', 'vitest', 'vitest.mjs');
  const told = path.join(copy, 'told.json');
  const projects = new Set(files.flatMap(projectsOf));
  const args = ['run', ...[...projects].flatMap((name) => ['--project', name]), '--reporter', 'json'];
  spawnSync(
    process.execPath,
    [vitest, ...args, '--outputFile', told, ...files, '--testNamePattern', titles.join('|')],
    { cwd: copy, timeout: LONGEST_MS, stdio: 'ignore' },
  );
  if (!existsSync(told)) return new Map();
  const report = reportSchema.parse(JSON.parse(readFileSync(told, 'utf8')));
  rmSync(told);
  const all = report.testResults.flatMap(({ assertionResults }) => assertionResults);
  return new Map(
    all.filter(({ status }) => status !== 'skipped').map(({ fullName, status }) => [fullName, status]),
  );
}

/** Which of the two an integration test belongs to, vitest.config.ts knows; what needs no database starts none. */
function projectsOf(file: string): string[] {
  return file.startsWith('tests/unit/') ? ['unit'] : ['integration', 'story'];
}

await main(process.argv.slice(2));
