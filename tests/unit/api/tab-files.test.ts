import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import express from 'express';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tabFiles } from '../../../api/http/tab-files.ts';

const SCRIPT = `export const words = ${JSON.stringify('selling '.repeat(400))};\n`;

let folder: string;
let server: ReturnType<ReturnType<typeof express>['listen']>;
let origin: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'tab-files-'));
  await mkdir(path.join(folder, 'assets'));
  await writeFile(path.join(folder, 'index.html'), '<!doctype html><title>Followthrough</title>');
  await writeFile(path.join(folder, 'assets', 'index-Cz6UOXJl.js'), SCRIPT);
  server = express().use('/tab', tabFiles(folder)).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  origin = `http://127.0.0.1:${port}`;
});

afterAll(async () => {
  await new Promise((resolve) => server.close(resolve));
  await rm(folder, { recursive: true });
});

describe('the built tab', () => {
  it('is packed, and unpacks to what was built', async () => {
    const response = await fetch(`${origin}/tab/assets/index-Cz6UOXJl.js`);
    expect(response.headers.get('content-encoding')).toMatch(/^(br|gzip)$/);
    expect(await response.text()).toBe(SCRIPT);
  });

  it.each([
    ['/tab/assets/index-Cz6UOXJl.js', 'public, max-age=31536000, immutable'],
    ['/tab/index.html', 'no-cache'],
    ['/tab/', 'no-cache'],
  ])('tells the browser how long it may keep %s', async (file, kept) => {
    const response = await fetch(`${origin}${file}`);
    expect(response.headers.get('cache-control')).toBe(kept);
  });
});
