import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import lighthouse, { desktopConfig, type Config } from 'lighthouse';
import { launch, type Page } from 'puppeteer-core';
import { z } from 'zod';
import { startApp } from '../resilience/app-process.ts';
import type { Row } from './bench.ts';
import { pretendNativeHost, type NativeHost } from './pretend-native-host.ts';

const RUNS = 3;
/** As Lighthouse runs of its own accord: a middling phone on a slow 4G line. */
const FORMS = [
  { id: 'desktop', config: desktopConfig, bar: 0.98 },
  { id: 'mobile', config: undefined, bar: 0.88 },
] as const;
const CATEGORIES = ['performance', 'accessibility'];

/**
 * Lighthouse on a manager's *Time*, as the only thing in its window; medians of three runs, on a freshly started
 * sandbox. The line and the phone's processor are simulated, so that the figures do not hang on this machine's.
 */
export async function run(): Promise<Row[]> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'followthrough-bench-'));
  const app = startApp({ dataDir });
  try {
    const origin = await app.ready();
    const host = await managerOf(origin);
    const url = `${origin}/tab/index.html?page=${host.page}`;
    const rows: Row[] = [];
    const accessibility: number[] = [];
    for (const { id, config, bar } of FORMS) {
      const scores: number[] = [];
      for (let turn = 0; turn < RUNS; turn += 1) {
        const figures = await look(url, host, config);
        scores.push(figures.performance);
        accessibility.push(figures.accessibility);
      }
      const value = median(scores);
      const what = `Lighthouse performance of the manager's Time, ${id}, median of ${RUNS}`;
      rows.push({ id: `B7-${id}`, what, value, unit: '', bar: `≥ ${bar.toFixed(2)}`, pass: value >= bar });
    }
    const value = median(accessibility);
    const what = `Lighthouse accessibility of the manager's Time, median of ${accessibility.length}`;
    rows.push({ id: 'B7-accessibility', what, value, unit: '', bar: '1.00', pass: value === 1 });
    return rows;
  } finally {
    await app.interrupt();
    await rm(dataDir, { recursive: true, force: true });
  }
}

const peopleSchema = z.object({
  people: z.array(z.object({ key: z.string(), objectId: z.string() })),
  teams: z.array(z.object({ managerKey: z.string() })),
});

async function managerOf(origin: string): Promise<NativeHost> {
  const response = await fetch(`${origin}/sandbox/api/people`);
  const { people, teams } = peopleSchema.parse(await response.json());
  const manager = people.find(({ key }) => key === teams[0]?.managerKey);
  if (manager === undefined) throw new Error('The sandbox has no manager.');
  return {
    as: manager.key,
    objectId: manager.objectId,
    tenantId: '00000000-0000-4000-8000-000000000000',
    appId: '00000000-0000-4000-8000-000000000000',
    page: 'time',
    locale: 'sv-se',
  };
}

async function look(url: string, host: NativeHost, config: Config | undefined) {
  // A browser of its own for each: nothing is kept from the run before.
  const browser = await launch({
    executablePath: chromium(),
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'],
  });
  try {
    const page = await browser.newPage();
    await page.evaluateOnNewDocument(pretendNativeHost, host);
    await expectFigures(page, url);
    const result = await lighthouse(url, { onlyCategories: CATEGORIES, logLevel: 'error' }, config, page);
    const score = (category: string) => result?.lhr.categories[category]?.score ?? 0;
    return { performance: score('performance'), accessibility: score('accessibility') };
  } finally {
    await browser.close();
  }
}

/** An empty or refused page would be fast, too. */
async function expectFigures(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await page.waitForSelector('h1', { timeout: 30_000 });
  const heading = await page.$eval('h1', (element) => element.textContent);
  if (!/\d+\s*%/.test(heading)) throw new Error(`The page shows no figures: ${heading}`);
}

function chromium(): string {
  const found = [process.env['CHROME_PATH'], '/usr/bin/chromium', '/usr/bin/chromium-browser'].find(
    (file) => file !== undefined && existsSync(file),
  );
  if (found === undefined) throw new Error('Lighthouse needs a Chromium: set CHROME_PATH.');
  return found;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
