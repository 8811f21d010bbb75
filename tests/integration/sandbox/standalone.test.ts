import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { attachSandbox } from '../../../sandbox/attach.ts';
import type { Sandbox } from '../../../sandbox/sandbox.ts';
import { freshSandboxDatabase, type SandboxDatabaseUrl } from './fresh-sandbox.ts';

const MINUTE = 60_000;

let database: SandboxDatabaseUrl;
let child: ChildProcess;
let origin: string;

async function startProcess(): Promise<void> {
  child = spawn(process.execPath, ['sandbox/main.ts', '--database', database.url], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (!child.stdout) throw new Error('no output');
  const [line]: Buffer[] = await once(child.stdout, 'data');
  ({ origin } = JSON.parse(String(line)));
}

async function stopProcess(): Promise<unknown> {
  const exit = once(child, 'exit');
  child.kill('SIGTERM');
  return (await exit)[0];
}

beforeAll(async () => {
  database = await freshSandboxDatabase();
  await startProcess();
});
afterAll(async () => {
  if (child.exitCode === null) await stopProcess();
  await database.drop();
});

describe('a sandbox in a process of its own', () => {
  it('gives an app that attaches the same clock, people and pages', async () => {
    const one = await attachSandbox({ origin, publicUrl: () => 'http://127.0.0.1:3978' });
    const other = await attachSandbox({ origin, publicUrl: () => '' });
    const page = await serve(one);
    const before = one.clock.now();
    await one.clock.step(5 * MINUTE);
    expect(one.clock.now()).toBe(before + 5 * MINUTE);
    await vi.waitFor(() => expect(other.clock.now()).toBe(before + 5 * MINUTE), 20_000);
    expect(
      one
        .people()
        .map((person) => person.key)
        .slice(0, 3),
    ).toEqual(['helena', 'karin', 'maja']);
    expect(one.hosts).toContain('graph.microsoft.com');
    expect(one.company().domains.own).toEqual(['tranvik.example', 'tranvik-norge.example']);
    expect(await page.get('/sandbox/teams?as=maja')).toContain('"key":"maja"');
    const token = await page.post('/sandbox/api/token', { as: 'maja' });
    expect(JSON.parse(token).token).toMatch(/^eyJ/);
    page.stop();
    await one.stop();
    await other.stop();
  });

  it('outlives its restart: same keys, calendars and reading', async () => {
    const app = await attachSandbox({ origin, publicUrl: () => '' });
    const calendar = async () => {
      const response = await fetch(`${origin}/sandbox/api/calendar/maja`);
      return response.json();
    };
    const [now, microsoft, events] = [app.clock.now(), app.microsoft, await calendar()];
    await app.stop();
    expect(await stopProcess()).toBe(0);
    await startProcess();
    const again = await attachSandbox({ origin, publicUrl: () => '' });
    expect([again.clock.now(), again.microsoft, await calendar()]).toEqual([now, microsoft, events]);
    await again.stop();
  });

  it('is missed at once where nothing listens', async () => {
    await expect(attachSandbox({ origin: 'http://127.0.0.1:9', publicUrl: () => '' })).rejects.toThrow(
      'fetch failed',
    );
  });
});

async function serve(sandbox: Sandbox) {
  const server: Server = express().use('/sandbox', sandbox.routes).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    get: (path: string) => fetch(base + path).then((response) => response.text()),
    post: (path: string, body: object) =>
      fetch(base + path, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }).then((response) => response.text()),
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
