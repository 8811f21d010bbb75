import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { defineConfig } from '@playwright/test';

/** Another port (`E2E_PORT`) lets two checkouts run their browser tests at once. */
const PORT = Number(process.env['E2E_PORT'] ?? 3991);
export const ORIGIN = `http://127.0.0.1:${PORT}`;
/** A folder of its own for each run, so that no run sees another's company. */
const DATA_DIR = process.env['E2E_DATA_DIR'] ?? path.join(tmpdir(), `followthrough-e2e-${process.pid}`);
process.env['E2E_DATA_DIR'] = DATA_DIR;
const chromium = [process.env['CHROME_PATH'], '/usr/bin/chromium', '/usr/bin/chromium-browser'].find(
  (file) => file !== undefined && existsSync(file),
);

/** Debian's Chromium, without the services that call home: a closed network would only make it slow. */
export const LAUNCH = {
  ...(chromium && { executablePath: chromium }),
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
};

export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: path.join(tmpdir(), 'followthrough-e2e-results'),
  // One company, one clock: the tests take turns.
  workers: 1,
  fullyParallel: false,
  forbidOnly: true,
  // Long enough for two cores that carry seven times their load: only what fails waits that long.
  timeout: 150_000,
  expect: { timeout: 40_000 },
  // What passes when it is tried again is told as flaky, and leaves a trace to find out why.
  retries: 1,
  reporter: 'list',
  use: {
    baseURL: ORIGIN,
    actionTimeout: 40_000,
    launchOptions: LAUNCH,
    trace: 'on-first-retry',
    locale: 'sv-SE',
    timezoneId: 'Europe/Stockholm',
  },
  webServer: {
    command: 'node api/main.ts start',
    url: `${ORIGIN}/readyz`,
    env: { PORT: String(PORT), DATA_DIR },
    gracefulShutdown: { signal: 'SIGTERM', timeout: 15_000 },
    timeout: 120_000,
    stdout: 'pipe',
  },
});
