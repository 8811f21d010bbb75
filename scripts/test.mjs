// `npm test`: everything that CI runs, in the order in which a failure is cheapest. Installs Debian's Chromium
// when there is none and this user may (the browser tests need a real one).
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

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

run('npm', ['run', 'check']);
run('npm', ['run', 'resilience']);
run('npm', ['run', 'production']);
run('npm', ['run', 'soak']);
if (!findChromium()) installChromium();
run('npm', ['run', 'build']);
run('npm', ['run', 'e2e'], { CHROME_PATH: findChromium() });
