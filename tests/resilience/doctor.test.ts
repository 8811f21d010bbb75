import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp } from './app-process.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

let dataDir: string;

beforeAll(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'followthrough-doctor-'));
});

afterAll(() => rm(dataDir, { recursive: true, force: true }));

/** `npm run doctor`, without npm. */
async function doctor(environment: Readonly<Record<string, string>>) {
  const child = spawn(process.execPath, ['api/main.ts', 'doctor'], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env['PATH'] ?? '', DATA_DIR: dataDir, ...environment },
  });
  const said: string[] = [];
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => said.push(text));
  const [code] = await once(child, 'close');
  const lines = said.join('').trimEnd().split('\n');
  return { code, lines, faults: lines.filter((line) => line.startsWith('FAULT')) };
}

describe('the doctor as a command', () => {
  it('is green in the sandbox, which it starts where it does not run', async () => {
    const { code, lines, faults } = await doctor({ PORT: '0' });
    expect({ code, faults, last: lines.at(-1) }).toEqual({
      code: 0,
      faults: [],
      last: 'All is well.',
    });
  });

  it('looks at the sandbox that runs, and leaves it running', async () => {
    const app = startApp({ dataDir });
    const origin = await app.ready();
    const { code, faults } = await doctor({ PORT: new URL(origin).port });
    expect({ code, faults }).toEqual({ code: 0, faults: [] });
    expect((await fetch(`${origin}/readyz`)).status).toBe(200);
    expect(await app.interrupt()).toEqual({ code: 0, signal: null });
  });

  it('names the settings that cannot be used in one red line, and says so with its exit code', async () => {
    expect(await doctor({ ROLE: 'everything', DATA_KEY: 'short' })).toEqual({
      code: 1,
      lines: [
        'FAULT  configuration  These settings cannot be used: ROLE, DATA_KEY. See .env.example for what each of them takes.',
      ],
      faults: [expect.any(String)],
    });
  });
});
