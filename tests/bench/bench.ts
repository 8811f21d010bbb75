import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';

/** One figure of the table of bars. */
export interface Row {
  readonly id: string;
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  readonly bar: string;
  readonly pass: boolean;
}

/** `seconds` shortens a bench that runs for long, to try it; its figures are not written down then. */
export interface BenchOptions {
  readonly seconds?: number;
}

/** Tells the figures' line from what a bench prints besides. */
const MARK = 'figures ';
const FOLDER = import.meta.dirname;
const RESULTS = path.resolve(FOLDER, '../../bench/results.json');

/** `npm run bench [-- NAME [--seconds N]]`: every bench, or the one whose file begins with NAME; one row a figure. */
async function main(args: string[]): Promise<void> {
  const { positionals: names, values } = parseArgs({
    args,
    allowPositionals: true,
    options: { seconds: { type: 'string' } },
  });
  const options: BenchOptions = values.seconds === undefined ? {} : { seconds: Number(values.seconds) };
  const files = readdirSync(FOLDER)
    .filter((file) => /^(?:b\d+|bot|load)-.*\.ts$/.test(file))
    .filter((file) => names.length === 0 || names.some((name) => file.startsWith(name.toLowerCase())))
    .toSorted(byNumber);
  if (files.length === 0) throw new Error(`There is no bench named ${names.join(', ')}.`);
  const fresh: Row[] = [];
  for (const file of files) {
    process.stderr.write(`${file} …\n`);
    fresh.push(...runAlone(path.join(FOLDER, file), options));
  }
  print(fresh);
  if (options.seconds !== undefined) return;
  await writeFile(RESULTS, `${JSON.stringify(merge(await readResults(), fresh), null, 2)}\n`);
}

/** Each in a process of its own: what one leaves in memory is no other's figure. */
function runAlone(file: string, options: BenchOptions): Row[] {
  const script = `const { run } = await import(${JSON.stringify(file)}); console.log('${MARK}' + JSON.stringify(await run(${JSON.stringify(options)})));`;
  const { stdout, status } = spawnSync(process.execPath, ['--input-type=module', '--eval', script], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    maxBuffer: 1 << 26,
  });
  const line = stdout.split('\n').find((text) => text.startsWith(MARK));
  if (status !== 0 || line === undefined) throw new Error(`${path.basename(file)} gave no figures.`);
  return JSON.parse(line.slice(MARK.length));
}

async function readResults(): Promise<Row[]> {
  return existsSync(RESULTS) ? JSON.parse(await readFile(RESULTS, 'utf8')) : [];
}

/** A run of one bench leaves the other figures as they were. */
function merge(before: readonly Row[], fresh: readonly Row[]): Row[] {
  const ids = new Set(fresh.map(({ id }) => id));
  return [...before.filter(({ id }) => !ids.has(id)), ...fresh].toSorted((a, b) => byNumber(a.id, b.id));
}

function byNumber(a: string, b: string): number {
  return a.localeCompare(b, 'en', { numeric: true, sensitivity: 'base' });
}

function print(rows: readonly Row[]): void {
  const lines = rows.map(({ id, what, value, unit, bar, pass }) => {
    const figure = `${Number(value.toPrecision(3))} ${unit}`.trim();
    return `${pass ? 'ok  ' : 'MISS'} ${id.padEnd(14)} ${figure.padStart(12)}  (${bar})  ${what}`;
  });
  process.stdout.write(`${lines.join('\n')}\n`);
}

await main(process.argv.slice(2));
