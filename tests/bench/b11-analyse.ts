import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { yearCalendar } from './year-calendar.ts';

interface Figure {
  readonly id: string;
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  readonly bar: string;
  readonly pass: boolean;
}

const TRIALS = 5;
const EVENTS = 3_000;
const SERIES = 40;
const said = z.object({ exitCode: z.literal(0), megabytes: z.number() });

/** B11: the whole command in a fresh process, from start to exit; medians of five. */
export async function run(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'analyse-'));
  try {
    const file = join(folder, 'year.ics');
    writeFileSync(file, yearCalendar({ events: EVENTS, series: SERIES }));
    const trials = Array.from({ length: TRIALS }, () => measure(file));
    const seconds = round(median(trials.map((trial) => trial.seconds)), 2);
    const megabytes = round(median(trials.map((trial) => trial.megabytes)), 0);
    const what = `analyse of a year of ${EVENTS} events, ${SERIES} of them series`;
    return [
      { id: 'B11-time', what, value: seconds, unit: 's', bar: '≤ 2', pass: seconds <= 2 },
      { id: 'B11-memory', what, value: megabytes, unit: 'MB', bar: '≤ 300', pass: megabytes <= 300 },
    ];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function measure(file: string): { readonly seconds: number; readonly megabytes: number } {
  const child = fileURLToPath(new URL('analyse-child.ts', import.meta.url));
  const start = performance.now();
  const { stdout, stderr } = spawnSync(process.execPath, [child, file], { encoding: 'utf8' });
  const seconds = (performance.now() - start) / 1_000;
  if (stdout === '') throw new Error(stderr);
  return { seconds, megabytes: said.parse(JSON.parse(stdout)).megabytes };
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
