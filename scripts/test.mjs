// `npm test`: everything that CI runs, what fails cheapest first. Installs Debian's Chromium when there is none and
// this user may (the browser tests need a real one).
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';

const run = (command, args, env = {}) => {
  const { status } = spawnSync(command, args, { stdio: 'inherit', env: { ...process.env, ...env } });
  if (status !== 0) process.exit(status ?? 1);
};

const findChromium = () =>
  [process.env.CHROME_PATH, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
    (path) => path && existsSync(path),
  );

const installChromium = () => {
  const mayInstall = process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
  if (!mayInstall) {
    console.error(
      'The browser tests need Chromium. Install it (Debian: apt-get install chromium) or set CHROME_PATH.',
    );
    process.exit(1);
  }
  run('apt-get', ['update', '-q']);
  run('apt-get', ['install', '-y', '-q', 'chromium', 'fonts-open-sans'], {
    DEBIAN_FRONTEND: 'noninteractive',
  });
};

/** Runs npm scripts one after the other beside what else runs; each line they print carries the lane's name. */
const startLane = async (lane, scripts, env = {}) => {
  for (const script of scripts) {
    const child = spawn('npm', ['run', script], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...env },
    });
    const printed = [child.stdout, child.stderr].map(async (stream) => {
      for await (const line of createInterface({ input: stream })) console.log(`[${lane}] ${line}`);
    });
    const [status] = await once(child, 'close');
    await Promise.all(printed);
    if (status !== 0) return { lane, script, status: status ?? 1 };
  }
  return { lane, status: 0 };
};

run('npm', ['run', 'check']);
if (!findChromium()) installChromium();
run('npm', ['run', 'build']);
// The browser tests mostly wait for pages to settle: the servers' tests use the time.
const lanes = await Promise.all([
  startLane('pages', ['e2e'], { CHROME_PATH: findChromium() }),
  startLane('servers', ['resilience', 'production', 'soak']),
]);
const failed = lanes.filter(({ status }) => status !== 0);
for (const { lane, script } of failed)
  console.error(`[${lane}] npm run ${script} failed; its lines above say why.`);
if (failed.length > 0) process.exit(1);
